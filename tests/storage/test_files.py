"""Files appear whole or not at all, and one program at a time holds a profile."""

import subprocess
import sys
from pathlib import Path

import pytest

from clinic_app.domain.errors import ProfileInUse, ReadOnlyFolder
from clinic_app.storage.files import ProfileFiles, ProfileLock, building, write_whole

ROOT = Path(__file__).resolve().parents[2]


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    for content in (b"one", b"", b"three" * 100_000):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["keyring.json"]
    assert path.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_written_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "not a folder" / "keyring.json"
    path.parent.write_bytes(b"in the way")
    with pytest.raises(ReadOnlyFolder):
        write_whole(path, b"new")
    assert path.parent.read_bytes() == b"in the way"


def test_the_lock_is_held_by_one(tmp_path: Path) -> None:
    files = ProfileFiles(tmp_path / "new" / "profile")
    lock = ProfileLock(files)
    with pytest.raises(ProfileInUse):
        ProfileLock(files)
    lock.release()
    lock.release()
    ProfileLock(files).release()


def test_another_process_holds_the_lock_until_it_is_killed(tmp_path: Path) -> None:
    code = """
import pathlib, sys
from clinic_app.storage.files import ProfileFiles, ProfileLock
lock = ProfileLock(ProfileFiles(pathlib.Path(sys.argv[1])))
print("held", flush=True)
sys.stdin.read()
"""
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(ProfileInUse):
            ProfileLock(ProfileFiles(tmp_path))
        child.kill()
    ProfileLock(ProfileFiles(tmp_path)).release()


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    files = ProfileFiles(tmp_path)

    def build() -> None:
        with building(files) as aside:
            aside.database.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build()
    assert list(tmp_path.iterdir()) == []


def test_the_next_build_clears_away_what_a_killed_one_left(tmp_path: Path) -> None:
    files = ProfileFiles(tmp_path)
    left = tmp_path / ".unfinished-0123" / "records"
    left.mkdir(parents=True)
    (left / "clinic.db").write_bytes(b"half")
    with building(files) as aside:
        aside.database.write_bytes(b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["records"]
    assert files.database.read_bytes() == b"whole"
