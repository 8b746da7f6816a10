"""Evidence for a sign: whether it is so, what makes it so, and what would have to be asked where that is not known.

A rule puts answers and measurements together with `either`, `both` and `then`; `conclude` reports the signs that are
so and names as missing what could still prove a worse one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clinic_app.domain.rules.facts import Facts, all_of, any_of
from clinic_app.domain.rules.limits import Limit, met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import TriageLevel


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that is so (True), is not so (False) or is not known (None).

    Attributes:
        by: where it is so, the values that make it so.
        asks: where it is not known, the findings and vitals that would decide it.
    """

    holds: bool | None
    by: Mapping[str, object] = field(default_factory=dict)
    asks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.holds is not True:
            object.__setattr__(self, "by", {})
        if self.holds is not None:
            object.__setattr__(self, "asks", ())

    def then(self, following: "Evidence") -> "Evidence":
        """Both; `following` is not asked about before this holds."""
        together = both(self, following)
        return together if self.holds else Evidence(together.holds, asks=self.asks)

    @property
    def if_said(self) -> "Evidence":
        """The same, but what nobody said counts as not so: for what is only asked when something else is there."""
        return self if self.holds else Evidence(False)


NOTHING = Evidence(False)
_LOW_PRESSURE_SYMPTOMS = ("sbp_low_confirmed", "low_bp_symptoms", "fainting", "cold_extremities")


def either(*parts: Evidence) -> Evidence:
    """Any of `parts`, by all of those that hold."""
    return _joined(any_of(part.holds for part in parts), parts)


def both(*parts: Evidence) -> Evidence:
    """All of `parts`."""
    return _joined(all_of(part.holds for part in parts), parts)


def at_least(limit: Limit, *parts: Evidence) -> Evidence:
    """So many of `parts`; asks about those that are not known while they could make it so many."""
    yes = sum(part.holds is True for part in parts)
    possible = sum(part.holds is not False for part in parts)
    return _joined(True if met(limit, yes) else None if met(limit, possible) else False, parts)


def _joined(holds: bool | None, parts: tuple[Evidence, ...]) -> Evidence:
    by = {name: value for part in parts for name, value in part.by.items()}
    return Evidence(holds, by, tuple(name for part in parts for name in part.asks))


def answered(facts: Facts, *findings: str) -> Evidence:
    """A yes to any of these yes/no findings."""
    return either(*(Evidence(facts.answer(name), {name: True}, (name,)) for name in findings))


def chosen(facts: Facts, finding: str, *choices: str) -> Evidence:
    """One of these choices of a finding."""
    choice = facts.choice(finding)
    return Evidence(None if choice is None else choice in choices, {finding: choice}, (finding,))


def measured(limit: Limit, name: str, value: float | None) -> Evidence:
    """A number on the limit's side."""
    return Evidence(met(limit, value), {name: value}, (name,))


def altered_consciousness(facts: Facts) -> Evidence:
    """As `Facts.altered_consciousness`."""
    return Evidence(facts.altered_consciousness, facts.altered_by, ("consciousness",))


def lethargic(facts: Facts) -> Evidence:
    """As `Facts.lethargic`."""
    return Evidence(facts.lethargic, facts.lethargic_by, ("lethargic_or_unconscious",))


def convulsed(facts: Facts) -> Evidence:
    """A fit in this illness, now or earlier."""
    return Evidence(facts.convulsed, facts.convulsed_by, ("convulsions_now_or_history",))


def cannot_drink(facts: Facts) -> Evidence:
    """Not able to drink or breastfeed."""
    return Evidence(facts.cannot_drink, facts.cannot_drink_by, ("not_able_to_drink",))


def pregnant(facts: Facts) -> Evidence:
    """Pregnant; not known only of somebody who can be."""
    unknown = "pregnant" in facts.motherhood_unknown
    return Evidence(None if unknown else facts.case.pregnant is True, {"pregnant": True}, ("pregnant",))


def low_pressure_symptoms(facts: Facts) -> Evidence:
    """What makes an emergency of a low systolic pressure: low again, or felt (rules R11, R13)."""
    return either(answered(facts, *_LOW_PRESSURE_SYMPTOMS), altered_consciousness(facts))


def worst_only(signs: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """`signs`, the worst first, down to the first that holds: the milder ones would say nothing more."""
    kept: dict[str, Evidence] = {}
    for name, evidence in signs.items():
        kept[name] = evidence
        if evidence.holds:
            break
    return kept


def conclude(
    data: RuleData, signs: Mapping[str, Evidence], computed: Mapping[str, Any] | None = None
) -> Outcome:
    """Every sign that holds, and what to ask for the signs above the level they reach."""
    found = tuple(data.sign(name, evidence.by) for name, evidence in signs.items() if evidence.holds)
    reached = max((sign.level for sign in found), default=TriageLevel.NONE)
    asks = (
        name
        for sign, evidence in signs.items()
        if data.sign(sign, {}).level > reached
        for name in evidence.asks
    )
    return Outcome(found, tuple(dict.fromkeys(asks)), computed or {})
