"""The figures of an evaluation, counted by hand on three cases."""

import json
from pathlib import Path

import pytest

from clinic_app.services.knowledge import load_knowledge
from quantize.evaluate import answer_all, report, table
from quantize.vignettes import read_vignettes
from tests.fakes import FakeEngine

KNOWLEDGE = load_knowledge()
ROWS = [
    {"id": "a", "age_years": 30, "narrative": "dengue", "gold": ["dengue"], "source": "s", "meta": {}},
    {
        "id": "b",
        "age_years": 30,
        "narrative": "dengue",
        "gold": ["stroke"],
        "source": "t",
        "meta": {"language": "en"},
    },
    {"id": "c", "age_years": 30, "narrative": "?", "gold": ["OUT"], "source": "s", "meta": {}},
]


def written(folder: Path, rows: list[dict[str, object]]) -> Path:
    file = folder / "vignettes.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def test_figures_by_group(tmp_path: Path) -> None:
    engine = FakeEngine(tuple(KNOWLEDGE.conditions))
    vignettes = read_vignettes(written(tmp_path, ROWS), KNOWLEDGE)
    answers = answer_all(engine, vignettes, KNOWLEDGE, lambda _: None)
    figures = report(answers, KNOWLEDGE, engine.thresholds())
    assert figures["cases"] == {"all": 3, "in_list": 2, "out": 1, "insufficient": 0}
    assert figures["accuracy"]["all"]["top_1"]["hits"] == 1
    assert figures["accuracy"]["source s"]["top_1"]["value"] == 1.0
    assert figures["accuracy"]["language en"]["top_1"]["value"] == 0.0
    assert figures["excluded_by_mistake"] == []
    assert json.loads(json.dumps(figures)) == figures
    assert "source s" in table(figures)


def test_an_answer_that_is_not_on_the_list_is_refused(tmp_path: Path) -> None:
    row = ROWS[0] | {"gold": ["no_such_condition"]}
    with pytest.raises(ValueError, match="not on the list"):
        read_vignettes(written(tmp_path, [row]), KNOWLEDGE)
