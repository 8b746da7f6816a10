"""The schema: brought up to date once, known by name, a step at a time or not at all."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from clinic_app.storage import migrations
from clinic_app.storage.sqlcipher import KEY_BYTES, Database, close_database, open_database


def test_the_program_knows_every_migration_it_applies(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    db = open_database(path, bytes(KEY_BYTES), create=True)
    assert migrations.bring_up_to_date(db, path)
    assert tuple(migration.name for migration in migrations.migrations.applied(db)) == migrations._KNOWN
    # One that is applied and not in the list would make the clinic's own database "of a newer program".
    assert not migrations.bring_up_to_date(db, path)
    close_database(db, path)


def of_the_first_version(path: Path) -> Database:
    db = open_database(path, bytes(KEY_BYTES), create=True)
    migrations.migrations.apply(db, stop_before="m002_content_sign_offs")
    db.execute("INSERT INTO settings (owner, name, value) VALUES ('', 'kept', '1')")
    assert "content_sign_offs" not in db.table_names()
    return db


def test_a_database_of_the_first_version_is_brought_up_to_date_with_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    db = of_the_first_version(path)
    assert migrations.bring_up_to_date(db, path)
    assert "content_sign_offs" in db.table_names()
    assert db.execute("SELECT value FROM settings WHERE name = 'kept'").fetchone() == ("1",)
    close_database(db, path)


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    db = of_the_first_version(path)
    # In the way of the step's last statement.
    db.execute("CREATE TRIGGER content_sign_offs_no_delete BEFORE DELETE ON settings BEGIN SELECT 1; END")
    with pytest.raises(sqlcipher.OperationalError):
        migrations.bring_up_to_date(db, path)
    assert "content_sign_offs" not in db.table_names()
    db.execute("DROP TRIGGER content_sign_offs_no_delete")
    assert migrations.bring_up_to_date(db, path)
    close_database(db, path)
