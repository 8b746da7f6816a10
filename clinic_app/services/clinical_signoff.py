"""The clinic's sign-off of its clinical content: who, when, for which version."""

from collections.abc import Callable

from clinic_app.domain.accounts import Action
from clinic_app.domain.ids import SignOffId
from clinic_app.domain.sign_off import SignOff, SignOffState
from clinic_app.services.permissions import Acting, tidy_text
from clinic_app.storage.store import Store


class ClinicalSignOffService:
    """Signatures of the clinic's medical officers, for one acting user."""

    def __init__(self, store: Store, acting: Acting, check_passphrase: Callable[[str], None]) -> None:
        self._store = store
        self._acting = acting
        self._check_passphrase = check_passphrase

    def state(self, content_version: str) -> SignOffState:
        """Whether that content is signed off, with every signature ever given; everybody may know."""
        with self._store.reading():
            return SignOffState(content_version, self._store.sign_offs.all())

    def sign(
        self, passphrase: str, content_version: str, open_questions: int, statement: str
    ) -> SignOffState:
        """Put the acting user's name under that content. `statement` is what they agreed to, as it was shown.

        The passphrase once more: an unlocked laptop is not a medical officer. Commits the signature and its audit
        entry, or neither. Raises NotPermitted, WrongPassphrase.
        """
        self._acting.require(Action.SIGN_OFF_CONTENT)
        self._check_passphrase(passphrase)
        user = self._acting.user
        sign_off = SignOff(
            id=SignOffId(self._acting.new_id()),
            content_version=content_version,
            open_questions=open_questions,
            statement=tidy_text(statement),
            signed_at=self._acting.now(),
            user=user.id,
            name=user.name,
            role=user.role,
        )
        deed = self._acting.deed(
            "clinical_content.signed_off",
            f"content_sign_off:{sign_off.id}",
            content_version=content_version,
            open_questions=open_questions,
        )
        with self._store.change(deed):
            self._store.sign_offs.insert(sign_off)
        return self.state(content_version)
