"""What `check` calls safe is safe, and what is not is named without a traceback."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic_app.domain.errors import ModelUnavailable
from clinic_app.inference.ranking import Engine
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.self_check import Check, self_check
from tests.fakes import FakeEngine


def looked_at(name: str, profile: Path, engine: Engine) -> Check:
    @contextlib.contextmanager
    def opened() -> Iterator[Engine]:
        yield engine

    [found] = [check for check in self_check(profile, engine=opened) if check.name == name]
    return found


@pytest.fixture
def engine(knowledge: Knowledge) -> FakeEngine:
    return FakeEngine(tuple(knowledge.conditions))


def test_a_model_that_answers_is_safe(tmp_path: Path, engine: FakeEngine) -> None:
    assert looked_at("model", tmp_path, engine).is_safe
    assert len(engine.asked) == 1


@pytest.mark.parametrize(
    ("reason", "words"), [("crashed", "another processor"), ("timed_out", "too long"), ("damaged", "damaged")]
)
def test_a_model_with_good_files_that_does_not_answer_is_unsafe(
    tmp_path: Path, engine: FakeEngine, reason: str, words: str
) -> None:
    engine.trouble = ModelUnavailable(reason=reason)
    check = looked_at("model", tmp_path, engine)
    assert not check.is_safe
    assert words in check.detail


def test_a_model_for_another_list_is_unsafe(tmp_path: Path) -> None:
    check = looked_at("model", tmp_path, FakeEngine(("of_another_list",)))
    assert not check.is_safe
    assert "another version" in check.detail


def test_a_folder_that_is_not_there_yet_is_safe(tmp_path: Path, engine: FakeEngine) -> None:
    check = looked_at("disk", tmp_path / "new" / "clinic", engine)
    assert check.detail.endswith(str(tmp_path))


def test_a_file_in_place_of_a_folder_is_unsafe(tmp_path: Path, engine: FakeEngine) -> None:
    (tmp_path / "file").touch()
    check = looked_at("disk", tmp_path / "file" / "clinic", engine)
    assert not check.is_safe
    assert "no folder" in check.detail


def test_a_folder_that_cannot_be_looked_into_is_unsafe(tmp_path: Path, engine: FakeEngine) -> None:
    """A name that is too long fails as a closed folder does, also for root, whom no folder is closed to."""
    assert not looked_at("disk", tmp_path / ("n" * 300) / "clinic", engine).is_safe
    assert not looked_at("encryption", tmp_path / ("n" * 300) / "clinic", engine).is_safe


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="no folder is closed to this user")
def test_a_folder_behind_a_closed_one_is_unsafe(tmp_path: Path, engine: FakeEngine) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    try:
        check = looked_at("disk", closed / "clinic", engine)
    finally:
        closed.chmod(0o700)
    assert not check.is_safe
    assert "Permission denied" in check.detail
