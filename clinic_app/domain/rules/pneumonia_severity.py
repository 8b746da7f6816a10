"""R10: how severe a suspected pneumonia is, from 16 years: CRB-65 and oxygen.

Sources: BTS (CRB-65); the levels and the limits of SpO2 are engineering defaults.

Thresholds: `resp_rate`, `pressure` and `older` give a point of CRB-65 each, as new confusion does; `crb65_high` and
`crb65_one` limit the score; the limits of SpO2 are named after the sign, `spo2_very_low_copd` with long-standing lung
disease.
"""

from collections.abc import Mapping
from dataclasses import replace

from clinic_app.domain.case import FindingValue
from clinic_app.domain.rules.evidence import (
    Evidence,
    altered_consciousness,
    at_least,
    conclude,
    either,
    measured,
    worst_only,
)
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import in_ages
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

SUPPOSED: Mapping[str, FindingValue] = {"suspected_pneumonia": True}


def opens(facts: Facts, data: RuleData) -> bool | None:
    """Pneumonia is suspected."""
    return facts.answer("suspected_pneumonia")


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """The score over what is known, and oxygen whatever the score; without either it is ROUTINE."""
    points = _points(facts, data)
    computed = {"crb65": sum(each.holds is True for each in points)}

    def scored(sign: str) -> Evidence:
        enough = at_least(data.thresholds[sign], *points)
        return Evidence(enough.holds, {**computed, **enough.by}, enough.asks)

    signs = worst_only({sign: scored(sign) for sign in ("crb65_high", "crb65_one")})
    outcome = conclude(data, signs | _oxygen(facts, data), computed)
    if outcome.signs:
        return outcome
    mild = "not_all_checked" if outcome.missing else "low_risk"
    return replace(outcome, signs=(data.sign(mild, {"suspected_pneumonia": True, **computed}),))


def _points(facts: Facts, data: RuleData) -> tuple[Evidence, ...]:
    limits = data.thresholds
    pressures = (measured(limit, name, facts.vital(name)) for name, limit in limits["pressure"].items())
    return (
        altered_consciousness(facts),
        measured(limits["resp_rate"], "resp_rate", facts.vital("resp_rate")),
        either(*pressures),
        Evidence(in_ages(limits["older"], facts.age), {"age_years": facts.age.years}),
    )


def _oxygen(facts: Facts, data: RuleData) -> dict[str, Evidence]:
    very_low = "spo2_very_low_copd" if facts.answer("copd_known") else "spo2_very_low"
    spo2 = facts.vital("spo2")
    return worst_only(
        {sign: measured(data.thresholds[sign], "spo2", spo2) for sign in (very_low, "spo2_low")}
    )
