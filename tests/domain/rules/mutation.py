"""Tries every small fault in the rule data and prints those that no worked case notices.

    python -m tests.domain.rules.mutation [RULE ...]

A fault is a comparison that includes its limit where it should not (or the reverse), or a number moved by one unit. The worked cases are those in
`boundaries/`, one file a rule. The suite runs the same.
"""

import copy
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clinic_app.domain.case import Case
from clinic_app.domain.case_reader import read_case
from clinic_app.domain.rules.engine import RULES, triage
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import Triage
from clinic_app.services.knowledge import Knowledge, load_knowledge

BOUNDARIES = Path(__file__).with_name("boundaries")
_FLIPPED = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
_DATA = ("ages", "thresholds")
_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """A case, and what is expected of it: as in the public examples of the rules."""

    example: str
    case: Case
    expect: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule's data with one fault; `fault` says which."""

    fault: str
    data: RuleData


def worked_cases(rule: str, knowledge: Knowledge) -> list[WorkedCase]:
    """The worked cases of one rule."""
    lines = (BOUNDARIES / f"{rule}.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        WorkedCase(
            entry["example"],
            read_case({"id": "x", **entry["case"]}, knowledge.vocabulary, knowledge.ranges),
            entry["expect"],
        )
        for entry in map(json.loads, lines)
    ]


def disagreement(outcome: Triage, expect: dict[str, Any]) -> str:
    """How `outcome` differs from what is expected; nothing where it does not."""
    fired = {rule.rule: rule.level.name for rule in outcome.fired}
    incomplete = {item.rule for item in outcome.incomplete}
    missing = {name for item in outcome.incomplete for name in item.missing}
    wrong = [
        f"{rule} is {fired.get(rule)}, not {level}"
        for rule, level in expect.get("rules", {}).items()
        if fired.get(rule) != level
    ]
    wrong += [f"{rule} fired" for rule in expect.get("not_fired", ()) if rule in fired]
    wrong += [f"{rule} is not incomplete" for rule in expect.get("incomplete", ()) if rule not in incomplete]
    wrong += [f"{rule} is incomplete" for rule in expect.get("complete", ()) if rule in incomplete]
    wrong += [f"{name} is not missing" for name in expect.get("missing", ()) if name not in missing]
    signs = {sign.sentence for rule in outcome.fired for sign in rule.signs}
    wrong += [f"no sign {name}" for name in expect.get("signs", ()) if name not in signs]
    wrong += [f"sign {name}" for name in expect.get("no_signs", ()) if name in signs]
    wrong += [f"{name} is missing" for name in expect.get("not_missing", ()) if name in missing]
    wrong += [
        f"{name} is {outcome.computed.get(name)}, not {value}"
        for name, value in expect.get("computed", {}).items()
        if outcome.computed.get(name) != value
    ]
    if expect.get("level") and outcome.level.name != expect["level"]:
        wrong.append(f"the level is {outcome.level.name}, not {expect['level']}")
    return "; ".join(wrong)


def mutants(data: RuleData) -> Iterator[Mutant]:
    """Every one-fault version of a rule's data."""
    for part in _DATA:
        for path, value in _leaves(getattr(data, part)):
            for other in _faulty(path, value):
                changed = copy.deepcopy(getattr(data, part))
                _put(changed, path, other)
                named = ".".join(str(step) for step in path)
                yield Mutant(
                    f"{data.id} {part}.{named}: {value} -> {other}", replace(data, **{part: changed})
                )


def survivors(rule: str, knowledge: Knowledge) -> list[str]:
    """The faults in `rule` that no worked case notices, looking at that rule alone."""
    book = knowledge.rulebook
    alone = [each for each in RULES if each.id == rule]
    cases = worked_cases(rule, knowledge)
    as_it_is = [disagreement(triage(each.case, book, alone), each.expect) for each in cases]

    def is_noticed(mutant: Mutant) -> bool:
        faulty = replace(book, rules={**book.rules, rule: mutant.data})
        try:
            return any(
                disagreement(triage(each.case, faulty, alone), each.expect) != before
                for each, before in zip(cases, as_it_is, strict=True)
            )
        except (KeyError, TypeError):
            # The data has lost its shape.
            return True

    return [mutant.fault for mutant in mutants(book.rules[rule]) if not is_noticed(mutant)]


def _leaves(value: Any, path: _Path = ()) -> Iterator[tuple[_Path, Any]]:
    if isinstance(value, dict):
        steps: Any = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    else:
        yield path, value
        return
    for step, inner in steps:
        yield from _leaves(inner, (*path, step))


def _faulty(path: _Path, value: Any) -> tuple[Any, ...]:
    if isinstance(value, str):
        return (_FLIPPED[value],) if value in _FLIPPED else ()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ()
    unit = 1.0 if isinstance(value, int) else 0.01 if any("index" in str(step) for step in path) else 0.1
    moved = (round(value - unit, 2), round(value + unit, 2))
    return tuple(int(each) if isinstance(value, int) else each for each in moved)


def _put(holder: Any, path: _Path, value: Any) -> None:
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value


def _main(rules: list[str]) -> int:
    knowledge = load_knowledge()
    total = 0
    for rule in rules or list(knowledge.rulebook.rules):
        left = survivors(rule, knowledge)
        total += len(left)
        tried = sum(1 for _ in mutants(knowledge.rulebook.rules[rule]))
        print(f"{rule}: {tried} faults, {len(left)} not noticed")
        for fault in left:
            print(f"   {fault}")
    print(f"{total} survivors")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
