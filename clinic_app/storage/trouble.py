"""The one place that turns trouble of disk and database into errors a user can act on."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from clinic_app.domain.errors import (
    DatabaseDamaged,
    DiskFull,
    DiskTrouble,
    ProfileInUse,
    ReadOnlyFolder,
    UserFacingError,
)

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_WRITABLE = frozenset(
    {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENAMETOOLONG}
)
# Primary result codes of SQLite (https://sqlite.org/rescode.html).
_PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 3, 5, 6, 8, 10, 11, 13, 14, 26
_SPARE_BYTES = 1 << 20


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise disk and database trouble inside the block as a `UserFacingError`; let bugs through as they are.

    `path` is the file worked on.

    Raises:
        DiskFull: no room for the write; nothing of it was kept.
        ReadOnlyFolder: the file or its folder cannot be written.
        DatabaseDamaged: the database cannot be read with its key.
        ProfileInUse: another program holds the database.
        DiskTrouble: the disk failed, or was taken out.
    """
    try:
        yield
    except sqlcipher.DatabaseError as error:
        known = _database_trouble(error, path)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        known = _disk_trouble(error, path)
        if known is None:
            raise
        raise known from error


def _database_trouble(error: Exception, path: Path) -> UserFacingError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (_CORRUPT, _NOTADB):
        return DatabaseDamaged(path=str(path))
    if code == _FULL:
        return DiskFull(path=str(path))
    if code in (_BUSY, _LOCKED):
        return ProfileInUse(path=str(path))
    if code in (_READONLY, _PERM):
        return ReadOnlyFolder(path=str(path.parent))
    if code in (_IOERR, _CANTOPEN):
        # SQLite says "disk I/O error" for a file that may not grow, and for much else: look.
        if _cannot_grow(path):
            return DiskFull(path=str(path))
        if not os.access(path.parent, os.W_OK):
            return ReadOnlyFolder(path=str(path.parent))
        return DiskTrouble(path=str(path))
    return None


def _disk_trouble(error: OSError, path: Path) -> UserFacingError | None:
    if error.errno in _NO_ROOM:
        return DiskFull(path=str(path))
    if error.errno in _NOT_WRITABLE:
        return ReadOnlyFolder(path=str(path.parent))
    if error.errno in (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE):
        return DiskTrouble(path=str(path))
    return None


def _cannot_grow(path: Path) -> bool:
    """Whether the disk is nearly full or the system's limit on file sizes is reached."""
    try:
        if free_bytes(path.parent) < _SPARE_BYTES:
            return True
    except OSError:
        return False
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return False
    limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    if limit == resource.RLIM_INFINITY:
        return False
    siblings = (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))
    largest = max((file.stat().st_size for file in siblings if file.exists()), default=0)
    return largest + _SPARE_BYTES > limit


def free_bytes(folder: Path) -> int:
    """Bytes free for this user on the disk of `folder`. Raises OSError."""
    import shutil

    return shutil.disk_usage(folder).free
