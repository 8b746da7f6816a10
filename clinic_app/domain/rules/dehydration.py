"""R12: diarrhoea: dehydration, how long it lasts, blood in the stool.

Sources: WHO IMCI/IMNCI at 0 to 59 months; the same signs later (WHO diarrhoea manual 2005); WHO EmCare for the duration
and for possible Shigella. Who is severely malnourished is read off R23's limits.

Thresholds: `young_infants`, who have no drinking sign and whose movement is looked at; `severe` and `some`, how many of
the four signs (general condition, eyes, drinking, skin pinch) make it so; `persistent` in days; `high_fever` in degrees
Celsius; `millilitres_a_kilogram` and `zinc_mg_per_day` (`[ages, amount]`) by the names of what is computed; `breastfed`, the ages
that get nothing but milk and ORS. Volumes and zinc stand in no sentence.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from clinic_app.domain.case import FindingValue
from clinic_app.domain.ranges import half_up
from clinic_app.domain.rules.evidence import (
    Evidence,
    answered,
    at_least,
    both,
    cannot_drink,
    chosen,
    conclude,
    either,
    lethargic,
    measured,
    worst_only,
)
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import first_age, in_ages
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

SUPPOSED: Mapping[str, FindingValue] = {"diarrhoea": True}


def opens(facts: Facts, data: RuleData) -> bool | None:
    """Diarrhoea."""
    return facts.answer("diarrhoea")


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Every sign. No dehydration is ROUTINE; so is what was not looked at, with what is missing."""
    severe, some = severe_dehydration(facts, data), some_dehydration(facts, data)
    malnourished = _severely_malnourished(facts, data)
    outcome = conclude(data, _signs(facts, data, severe, some, malnourished))
    signs = outcome.signs
    if not signs:
        name = "not_all_checked"
        if some.holds is False:
            name = (
                "no_dehydration_breastfed"
                if in_ages(data.thresholds["breastfed"], facts.age)
                else "no_dehydration"
            )
        signs = (data.sign(name, {"diarrhoea": True}),)
    return replace(outcome, signs=signs, computed=_computed(facts, data, severe, some, malnourished))


def severe_dehydration(facts: Facts, data: RuleData) -> Evidence:
    """Enough of the four signs at their severe degree."""
    return at_least(data.thresholds["severe"], *_severe_signs(facts, data))


def some_dehydration(facts: Facts, data: RuleData) -> Evidence:
    """Enough of the four signs at any degree: some dehydration, or worse."""
    general, eyes, *drinking, pinch = _severe_signs(facts, data)
    thirsty = (either(each, chosen(facts, "drinks", "eagerly")) for each in drinking)
    slow = either(pinch, chosen(facts, "skin_pinch", "slow"))
    restless = either(general, answered(facts, "restless_irritable"))
    return at_least(data.thresholds["some"], restless, eyes, *thirsty, slow)


def _severe_signs(facts: Facts, data: RuleData) -> tuple[Evidence, ...]:
    """General condition, eyes, drinking (not in young infants) and skin pinch, at the degree of severe dehydration."""
    eyes, pinch = answered(facts, "sunken_eyes"), chosen(facts, "skin_pinch", "very_slow")
    if _young(facts, data):
        moves = chosen(facts, "movement", "only_when_stimulated", "none")
        return either(moves, lethargic(facts).if_said), eyes, pinch
    drinking = either(cannot_drink(facts).if_said, chosen(facts, "drinks", "poorly", "unable"))
    return lethargic(facts), eyes, drinking, pinch


def _young(facts: Facts, data: RuleData) -> bool:
    return in_ages(data.thresholds["young_infants"], facts.age)


def _signs(
    facts: Facts, data: RuleData, severe: Evidence, some: Evidence, malnourished: Evidence
) -> dict[str, Evidence]:
    limits = data.thresholds
    lasting = measured(limits["persistent"], "diarrhoea_days", facts.number("diarrhoea_days"))
    blood = answered(facts, "stool_blood")
    if _young(facts, data):
        others = {"young_infant_persistent": lasting, "young_infant_blood": blood}
    else:
        fever = measured(limits["high_fever"], "temperature_c", facts.vital("temperature_c"))
        others = {
            **worst_only({"severe_persistent": both(some, lasting), "persistent": lasting}),
            **worst_only({"dysentery_fever": blood.then(fever), "dysentery": blood}),
        }
    return {
        # With severe malnutrition fluids follow another plan: the usual words would be wrong.
        **worst_only({"severe": severe, "malnourished": some.then(malnourished), "some": some}),
        **others,
    }


def _severely_malnourished(facts: Facts, data: RuleData) -> Evidence:
    """As it was diagnosed, or as R23 finds it in a small child."""
    limits = data.reads["R23"].thresholds
    arm = first_age(limits["muac"], facts.age)
    diagnosed = answered(facts, "sam_diagnosed")
    if arm is None:
        return diagnosed.if_said
    thin = (measured(arm["severe"], "muac_cm", facts.vital("muac_cm")),) if "severe" in arm else ()
    light = measured(limits["whz_severe"], "whz", facts.whz).if_said
    return either(diagnosed, answered(facts, "oedema_both_feet"), light, *thin)


def _computed(
    facts: Facts, data: RuleData, severe: Evidence, some: Evidence, malnourished: Evidence
) -> dict[str, Any]:
    """The degree as far as it is proven, and the amounts of its plan; severe malnutrition has a plan of its own."""
    plan: tuple[str, ...] = ()
    computed: dict[str, Any] = {}
    if severe.holds:
        computed["dehydration"], plan = "severe", ("plan_c_first_ml", "plan_c_second_ml")
    elif some.holds:
        computed["dehydration"], plan = "some", ("ors_plan_b_ml",)
    elif some.holds is False:
        computed["dehydration"] = "none"
    if malnourished.holds:
        return computed
    weight = facts.vital("weight_kg")
    if weight is not None:
        each = data.thresholds["millilitres_a_kilogram"]
        computed |= {name: int(half_up(each[name] * weight, 0)) for name in plan}
    zinc = first_age(data.thresholds["zinc_mg_per_day"], facts.age)
    return computed if zinc is None else {**computed, "zinc_mg_per_day": zinc}
