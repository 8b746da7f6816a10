"""Nothing of the evaluation sets may stand in what is shipped or trained on."""

import json
from pathlib import Path

import pytest

from clinic_app import paths
from quantize.leaks import evaluation_runs, find_leaks

SENTENCE = "one two three four five six seven eight nine"


@pytest.fixture
def evaluation(tmp_path: Path) -> Path:
    file = tmp_path / "evaluation.jsonl"
    file.write_text(json.dumps({"id": "e1", "narrative": f"He said: {SENTENCE.upper()}, ten."}) + "\n")
    return file


def test_eight_words_in_a_row_are_a_leak(evaluation: Path, tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "exam.jsonl").write_text(f'{{"narrative": "{SENTENCE}"}}')
    leaks = find_leaks(evaluation_runs([evaluation]), [shipped])
    assert [(leak.file.name, leak.case) for leak in leaks] == [("exam.jsonl", "e1")]


def test_seven_words_are_none(evaluation: Path, tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.md"
    shipped.write_text("one two three four five six seven. EIGHTEEN")
    assert find_leaks(evaluation_runs([evaluation]), [shipped]) == ()


@pytest.mark.shared_data
def test_no_shipped_file_holds_words_of_the_evaluation_sets(shared_dir: Path, repository: Path) -> None:
    files = [shared_dir / "data" / name for name in ("dev_vignettes.jsonl", "phc_vignettes.jsonl")]
    shipped = [
        paths.assets_dir(),
        *(repository / name for name in ("clinic_app", "docs", "quantize", "tests")),
    ]
    assert find_leaks(evaluation_runs(files), [path for path in shipped if path.exists()]) == ()
