"""R4b: red triggers of the modified early obstetric warning score, in place of NEWS2.

Source: Singh 2012 / CEMACH chart; new confusion or response to voice only, and the levels, are engineering defaults.

Thresholds: `red`, for each measurement the comparisons that make it red; `levels.red`, the level of a number of reds.
"""

from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import first_met, met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import Sign, TriageLevel


def applies(facts: Facts) -> bool:
    """Pregnant, or within 42 days of delivery."""
    return facts.case.is_obstetric


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """One red trigger is URGENT, two are an EMERGENCY."""
    red: dict[str, object] = {}
    reds = 0
    missing = []
    for name, limits in data.thresholds["red"].items():
        value = facts.vital(name)
        if value is None:
            missing.append(name)
        elif any(met(limit, value) for limit in limits):
            red[name] = value
            reds += 1
    altered = facts.altered_consciousness
    if altered is None:
        missing.append("consciousness")
    elif altered:
        reds += 1
        red |= facts.altered_by
    if len(missing) > len(data.thresholds["red"]):
        return Outcome(missing=tuple(missing))
    computed = {"meows_red": reds}
    level = TriageLevel[first_met(data.thresholds["levels"]["red"], reds) or "NONE"]
    return Outcome((Sign(level, "red", {**computed, **red}),), tuple(missing), computed)
