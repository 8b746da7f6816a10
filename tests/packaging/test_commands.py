import json
import sys
from pathlib import Path

import pytest

from bootstrapping import commands
from bootstrapping.checks import Check, all_checks, run_checks
from bootstrapping.commands import main, no_display, opens_window, parse, set_up, step_keys, steps_to_do
from bootstrapping.console import SetupFailed
from bootstrapping.environment import Environment
from tests.packaging.fakes import FakeMachine


@pytest.mark.parametrize(
    ("line", "command", "passed_on"),
    [
        ("run", "run", []),
        ("run --demo", "run", ["--demo"]),
        ("run -- --demo --profile D", "run", ["--demo", "--profile", "D"]),
        ("run --no-system-packages --demo", "run", ["--demo"]),
        ("test tests/domain -q -k triage", "test", ["tests/domain", "-q", "-k", "triage"]),
        ("test -- --no-system-packages", "test", ["--no-system-packages"]),
        ("assess --input cases.jsonl", "assess", ["--input", "cases.jsonl"]),
    ],
)
def test_what_it_does_not_know_is_passed_on(line: str, command: str, passed_on: list[str]) -> None:
    options, rest = parse(line.split())
    assert (options.command, rest) == (command, passed_on)


def test_set_up_itself_takes_no_unknown_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        parse(["setup", "--fast"])
    assert stop.value.code == 2
    assert "--fast" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--demo"], True),
        (["--profile", "folder"], True),
        (["--profile=folder", "--demo"], True),
        (["--language", "hi"], True),
        (["--demo", "--language", "hi"], True),
        (["assess"], False),
        (["--profile", "folder", "screenshots", "out"], False),
        (["--help"], False),
    ],
)
def test_when_a_window_opens(arguments: list[str], window: bool) -> None:
    assert opens_window(arguments) is window


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_run_without_a_display_says_so_and_installs_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["run", "--demo"]) == 1
    output = capsys.readouterr()
    assert output.err.strip() == no_display().strip()
    assert "bootstrap.py assess" in output.err
    assert output.out == ""


def test_the_case_it_proposes_is_one_that_assess_reads() -> None:
    proposed = next(line for line in no_display().splitlines() if "echo" in line).split("'")[1]
    assert set(json.loads(proposed)) == {"id", "age_years", "complaint"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with lock files and a ``.venv`` whose interpreter is this one."""
    requirements = tmp_path / "packaging" / "requirements"
    requirements.mkdir(parents=True)
    for name in ("build", "test"):
        (requirements / f"{name}.txt").write_text(f"{name}==1\n")
    (requirements / "run.txt").write_text("llama-cpp-python==0.3 \\\n    --hash=sha256:00\n")
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    return tmp_path


def test_steps_are_done_once_and_again_when_their_lock_changes(checkout: Path) -> None:
    environment = Environment(checkout)
    assert steps_to_do(environment, True, "engine-1", tests=False) == ["build", "engine", "run", "project"]
    for step, key in step_keys(environment, "engine-1").items():
        environment.record(step, key)
    assert steps_to_do(environment, True, "engine-1", tests=True) == []
    assert steps_to_do(environment, True, "engine-2", tests=True) == ["engine"]
    environment.requirements("test").write_text("test==2\n")
    assert steps_to_do(environment, True, "engine-1", tests=True) == ["test"]
    assert steps_to_do(environment, True, "engine-1", tests=False) == []
    assert len(steps_to_do(environment, False, "engine-1", tests=True)) == 5


def test_a_missing_compiler_is_named_before_anything_is_installed(checkout: Path) -> None:
    with pytest.raises(SetupFailed, match=r"apt-get install -y g\+\+"):
        set_up(
            Environment(checkout),
            FakeMachine(lacks=["c++"]),
            tests=False,
            qt=False,
            window=False,
            may_install=True,
        )
    assert not (checkout / ".venv" / "setup.json").exists()


def test_a_hand_made_environment_that_cannot_be_used_is_named_before_anything_is_installed(
    checkout: Path,
) -> None:
    (checkout / ".venv" / "bin" / "python").unlink()
    machine = FakeMachine(lacks=["c++"], root=True)
    with pytest.raises(SetupFailed, match="not made by this set-up"):
        set_up(Environment(checkout), machine, tests=False, qt=False, window=False, may_install=True)
    assert machine.installed == []
    assert (checkout / ".venv").is_dir()


def test_checks_stop_at_the_first_failure_and_say_how_each_went(capsys: pytest.CaptureFixture[str]) -> None:
    ran: list[str] = []
    ticks = iter(range(100))

    def run(check: Check) -> int:
        ran.append(check.name)
        return 3 if check.name == "mypy" else 0

    assert run_checks(all_checks(Path("bin/python"), ["-q"]), run, clock=lambda: next(ticks)) == 3
    assert ran == ["ruff check", "ruff format", "mypy"]
    summary = capsys.readouterr().err.partition("== summary")[2]
    assert [line.split()[0] for line in summary.split("\n") if line] == [
        "ruff",
        "ruff",
        "mypy",
        "lint-imports",
        "pytest",
    ]
    assert "FAILED (3)" in summary
    assert summary.count("not run") == 2


def test_pytest_gets_the_arguments_that_were_passed_on() -> None:
    assert all_checks(Path("bin/python"), ["-k", "triage"])[-1].command[-2:] == ("-k", "triage")


@pytest.mark.skipif(sys.platform == "win32", reason="a file in place of a folder gives another error there")
def test_a_checkout_that_cannot_be_written_to_gets_a_sentence(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "build").write_text("a file where a folder is needed")
    monkeypatch.setattr(commands, "CHECKOUT", checkout)
    assert main(["setup"]) == 1
    assert "Setting up failed" in capsys.readouterr().err
