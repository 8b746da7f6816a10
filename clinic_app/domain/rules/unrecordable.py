"""R1: a blood pressure that was tried and could not be recorded is an emergency, whatever else is known."""

from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """EMERGENCY for an unrecordable blood pressure; a pulse oximeter without a reading is a missing SpO2."""
    unrecordable = facts.yes("bp_unrecordable")
    signs = (data.sign("bp_unrecordable", unrecordable),) if unrecordable else ()
    return Outcome(signs, ("spo2",) if facts.answer("spo2_no_reading") else ())
