"""R7: general danger signs at 2 to 59 months, asked in the same way up to 15 years.

Below 60 days R6 decides; from 16 years R4 and R28 do.
"""

from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """EMERGENCY for any one sign; every sign that was not asked is missing."""
    found: dict[str, dict[str, object]] = {
        "not_able_to_drink": facts.cannot_drink_by,
        "vomits_everything": {"vomits_everything": True} if facts.answer("vomits_everything") else {},
        "convulsions_now_or_history": facts.convulsed_by,
        "lethargic_or_unconscious": facts.lethargic_by,
    }
    known = {
        "not_able_to_drink": facts.cannot_drink,
        "vomits_everything": facts.answer("vomits_everything"),
        "convulsions_now_or_history": facts.convulsed,
        "lethargic_or_unconscious": facts.lethargic,
    }
    return Outcome(
        signs=tuple(data.sign(sign, values) for sign, values in found.items() if values),
        missing=tuple(sign for sign, answer in known.items() if answer is None),
    )
