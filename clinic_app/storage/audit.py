"""The audit trail as rows: append, read, and prove unbroken."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from clinic_app.domain.audit import CHAIN_START, AuditEntry, digest_of, first_break
from clinic_app.domain.ids import UserId
from clinic_app.storage.codec import to_text
from clinic_app.storage.sqlcipher import Database

_COLUMNS = "number, at, user_id, action, subject, details, previous, hash"


class AuditRows:
    """The chain of audit entries. `audit_head` repeats the last link, so that cutting off the end shows."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def append(self, at: str, user: UserId, action: str, subject: str, details: Mapping[str, Any]) -> None:
        """Add an entry at the end of the chain. Call it inside the transaction that it describes."""
        last, previous = self.head()
        number = last + 1
        digest = digest_of(number, at, user, action, subject, details, previous)
        self._db.execute(
            f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, at, user, action, subject, to_text(dict(details)), previous, digest),
        )
        self._db.execute(
            "INSERT INTO audit_head (one, number, hash) VALUES (1, ?, ?) "
            "ON CONFLICT (one) DO UPDATE SET number = excluded.number, hash = excluded.hash",
            (number, digest),
        )

    def head(self) -> tuple[int, str]:
        """Number and digest of the last entry; 0 and the chain's start when there is none."""
        row = self._db.execute("SELECT number, hash FROM audit_head").fetchone()
        return (0, CHAIN_START) if row is None else (row[0], row[1])

    def latest(self, limit: int, before: int | None = None) -> tuple[AuditEntry, ...]:
        """Up to `limit` entries with numbers below `before`, the newest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM audit WHERE ? IS NULL OR number < ? ORDER BY number DESC LIMIT ?",
            (before, before, limit),
        )
        return tuple(_entry(row) for row in rows)

    def first_break(self) -> int | None:
        """The number of the first entry that was changed, removed or moved; None while the chain holds."""
        last, digest = self.head()
        return first_break(self._all(), last, digest)

    def _all(self) -> Iterator[AuditEntry]:
        for row in self._db.execute(f"SELECT {_COLUMNS} FROM audit ORDER BY number"):
            yield _entry(row)


def _entry(row: tuple[Any, ...]) -> AuditEntry:
    return AuditEntry(
        number=row[0],
        at=row[1],
        user=UserId(row[2]),
        action=row[3],
        subject=row[4],
        details=json.loads(row[5]),
        previous=row[6],
        digest=row[7],
    )
