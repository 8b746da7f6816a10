"""R1: a blood pressure that was tried and could not be recorded is an emergency, whatever else is known."""

from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import Sign, TriageLevel


def applies(facts: Facts) -> bool:
    """Everyone."""
    return True


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """EMERGENCY for an unrecordable blood pressure; a pulse oximeter without a reading is a missing SpO2."""
    signs = []
    if facts.answer("bp_unrecordable"):
        signs.append(Sign(TriageLevel.EMERGENCY, "bp_unrecordable", {"bp_unrecordable": True}))
    return Outcome(tuple(signs), ("spo2",) if facts.answer("spo2_no_reading") else ())
