"""The package that comes with the program is the one that this repository makes, and passes its own exam."""

import json
from pathlib import Path
from typing import Any

import pytest

from clinic_app import paths
from clinic_app.inference.engine import LlamaEngine
from clinic_app.inference.package import MANIFEST, load_package
from clinic_app.inference.scoring import ConditionTable
from clinic_app.services.knowledge import load_knowledge
from quantize.evaluate import answer_all
from quantize.texts import digest
from quantize.vignettes import read_vignettes

KNOWLEDGE = load_knowledge()
EXAM_SOURCE = Path(__file__).parents[2] / "quantize" / "exam_vignettes.jsonl"


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        (paths.bundled_model_package_dir() / MANIFEST).read_text(encoding="utf-8")
    )
    return content


@pytest.fixture(scope="module")
def exam(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    text = (paths.bundled_model_package_dir() / manifest["exam"]["file"]).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_its_encodings_are_those_of_the_knowledge_entries(manifest: dict[str, Any]) -> None:
    package = load_package(paths.bundled_model_package_dir())
    table = ConditionTable.from_bytes(package.read(package.encodings_file))
    assert table.conditions == tuple(KNOWLEDGE.conditions)
    assert manifest["passes"][0]["encoded_texts_sha256"] == digest(KNOWLEDGE.conditions), (
        "knowledge entries changed: run `python -m quantize encode`, `calibrate`, `package`, `evaluate`, `package`"
    )


def test_its_exam_is_made_of_our_own_vignettes(exam: list[dict[str, Any]]) -> None:
    own = [json.loads(line) for line in EXAM_SOURCE.read_text(encoding="utf-8").splitlines()]
    assert [row["case"]["id"] for row in exam] == [row["id"] for row in own]


def test_it_passes_its_exam_here(manifest: dict[str, Any], exam: list[dict[str, Any]]) -> None:
    engine = LlamaEngine(load_package(paths.bundled_model_package_dir()))
    answers = answer_all(engine, read_vignettes(EXAM_SOURCE, KNOWLEDGE), KNOWLEDGE, lambda _: None)
    engine.close()
    marks = manifest["exam"]["pass_marks"]
    listed = [answer for answer in answers if answer.vignette.is_in_list]
    assert sum(answer.rank <= 1 for answer in listed) / len(listed) >= marks["top_1"]
    assert sum(answer.rank <= 5 for answer in listed) / len(listed) >= marks["top_5"]
    same = [
        answer.ranking.ranked[0][0] == row["answered"][0] for answer, row in zip(answers, exam, strict=True)
    ]
    assert sum(same) / len(same) >= marks["same_first"]


def test_its_card_says_that_it_is_untuned_and_names_its_base() -> None:
    card = (paths.bundled_model_package_dir() / "card.md").read_text(encoding="utf-8")
    assert "**Untuned.**" in card
    assert "Apache-2.0" in card
    assert "dev_vignettes" in card
