"""The schema: brought up to date once, known by name."""

from pathlib import Path

from clinic_app.storage import migrations
from clinic_app.storage.sqlcipher import KEY_BYTES, close_database, open_database


def test_the_program_knows_every_migration_it_applies(tmp_path: Path) -> None:
    path = tmp_path / "clinic.db"
    db = open_database(path, bytes(KEY_BYTES), create=True)
    assert migrations.bring_up_to_date(db, path)
    assert tuple(migration.name for migration in migrations.migrations.applied(db)) == migrations._KNOWN
    # One that is applied and not in the list would make the clinic's own database "of a newer program".
    assert not migrations.bring_up_to_date(db, path)
    close_database(db, path)
