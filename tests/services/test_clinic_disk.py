"""A full disk or a folder that cannot be written costs the one save that was tried, and is said plainly.

The disk is filled by the system's limit on file sizes, in a child process; folders are made read-only for a
user without privileges.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import ReadOnlyFolder
from clinic_app.services.clinic import Clinic
from clinic_app.storage.files import ProfileFiles
from tests.clinics import found_clinic, unlock

ROOT = Path(__file__).resolve().parents[2]
needs_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="file size limits and owners are those of POSIX"
)

_CHILD = """
import resource, sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import DiskFull
from clinic_app.services.clinic import Clinic
from clinic_app.storage.files import ProfileFiles
from tests.clinics import *

folder = Path(sys.argv[1])
files = ProfileFiles(folder)

@contextmanager
def no_file_may_grow_beyond(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

def refused(work):
    try:
        work()
    except DiskFull:
        return True
    return False
"""


def in_child(folder: Path, code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _CHILD + code, str(folder)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.split()


@needs_posix
@pytest.mark.parametrize("spare", [0, 5_000, 20_000, 60_000, 150_000])
def test_what_was_saved_before_the_disk_was_full_is_kept_and_work_goes_on_after(
    tmp_path: Path, spare: int
) -> None:
    said = in_child(
        tmp_path,
        f"""
found_clinic(folder)
session = unlock(folder, Role.HEALTH_WORKER)
draft = session.drafts.save(replace(session.drafts.new(), form={{"complaint": "before"}}))
saved = [session.patients.register(a_patient("Before"))]
log = files.database.with_name("clinic.db-wal")
stopped = False
with no_file_may_grow_beyond(log.stat().st_size + {spare}):
    for number in range(2000):
        try:
            saved.append(session.patients.register(a_patient(f"Patient {{number}}")))
        except DiskFull:
            stopped = True
            break
    assert stopped
    assert refused(lambda: session.drafts.save(replace(draft, form={{"complaint": "x" * 300_000}})))
    # Reading goes on while the disk is full.
    assert session.patients.get(saved[-1].id) == saved[-1]
    assert session.drafts.mine() == (draft,)
later = session.patients.register(a_patient("After"))
session.drafts.save(replace(draft, form={{"complaint": "after"}}))
session.close()
session = unlock(folder, Role.DOCTOR)
session.check_storage()
for patient in [*saved, later]:
    assert session.patients.get(patient.id) == patient
assert session.audit.first_break() is None
reads = [e.subject for e in session.audit.latest(10_000) if e.action == "patient.read"]
assert reads.count(f"patient:{{saved[-1].id}}") == 2, "the look during the full disk is in the trail"
session.close()
print(len(saved))
""",
    )
    assert int(said[0]) >= 1


@needs_posix
def test_a_clinic_can_be_unlocked_and_read_while_the_disk_is_full(tmp_path: Path) -> None:
    in_child(
        tmp_path,
        """
found_clinic(folder)
session = unlock(folder, Role.HEALTH_WORKER)
patient = session.patients.register(a_patient())
session.close()
with no_file_may_grow_beyond(files.database.stat().st_size):
    session = unlock(folder, Role.DOCTOR)
    assert session.patients.get(patient.id) == patient
    assert session.patients.search("sita")
    session.close()
session = unlock(folder, Role.DOCTOR)
assert session.patients.get(patient.id) == patient
session.close()
""",
    )


@needs_posix
@pytest.mark.parametrize("size", [0, 1_000, 10_000, 60_000])
def test_a_clinic_is_not_half_founded_on_a_full_disk(tmp_path: Path, size: int) -> None:
    in_child(
        tmp_path,
        f"""
with no_file_may_grow_beyond({size}):
    assert refused(lambda: found_clinic(folder))
assert not Clinic.exists(folder)
assert [path.name for path in folder.iterdir()] == ["clinic.lock"]
found_clinic(folder)
unlock(folder, Role.DOCTOR).close()
""",
    )


@needs_posix
def test_a_new_passphrase_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    in_child(
        tmp_path,
        """
found_clinic(folder)
session = unlock(folder, Role.DOCTOR)
with no_file_may_grow_beyond(100):
    assert refused(lambda: session.set_passphrase("quiet mountain paper 8", kdf=CHEAP_KDF))
session.close()
unlock(folder, Role.DOCTOR).close()
""",
    )


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may walk into (pytest's own are closed to others)."""
    folder = Path(tempfile.mkdtemp(prefix="clinic-app-read-only-"))
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may write anywhere: act as nobody instead."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def let_everybody_read(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


@needs_posix
def test_a_clinic_cannot_be_founded_in_a_read_only_folder(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with without_privileges():
        for folder in (open_folder, open_folder / "new" / "profile"):
            with pytest.raises(ReadOnlyFolder):
                found_clinic(folder)
    assert list(open_folder.iterdir()) == []


@needs_posix
def test_a_clinic_in_a_read_only_folder_says_so_and_is_left_alone(open_folder: Path) -> None:
    found_clinic(open_folder)
    files = ProfileFiles(open_folder)
    before = files.database.read_bytes()
    let_everybody_read(open_folder)
    with without_privileges():
        assert len(Clinic.staff(open_folder)) == 3
        with pytest.raises(ReadOnlyFolder):
            unlock(open_folder, Role.DOCTOR)
    # The lock may be taken but the records not be written.
    open_folder.chmod(0o777)
    files.lock.chmod(0o666)
    with without_privileges(), pytest.raises(ReadOnlyFolder):
        unlock(open_folder, Role.DOCTOR)
    assert files.database.read_bytes() == before
