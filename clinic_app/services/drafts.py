"""Half-typed forms: saved while typing, offered again after a power cut."""

from dataclasses import replace

from clinic_app.domain.accounts import Action
from clinic_app.domain.ids import DraftId, EncounterId
from clinic_app.domain.records import Draft, DraftKind
from clinic_app.services.permissions import Acting
from clinic_app.storage.store import Store


class DraftService:
    """The acting user's own drafts; nobody sees another's."""

    def __init__(self, store: Store, acting: Acting) -> None:
        self._store = store
        self._acting = acting

    def new(self, kind: DraftKind = DraftKind.ENCOUNTER, encounter: EncounterId | None = None) -> Draft:
        """An empty draft with an id of its own; nothing is stored until `save`."""
        return Draft(DraftId(self._acting.new_id()), {}, kind, encounter)

    def save(self, draft: Draft) -> Draft:
        """Put the form on disk, encrypted; the draft with its new `saved_at`.

        On return it survives a power cut. The first save of a draft commits an audit entry with it; the
        autosaves after it, one a second, do not. Raises NotPermitted, DiskFull and other storage trouble: the
        form as saved before is then kept.
        """
        self._acting.require(Action.KEEP_DRAFTS)
        saved = replace(draft, saved_at=self._acting.now())
        with self._store.reading():
            known = self._store.drafts.exists(draft.id)
        deed = None if known else self._acting.deed("draft.started", f"draft:{draft.id}")
        with self._store.change(deed):
            self._store.drafts.save(self._acting.user.id, saved)
        return saved

    def mine(self) -> tuple[Draft, ...]:
        """The acting user's drafts, the last saved first. Raises NotPermitted."""
        self._acting.require(Action.KEEP_DRAFTS)
        with self._store.reading():
            return self._store.drafts.of_user(self._acting.user.id)

    def discard(self, draft_id: DraftId) -> None:
        """Remove a draft of the acting user with its audit entry; nothing happens if there is none.

        Raises NotPermitted.
        """
        self._acting.require(Action.KEEP_DRAFTS)
        with self._store.reading():
            if not any(draft.id == draft_id for draft in self._store.drafts.of_user(self._acting.user.id)):
                return
        with self._store.change(self._acting.deed("draft.discarded", f"draft:{draft_id}")):
            self._store.drafts.delete(self._acting.user.id, draft_id)
