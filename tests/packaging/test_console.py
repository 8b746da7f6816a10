import sys
from pathlib import Path

import pytest

from bootstrapping.console import Interrupted, SetupFailed, compile_progress, hint_for, minutes, run_logged


def test_times_read_as_people_say_them() -> None:
    assert [minutes(s) for s in (0.4, 59.9, 60, 75.3, 3600)] == [
        "0 s",
        "59 s",
        "1 min 00 s",
        "1 min 15 s",
        "60 min 00 s",
    ]


def test_compile_progress_is_the_last_step_of_the_log() -> None:
    assert compile_progress("  [1/78] c++ a\n  [27/78] c++ b\n warning: x[3/4]\n") == "27 of 78 files"
    assert compile_progress("nothing yet") is None


def test_a_command_that_succeeds_is_logged_and_said_nothing_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "logs" / "step.log"
    run_logged([sys.executable, "-c", "print('fine')"], doing="a step", log=log)
    assert log.read_text().strip() == "fine"
    assert capsys.readouterr().err == ""


def test_a_command_that_fails_shows_the_end_of_its_log_and_where_the_rest_is(tmp_path: Path) -> None:
    log = tmp_path / "step.log"
    code = "print(*range(100), sep='\\n'); raise SystemExit(7)"
    with pytest.raises(SetupFailed, match="a step failed") as failure:
        run_logged([sys.executable, "-c", code], doing="a step", log=log)
    message = str(failure.value)
    assert "exit status 7" in message
    assert "| 99" in message
    assert "| 50\n" not in message
    assert str(log) in message


def test_a_long_command_is_kept_company(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends only after a heartbeat was said, so no time is guessed."""
    go_on = tmp_path / "go-on"

    def progress(text: str) -> str:
        go_on.touch()
        return f"{len(text)} characters"

    code = f"import pathlib\nwhile not pathlib.Path({str(go_on)!r}).exists(): pass"
    run_logged(
        [sys.executable, "-c", code],
        doing="a step",
        log=tmp_path / "log",
        progress=progress,
        heartbeat_s=0.05,
    )
    assert "... a step: 0 s, 0 characters" in capsys.readouterr().err


def test_a_stopped_set_up_stops_its_command(tmp_path: Path) -> None:
    started = tmp_path / "started"

    def stop_once_started(_text: str) -> None:
        if started.exists():
            raise Interrupted

    code = (
        f"import pathlib, os\npathlib.Path({str(started)!r}).write_text(str(os.getpid()))\nwhile True: pass"
    )
    with pytest.raises(Interrupted):
        run_logged(
            [sys.executable, "-c", code],
            doing="a step",
            log=tmp_path / "log",
            progress=stop_once_started,
            heartbeat_s=0.05,
        )
    pid = int(started.read_text())
    assert not Path(f"/proc/{pid}").exists()


@pytest.mark.parametrize(
    ("log", "says"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("Temporary failure in name resolution", "network"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "differs"),
    ],
)
def test_known_troubles_are_said_in_words(log: str, says: str) -> None:
    assert says in (hint_for(log) or "")


def test_unknown_trouble_gets_no_guess() -> None:
    assert hint_for("something else") is None
