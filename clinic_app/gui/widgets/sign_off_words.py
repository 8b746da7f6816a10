"""Whether the clinical content is signed off, in words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from clinic_app.domain.sign_off import SignOff, SignOffState


def sign_off_words(state: SignOffState) -> str:
    """One sentence: by whom and when, or that nobody did."""
    if state.current is not None:
        return QCoreApplication.translate(
            "SignOff", "Clinical content signed off by {name} on {day}."
        ).format(name=state.current.name, day=day_of(state.current))
    if state.for_other_content is not None:
        return QCoreApplication.translate(
            "SignOff",
            "Clinical content not signed off by this clinic: it changed after {name} signed on {day}.",
        ).format(name=state.for_other_content.name, day=day_of(state.for_other_content))
    return QCoreApplication.translate("SignOff", "Clinical content not signed off by this clinic.")


def day_of(sign_off: SignOff) -> str:
    """The day of a signature as people here write it."""
    return datetime.fromisoformat(sign_off.signed_at).astimezone().strftime("%d-%m-%Y")
