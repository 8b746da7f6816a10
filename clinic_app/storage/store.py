"""The unlocked database: its tables as small objects, and the only way to write to them.

Every change goes through `Store.change`, which commits it together with its audit entry, or neither.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clinic_app.domain.errors import DiskFull, DiskTrouble, ReadOnlyFolder
from clinic_app.domain.ids import UserId
from clinic_app.storage.audit import AuditRows
from clinic_app.storage.drafts import DraftRows
from clinic_app.storage.encounters import EncounterRows
from clinic_app.storage.migrations import bring_up_to_date
from clinic_app.storage.patients import PatientRows
from clinic_app.storage.search import SearchRows
from clinic_app.storage.settings import SettingRows
from clinic_app.storage.sign_offs import SignOffRows
from clinic_app.storage.sqlcipher import (
    CHECK_WHOLE_UP_TO_BYTES,
    check_integrity,
    close_database,
    open_database,
)
from clinic_app.storage.trouble import explained
from clinic_app.storage.users import UserRows


@dataclass(frozen=True, slots=True)
class Deed:
    """What the audit trail says of one change or one look: who, what, on which record (`kind:id` or "")."""

    at: str
    user: UserId
    action: str
    subject: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


class Store:
    """An open, keyed database. Used by one thread at a time, from opening to `close`.

    Attributes:
        users, patients, encounters, drafts, settings, sign_offs, audit, search: the tables.
        migrated: whether opening brought the schema up to date.
    """

    def __init__(self, path: Path, key: bytes, *, create: bool = False) -> None:
        """Open the database at `path`, or with `create` make it, and bring its schema up to date.

        Raises as `open_database`, and NewerProfile. An existing file that cannot be opened stays as it is.
        """
        self._path = path
        self._db = open_database(path, key, create=create)
        try:
            self.migrated = bring_up_to_date(self._db, path)
            if path.stat().st_size <= CHECK_WHOLE_UP_TO_BYTES:
                check_integrity(self._db, path)
        except BaseException:
            self._db.close()
            raise
        self.search = SearchRows(self._db)
        self.users = UserRows(self._db)
        self.patients = PatientRows(self._db, self.search)
        self.encounters = EncounterRows(self._db, self.patients)
        self.drafts = DraftRows(self._db)
        self.settings = SettingRows(self._db)
        self.sign_offs = SignOffRows(self._db)
        self.audit = AuditRows(self._db)
        self._unwritten: list[Deed] = []

    @contextmanager
    def change(self, deed: Deed | None) -> Iterator[None]:
        """Commit what the block writes together with the audit entry of `deed`, or neither.

        `deed` is None only where another entry covers it: a draft's further autosaves, the keyring's number. When the
        block ends, the change is on disk. Raises as `explained`; then nothing of the block was kept.
        """
        with explained(self._path):
            with self._db.atomic():
                yield
                for entry in (*self._unwritten, *([deed] if deed else [])):
                    self.audit.append(entry.at, entry.user, entry.action, entry.subject, entry.details)
            self._unwritten.clear()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Commit all changes inside the block, or none. Raises as `explained`; then nothing of it was kept."""
        unwritten = list(self._unwritten)
        try:
            with explained(self._path), self._db.atomic():
                yield
        except BaseException:
            self._unwritten = unwritten
            raise

    def note(self, deed: Deed) -> None:
        """Commit an audit entry alone, for something looked at.

        Care comes before book-keeping: where the disk takes no entry, reading goes on and the entry is written
        with the next change.
        """
        try:
            with self.change(deed):
                pass
        except (DiskFull, ReadOnlyFolder, DiskTrouble):
            self._unwritten.append(deed)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read inside the block, with trouble explained. Raises as `explained`."""
        with explained(self._path):
            yield

    def check_integrity(self) -> None:
        """Authenticate every page in use. Raises DatabaseDamaged."""
        check_integrity(self._db, self._path)

    def close(self) -> None:
        """Close the database. Raises as `explained`; everything committed is on disk either way."""
        close_database(self._db, self._path)
