"""Read the audit trail and prove it unbroken."""

from clinic_app.domain.accounts import Action
from clinic_app.domain.audit import AuditEntry
from clinic_app.services.permissions import Acting
from clinic_app.storage.store import Store


class AuditService:
    """The trail of who did what, for those in charge."""

    def __init__(self, store: Store, acting: Acting) -> None:
        self._store = store
        self._acting = acting

    def latest(self, limit: int = 100, before: int | None = None) -> tuple[AuditEntry, ...]:
        """Up to `limit` entries, the newest first, with numbers below `before`. Raises NotPermitted."""
        self._acting.require(Action.READ_AUDIT)
        with self._store.reading():
            return self._store.audit.latest(limit, before)

    def first_break(self) -> int | None:
        """The number of the first entry that was changed, removed or moved; None while the chain holds.

        Raises NotPermitted.
        """
        self._acting.require(Action.READ_AUDIT)
        with self._store.reading():
            return self._store.audit.first_break()
