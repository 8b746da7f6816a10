"""Ten cases that somebody else wrote, through `assess`: the whole list each, and how long it took."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clinic_app.services.knowledge import Knowledge


@pytest.mark.shared_data
def test_ten_development_cases_are_ranked(
    shared_dir: Path, knowledge: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (shared_dir / "data" / "dev_vignettes.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines[:: len(lines) // 10][:10]]
    gold = [case.pop("gold") for case in cases]
    for case in cases:
        del case["source"], case["meta"]
    started = time.perf_counter()
    done = subprocess.run(
        (sys.executable, "-m", "clinic_app", "assess"),
        input="".join(json.dumps(case) + "\n" for case in cases),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    whole_s = time.perf_counter() - started
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result["id"] for result in found] == [case["id"] for case in cases]
    assert all(len(result["differential"]) == len(knowledge.conditions) for result in found)
    with capsys.disabled():
        print(f"\nassess on ten development cases: {whole_s:.1f} s with start-up")
        for result, accepted in zip(found, gold, strict=True):
            order = [row["condition"] for row in result["differential"]]
            ranks = [order.index(condition) + 1 for condition in accepted if condition in order]
            print(
                f"  {result['id']}: {result['elapsed_ms']} ms, accepted answer at rank {min(ranks, default='-')}"
            )
