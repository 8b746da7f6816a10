"""R21: severe malaria at any age, and fever at 2 to 59 months.

Sources: WHO 2015/2021 (severe malaria), WHO EmCare / IMCI (fever in children).

Thresholds: `severe`, single numbers that make malaria severe; `by_age` the same as `[ages, limit]`; `meter_low`, the ages at
which a sugar too low for the meter does; `child_fever` the ages, the
temperature and the days of the fever rules; `together`, limits that count only together; its `signs` those of each
profile beside the general danger signs, and `asked_below` the ages up to which a sign is looked for.
"""

from collections.abc import Mapping

from clinic_app.domain.case import FindingValue
from clinic_app.domain.rules.facts import Facts, any_of
from clinic_app.domain.rules.limits import first_age, in_ages, met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

SUPPOSED: Mapping[str, FindingValue] = {"malaria_rdt": "positive_species_unknown"}
_POSITIVE = ("pf", "pv", "mixed", "positive_species_unknown")
# Where the species is not known it is read as the dangerous one.
_FALCIPARUM = ("pf", "mixed", "positive_species_unknown")
_SEVERE = (
    "prostration",
    "breathless_at_rest",
    "deep_breathing",
    "jaundice",
    "mucosal_bleeding",
    "active_bleeding",
    "uncontrolled_bleeding",
    "vomits_everything",
)
_ASKED = (
    "prostration",
    "breathless_at_rest",
    "deep_breathing",
    "jaundice",
    "mucosal_bleeding",
    "active_bleeding",
)
_MEASURED = ("glucose_mg_dl", "hb_g_dl", "spo2", "systolic")
_Found = dict[str, dict[str, object]]


def opens(facts: Facts, data: RuleData) -> bool | None:
    """A positive test, or fever."""
    fever = any_of((facts.answer("fever"), _hot(facts, data) or None))
    positive = _positive(facts)
    return False if fever is False and positive is None else any_of((positive, fever))


def hinted(facts: Facts, data: RuleData) -> bool:
    """Fever: without it nothing here makes one think of malaria."""
    return _has_fever(facts, data)


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """A positive test is URGENT, with any severe sign an EMERGENCY; so is fever with danger signs in a small child."""
    found: _Found = {}
    missing: tuple[str, ...] = ()
    positive = _positive(facts)
    if positive:
        found |= _severe(facts, data)
        if not found:
            missing += _severe_missing(facts)
        found["positive"] = {"malaria_rdt": facts.choice("malaria_rdt")}
    elif positive is None:
        missing += ("malaria_rdt",)
    if in_ages(data.thresholds["child_fever"]["ages"], facts.age) and _has_fever(facts, data):
        febrile, unknown = _febrile_child(facts, data)
        found |= febrile
        missing += unknown
    return Outcome(
        tuple(data.sign(name, values) for name, values in found.items()), tuple(dict.fromkeys(missing))
    )


def _positive(facts: Facts) -> bool | None:
    result = facts.choice("malaria_rdt")
    if result in _POSITIVE:
        return True
    return False if result == "negative" else None


def _hot(facts: Facts, data: RuleData) -> bool | None:
    return met(data.thresholds["child_fever"]["temperature"], facts.vital("temperature_c"))


def _has_fever(facts: Facts, data: RuleData) -> bool:
    return bool(facts.answer("fever") or _hot(facts, data))


def _severe(facts: Facts, data: RuleData) -> _Found:
    values = {**facts.altered_by, **facts.convulsed_by, **facts.cannot_drink_by, **facts.yes(*_SEVERE)}
    numbers = {
        name: _reading(facts, name) for name in (*data.thresholds["severe"], *data.thresholds["by_age"])
    }
    values |= {
        name: numbers[name] for name, limit in data.thresholds["severe"].items() if met(limit, numbers[name])
    }
    for name, bands in data.thresholds["by_age"].items():
        if met(first_age(bands, facts.age), numbers[name]):
            values[name] = numbers[name]
    if facts.choice("glucose_meter_text") == "LO" and in_ages(data.thresholds["meter_low"], facts.age):
        values["glucose_meter_text"] = "LO"
    for group in data.thresholds["together"]:
        if group.get("falciparum_only") and facts.choice("malaria_rdt") not in _FALCIPARUM:
            continue
        together = {name: _reading(facts, name) for name in group["limits"]}
        if all(met(limit, together[name]) for name, limit in group["limits"].items()):
            values |= together
    return {"severe": values} if values else {}


def _reading(facts: Facts, name: str) -> float | None:
    if name == "resp_rate":
        return facts.resp_rate
    return facts.vital(name) if facts.is_vital(name) else facts.number(name)


def _severe_missing(facts: Facts) -> tuple[str, ...]:
    return (
        *facts.unknown(*_ASKED, *_MEASURED),
        *(("consciousness",) if facts.altered_consciousness is None else ()),
        *(("convulsions_now_or_history",) if facts.convulsed is None else ()),
    )


def _febrile_child(facts: Facts, data: RuleData) -> tuple[_Found, tuple[str, ...]]:
    limits = data.thresholds["child_fever"]
    signs = limits["signs"][facts.case.profile]
    danger = {
        **facts.convulsed_by,
        **facts.cannot_drink_by,
        **facts.lethargic_by,
        **facts.yes("vomits_everything", *signs),
    }
    if danger:
        return {"very_severe_febrile": danger}, ()
    looked_for = [sign for sign in signs if in_ages(limits["asked_below"].get(sign, {}), facts.age)]
    unknown = facts.unknown(*looked_for)
    days, daily = facts.number("fever_days"), facts.answer("fever_daily")
    if met(limits["long"], days) and daily:
        return {"long_fever": {"fever_days": days, "fever_daily": True}}, unknown
    asked = ["fever_days"] if days is None else ["fever_daily"] if met(limits["long"], days) else []
    # The four general danger signs are asked by R7.
    return {}, (*unknown, *facts.unknown(*asked))
