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
    drinks = facts.case.findings.get("drinks")
    asked = {
        "not_able_to_drink": True if drinks == "unable" else facts.answer("not_able_to_drink"),
        "vomits_everything": facts.answer("vomits_everything"),
        "convulsions_now_or_history": facts.convulsed,
        "lethargic_or_unconscious": facts.lethargic,
    }
    return Outcome(
        signs=tuple(
            Sign(TriageLevel.EMERGENCY, sign, {sign: True}) for sign, answer in asked.items() if answer
        ),
        missing=tuple(sign for sign, answer in asked.items() if answer is None),
    )
