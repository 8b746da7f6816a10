"""Settings of the clinic and preferences of its users, as JSON values."""

import json
from typing import Any

from clinic_app.storage.codec import to_text
from clinic_app.storage.sqlcipher import Database

CLINIC = ""


class SettingRows:
    """Values by owner and name. The owner is a user id, or `CLINIC`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, owner: str, name: str) -> Any:
        """The value, or None where none was set."""
        row = self._db.execute(
            "SELECT value FROM settings WHERE owner = ? AND name = ?", (owner, name)
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def set(self, owner: str, name: str, value: Any) -> None:
        """Set the value; it must fit in JSON."""
        self._db.execute(
            "INSERT INTO settings (owner, name, value) VALUES (?, ?, ?) "
            "ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value",
            (owner, name, to_text(value)),
        )
