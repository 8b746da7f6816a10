import re
import sys
from pathlib import Path

import pytest

from bootstrapping.console import CommandKilled, SetupFailed
from bootstrapping.environment import Environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses a symbolic link as interpreter")


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """A checkout whose ``.venv`` has this interpreter."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    return Environment(tmp_path)


def test_an_empty_checkout_has_no_usable_environment(tmp_path: Path) -> None:
    assert not Environment(tmp_path).is_usable()


def test_an_environment_made_by_hand_is_used_as_it_is(environment: Environment) -> None:
    assert environment.is_usable()
    assert not environment.has("run", "key")


def test_a_recorded_step_is_known_and_only_by_its_key(environment: Environment) -> None:
    environment.record("run", "key")
    again = Environment(environment.checkout)
    assert again.is_usable()
    assert again.has("run", "key")
    assert not again.has("run", "other")
    assert not again.has("test", "key")


def test_a_change_that_was_cut_off_makes_the_environment_unusable(environment: Environment) -> None:
    environment.record("run", "key")
    with pytest.raises(KeyboardInterrupt), environment.changing():
        raise KeyboardInterrupt
    assert not Environment(environment.checkout).is_usable()


def test_a_change_that_ended_well_leaves_it_usable(environment: Environment) -> None:
    with environment.changing():
        pass
    assert environment.is_usable()


def test_a_command_that_fails_by_itself_keeps_the_environment(environment: Environment) -> None:
    """As pip does where the network is gone: nothing is fetched a second time."""
    environment.record("run", "key")
    environment.python.unlink()
    environment.python.write_text("#!/bin/sh\necho no network; exit 1\n")
    environment.python.chmod(0o700)
    with pytest.raises(SetupFailed, match="no network"):
        environment.install_locked("test")
    environment.python.unlink()
    environment.python.symlink_to(sys.executable)
    assert Environment(environment.checkout).is_usable()


def test_a_command_that_is_killed_makes_the_environment_unusable(environment: Environment) -> None:
    environment.record("run", "key")
    environment.python.unlink()
    environment.python.write_text("#!/bin/sh\nkill -KILL $$\n")
    environment.python.chmod(0o700)
    with pytest.raises(CommandKilled):
        environment.install_locked("test")
    environment.python.unlink()
    environment.python.symlink_to(sys.executable)
    assert not Environment(environment.checkout).is_usable()


@pytest.mark.parametrize("used", [False, True])
def test_an_environment_made_by_hand_is_never_deleted(environment: Environment, used: bool) -> None:
    """Also not after set-up installed into it and wrote its notes there."""
    if used:
        environment.record("run", "key")
    mine = environment.venv / "mine.txt"
    mine.touch()
    with pytest.raises(KeyboardInterrupt), environment.changing():
        raise KeyboardInterrupt
    again = Environment(environment.checkout)
    assert not again.is_usable()
    with pytest.raises(SetupFailed, match=re.escape(str(environment.venv))):
        again.create()
    assert mine.exists()


def test_an_environment_of_ours_is_made_afresh_and_stays_ours(environment: Environment) -> None:
    (environment.venv / "setup.json").write_text('{"run": "key"}')
    left = environment.venv / "left-behind" / "file"
    left.parent.mkdir()
    left.touch()
    environment.create()
    assert not left.parent.exists()
    assert environment.is_usable()
    assert not environment.has("run", "key")
    environment.refuse_to_delete_what_is_not_ours()


def test_making_it_can_be_cut_off_at_its_start_and_done_again(tmp_path: Path) -> None:
    environment = Environment(tmp_path)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "bootstrap").mkdir()
    (environment.work / "logs").write_text("a file where the log should go, so that venv does not even start")
    with pytest.raises(OSError, match="exists"):
        environment.create()
    (environment.work / "logs").unlink()
    assert not environment.is_usable()
    environment.create()
    assert environment.is_usable()


def test_a_checkout_that_was_moved_gets_a_new_environment(environment: Environment, tmp_path: Path) -> None:
    environment.record("run", "key")
    moved = tmp_path.with_name(tmp_path.name + "-moved")
    tmp_path.rename(moved)
    assert not Environment(moved).is_usable()


def test_an_interpreter_that_was_removed_makes_it_unusable(environment: Environment) -> None:
    environment.python.unlink()
    environment.python.symlink_to("/no/such/python")
    assert not environment.is_usable()


def test_damaged_notes_make_it_unusable(environment: Environment) -> None:
    environment.record("run", "key")
    (environment.venv / "setup.json").write_text("{")
    assert not environment.is_usable()


def test_what_a_killed_run_left_behind_keeps_the_lock(environment: Environment) -> None:
    with environment.alone():
        assert len(environment.held()) == 1
    assert environment.held() == ()
