"""R28: what makes an emergency of any patient at any age, even if no other rule speaks.

Thresholds: `alarms`, the danger signs whose yes keeps anything from reading like an all-clear, though no rule of
this net gives them a level of their own.
"""

from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """EMERGENCY for altered consciousness, a fit now, breathing that is not normal, bleeding that does not stop."""
    found: dict[str, dict[str, object]] = {"altered_consciousness": facts.altered_by}
    known = {"consciousness": facts.altered_consciousness, "convulsing_now": facts.convulsing_now}
    for sign in ("not_breathing_normally", "uncontrolled_bleeding"):
        known[sign] = facts.answer(sign)
    found |= {sign: {sign: True} for sign, answer in known.items() if answer and sign != "consciousness"}
    return Outcome(
        signs=tuple(data.sign(sign, values) for sign, values in found.items() if values),
        missing=tuple(name for name, answer in known.items() if answer is None),
        alarms=tuple(finding for finding in data.thresholds["alarms"] if facts.answer(finding)),
    )
