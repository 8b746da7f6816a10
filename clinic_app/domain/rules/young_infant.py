"""R6: the young infant, 0 to 59 days: possible serious bacterial infection, local infection, jaundice.

Sources: F-IMNCI chart 2009 (profile INDIA_IMNCI), WHO 2015/2019 (profile WHO).

Thresholds: for each profile `fever` and `levels`, the level of each sign in that profile; a sign that is not
listed there means nothing in it. The other numbers hold for both.
"""

from collections.abc import Mapping

from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import Limit, in_ages, met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import Sign, TriageLevel

_SEEN = (
    "chest_indrawing",
    "nasal_flaring",
    "grunting",
    "bulging_fontanelle",
    "feels_hot",
    "feels_cold",
    "big_boil",
    "ear_pus",
)
# Findings to ask wherever one of their signs is an emergency in the profile.
_ASKED: Mapping[str, tuple[str, ...]] = {
    "chest_indrawing": ("chest_indrawing",),
    "nasal_flaring": ("nasal_flaring",),
    "grunting": ("grunting",),
    "bulging_fontanelle": ("bulging_fontanelle",),
    "skin_pustules_count": ("many_pustules", "pustules"),
    "big_boil": ("big_boil",),
    "umbilicus": ("umbilicus_redness_spreading", "umbilicus_red_or_pus"),
    "ear_pus": ("ear_pus",),
}


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Every sign at the level the chosen profile gives it."""
    profile = data.thresholds["profiles"][facts.case.profile]
    found: dict[str, dict[str, object]] = {sign: {sign: True} for sign in _SEEN if facts.answer(sign)}
    found |= _general(facts) | _breathing(facts, data) | _temperature(facts, data, profile["fever"])
    found |= _skin(facts, data) | _jaundice(facts, data)
    levels = profile["levels"]
    signs = tuple(
        Sign(TriageLevel[levels[sign]], sign, values) for sign, values in found.items() if sign in levels
    )
    return Outcome(signs, _missing(facts, levels, data))


def _general(facts: Facts) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    if facts.convulsed:
        found["convulsions"] = facts.convulsed_by
    if facts.answer("not_able_to_feed") or facts.cannot_drink:
        asked = {"not_able_to_feed": True} if facts.answer("not_able_to_feed") else {}
        found["not_able_to_feed"] = {**asked, **facts.cannot_drink_by}
    elif facts.answer("not_feeding_well"):
        found["not_feeding_well"] = {"not_feeding_well": True}
    if facts.lethargic:
        found["lethargic"] = facts.lethargic_by
    movement = facts.case.findings.get("movement")
    if movement in ("only_when_stimulated", "none"):
        found["movement_only_when_stimulated"] = {"movement": movement}
    elif movement == "less_than_normal":
        found["movement_less_than_normal"] = {"movement": movement}
    return found


def _breathing(facts: Facts, data: RuleData) -> dict[str, dict[str, object]]:
    rate = facts.resp_rate
    if not data.met("fast_breathing", rate):
        return {}
    first_week = in_ages(data.thresholds["first_week"], facts.age)
    return {"fast_breathing_first_week" if first_week else "fast_breathing_later": {"resp_rate": rate}}


def _temperature(facts: Facts, data: RuleData, fever: Limit) -> dict[str, dict[str, object]]:
    temperature = facts.vital("temperature_c")
    if met(fever, temperature):
        return {"fever": {"temperature_c": temperature}}
    if data.met("low_temperature", temperature):
        return {"low_temperature": {"temperature_c": temperature}}
    if data.met("cool", temperature):
        return {"cool": {"temperature_c": temperature}}
    return {}


def _skin(facts: Facts, data: RuleData) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    pustules = facts.number("skin_pustules_count")
    if pustules:
        many = data.met("many_pustules", pustules)
        found["many_pustules" if many else "pustules"] = {"skin_pustules_count": pustules}
    umbilicus = facts.case.findings.get("umbilicus")
    if umbilicus in ("red_or_pus", "redness_spreading"):
        found[f"umbilicus_{umbilicus}"] = {"umbilicus": umbilicus}
    return found


def _jaundice(facts: Facts, data: RuleData) -> dict[str, dict[str, object]]:
    if facts.answer("jaundice_palms_soles"):
        return {"jaundice_severe": {"jaundice_palms_soles": True}}
    if not facts.answer("jaundice"):
        return {}
    severe = any(in_ages(ages, facts.age) for ages in data.thresholds["jaundice_severe_ages"])
    return {"jaundice_severe" if severe else "jaundice": {"jaundice": True, "age_days": facts.age.days}}


def _missing(facts: Facts, levels: dict[str, str], data: RuleData) -> tuple[str, ...]:
    recount = data.met("fast_breathing", facts.vital("resp_rate"))
    palms, yellow = facts.answer("jaundice_palms_soles"), facts.answer("jaundice")
    fed = (
        facts.answer("not_able_to_feed") or facts.cannot_drink or facts.answer("not_feeding_well") is not None
    )
    severe_jaundice = "jaundice_severe" in _jaundice(facts, data)
    return (
        *(("convulsions_now_or_history",) if facts.convulsed is None else ()),
        *(() if fed else ("not_feeding_well",)),
        *(() if facts.lethargic else facts.unknown("movement")),
        *(("resp_rate",) if facts.resp_rate is None else ()),
        *(facts.unknown("resp_rate_second_count") if recount else ()),
        *facts.unknown("temperature_c"),
        *(("jaundice",) if yellow is None and not palms else ()),
        *(("jaundice_palms_soles",) if yellow and palms is None and not severe_jaundice else ()),
        *facts.unknown(
            *(finding for finding, signs in _ASKED.items() if _worst(signs, levels) == "EMERGENCY")
        ),
    )


def _worst(signs: tuple[str, ...], levels: dict[str, str]) -> str:
    return max((levels.get(sign, "NONE") for sign in signs), key=lambda name: TriageLevel[name])
