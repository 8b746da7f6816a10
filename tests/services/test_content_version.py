"""A signature covers exactly the bytes that were signed, wherever the program is installed."""

import shutil

import pytest

from clinic_app import paths
from clinic_app.services.content_version import content_version
from clinic_app.services.knowledge import load_knowledge


@pytest.fixture
def copied(tmp_path):
    folder = tmp_path / "elsewhere"
    shutil.copytree(paths.knowledge_dir(), folder)
    return folder


def test_it_has_the_human_version_and_does_not_depend_on_the_place(copied, tmp_path):
    knowledge = load_knowledge(copied)
    version, _, digits = knowledge.content_version.partition("+")
    assert version == knowledge.version
    assert len(digits) == 8
    moved = copied.rename(tmp_path / "moved")
    assert load_knowledge(moved).content_version == knowledge.content_version


def changed_number(folder):
    path = folder / "rules" / "R6.json"
    path.write_text(path.read_text(encoding="utf-8").replace("37.5", "37.6"), encoding="utf-8")


def settled_question(folder):
    path = folder / "review.json"
    path.write_text(path.read_text(encoding="utf-8").replace("more", "less", 1), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        changed_number,
        settled_question,
        lambda folder: (folder / "rules" / "R6.json").rename(folder / "rules" / "R99.json"),
        lambda folder: (folder / "growth" / "bmi_for_age.json").unlink(),
        lambda folder: (folder / "conditions" / "new.json").write_text("{}"),
    ],
)
def test_any_change_changes_it(copied, change):
    before = content_version(copied, "1")
    change(copied)
    assert content_version(copied, "1") != before


def test_what_file_managers_leave_changes_nothing(copied):
    before = content_version(copied, "1")
    (copied / "rules" / ".DS_Store").write_bytes(b"x")
    (copied / ".cache").mkdir()
    (copied / ".cache" / "x.json").write_bytes(b"x")
    assert content_version(copied, "1") == before


def test_content_cannot_move_between_neighbouring_files_unseen(tmp_path):
    for name, parts in (("one", ("ab", "c")), ("two", ("a", "bc"))):
        (tmp_path / name).mkdir()
        for number, part in enumerate(parts):
            (tmp_path / name / f"{number}.json").write_text(part)
    assert content_version(tmp_path / "one", "1") != content_version(tmp_path / "two", "1")
