"""A crash, a hang or a damaged model costs the suggestion and nothing else; no process or folder stays behind."""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clinic_app.domain.errors import ModelUnavailable
from clinic_app.inference.child import worker_command
from clinic_app.inference.client import WorkerClient
from clinic_app.inference.ranking import Ranking

FAKE_WORKER = Path(__file__).with_name("fake_worker.py")
ANSWER = Ranking(ranked=(("dengue", 0.75),), other_probability=0.25)


class Clock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client_of(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., WorkerClient]]:
    """Makes clients of the fake worker in a mode, and closes them."""
    clients: list[WorkerClient] = []

    def make(mode: str, deadline_s: float = 60, ready_deadline_s: float = 60) -> WorkerClient:
        command = (sys.executable, str(FAKE_WORKER), mode, str(tmp_path / "crashed"))
        client = WorkerClient(
            tmp_path, deadline_s=deadline_s, ready_deadline_s=ready_deadline_s, command=command, clock=clock
        )
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()


def reason_of(call: Callable[[], object]) -> str:
    with pytest.raises(ModelUnavailable) as caught:
        call()
    return caught.value.reason


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_starts_at_the_first_need_and_stays_warm(client_of: Callable[..., WorkerClient]) -> None:
    client = client_of("good")
    assert client.worker_pid is None
    assert client.rank("fever") == ANSWER
    pid = client.worker_pid
    assert client.rank("cough") == ANSWER
    assert client.worker_pid == pid


def test_a_crash_is_answered_by_one_new_start(client_of: Callable[..., WorkerClient]) -> None:
    assert client_of("crash_once").rank("fever") == ANSWER


def test_a_worker_that_keeps_crashing_is_left_alone_for_a_while(
    client_of: Callable[..., WorkerClient], clock: Clock, tmp_path: Path
) -> None:
    client = client_of("crash")
    assert reason_of(lambda: client.rank("fever")) == "crashed"
    assert client.worker_pid is None
    (tmp_path / "crashed").unlink()
    assert reason_of(lambda: client.rank("fever")) == "crashed"
    assert not (tmp_path / "crashed").exists(), "no new start during the pause"
    clock.now_s += 1.5
    assert reason_of(lambda: client.rank("fever")) == "crashed"
    assert (tmp_path / "crashed").exists(), "a new start after the pause"


def test_a_worker_past_its_deadline_is_killed(client_of: Callable[..., WorkerClient]) -> None:
    client = client_of("hang", deadline_s=0.05)
    client.identity()
    pid = client.worker_pid
    assert pid is not None
    assert reason_of(lambda: client.rank("fever")) == "timed_out"
    assert not is_running(pid)


def test_a_worker_that_never_gets_ready_is_killed(client_of: Callable[..., WorkerClient]) -> None:
    client = client_of("silent", ready_deadline_s=0.05)
    assert reason_of(lambda: client.rank("fever")) == "timed_out"
    assert client.worker_pid is None


def test_what_is_no_message_counts_as_a_crash(client_of: Callable[..., WorkerClient]) -> None:
    assert reason_of(lambda: client_of("garbage").rank("fever")) == "crashed"


@pytest.mark.parametrize("mode", ["untrue", "unnamed", "refuse"])
def test_what_breaks_a_promise_counts_as_a_crash(client_of: Callable[..., WorkerClient], mode: str) -> None:
    client = client_of(mode)
    assert reason_of(lambda: client.rank("fever")) == "crashed"
    assert client.worker_pid is None


def test_a_program_that_cannot_start_counts_as_a_crash(tmp_path: Path) -> None:
    client = WorkerClient(tmp_path, command=(str(tmp_path / "no-such-program"),))
    assert reason_of(lambda: client.rank("fever")) == "crashed"


def test_the_worker_inherits_no_home_and_no_profile(
    client_of: Callable[..., WorkerClient], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLINIC_APP_SECRET", "a-marker")
    home = os.environ["HOME"]
    client_of("reveal").identity()
    told = json.loads((tmp_path / "crashed").read_text())
    assert "a-marker" not in json.dumps(told)
    assert home not in json.dumps(told)
    assert told["environment"]["HOME"] == told["folder"]


def test_close_reaps_the_worker_and_removes_its_folder(
    client_of: Callable[..., WorkerClient], tmp_path: Path
) -> None:
    client = client_of("reveal")
    client.identity()
    folder = Path(json.loads((tmp_path / "crashed").read_text())["folder"])
    pid = client.worker_pid
    assert pid is not None
    assert folder.is_dir()
    client.close()
    assert not is_running(pid)
    assert not folder.exists()


def test_close_ends_a_request_in_another_thread(client_of: Callable[..., WorkerClient]) -> None:
    client = client_of("hang", deadline_s=600)
    client.identity()
    reasons: list[str] = []
    asking = threading.Thread(target=lambda: reasons.append(reason_of(lambda: client.rank("fever"))))
    asking.start()
    client.close()
    asking.join(60)
    assert reasons == ["off"]


def test_many_threads_are_served_one_after_the_other(client_of: Callable[..., WorkerClient]) -> None:
    client = client_of("good")
    answers: list[Ranking] = []
    threads = [threading.Thread(target=lambda: answers.append(client.rank("fever"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers == [ANSWER] * 8


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")
def test_the_real_worker_killed_during_a_request_is_replaced(bundled: Path) -> None:
    client = WorkerClient(bundled, deadline_s=120)
    expected = client.rank("fever with chills")
    pid = client.worker_pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    answers: list[Ranking] = []
    asking = threading.Thread(target=lambda: answers.append(client.rank("fever with chills")))
    asking.start()
    os.kill(pid, signal.SIGKILL)
    asking.join(120)
    assert answers == [expected]
    assert client.worker_pid != pid
    client.close()


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    client = WorkerClient(tmp_path / "nothing")
    assert reason_of(lambda: client.rank("fever")) == "missing"
    assert client.worker_pid is None
    client.close()


def test_a_model_file_short_of_one_byte_is_named(copy_of_bundled: Callable[[], Path]) -> None:
    folder = copy_of_bundled()
    model = folder / "model.gguf"
    os.truncate(model, model.stat().st_size - 1)
    client = WorkerClient(folder)
    with pytest.raises(ModelUnavailable) as caught:
        client.rank("fever")
    assert (caught.value.reason, caught.value.params["file"]) == ("damaged", "model.gguf")
    client.close()


def test_the_worker_command_holds_the_package_folder_only(tmp_path: Path) -> None:
    assert worker_command(tmp_path)[-1] == str(tmp_path)


def test_a_frozen_program_starts_itself_as_the_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command(tmp_path) == (sys.executable, "--inference-worker", str(tmp_path))
