"""R8: cough or difficult breathing at 2 to 59 months: severe disease, pneumonia, cough or cold.

Sources: WHO EmCare (fast breathing, stridor, SpO2); F-IMNCI chart 2009, which counts chest indrawing as severe (profile
INDIA_IMNCI); IMCI 2014 (profile WHO).

Thresholds: `fast_breathing` as `[ages, limit]`; `indrawing`, for each profile the sign that chest indrawing is;
`spo2_very_low`.
"""

from collections.abc import Mapping
from dataclasses import replace

from clinic_app.domain.case import FindingValue
from clinic_app.domain.rules.evidence import (
    Evidence,
    answered,
    cannot_drink,
    conclude,
    convulsed,
    either,
    lethargic,
    measured,
)
from clinic_app.domain.rules.facts import Facts, any_of
from clinic_app.domain.rules.limits import first_age
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

SUPPOSED: Mapping[str, FindingValue] = {"cough": True, "difficult_breathing": True}


def opens(facts: Facts, data: RuleData) -> bool | None:
    """Cough or difficult breathing."""
    return any_of(facts.answer(name) for name in SUPPOSED)


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Every sign; without one it is ROUTINE, and no more than that is proven while signs were not looked for."""
    outcome = conclude(data, _signs(facts, data))
    if outcome.signs:
        return outcome
    mild = "not_all_checked" if outcome.missing else "cough_or_cold"
    return replace(outcome, signs=(data.sign(mild, facts.yes(*SUPPOSED)),))


def _signs(facts: Facts, data: RuleData) -> dict[str, Evidence]:
    danger = either(
        cannot_drink(facts), answered(facts, "vomits_everything"), convulsed(facts), lethargic(facts)
    )
    indrawing = answered(facts, "chest_indrawing")
    limit = first_age(data.thresholds["fast_breathing"], facts.age)
    fast = measured(limit, "resp_rate", facts.resp_rate)
    return {
        "danger_sign": danger,
        "stridor_calm": answered(facts, "stridor_calm"),
        "spo2_very_low": measured(data.thresholds["spo2_very_low"], "spo2", facts.vital("spo2")),
        data.thresholds["indrawing"][facts.case.profile]: indrawing,
        "chest_indrawing_hiv": indrawing.then(answered(facts, "hiv_exposed", "hiv_positive")),
        "fast_breathing_wheeze" if facts.answer("wheeze") else "fast_breathing": fast,
        "wheeze_recurrent": answered(facts, "wheeze_recurrent").if_said,
    }
