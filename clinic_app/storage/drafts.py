"""Half-typed forms, kept until they are sent or discarded."""

import json

from clinic_app.domain.ids import DraftId, EncounterId, UserId
from clinic_app.domain.records import Draft, DraftKind
from clinic_app.storage.codec import to_text
from clinic_app.storage.sqlcipher import Database


class DraftRows:
    """Drafts by id; each belongs to the user who typed it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, user_id: UserId, draft: Draft) -> None:
        """Insert or replace the draft."""
        self._db.execute(
            "INSERT INTO drafts (id, user_id, kind, encounter_id, form, saved_at) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET form = excluded.form, saved_at = excluded.saved_at "
            "WHERE user_id = excluded.user_id",
            (draft.id, user_id, draft.kind.value, draft.encounter, to_text(dict(draft.form)), draft.saved_at),
        )

    def exists(self, draft_id: DraftId) -> bool:
        """Whether the draft was ever saved and is not discarded yet."""
        return self._db.execute("SELECT 1 FROM drafts WHERE id = ?", (draft_id,)).fetchone() is not None

    def of_user(self, user_id: UserId) -> tuple[Draft, ...]:
        """A user's drafts, the last saved first."""
        rows = self._db.execute(
            "SELECT id, kind, encounter_id, form, saved_at FROM drafts WHERE user_id = ? "
            "ORDER BY saved_at DESC, id DESC",
            (user_id,),
        )
        return tuple(
            Draft(
                id=DraftId(row[0]),
                form=json.loads(row[3]),
                kind=DraftKind(row[1]),
                encounter=None if row[2] is None else EncounterId(row[2]),
                saved_at=row[4],
            )
            for row in rows
        )

    def delete(self, user_id: UserId, draft_id: DraftId) -> bool:
        """Remove a user's draft; False if there was none."""
        done = self._db.execute("DELETE FROM drafts WHERE id = ? AND user_id = ?", (draft_id, user_id))
        return done.rowcount > 0
