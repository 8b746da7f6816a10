"""R24: anaemia by haemoglobin, or by the colour of the palms.

Sources: WHO 2011 and Anaemia Mukt Bharat 2018; WHO EmCare for 6 to 59 months.

Thresholds: `pregnant`, `men` and `others`: limits of haemoglobin in g/dL, named after the sign, the last two as
`[ages, limits]`; `very_severe` at any age; `pulse_fast`; `third_trimester` in weeks; `children`, in whom very pale palms
are an emergency.
"""

from collections.abc import Mapping

from clinic_app.domain.rules.evidence import (
    NOTHING,
    Evidence,
    answered,
    both,
    chosen,
    conclude,
    either,
    measured,
    pregnant,
    worst_only,
)
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import Limit, first_age, in_ages
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

_DANGER = ("breathless_at_rest", "active_bleeding", "uncontrolled_bleeding")


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """The worst grade; severe anaemia is an EMERGENCY with a danger sign or in the third trimester."""
    limits = _limits(facts, data)
    very_pale, pale = chosen(facts, "palmar_pallor", "severe"), chosen(facts, "palmar_pallor", "some")
    by_blood = {name: _haemoglobin(facts, limit) for name, limit in limits.items()}
    very_severe = _haemoglobin(facts, data.thresholds["very_severe"])
    severe = either(by_blood.pop("severe"), very_pale)
    child = in_ages(data.thresholds["children"], facts.age)
    # Nobody knows yet how severe: without haemoglobin, pale palms with a danger sign are not taken lightly.
    unmeasured = pale if facts.vital("hb_g_dl") is None else NOTHING
    return conclude(
        data,
        {
            **worst_only({"very_severe": very_severe, "severe": severe, **by_blood}),
            "severe_danger": severe.then(_danger(facts, data)),
            "severe_third_trimester": severe.then(_third_trimester(facts, data)),
            "very_pale_child": very_pale if child else NOTHING,
            "pale_danger": unmeasured.then(answered(facts, *_DANGER)),
            "pale": pale,
        },
    )


def _limits(facts: Facts, data: RuleData) -> Mapping[str, Limit]:
    """By pregnancy, sex and age; who is not known to be pregnant or a man is neither."""
    if facts.case.pregnant:
        limits = data.thresholds["pregnant"]
    else:
        men = first_age(data.thresholds["men"], facts.age) if facts.case.sex == "M" else None
        limits = men or first_age(data.thresholds["others"], facts.age)
    return dict(limits)


def _haemoglobin(facts: Facts, limit: Limit) -> Evidence:
    return measured(limit, "hb_g_dl", facts.vital("hb_g_dl"))


def _danger(facts: Facts, data: RuleData) -> Evidence:
    fast = measured(data.thresholds["pulse_fast"], "pulse", facts.vital("pulse"))
    return either(answered(facts, *_DANGER), both(fast, chosen(facts, "palmar_pallor", "some", "severe")))


def _third_trimester(facts: Facts, data: RuleData) -> Evidence:
    weeks = facts.case.gestation_weeks
    return pregnant(facts).then(measured(data.thresholds["third_trimester"], "gestation_weeks", weeks))
