"""R9: sepsis where an infection is suspected: qSOFA and NEWS2 in adults, omqSOFA in pregnancy and for 42 days after.

Sources: Sepsis-3 (JAMA 2016) for qSOFA; SOMANZ 2017 for omqSOFA. A low qSOFA rules nothing out: NEWS2, scored by R4's own
data, alerts too.

Thresholds: `adults`, whom qSOFA is for; `fever`, which counts as a suspected infection; `qsofa` and `omqsofa`, the limits
that give a point; the other limits, of a score, are named after the sign.
"""

from collections.abc import Mapping

from clinic_app.domain.case import FindingValue
from clinic_app.domain.rules import news2
from clinic_app.domain.rules.evidence import (
    Evidence,
    altered_consciousness,
    at_least,
    conclude,
    measured,
    worst_only,
)
from clinic_app.domain.rules.facts import Facts, any_of
from clinic_app.domain.rules.limits import Limit, in_ages
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

SUPPOSED: Mapping[str, FindingValue] = {
    "infection_suspected": True,
    "suspected_pneumonia": True,
    "fever": True,
}


def opens(facts: Facts, data: RuleData) -> bool | None:
    """An infection or pneumonia is suspected, or there is fever. Children have R5 and R7."""
    if not facts.case.is_obstetric and not in_ages(data.thresholds["adults"], facts.age):
        return False
    # A normal temperature now does not rule out a fever in this illness.
    feverish = data.met("fever", facts.vital("temperature_c")) is True
    return any_of((*(facts.answer(name) for name in SUPPOSED), feverish))


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """The score over what is known, and in adults the alert of NEWS2."""
    score = "omqsofa" if facts.case.is_obstetric else "qsofa"
    points = _points(facts, data.thresholds[score])
    known = [each.holds for each in points if each.holds is not None]
    computed = {score: sum(known)} if known else {}

    def scored(sign: str) -> Evidence:
        enough = at_least(data.thresholds[sign], *points)
        return Evidence(enough.holds, {**computed, **enough.by}, enough.asks)

    if facts.case.is_obstetric:
        signs = worst_only({sign: scored(sign) for sign in ("omqsofa_high", "omqsofa_one")})
    else:
        signs = worst_only({"qsofa_high": scored("qsofa_high"), **_early_warning(facts, data)})
    return conclude(data, signs, computed)


def _points(facts: Facts, limits: Mapping[str, Limit]) -> tuple[Evidence, ...]:
    values = (measured(limit, name, facts.vital(name)) for name, limit in limits.items())
    return (*values, altered_consciousness(facts))


def _early_warning(facts: Facts, data: RuleData) -> dict[str, Evidence]:
    scoring = data.reads["R4"]
    points = news2.points_of(facts, scoring)
    known = {name: score for name, score in points.items() if score is not None}
    unknown = tuple(name for name in points if name not in known)
    total = sum(known.values())
    red = [name for name, score in known.items() if scoring.met("single_red", score)]

    def so(holds: bool | None, by: Mapping[str, object]) -> Evidence:
        # What is not known could still add points.
        return Evidence(holds or (None if unknown else False), by, unknown)

    return worst_only(
        {
            "news2_high": so(data.met("news2_high", total), {"news2": total}),
            "news2_medium": so(data.met("news2_medium", total), {"news2": total}),
            "news2_red": so(bool(red), news2.values_of(facts, red)),
        }
    )
