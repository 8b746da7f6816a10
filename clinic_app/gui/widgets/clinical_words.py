"""Words for what a case holds: measurements, states, choices, ages, answers."""

from PySide6.QtCore import QCoreApplication

from clinic_app.domain.case import Age, FindingValue
from clinic_app.domain.noticing import Noticed
from clinic_app.domain.records import Sex
from clinic_app.domain.text import plain_number
from clinic_app.gui.i18n import current_language
from clinic_app.services import case_words
from clinic_app.services.knowledge import Knowledge


def vital_label(name: str) -> str:
    """What a measurement is called on a form."""
    return {
        "temperature_c": QCoreApplication.translate("Vital", "Temperature"),
        "pulse": QCoreApplication.translate("Vital", "Pulse"),
        "resp_rate": QCoreApplication.translate("Vital", "Breathing rate"),
        "resp_rate_second_count": QCoreApplication.translate("Vital", "Breathing rate, second count"),
        "spo2": QCoreApplication.translate("Vital", "Oxygen (SpO2)"),
        "systolic": QCoreApplication.translate("Vital", "BP upper"),
        "diastolic": QCoreApplication.translate("Vital", "BP lower"),
        "glucose_mg_dl": QCoreApplication.translate("Vital", "Blood glucose"),
        "hb_g_dl": QCoreApplication.translate("Vital", "Haemoglobin"),
        "weight_kg": QCoreApplication.translate("Vital", "Weight"),
        "height_cm": QCoreApplication.translate("Vital", "Height"),
        "muac_cm": QCoreApplication.translate("Vital", "Arm (MUAC)"),
        "consciousness": QCoreApplication.translate("Vital", "Consciousness"),
        "on_oxygen": QCoreApplication.translate("Vital", "Is oxygen being given?"),
        "capillary_refill_s": QCoreApplication.translate("Vital", "Capillary refill time"),
        "gcs": QCoreApplication.translate("Vital", "Coma score (GCS)"),
        "gestation_weeks": QCoreApplication.translate("Vital", "Weeks of pregnancy"),
    }[name]


def unit_words(knowledge: Knowledge, quantity: str) -> str:
    """The unit of a measurement as shown beside it."""
    return unit_of_finding(knowledge.ranges[quantity].unit)


def unit_of_finding(unit: str) -> str:
    """The unit of a counted or measured finding."""
    return case_words.unit_words(unit, current_language())


def consciousness_words(code: str) -> str:
    """A step of the ACVPU scale."""
    return {
        "A": QCoreApplication.translate("Consciousness", "A: alert"),
        "C": QCoreApplication.translate("Consciousness", "C: newly confused"),
        "V": QCoreApplication.translate("Consciousness", "V: responds to voice only"),
        "P": QCoreApplication.translate("Consciousness", "P: responds to pain only"),
        "U": QCoreApplication.translate("Consciousness", "U: unresponsive"),
    }[code]


def choice_words(finding: str, choice: str) -> str:
    """A choice of a coded question."""
    return case_words.choice_words(finding, choice, current_language())


def yes_no_words(answer: bool) -> str:
    """Yes or no."""
    if answer:
        return QCoreApplication.translate("Answer", "Yes")
    return QCoreApplication.translate("Answer", "No")


def not_known() -> str:
    """What stands where nothing was said."""
    return QCoreApplication.translate("Answer", "Not known")


def labelled(label: str, answer: str) -> str:
    """A label and what stands for it; a question ends with its own mark."""
    return f"{label} {answer}" if label.endswith("?") else f"{label}: {answer}"


def answer_words(finding: str, answer: FindingValue, unit: str) -> str:
    """An answer to a coded question."""
    if isinstance(answer, bool):
        return yes_no_words(answer)
    if isinstance(answer, str):
        return choice_words(finding, answer)
    return f"{plain_number(float(answer))} {unit_of_finding(unit)}".strip()


def noticed_words(noticed: Noticed, knowledge: Knowledge) -> str:
    """What a text was read to say: the question and its answer, or the measurement."""
    label = input_label(noticed.finding, knowledge, current_language())
    if noticed.finding == "consciousness":
        return labelled(label, consciousness_words(str(noticed.value)))
    entry = knowledge.vocabulary.get(noticed.finding)
    if entry is not None:
        return labelled(label, answer_words(noticed.finding, noticed.value, entry.unit))
    if isinstance(noticed.value, bool):
        return labelled(label, yes_no_words(noticed.value))
    return labelled(label, f"{plain_number(noticed.value)} {unit_words(knowledge, noticed.finding)}")


def sex_words(sex: Sex | None) -> str:
    """The sex, or "" where it is not known."""
    if sex is None:
        return ""
    return {
        "F": QCoreApplication.translate("Sex", "Female"),
        "M": QCoreApplication.translate("Sex", "Male"),
        "O": QCoreApplication.translate("Sex", "Other"),
    }[sex]


def age_words(age: Age | None) -> str:
    """An age in the unit it is known in; "" where it is not."""
    if age is None:
        return ""
    template = {
        "years": QCoreApplication.translate("Age", "{number} years"),
        "months": QCoreApplication.translate("Age", "{number} months"),
        "days": QCoreApplication.translate("Age", "{number} days"),
    }[age.unit]
    return template.format(number=plain_number(age.value))


def age_and_sex(age: Age | None, sex: Sex | None) -> str:
    """Both on one line, with what is known of them."""
    return ", ".join(part for part in (age_words(age), sex_words(sex)) if part)


def input_label(name: str, knowledge: Knowledge, language: str) -> str:
    """The name of an input of a rule: a measurement, or a question of the vocabulary."""
    registered = {
        "age": QCoreApplication.translate("Vital", "age"),
        "sex": QCoreApplication.translate("Vital", "sex"),
        "pregnant": QCoreApplication.translate("Vital", "whether she is pregnant"),
        "postpartum_days": QCoreApplication.translate("Vital", "days since the birth"),
    }
    if name in registered:
        return registered[name]
    if name in knowledge.vocabulary and name != "resp_rate_second_count":
        return knowledge.vocabulary[name].label.in_language(language)
    return vital_label(name)
