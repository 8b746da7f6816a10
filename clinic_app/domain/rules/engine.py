"""Run every rule whose gate is open and take the worst level (R28). No model is involved.

To add a rule: a module with `applies(facts)` and `evaluate(facts, data)`, a data file with its thresholds and
sentences, and a line in `RULES`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from clinic_app.domain.case import Case
from clinic_app.domain.rules import (
    danger_signs,
    meows,
    news2,
    obstetric,
    paediatric,
    safety_net,
    unrecordable,
    young_infant,
)
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleBook, RuleData
from clinic_app.domain.triage import FiredRule, Incomplete, Triage, TriageLevel


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: whether it concerns this patient, and what it makes of them."""

    id: str
    applies: Callable[[Facts], bool]
    evaluate: Callable[[Facts, RuleData], Outcome]


RULES: tuple[Rule, ...] = (
    Rule("R1", unrecordable.applies, unrecordable.evaluate),
    Rule("R4", news2.applies, news2.evaluate),
    Rule("R4b", meows.applies, meows.evaluate),
    Rule("R5", paediatric.applies, paediatric.evaluate),
    Rule("R6", young_infant.applies, young_infant.evaluate),
    Rule("R7", danger_signs.applies, danger_signs.evaluate),
    Rule("R27", obstetric.applies, obstetric.evaluate),
    Rule("R28", safety_net.applies, safety_net.evaluate),
)


def triage(case: Case, rulebook: RuleBook) -> Triage:
    """Triage `case`: the maximum level of all fired rules, with the rules, what is missing, and computed scores.

    A rule at NONE is not in `fired`. A rule reports the highest level that the known inputs already prove, and
    lists what it lacks (R0.4, Appendix D.2).
    """
    facts = Facts(case)
    gathered = _Gathered()
    for rule in RULES:
        if rule.applies(facts):
            data = rulebook.rules[rule.id]
            gathered.add(data, rule.evaluate(facts, data))
    return gathered.triage()


@dataclass(slots=True)
class _Gathered:
    fired: list[FiredRule] = field(default_factory=list)
    incomplete: list[Incomplete] = field(default_factory=list)
    computed: dict[str, Any] = field(default_factory=dict)
    danger_excluded: bool = True
    alarms: tuple[str, ...] = ()

    def add(self, data: RuleData, outcome: Outcome) -> None:
        signs = sorted(
            (sign for sign in outcome.signs if sign.level > TriageLevel.NONE),
            key=lambda sign: sign.level,
            reverse=True,
        )
        if signs:
            self.fired.append(FiredRule(data.id, signs[0].level, tuple(signs)))
        if outcome.missing:
            self.incomplete.append(Incomplete(data.id, outcome.missing))
            self.danger_excluded = self.danger_excluded and not data.excludes_danger
        self.computed.update(outcome.computed)
        self.alarms += outcome.alarms

    def triage(self) -> Triage:
        level = max((fired.level for fired in self.fired), default=TriageLevel.NONE)
        fired = sorted(self.fired, key=lambda rule: rule.level, reverse=True)
        computed: Mapping[str, Any] = self.computed
        accounted_for = {name for rule in fired for name in rule.values}
        alarms = tuple(name for name in self.alarms if name not in accounted_for)
        return Triage(
            level, tuple(fired), tuple(self.incomplete), computed, self.danger_excluded and not alarms, alarms
        )
