"""How the rules see a case: rounded measurements, answers that may be unknown, and derived states.

Every answer is three-valued: True, False, or None for not known. Nothing here turns None into False.
Source of the conventions: rules R0 and Appendix D.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from clinic_app.domain.case import Age, Case
from clinic_app.domain.ranges import half_up

_DECIMALS = {"temperature_c": 1, "muac_cm": 1, "hb_g_dl": 1, "weight_kg": 2, "height_cm": 1}


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """True if any answer is yes; None if none is yes and one is unknown; else False."""
    seen = tuple(answers)
    if any(answer is True for answer in seen):
        return True
    return None if None in seen else False


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """False if any answer is no; None if none is no and one is unknown; else True."""
    seen = tuple(answers)
    if any(answer is False for answer in seen):
        return False
    return None if None in seen else True


@dataclass(frozen=True, slots=True)
class Facts:
    """A case as the rules read it."""

    case: Case

    @property
    def age(self) -> Age:
        return self.case.age

    @property
    def is_adult(self) -> bool:
        """16 completed years or more."""
        return self.age.years >= 16

    def vital(self, name: str) -> float | None:
        """A measured number rounded as it is compared (R0.3), or None when it was not measured."""
        value = getattr(self.case.vitals, name)
        if value is None or (name == "spo2" and self.answer("spo2_no_reading")):
            return None
        return half_up(value, _DECIMALS.get(name, 0))

    def number(self, finding: str) -> float | None:
        """A numeric finding as answered, or None."""
        value = self.case.findings.get(finding)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def answer(self, finding: str) -> bool | None:
        """A yes/no finding: True, False, or None when it was not asked."""
        value = self.case.findings.get(finding)
        return value if isinstance(value, bool) else None

    @property
    def resp_rate(self) -> float | None:
        """Breaths a minute; in a child the second full-minute count replaces the first (Appendix D.7)."""
        second = None if self.is_adult else self.number("resp_rate_second_count")
        return self.vital("resp_rate") if second is None else half_up(second, 0)

    @property
    def altered_consciousness(self) -> bool | None:
        """C, V, P, U, a GCS below 15, or the finding (Appendix D.5)."""
        level, gcs = self.case.vitals.consciousness, self.case.vitals.gcs
        return _known_if_any(
            None if level is None else level != "A",
            None if gcs is None else gcs < 15,
            self.answer("lethargic_or_unconscious"),
        )

    @property
    def lethargic(self) -> bool | None:
        """V, P, U or the finding. An alert child still has to be asked about: A alone leaves it unknown."""
        if self.case.vitals.consciousness in ("V", "P", "U"):
            return True
        return self.answer("lethargic_or_unconscious")

    @property
    def convulsing_now(self) -> bool | None:
        """A fit at this moment; ruled out also by "no fits in this illness, now or earlier"."""
        now = self.answer("convulsing_now")
        return False if now is None and self.answer("convulsions_now_or_history") is False else now

    @property
    def convulsed(self) -> bool | None:
        """A fit in this illness, now or earlier."""
        now, ever = self.answer("convulsing_now"), self.answer("convulsions_now_or_history")
        return True if now is True else ever


def _known_if_any(*answers: bool | None) -> bool | None:
    """One state seen in several ways: any yes is a yes, and one no is enough to know there is none."""
    known = [answer for answer in answers if answer is not None]
    return any(known) if known else None
