"""R4: National Early Warning Score 2, from 16 years, not in pregnancy or within 42 days of delivery.

Source: Royal College of Physicians, National Early Warning Score (NEWS) 2, 2017.

Thresholds: for each parameter `bands` of comparison and points, in order, and the points `above` them all;
`levels.total` the level of a total; `single_red` the points that make one parameter a red score.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import first_met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import Sign, TriageLevel

_MEASURED = ("resp_rate", "systolic", "pulse", "temperature_c")


def applies(facts: Facts) -> bool:
    """Not obstetric."""
    return not facts.case.is_obstetric


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Score what is known; a parameter that is not known adds nothing and is listed as missing."""
    points = points_of(facts, data)
    known = {name: score for name, score in points.items() if score is not None}
    missing = tuple(name for name, score in points.items() if score is None)
    if not known:
        return Outcome(missing=missing)
    total = sum(known.values())
    computed = {"news2": total}
    red = [name for name, score in known.items() if data.met("single_red", score)]
    level = TriageLevel[first_met(data.thresholds["levels"]["total"], total) or "NONE"]
    signs = []
    if level > TriageLevel.NONE:
        scored = values_of(facts, (name for name, score in known.items() if score))
        sentence = "at_least" if missing else "total"
        signs.append(Sign(level, sentence, {"news2": total, **scored}))
    if red and level < TriageLevel.URGENT:
        signs.append(data.sign("single_red", values_of(facts, red)))
    return Outcome(tuple(signs), missing, computed)


def points_of(facts: Facts, data: RuleData) -> dict[str, int | None]:
    """The points of each parameter; None where it is not known."""
    bands = data.thresholds["points"]
    points = {name: _band(bands[name], facts.vital(name)) for name in _MEASURED}
    on_oxygen = facts.case.vitals.on_oxygen
    points["spo2"] = _spo2_points(facts, bands)
    points["on_oxygen"] = None if on_oxygen is None else data.thresholds["on_oxygen"] * on_oxygen
    altered = facts.altered_consciousness
    points["consciousness"] = None if altered is None else data.thresholds["altered_consciousness"] * altered
    return points


def values_of(facts: Facts, names: Iterable[str]) -> dict[str, object]:
    """What was measured of these parameters."""
    values: dict[str, object] = {}
    for name in names:
        if name == "consciousness":
            values |= facts.altered_by
        else:
            values[name] = facts.case.vitals.on_oxygen if name == "on_oxygen" else facts.vital(name)
    return values


def _spo2_points(facts: Facts, bands: Mapping[str, Any]) -> int | None:
    """Scale 2 only where a clinician recorded a target of 88-92 %; without "on oxygen" known, the lower score."""
    spo2 = facts.vital("spo2")
    if not facts.answer("hypercapnic_target_88_92"):
        return _band(bands["spo2_scale_1"], spo2)
    on_oxygen = facts.case.vitals.on_oxygen
    on_air = _band(bands["spo2_scale_2_air"], spo2)
    with_oxygen = _band(bands["spo2_scale_2_oxygen"], spo2)
    if on_oxygen is None and on_air is not None and with_oxygen is not None:
        return min(on_air, with_oxygen)
    return with_oxygen if on_oxygen else on_air


def _band(scale: Mapping[str, Any], value: float | None) -> int | None:
    if value is None:
        return None
    points = first_met(scale["bands"], value)
    return int(scale["above"] if points is None else points)
