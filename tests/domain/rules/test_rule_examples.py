"""The visible worked examples of the implemented rules."""

import json
from pathlib import Path
from typing import Any

import pytest

from clinic_app.domain.case_reader import read_case
from clinic_app.domain.errors import CaseError
from clinic_app.domain.rules.engine import RULES, triage
from clinic_app.domain.triage import TriageLevel
from clinic_app.services.knowledge import Knowledge

IMPLEMENTED = {rule.id for rule in RULES}


@pytest.fixture(scope="module")
def examples(shared_dir: Path) -> list[dict[str, Any]]:
    text = (shared_dir / "clinical" / "rule_examples.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.shared_data
def test_every_example_agrees_on_the_implemented_rules(
    knowledge: Knowledge, examples: list[dict[str, Any]]
) -> None:
    disagreements = []
    checked = 0
    for example in examples:
        expect = example["expect"]
        if expect["error_field"]:
            with pytest.raises(CaseError) as caught:
                read_case(example["case"], knowledge.vocabulary, knowledge.ranges)
            assert caught.value.field == expect["error_field"], example["example"]
            checked += 1
            continue
        outcome = triage(
            read_case(example["case"], knowledge.vocabulary, knowledge.ranges), knowledge.rulebook
        )
        fired = {rule.rule: rule.level.name for rule in outcome.fired}
        incomplete = {item.rule for item in outcome.incomplete}
        wanted = {rule: level for rule, level in expect["rules"].items() if rule in IMPLEMENTED}
        silent = IMPLEMENTED.intersection(expect["not_fired"])
        lacking = IMPLEMENTED.intersection(expect["incomplete"])
        scores = {name: value for name, value in expect["computed"].items() if name in ("news2", "meows_red")}
        checked += bool(wanted or silent or lacking or scores)
        agrees = (
            wanted.items() <= fired.items()
            and not silent & fired.keys()
            and lacking <= incomplete
            and scores.items() <= dict(outcome.computed).items()
        )
        # The whole level is the implemented rules' own only where no other rule has a say.
        decided_here = set(expect["rules"]) <= IMPLEMENTED
        if expect["level"] and decided_here and wanted:
            agrees = agrees and outcome.level is TriageLevel[expect["level"]]
        # Whatever is known of the whole level, the rules here may never be above it.
        if expect["level"]:
            agrees = agrees and outcome.level <= TriageLevel[expect["level"]]
        if not agrees:
            disagreements.append((example["example"], expect, outcome))
    assert not disagreements
    assert checked >= 36
