"""R28: what makes an emergency of any patient at any age, even if no other rule speaks."""

from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import Sign, TriageLevel


def applies(facts: Facts) -> bool:
    """Everyone."""
    return True


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """EMERGENCY for altered consciousness, a fit now, breathing that is not normal, bleeding that does not stop."""
    asked = {
        "lethargic_or_unconscious": facts.altered_consciousness,
        "convulsing_now": facts.convulsing_now,
        "not_breathing_normally": facts.answer("not_breathing_normally"),
        "uncontrolled_bleeding": facts.answer("uncontrolled_bleeding"),
    }
    return Outcome(
        signs=tuple(
            Sign(TriageLevel.EMERGENCY, sign, {sign: True}) for sign, answer in asked.items() if answer
        ),
        missing=tuple(sign for sign, answer in asked.items() if answer is None),
    )
