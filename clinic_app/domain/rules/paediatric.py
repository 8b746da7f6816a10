"""R5: vital signs and hypotension under 16 years.

Sources: PALS tables as quoted by two sources; WHO for SpO2 and ETAT shock. Ranges are alerts, not diagnoses.

Thresholds: `pulse` and `resp_rate` as `[ages, [low, high]]`; `systolic`, the lowest that is no hypotension, mmHg and additional
mmHg a completed year; `decided_by_r6` and `decided_by_r8`, the ages at which those rules decide about fast breathing (R8 only with
cough or difficult breathing, Appendix D.7).
"""

from collections.abc import Iterator

from clinic_app.domain.rules.facts import Facts, all_of, any_of
from clinic_app.domain.rules.limits import Limit, first_age, in_ages, met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import Sign

_NEEDED = ("pulse", "resp_rate", "spo2", "systolic")
_SHOCK = ("capillary_refill_s", "cold_extremities", "weak_fast_pulse")
_POOR_PERFUSION = ("capillary_refill_s", "cold_extremities", "grey_or_mottled_skin")


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Shock, hypotension and low SpO2 are emergencies; a rate outside its range is URGENT."""
    measured = {name: facts.resp_rate if name == "resp_rate" else facts.vital(name) for name in _NEEDED}
    signs = (*_circulation(facts, data), *_oxygen(facts, data), *_rates(facts, data))
    missing = (*(name for name, value in measured.items() if value is None), *_open_shock(facts, data))
    return Outcome(signs, tuple(dict.fromkeys(missing)))


def low_systolic(facts: Facts, data: RuleData, adult: Limit) -> bool | None:
    """Whether the upper pressure is too low: at the ages of this rule by its limit for the age, later by `adult`.

    For other rules, with the data of this one. None where the pressure is not known.
    """
    systolic = facts.vital("systolic")
    if systolic is None or not in_ages(data.ages, facts.age):
        return met(adult, systolic)
    return systolic < _systolic_limit(facts, data)


def _circulation(facts: Facts, data: RuleData) -> Iterator[Sign]:
    systolic, limit = facts.vital("systolic"), _systolic_limit(facts, data)
    if systolic is not None and systolic < limit:
        yield data.sign("hypotension", {"systolic": systolic}, {"limit": limit})

    refill = facts.case.vitals.capillary_refill_s
    triad = _perfusion(facts, data, _SHOCK)
    if all_of(triad.values()):
        values = {"capillary_refill_s": refill, "cold_extremities": True, "weak_fast_pulse": True}
        yield data.sign("shock", values)

    pulse = facts.vital("pulse")
    if data.met("pulse_slow", pulse):
        perfusion = _perfusion(facts, data, _POOR_PERFUSION)
        poor = {
            name: refill if name == "capillary_refill_s" else True for name in perfusion if perfusion[name]
        }
        if poor:
            yield data.sign("slow_pulse_poor_perfusion", {"pulse": pulse, **poor})


def _perfusion(facts: Facts, data: RuleData, names: tuple[str, ...]) -> dict[str, bool | None]:
    slow = data.met("capillary_refill_slow", facts.case.vitals.capillary_refill_s)
    return {name: slow if name == "capillary_refill_s" else facts.answer(name) for name in names}


def _open_shock(facts: Facts, data: RuleData) -> tuple[str, ...]:
    """What is not known of the circulation and could still make an emergency of what is."""
    triad, perfusion = _perfusion(facts, data, _SHOCK), _perfusion(facts, data, _POOR_PERFUSION)
    pulse = facts.vital("pulse")
    slow = data.met("pulse_slow", pulse)
    asked: dict[str, bool | None] = {}
    if any(triad.values()) and all_of(triad.values()) is None:
        asked |= triad
    if slow and any_of(perfusion.values()) is None:
        asked |= perfusion
    return tuple(name for name, answer in asked.items() if answer is None)


def _systolic_limit(facts: Facts, data: RuleData) -> float:
    limits = data.thresholds["systolic"]
    if in_ages(limits["newborn_ages"], facts.age):
        return float(limits["newborn"])
    return float(min(limits["base"] + limits["per_year"] * facts.age.years, limits["at_most"]))


def _oxygen(facts: Facts, data: RuleData) -> Iterator[Sign]:
    spo2 = facts.vital("spo2")
    for sign in ("spo2_very_low", "spo2_low"):
        if data.met(sign, spo2):
            yield data.sign(sign, {"spo2": spo2})
            return


def _rates(facts: Facts, data: RuleData) -> Iterator[Sign]:
    """Above the range a rate alerts unless crying or fever explains it; below the range nothing explains it away.

    Where R6 or R8 decides about fast breathing, it is theirs (Appendix D.7).
    """
    febrile = data.met("febrile", facts.vital("temperature_c"))
    explained = febrile or facts.answer("child_calm") is False
    coughs = bool(facts.yes("cough", "difficult_breathing"))
    decided_elsewhere = in_ages(data.thresholds["decided_by_r6"], facts.age) or (
        coughs and in_ages(data.thresholds["decided_by_r8"], facts.age)
    )
    for name, value in (("pulse", facts.vital("pulse")), ("resp_rate", facts.resp_rate)):
        if value is None:
            continue
        low, high = first_age(data.thresholds[name], facts.age)
        silent = explained or (name == "resp_rate" and decided_elsewhere)
        if value < low or (value > high and not silent):
            yield data.sign(f"{name}_out_of_range", {name: value}, {"low": low, "high": high})
