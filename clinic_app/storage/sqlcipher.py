"""Open the clinic's database, encrypted or not at all.

The one module that makes sqlite-utils run on SQLCipher: sqlite-utils takes `pysqlite3` where there is one, so
that name is given to `sqlcipher3` before sqlite-utils is first imported.
"""

import sys
from pathlib import Path

import sqlcipher3
import sqlcipher3.dbapi2 as sqlcipher

from clinic_app.domain.errors import DatabaseDamaged, PlaintextDatabase
from clinic_app.storage.trouble import explained

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher

import sqlite_utils  # noqa: E402  (only after the lines above)
import sqlite_utils.utils  # noqa: E402

if vars(sqlite_utils.utils)["sqlite3"] is not sqlcipher3:
    raise ImportError("sqlite_utils was imported before clinic_app.storage.sqlcipher: it would not encrypt")

Database = sqlite_utils.Database
Migrations = sqlite_utils.Migrations

KEY_BYTES = 32
BUSY_TIMEOUT_MS = 5_000
# Reading every page proves every page. At 50 MB a second (two cores, both busy) this costs a third of a second;
# in a larger database damage shows when the page is read, or in `check_integrity` run aside.
CHECK_WHOLE_UP_TO_BYTES = 16 << 20
_PLAINTEXT_HEADER = b"SQLite format 3\x00"


def cipher_version() -> str:
    """The version of SQLCipher in use, for instance "4.19.0 community"; "" when the library is plain SQLite."""
    connection = sqlcipher.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
        return str(row[0]) if row else ""
    finally:
        connection.close()


def refuse_plaintext(path: Path) -> None:
    """Raise PlaintextDatabase if the library does not encrypt or the file at `path` is not encrypted."""
    if not cipher_version():
        raise PlaintextDatabase(path=str(path))
    with explained(path):
        if path.is_file():
            with path.open("rb") as file:
                if file.read(len(_PLAINTEXT_HEADER)) == _PLAINTEXT_HEADER:
                    raise PlaintextDatabase(path=str(path))


def open_database(path: Path, key: bytes, *, create: bool = False) -> Database:
    """Open the database at `path` with a raw 256-bit key; with `create`, make it (it must not exist yet).

    Every commit is on disk before it returns (WAL, synchronous=FULL), foreign keys hold, temporary tables stay
    in memory, deleted content is overwritten. An existing file is never created anew or overwritten, whatever
    state it is in. The connection may be used from another thread, by one thread at a time.

    Raises:
        PlaintextDatabase: the library or the file is not encrypted.
        DatabaseDamaged: missing, empty, cut short, or not readable with this key.
        DiskFull, ReadOnlyFolder, ProfileInUse, DiskTrouble: see `explained`.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a raw key of 32 bytes is needed")
    refuse_plaintext(path)
    with explained(path):
        if create:
            path.open("xb").close()
        elif not path.is_file() or path.stat().st_size == 0:
            raise DatabaseDamaged(path=str(path))
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            # Its own log would print file names and page numbers on stderr.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            # The first read: a wrong key or a damaged first page shows here, before anything is written.
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                raise sqlcipher.OperationalError("the database is not in WAL mode")
            return Database(connection, execute_plugins=False)
        except BaseException:
            connection.close()
            raise


def check_integrity(database: Database, path: Path) -> None:
    """Read and authenticate every page in use, the write-ahead log included. About 50 MB a second.

    Raises DatabaseDamaged. The file is not changed.
    """
    with explained(path):
        if database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DatabaseDamaged(path=str(path))


def close_database(database: Database, path: Path) -> None:
    """Close, folding the write-ahead log into the database where there is room; it is kept where there is not."""
    with explained(path):
        database.close()
