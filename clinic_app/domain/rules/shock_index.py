"""R11: shock index (pulse over systolic pressure) from 4 years, and low blood pressure from 16.

Sources: Nathan 2015 (BJOG) in pregnancy and for 42 days after delivery; SIPA for children; adult bands vary. What a single
low pressure means is an engineering default. Below 4 years R5 decides.

Thresholds: limits of the index in adults and in obstetric patients, named after the sign; `child_index` as
`[ages, limit]`; `adults`, the ages of the adult limits; `low_systolic` in mmHg.
"""

from collections.abc import Mapping
from dataclasses import replace

from clinic_app.domain.rules.evidence import (
    Evidence,
    answered,
    chosen,
    conclude,
    either,
    low_pressure_symptoms,
    measured,
    worst_only,
)
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import Limit, first_age, in_ages, met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import TriageLevel

_BLEEDING = ("active_bleeding", "uncontrolled_bleeding")


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """The index by who the patient is; bleeding or injury makes it worse, as a symptom does a low pressure."""
    computed = {} if facts.shock_index is None else {"shock_index": facts.shock_index}
    obstetric = _obstetric(facts, data)
    if facts.case.is_obstetric:
        return conclude(data, obstetric, computed)
    outcome = conclude(data, _others(facts, data), computed)
    supposed = conclude(data, obstetric).level
    if supposed > outcome.level:
        # Who says that she is not pregnant is asked about a delivery only where life is at stake.
        emergency = supposed is TriageLevel.EMERGENCY
        asked = facts.motherhood_unknown if emergency else facts.unknown("pregnant")
        missing = (*outcome.missing, *(name for name in asked if name in facts.motherhood_unknown))
        outcome = replace(outcome, missing=missing)
    return outcome


def _obstetric(facts: Facts, data: RuleData) -> dict[str, Evidence]:
    bleeding = either(chosen(facts, "bleeding_per_vaginum", "light", "heavy"), answered(facts, *_BLEEDING))
    high = _index(facts, data.thresholds["obstetric_index_high"])
    signs = {
        "obstetric_index_critical": _index(facts, data.thresholds["obstetric_index_critical"]),
        "obstetric_index_bleeding": high.then(bleeding),
        "obstetric_index_high": high,
    }
    return worst_only(signs) | _low_pressure(facts, data)


def _others(facts: Facts, data: RuleData) -> dict[str, Evidence]:
    if in_ages(data.thresholds["adults"], facts.age):
        signs = ("adult_index_very_high", "adult_index_high")
        by_index = {sign: _index(facts, data.thresholds[sign]) for sign in signs}
        return worst_only(by_index) | _low_pressure(facts, data)
    high = _index(facts, first_age(data.thresholds["child_index"], facts.age))
    hurt = answered(facts, "recent_injury", *_BLEEDING)
    return worst_only({"child_index_hurt": high.then(hurt), "child_index_high": high})


def _index(facts: Facts, limit: Limit) -> Evidence:
    index = facts.shock_index
    by: Mapping[str, object] = {"shock_index": index, **facts.vitals("pulse", "systolic")}
    return Evidence(met(limit, index), by, facts.unknown("pulse", "systolic"))


def _low_pressure(facts: Facts, data: RuleData) -> dict[str, Evidence]:
    low = measured(data.thresholds["low_systolic"], "systolic", facts.vital("systolic"))
    symptoms = low_pressure_symptoms(facts)
    return worst_only({"low_systolic_symptoms": low.then(symptoms), "low_systolic": low})
