import sys
from pathlib import Path

import pytest

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
