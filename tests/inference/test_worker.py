"""The inference process keeps to its protocol and never outlives whoever started it."""

import io
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from clinic_app.inference.child import worker_command
from clinic_app.inference.protocol import LARGEST_LINE, LineTooLong, encode, read_line
from clinic_app.inference.ranking import LONGEST_TEXT, NOTHING_EXCLUDED, Ranking
from clinic_app.inference.worker import answer
from tests.fakes import FakeEngine

REPOSITORY = str(Path(__file__).parents[2])
SECRET = "the narrative of Sunita"


class BrokenEngine(FakeEngine):
    """Fails with a message that quotes the text."""

    def rank(self, text: str, excluded: frozenset[str] = NOTHING_EXCLUDED) -> Ranking:
        raise ZeroDivisionError(text)


def start(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*worker_command(folder), *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": REPOSITORY},
    )


def test_answers_name_the_request() -> None:
    message = answer(FakeEngine(("dengue",)), encode({"id": 7, "text": "dengue", "excluded": []}))
    assert message["id"] == 7
    assert message["ranked"][0][0] == "dengue"


@pytest.mark.parametrize(
    "line",
    [
        b"{", b"[]", b"\xff", b'{"id": 1}', b'{"id": null, "text": "", "excluded": []}', b"[" * 100_000,
        b'{"id": 1, "text": 5, "excluded": []}', b'{"id": 1, "text": "", "excluded": [1]}',
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused(line: bytes) -> None:
    assert answer(FakeEngine(("dengue",)), line) == {"id": None, "error": "bad_request"}


def test_too_large_requests_are_refused() -> None:
    engine = FakeEngine(("dengue",))
    assert answer(engine, None)["error"] == "too_large"
    text = "a" * (LONGEST_TEXT + 1)
    assert answer(engine, encode({"id": 1, "text": text, "excluded": []}))["error"] == "too_large"


def test_a_failure_never_quotes_the_text() -> None:
    message = answer(BrokenEngine(("dengue",)), encode({"id": 1, "text": SECRET, "excluded": []}))
    assert message == {"id": 1, "error": "failed"}


def test_a_line_over_the_limit_is_skipped_to_its_end() -> None:
    stream = io.BytesIO(b"a" * (2 * LARGEST_LINE + 5) + b"\n{}\n")
    with pytest.raises(LineTooLong):
        read_line(stream)
    assert read_line(stream) == b"{}\n"
    assert read_line(stream) == b""


def test_speaks_first_answers_and_ends_with_its_input(bundled: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with start(bundled, str(scratch)) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        assert worker.stderr is not None
        ready = json.loads(worker.stdout.readline())
        assert ready["ready"] is True
        assert "untuned" in ready["model"]["version"]
        worker.stdin.write(b"x" * (LARGEST_LINE + 1) + b"\n")
        worker.stdin.write(encode({"id": "b", "text": "fever \x00 बुखार", "excluded": []}))
        worker.stdin.flush()
        assert json.loads(worker.stdout.readline()) == {"id": None, "error": "too_large"}
        answered = json.loads(worker.stdout.readline())
        assert answered["id"] == "b"
        assert sum(share for _, share in answered["ranked"]) + answered["other_probability"] == pytest.approx(
            1
        )
        worker.stdin.close()
        assert worker.wait(60) == 0
        assert worker.stdout.read() == b""
        assert worker.stderr.read() == b""
    assert not scratch.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_removes_its_folder_when_it_is_asked_to_end(bundled: Path, tmp_path: Path, name: str) -> None:
    """A session that ends asks the whole group of processes at once."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with start(bundled, str(scratch)) as worker:
        assert worker.stdout is not None
        assert json.loads(worker.stdout.readline())["ready"] is True
        worker.send_signal(getattr(signal, name))
        assert worker.wait(60) == 0
    assert not scratch.exists()


def test_a_missing_package_is_said_and_ends_it(tmp_path: Path) -> None:
    with start(tmp_path) as worker:
        assert worker.stdout is not None
        assert json.loads(worker.stdout.readline()) == {
            "ready": False,
            "error": "missing",
            "file": "package.json",
        }
        assert worker.wait(60) == 1


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watches a process that is not a child")
def test_ends_when_its_parent_is_killed(bundled: Path) -> None:
    parent_program = (
        "import sys; from pathlib import Path; from clinic_app.inference.client import WorkerClient\n"
        "client = WorkerClient(Path(sys.argv[1])); client.identity(); print(client.worker_pid, flush=True)\n"
        "sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", parent_program, str(bundled)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": REPOSITORY},
    )
    with parent:
        assert parent.stdout is not None
        watched = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
        ended, _, _ = select.select([watched], [], [], 60)
        os.close(watched)
    assert ended
