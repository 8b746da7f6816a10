"""The files of a profile: where they are, how they are written whole or not at all, and who holds them."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from clinic_app.domain.errors import ProfileInUse
from clinic_app.storage.trouble import explained

_UNFINISHED = ".unfinished-"


@dataclass(frozen=True, slots=True)
class ProfileFiles:
    """Where things are in a profile folder. The records lie in a folder of their own, which appears whole."""

    folder: Path

    @property
    def records(self) -> Path:
        """The folder of database and key slots; it exists exactly when the clinic exists."""
        return self.folder / "records"

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.records / "clinic.db"

    @property
    def keyring(self) -> Path:
        """The key slots, readable before unlocking."""
        return self.records / "keyring.json"

    @property
    def lock(self) -> Path:
        """Held by the one program that has the profile unlocked."""
        return self.folder / "clinic.lock"


@contextmanager
def building(files: ProfileFiles) -> Iterator[ProfileFiles]:
    """Build the records of a new profile aside; they take their place at the end of the block, or never.

    Hold the profile's lock. What earlier builds left behind when they were killed is removed first.
    """
    with explained(files.records):
        for left_behind in files.folder.glob(_UNFINISHED + "*"):
            shutil.rmtree(left_behind, ignore_errors=True)
        aside = ProfileFiles(files.folder / f"{_UNFINISHED}{secrets.token_hex(8)}")
        try:
            aside.records.mkdir(parents=True, mode=0o700)
            yield aside
            sync_folder(aside.records)
            aside.records.rename(files.records)
            sync_folder(files.folder)
        finally:
            shutil.rmtree(aside.folder, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` so that after a power cut the file is the old one or the new one, never neither.

    Raises DiskFull, ReadOnlyFolder, DiskTrouble; the old file is then as it was.
    """
    aside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    with explained(path):
        try:
            descriptor = os.open(
                aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
            )
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
            sync_folder(path.parent)
        finally:
            aside.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make names in `folder` durable. Windows does that by itself and cannot open a folder."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class ProfileLock:
    """An operating-system lock on a profile: gone when its holder is, however it ended."""

    def __init__(self, files: ProfileFiles) -> None:
        """Take the lock, making the profile folder where needed.

        Raises ProfileInUse while another program (or this one) holds it; ReadOnlyFolder, DiskFull.
        """
        with explained(files.lock):
            files.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file: IO[bytes] = files.lock.open("ab")
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            raise ProfileInUse(path=str(files.folder)) from error

    def release(self) -> None:
        """Let others in. Safe to call twice."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
