"""The public worked examples of the rules, as another program meets them: cases in, result lines out."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from clinic_app.services.assessment import Assessor
from clinic_app.services.case_stream import assess_lines
from clinic_app.services.knowledge import Knowledge
from tests.fakes import FakeEngine


@pytest.fixture(scope="module")
def examples(shared_dir: Path) -> list[dict[str, Any]]:
    text = (shared_dir / "clinical" / "rule_examples.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.shared_data
def test_every_example_agrees(knowledge: Knowledge, examples: list[dict[str, Any]]) -> None:
    source = io.BytesIO("\n".join(json.dumps(example["case"]) for example in examples).encode("utf-8"))
    # The model has no say in triage: what stands in for it here could answer anything.
    assessor = Assessor(knowledge, FakeEngine(tuple(knowledge.conditions)))
    results = [json.loads(line) for line in assess_lines(source, assessor, knowledge)]
    assert len(results) == len(examples) >= 203
    wrong = {
        example["example"]: said
        for example, result in zip(examples, results, strict=True)
        if (said := _disagreement(result, example["expect"]))
    }
    assert not wrong


def _disagreement(result: dict[str, Any], expect: dict[str, Any]) -> str:
    if expect["error_field"]:
        field = result.get("error", {}).get("field")
        return "" if field == expect["error_field"] else f"error in {field}"
    triage = result["triage"]
    fired = {rule["rule"]: rule["level"] for rule in triage["fired"]}
    incomplete = {item["rule"] for item in triage["incomplete"]}
    wrong = [
        f"{rule} is {fired.get(rule)}" for rule, level in expect["rules"].items() if fired.get(rule) != level
    ]
    wrong += [f"{rule} fired" for rule in expect["not_fired"] if rule in fired]
    wrong += [f"{rule} is not incomplete" for rule in expect["incomplete"] if rule not in incomplete]
    wrong += [
        f"{name} is {triage['computed'].get(name)}"
        for name, value in expect["computed"].items()
        if triage["computed"].get(name) != value
    ]
    if expect["level"] and triage["level"] != expect["level"]:
        wrong.append(f"the level is {triage['level']}")
    return "; ".join(wrong)
