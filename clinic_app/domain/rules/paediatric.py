"""R5: vital signs and hypotension under 16 years.

Sources: PALS tables as quoted by two sources; WHO for SpO2 and ETAT shock. Ranges are alerts, not diagnoses.

Thresholds: `pulse` and `resp_rate` as `[below age in months (null: up to 16 years), low, high]`; `systolic_below` as
`[below age in days, fixed limit, additional mmHg a completed year]`.
"""

from collections.abc import Iterator

from clinic_app.domain.rules.facts import Facts, all_of, any_of
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import Sign, TriageLevel

_NEEDED = ("pulse", "resp_rate", "spo2", "systolic")
_SHOCK = ("capillary_refill_s", "cold_extremities", "weak_fast_pulse")
_POOR_PERFUSION = ("capillary_refill_s", "cold_extremities", "grey_or_mottled_skin")


def applies(facts: Facts) -> bool:
    """Under 16 years."""
    return not facts.is_adult


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Shock, hypotension and low SpO2 are emergencies; a rate outside its range is URGENT."""
    measured = {name: facts.resp_rate if name == "resp_rate" else facts.vital(name) for name in _NEEDED}
    signs = (*_circulation(facts, data), *_oxygen(facts, data), *_rates(facts, data))
    missing = (*(name for name, value in measured.items() if value is None), *_open_shock(facts, data))
    return Outcome(signs, tuple(dict.fromkeys(missing)))


def _circulation(facts: Facts, data: RuleData) -> Iterator[Sign]:
    systolic, limit = facts.vital("systolic"), _systolic_limit(facts, data)
    if systolic is not None and systolic < limit:
        yield Sign(TriageLevel.EMERGENCY, "hypotension", {"systolic": systolic}, {"limit": limit})

    refill = facts.case.vitals.capillary_refill_s
    triad = _perfusion(facts, data, _SHOCK)
    if all_of(triad.values()):
        values = {"capillary_refill_s": refill, "cold_extremities": True, "weak_fast_pulse": True}
        yield Sign(TriageLevel.EMERGENCY, "shock", values)

    pulse = facts.vital("pulse")
    if pulse is not None and pulse < data.thresholds["pulse_poor_perfusion_below"]:
        perfusion = _perfusion(facts, data, _POOR_PERFUSION)
        poor = {
            name: refill if name == "capillary_refill_s" else True for name in perfusion if perfusion[name]
        }
        if poor:
            yield Sign(TriageLevel.EMERGENCY, "slow_pulse_poor_perfusion", {"pulse": pulse, **poor})


def _perfusion(facts: Facts, data: RuleData, names: tuple[str, ...]) -> dict[str, bool | None]:
    refill = facts.case.vitals.capillary_refill_s
    slow = None if refill is None else refill > data.thresholds["capillary_refill_above_s"]
    return {name: slow if name == "capillary_refill_s" else facts.answer(name) for name in names}


def _open_shock(facts: Facts, data: RuleData) -> tuple[str, ...]:
    """What is not known of the circulation and could still make an emergency of what is."""
    triad, perfusion = _perfusion(facts, data, _SHOCK), _perfusion(facts, data, _POOR_PERFUSION)
    pulse = facts.vital("pulse")
    slow = pulse is not None and pulse < data.thresholds["pulse_poor_perfusion_below"]
    asked: dict[str, bool | None] = {}
    if any(triad.values()) and all_of(triad.values()) is None:
        asked |= triad
    if slow and any_of(perfusion.values()) is None:
        asked |= perfusion
    return tuple(name for name, answer in asked.items() if answer is None)


def _systolic_limit(facts: Facts, data: RuleData) -> float:
    for below_days, limit, per_year in data.thresholds["systolic_below"]:
        if below_days is None or facts.age.exact_days < below_days - 1e-6:
            return float(limit + per_year * facts.age.years)
    raise ValueError("the last band must have no upper age")


def _oxygen(facts: Facts, data: RuleData) -> Iterator[Sign]:
    spo2 = facts.vital("spo2")
    if spo2 is None:
        return
    if spo2 < data.thresholds["spo2_emergency_below"]:
        yield Sign(TriageLevel.EMERGENCY, "spo2_low", {"spo2": spo2})
    elif spo2 < data.thresholds["spo2_urgent_below"]:
        yield Sign(TriageLevel.URGENT, "spo2_low", {"spo2": spo2})


def _rates(facts: Facts, data: RuleData) -> Iterator[Sign]:
    """Above the range a rate alerts unless crying or fever explains it; below the range nothing explains it away.

    Under 60 days R6 decides about fast breathing (Appendix D.7).
    """
    temperature = facts.vital("temperature_c")
    febrile = temperature is not None and temperature >= data.thresholds["febrile_from_c"]
    explained = febrile or facts.answer("child_calm") is False
    for name, value in (("pulse", facts.vital("pulse")), ("resp_rate", facts.resp_rate)):
        if value is None:
            continue
        low, high = _range(facts, data.thresholds[name])
        left_to_r6 = name == "resp_rate" and facts.age.exact_days < 60
        if value < low or (value > high and not explained and not left_to_r6):
            yield Sign(TriageLevel.URGENT, f"{name}_out_of_range", {name: value}, {"low": low, "high": high})


def _range(facts: Facts, bands: list[list[float | None]]) -> tuple[float, float]:
    for below_months, low, high in bands:
        if below_months is None or facts.age.months < below_months:
            assert low is not None
            assert high is not None
            return low, high
    raise ValueError("the last band must have no upper age")
