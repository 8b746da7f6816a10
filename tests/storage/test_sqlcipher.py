"""The database is encrypted or not opened; what cannot be read is refused and left as it is."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from clinic_app.domain.errors import DatabaseDamaged, NewerProfile, PlaintextDatabase, ProfileInUse
from clinic_app.storage.migrations import bring_up_to_date
from clinic_app.storage.sqlcipher import (
    Database,
    check_integrity,
    cipher_version,
    open_database,
    refuse_plaintext,
)
from clinic_app.storage.store import Store

KEY = bytes(range(32))


def database(path: Path, rows: int = 400) -> bytes:
    """A closed database of some 400 kB at `path`; its bytes."""
    db = open_database(path, KEY, create=True)
    db["notes"].insert_all({"id": number, "text": "note " * 200} for number in range(rows))
    db.close()
    return path.read_bytes()


def test_the_library_encrypts() -> None:
    assert cipher_version()


def test_it_is_opened_as_promised(tmp_path: Path) -> None:
    db = open_database(tmp_path / "clinic.db", KEY, create=True)
    asked = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "temp_store",
            "secure_delete",
            "busy_timeout",
            "cipher_use_hmac",
            "recursive_triggers",
        )
    }
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "cipher_use_hmac": "1",
        "recursive_triggers": 1,
    }
    db.close()


def run_python(code: str) -> str:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    return done.stdout.strip()


def test_a_library_that_does_not_encrypt_is_refused(tmp_path: Path) -> None:
    said = run_python(f"""
import pathlib, sqlite3, sys
sys.modules["sqlcipher3"], sys.modules["sqlcipher3.dbapi2"] = sqlite3, sqlite3.dbapi2
from clinic_app.domain.errors import PlaintextDatabase
from clinic_app.storage.sqlcipher import open_database
path = pathlib.Path({str(tmp_path / "clinic.db")!r})
try:
    open_database(path, bytes(32), create=True)
except PlaintextDatabase:
    print("refused", path.exists())
""")
    assert said == "refused False"


def test_sqlite_utils_on_plain_sqlite_is_noticed_when_the_program_starts() -> None:
    said = run_python("""
import sqlite_utils
try:
    import clinic_app.storage.sqlcipher
except ImportError as error:
    print(error)
""")
    assert "would not encrypt" in said


def test_a_plain_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE patients (name TEXT)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(PlaintextDatabase):
        open_database(path, KEY)
    with pytest.raises(PlaintextDatabase):
        refuse_plaintext(path)
    assert path.read_bytes() == before


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    before = database(path)
    with pytest.raises(DatabaseDamaged):
        open_database(path, bytes(32))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "state", ["missing", "empty", "a few bytes", "half a page", "half", "noise", "folder"]
)
def test_what_is_not_the_database_is_refused_and_left_alone(tmp_path: Path, state: str) -> None:
    path = tmp_path / "clinic.db"
    whole = database(path)
    path.unlink()
    content = {
        "empty": b"",
        "a few bytes": whole[:100],
        "half a page": whole[:2048],
        "half": whole[: len(whole) // 2 // 4096 * 4096],
        "noise": os.urandom(len(whole)),
    }.get(state)
    if content is not None:
        path.write_bytes(content)
    elif state == "folder":
        path.mkdir()
    with pytest.raises(DatabaseDamaged):
        open_database(path, KEY)
    assert path.exists() == (state != "missing")
    if content is not None:
        assert path.read_bytes() == content


def test_a_flipped_bit_on_any_page_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    whole = database(path, rows=60)
    pages = len(whole) // 4096
    assert pages > 10
    for page in range(pages):
        at = page * 4096 + (37 * page) % 4096
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        with pytest.raises(DatabaseDamaged):
            look_at_everything(path)
    path.write_bytes(whole)
    look_at_everything(path)


def look_at_everything(path: Path) -> None:
    db = open_database(path, KEY)
    try:
        check_integrity(db, path)
    finally:
        db.close()


def test_damage_in_the_middle_is_found_when_the_store_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    Store(path, KEY, create=True).close()
    whole = path.read_bytes()
    at = len(whole) // 2
    damaged = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    path.write_bytes(damaged)
    with pytest.raises(DatabaseDamaged):
        Store(path, KEY)
    assert path.read_bytes() == damaged


def test_a_torn_write_ahead_log_loses_nothing_before_the_tear(tmp_path: Path) -> None:
    source = tmp_path / "source" / "clinic.db"
    source.parent.mkdir()
    db = open_database(source, KEY, create=True)
    db["notes"].create({"id": int, "text": str}, pk="id")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    log = source.with_name("clinic.db-wal")
    committed: list[int] = []
    for number in range(8):
        db["notes"].insert({"id": number, "text": "x" * 6000})
        committed.append(log.stat().st_size)
    main, wal = source.read_bytes(), log.read_bytes()
    db.close()
    for case, (cut, tail) in enumerate(
        [(size - step, b"") for size in committed for step in (0, 1, 3000)]
        + [(size, os.urandom(5000)) for size in committed]
        + [(size, bytes(5000)) for size in committed]
    ):
        path = tmp_path / f"torn-{case}.db"
        path.write_bytes(main)
        path.with_name(path.name + "-wal").write_bytes(wal[:cut] + tail)
        found = open_database(path, KEY)
        kept = [row[0] for row in found.execute("SELECT id FROM notes ORDER BY id")]
        check_integrity(found, path)
        found.close()
        assert kept == list(range(sum(size <= cut for size in committed)))


def test_a_database_that_another_program_writes_to_is_in_use(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    store = Store(path, KEY, create=True)
    other = open_database(path, KEY)
    other.execute("BEGIN IMMEDIATE")
    store._db.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(ProfileInUse), store.change(None):
        store.settings.set("", "language", "hi")
    other.execute("ROLLBACK")
    other.close()
    store.close()


def test_a_newer_schema_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    Store(path, KEY, create=True).close()
    db = open_database(path, KEY)
    db["_sqlite_migrations"].insert({"migration_set": "clinic", "name": "m999_later", "applied_at": ""})
    db.close()
    before = path.read_bytes()
    with pytest.raises(NewerProfile):
        Store(path, KEY)
    assert path.read_bytes() == before


def test_migrations_are_applied_once(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    db = open_database(path, KEY, create=True)
    assert bring_up_to_date(db, path)
    assert not bring_up_to_date(db, path)
    assert schema(db) == schema_of_a_new_store(tmp_path)
    db.close()


def schema(db: Database) -> list[str]:
    return [row[0] for row in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")]


def schema_of_a_new_store(folder: Path) -> list[str]:
    store = Store(folder / "another.db", KEY, create=True)
    found = schema(store._db)
    store.close()
    return found
