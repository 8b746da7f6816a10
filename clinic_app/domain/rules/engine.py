"""Run every rule whose gate is open and take the worst level (R28). No model is involved.

To add a rule: a module with `evaluate(facts, data)`, a data file with its ages, thresholds and sentences, and a line
in `RULES`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from clinic_app.domain.case import Case, FindingValue, Vitals
from clinic_app.domain.rules import (
    anaemia,
    blood_pressure,
    chest_pain,
    cough_or_difficult_breathing,
    danger_signs,
    dehydration,
    dengue,
    ear,
    glucose,
    long_duration,
    malaria,
    meows,
    news2,
    nutrition,
    obstetric,
    paediatric,
    pneumonia_severity,
    poisoning,
    post_term,
    rabies,
    safety_net,
    self_harm,
    sepsis,
    shock_index,
    snakebite,
    stroke,
    unrecordable,
    young_infant,
)
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import in_ages
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleBook, RuleData
from clinic_app.domain.triage import FiredRule, Incomplete, Triage, TriageLevel


def _everyone(facts: Facts) -> bool:
    return True


def _always(facts: Facts, data: RuleData) -> bool | None:
    return True


def _hinted(facts: Facts, data: RuleData) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: whom it concerns beyond the ages in its data, what opens it, and what it makes of them.

    Attributes:
        opens: whether its gate (Appendix D.6) is open; None while the answers that decide it are not known.
        supposed: answers that would open the gate, to see whether it matters that they are not known.
        hinted: whether anything makes one think of the gate at all while it is not known.
    """

    id: str
    evaluate: Callable[[Facts, RuleData], Outcome]
    applies: Callable[[Facts], bool] = _everyone
    opens: Callable[[Facts, RuleData], bool | None] = _always
    supposed: Mapping[str, FindingValue] = field(default_factory=dict)
    hinted: Callable[[Facts, RuleData], bool] = _hinted


RULES: tuple[Rule, ...] = (
    Rule("R1", unrecordable.evaluate),
    Rule("R3", post_term.evaluate, post_term.applies),
    Rule("R4", news2.evaluate, news2.applies),
    Rule("R4b", meows.evaluate, meows.applies),
    Rule("R5", paediatric.evaluate),
    Rule("R6", young_infant.evaluate),
    Rule("R7", danger_signs.evaluate),
    Rule(
        "R8",
        cough_or_difficult_breathing.evaluate,
        opens=cough_or_difficult_breathing.opens,
        supposed=cough_or_difficult_breathing.SUPPOSED,
    ),
    Rule("R9", sepsis.evaluate, opens=sepsis.opens, supposed=sepsis.SUPPOSED),
    Rule(
        "R10",
        pneumonia_severity.evaluate,
        opens=pneumonia_severity.opens,
        supposed=pneumonia_severity.SUPPOSED,
    ),
    Rule("R11", shock_index.evaluate),
    Rule("R12", dehydration.evaluate, opens=dehydration.opens, supposed=dehydration.SUPPOSED),
    Rule("R13", blood_pressure.evaluate),
    Rule("R14", glucose.evaluate),
    Rule("R15", stroke.evaluate),
    Rule("R16", chest_pain.evaluate),
    Rule(
        "R17", snakebite.evaluate, opens=snakebite.opens, supposed=snakebite.SUPPOSED, hinted=snakebite.hinted
    ),
    Rule("R18", rabies.evaluate, opens=rabies.opens, supposed=rabies.SUPPOSED),
    Rule("R19", poisoning.evaluate),
    Rule("R20", dengue.evaluate, opens=dengue.opens, supposed=dengue.SUPPOSED, hinted=dengue.hinted),
    Rule("R21", malaria.evaluate, opens=malaria.opens, supposed=malaria.SUPPOSED, hinted=malaria.hinted),
    Rule("R22", self_harm.evaluate),
    Rule("R23", nutrition.evaluate),
    Rule("R24", anaemia.evaluate),
    Rule("R25", ear.evaluate),
    Rule("R26", long_duration.evaluate),
    Rule("R27", obstetric.evaluate, obstetric.applies),
    Rule("R28", safety_net.evaluate),
)


def triage(case: Case, rulebook: RuleBook, rules: Sequence[Rule] = RULES) -> Triage:
    """Triage `case`: the maximum level of all fired rules, with the rules, what is missing, and computed scores.

    `rules` is for whoever looks at one rule alone; a patient is always triaged by all of them. A rule at NONE is not in `fired`. A rule reports the highest level that the known inputs already prove, and
    lists what it lacks (R0.4, Appendix D.2).
    """
    facts = Facts(case, rulebook.growth)
    gathered = _Gathered()
    for rule in rules:
        data = rulebook.rules[rule.id]
        if in_ages(data.ages, facts.age) and rule.applies(facts):
            gathered.add(data, _outcome(rule, facts, data))
    return gathered.triage()


def _outcome(rule: Rule, facts: Facts, data: RuleData) -> Outcome:
    opened = rule.opens(facts, data)
    if opened is not None:
        return rule.evaluate(facts, data) if opened else Outcome()
    # A gate that nobody answered is not shut: danger is open where what is known beside it would count and hints at it.
    case = facts.case
    supposed = replace(facts, case=replace(case, findings={**case.findings, **rule.supposed}))
    alone = replace(facts, case=replace(case, findings=rule.supposed, vitals=Vitals()))
    worse = rule.evaluate(supposed, data).level > rule.evaluate(alone, data).level
    return Outcome(missing=facts.unknown(*rule.supposed), open_danger=worse and rule.hinted(facts, data))


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
            open_danger = data.excludes_danger and outcome.open_danger
            self.incomplete.append(Incomplete(data.id, outcome.missing, open_danger))
            self.danger_excluded = self.danger_excluded and not open_danger
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
