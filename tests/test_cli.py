"""The command line as other people's programs use it: real process, real worker, real model."""

import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clinic_app import paths
from clinic_app.domain.text import LANGUAGES
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui import i18n
from clinic_app.inference.scoring import ConditionTable
from clinic_app.services.knowledge import Knowledge

COMMAND = (sys.executable, "-m", "clinic_app")


def run(*arguments: str, source: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (*COMMAND, *arguments), input=source, capture_output=True, text=True, encoding="utf-8", check=False
    )


def results(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_assess_answers_every_line_in_order(knowledge: Knowledge) -> None:
    cases = [
        {"id": "fever", "age_years": 24, "sex": "M", "complaint": "fever with chills every other day"},
        {"id": "hot", "age_years": 24, "vitals": {"temperature_c": 101.2}},
        {"id": "child", "age_months": 9, "findings": {"vomits_everything": True}, "complaint": "उल्टी"},
        {"id": "nothing", "age_years": 50},
    ]
    done = run("assess", source="".join(json.dumps(case) + "\n" for case in cases))
    assert (done.returncode, done.stderr) == (0, "")
    fever, hot, child, nothing = results(done.stdout)
    assert [result["id"] for result in (fever, hot, child, nothing)] == ["fever", "hot", "child", "nothing"]
    assert "untuned" in fever["model"]["version"]
    for result in (fever, child, nothing):
        assert {row["condition"] for row in result["differential"]} == set(knowledge.conditions)
        probabilities = [row["probability"] for row in result["differential"]]
        assert probabilities == sorted(probabilities, reverse=True)
        assert sum(probabilities) + result["other_probability"] == pytest.approx(1, abs=1e-6)
    assert hot["error"]["field"] == "temperature_c"
    assert "38.4" in hot["error"]["message"]
    assert child["triage"]["level"] == TriageLevel.EMERGENCY.name
    assert nothing["abstain"] == "too_little_information"


def test_assess_reads_and_writes_files(tmp_path: Path) -> None:
    source, target = tmp_path / "cases.jsonl", tmp_path / "results.jsonl"
    source.write_text('{"id": "a", "age_years": 3, "complaint": "cough"}', encoding="utf-8")
    assert run("assess", "--input", str(source), "--output", str(target)).returncode == 0
    assert [result["id"] for result in results(target.read_text(encoding="utf-8"))] == ["a"]


def test_a_model_file_short_of_one_byte_costs_only_the_list(tmp_path: Path) -> None:
    package = tmp_path / "model"
    shutil.copytree(paths.bundled_model_package_dir(), package)
    gguf = package / "model.gguf"
    os.truncate(gguf, gguf.stat().st_size - 1)
    cases = (
        '{"id": "a", "age_years": 30, "findings": {"convulsing_now": true}}\n{"id": "b", "age_years": 3}\n'
    )
    done = run("assess", "--model", str(package), source=cases)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "damaged" in done.stderr
    first, second = results(done.stdout)
    assert (first["differential"], first["abstain"]) == ([], "model_unavailable")
    assert first["triage"]["level"] == "EMERGENCY"
    assert second["abstain"] == "model_unavailable"


def test_a_model_for_another_list_costs_only_the_list(tmp_path: Path) -> None:
    package = tmp_path / "model"
    shutil.copytree(paths.bundled_model_package_dir(), package)
    table = ConditionTable.from_bytes((package / "conditions.npz").read_bytes())
    other = dataclasses.replace(table, conditions=("of_another_list", *table.conditions[1:])).to_bytes()
    (package / "conditions.npz").write_bytes(other)
    manifest = json.loads((package / "package.json").read_text(encoding="utf-8"))
    entry = manifest["files"]["conditions.npz"]
    entry["sha256"], entry["size"] = hashlib.sha256(other).hexdigest(), len(other)
    (package / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
    done = run(
        "assess", "--model", str(package), source='{"id": "a", "age_years": 3, "complaint": "cough"}\n'
    )
    assert done.returncode == 0
    assert "another version" in done.stderr
    assert "Traceback" not in done.stderr
    [result] = results(done.stdout)
    assert (result["differential"], result["abstain"]) == ([], "model_unavailable")


def test_the_program_is_its_own_worker_where_it_is_frozen() -> None:
    """What `worker_command` starts in a frozen program; a real one is made by the builds."""
    done = run("--inference-worker", str(paths.bundled_model_package_dir()))
    # Its input ends at once, so it may end before it is ready.
    assert (done.returncode, done.stderr) == (0, "")
    with subprocess.Popen(
        (*COMMAND, "--inference-worker", str(paths.bundled_model_package_dir())),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        assert json.loads(worker.stdout.readline())["ready"] is True
        worker.stdin.close()
        assert worker.wait(60) == 0


def test_the_command_line_and_the_window_know_the_same_languages() -> None:
    assert tuple(i18n.LANGUAGES) == LANGUAGES


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("assess", "--input", "/does/not/exist"), 1, "cannot be read"),
        (("assess", "--output", "/does/not/exist/results"), 1, "cannot be written"),
        (("assess", "--colour", "red"), 2, "No such option"),
        (("diagnose",), 2, "No such command"),
        (("--demo", "assess"), 2, "--demo"),
        (("--demo", "--profile", "folder"), 2, "--profile"),
        (("--language", "hi", "assess"), 2, "--language"),
        (("--language", "hi", "screenshots", "folder"), 2, "screenshots --language"),
        (("--language", "bn"), 2, "'en', 'hi'"),
        (("--inference-worker",), 2, "No such option"),
    ],
)
def test_expected_errors_are_one_clear_line(arguments: tuple[str, ...], code: int, words: str) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"id": "a", "age_years": 3}\n', encoding="utf-8")
    assert run("assess", "--input", str(cases), "--output", str(cases)).returncode == 1
    assert cases.read_text(encoding="utf-8")


def test_a_full_output_disk_is_said(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = run("assess", "--output", "/dev/full", source='{"id": "a", "age_years": 3}\n')
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_assess_needs_no_display_no_home_and_no_qt() -> None:
    program = "import sys, clinic_app.__main__ as m; sys.argv = ['clinic-app', 'assess']\n" \
              "try: m.main()\nfinally: assert not [name for name in sys.modules if name.startswith('PySide6')]"  # fmt: skip
    done = subprocess.run(
        (sys.executable, "-c", program),
        input='{"id": "a", "age_years": 3, "complaint": "cough"}\n',
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_check_calls_this_installation_safe(tmp_path: Path) -> None:
    done = run("check", "--profile", str(tmp_path / "clinic"))
    assert done.returncode == 0, done.stdout
    assert "SQLCipher" in done.stdout
    assert "it answers" in done.stdout
    assert not (tmp_path / "clinic").exists()


def test_check_says_what_is_wrong_with_a_folder_it_cannot_look_into(tmp_path: Path) -> None:
    done = run("check", "--profile", str(tmp_path / ("n" * 300) / "clinic"))
    assert done.returncode == 1
    assert "UNSAFE  disk" in done.stdout
    assert "Traceback" not in done.stderr


def test_check_refuses_a_database_that_is_not_encrypted(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "clinic.db").write_bytes(b"SQLite format 3\0" + bytes(100))
    done = run("check", "--profile", str(tmp_path))
    assert done.returncode == 1
    assert "UNSAFE  encryption" in done.stdout


def test_model_show_prints_the_card() -> None:
    done = run("model", "show")
    assert done.returncode == 0
    assert "untuned" in done.stdout
