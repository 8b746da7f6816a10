"""R7: general danger signs at 2 to 59 months, asked in the same way up to 15 years."""

from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import Sign, TriageLevel


def applies(facts: Facts) -> bool:
    """From 60 days to under 16 years: below, R6 decides; above, R4 and R28 do."""
    return facts.age.exact_days >= 60 and not facts.is_adult


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
        signs=tuple(Sign(TriageLevel.EMERGENCY, sign, values) for sign, values in found.items() if values),
        missing=tuple(sign for sign, answer in known.items() if answer is None),
    )
