"""R23: acute malnutrition at 0 to 59 months, thin mothers, and the body mass index from 20 years.

Sources: WHO/IMNCI for arm circumference (MUAC), weight-for-height and oedema; WHO 2023 below 6 months.

Thresholds: `muac` as `[ages, {sign: limit}]`, empty below the age from which the arm is measured: who is in none of
these ages is no small child. `complications` are the limits that make severe malnutrition an emergency, beside the
dehydration of R12; the index sets no level.
"""

from collections.abc import Mapping

from clinic_app.domain.growth import bmi
from clinic_app.domain.rules.dehydration import some_dehydration
from clinic_app.domain.rules.evidence import (
    NOTHING,
    Evidence,
    answered,
    cannot_drink,
    conclude,
    convulsed,
    either,
    lethargic,
    measured,
    pregnant,
    worst_only,
)
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import Limit, first_age, in_ages
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Severe malnutrition is URGENT and with a complication an EMERGENCY; moderate is ROUTINE."""
    muac = first_age(data.thresholds["muac"], facts.age)
    if muac is not None:
        return conclude(data, _child(facts, data, muac))
    thin = measured(data.thresholds["muac_pregnant"], "muac_cm", facts.vital("muac_cm"))
    mother = pregnant(facts)
    thin_mother = thin if mother.holds else thin.if_said.then(mother)
    return conclude(data, {"thin_in_pregnancy": thin_mother}, _body_mass_index(facts, data))


def _body_mass_index(facts: Facts, data: RuleData) -> dict[str, float]:
    weight, height = facts.vital("weight_kg"), facts.vital("height_cm")
    if weight is None or height is None or not in_ages(data.thresholds["bmi_ages"], facts.age):
        return {}
    return {"bmi": bmi(weight, height)}


def _child(facts: Facts, data: RuleData, muac: Mapping[str, Limit]) -> dict[str, Evidence]:
    arm = {name: measured(limit, "muac_cm", facts.vital("muac_cm")) for name, limit in muac.items()}
    severe = either(
        arm.get("severe", NOTHING),
        _whz(facts, data, "whz_severe"),
        answered(facts, "oedema_both_feet", "sam_diagnosed"),
    )
    return worst_only(
        {
            "complicated": severe.then(_complication(facts, data, appetite_tested="severe" in muac)),
            "severe": severe,
            "moderate": either(arm.get("moderate", NOTHING), _whz(facts, data, "whz_moderate")),
            "at_risk": arm.get("at_risk", NOTHING),
        }
    )


def _whz(facts: Facts, data: RuleData, limit: str) -> Evidence:
    """Where the z-score is not known, the weight and the length are what there is to measure."""
    asks = facts.unknown("weight_kg", "height_cm") or ("whz",)
    return Evidence(data.met(limit, facts.whz), {"whz": facts.whz}, asks)


def _complication(facts: Facts, data: RuleData, *, appetite_tested: bool) -> Evidence:
    limits = data.thresholds["complications"]
    appetite = answered(facts, "appetite_test_failed")
    return either(
        answered(facts, "oedema_both_feet"),
        appetite if appetite_tested else appetite.if_said,
        _danger_sign(facts, data),
        _indrawing(facts),
        answered(facts, "diarrhoea").then(some_dehydration(facts, data.reads["R12"])),
        *(measured(limit, "temperature_c", facts.vital("temperature_c")) for limit in limits["temperature"]),
        measured(limits["hb"], "hb_g_dl", facts.vital("hb_g_dl")),
    )


def _danger_sign(facts: Facts, data: RuleData) -> Evidence:
    """The general danger signs; a young infant is asked about feeding instead of drinking and vomiting."""
    drinks = either(cannot_drink(facts), answered(facts, "vomits_everything"))
    feeds = answered(facts, "not_able_to_feed")
    if in_ages(data.thresholds["young_infant"], facts.age):
        drinks = drinks.if_said
    else:
        feeds = feeds.if_said
    return either(drinks, feeds, convulsed(facts), lethargic(facts))


def _indrawing(facts: Facts) -> Evidence:
    """Chest indrawing, which is looked for where there is cough or difficult breathing."""
    indrawing = answered(facts, "chest_indrawing")
    breathes_well = answered(facts, "cough", "difficult_breathing").holds is False
    return indrawing.if_said if breathes_well else indrawing
