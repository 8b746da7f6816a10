"""An unlocked clinic: the services for one acting user, and what only an unlocked clinic can do with its keys."""

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from clinic_app.domain.accounts import Action, User
from clinic_app.domain.errors import DiskFull, DiskTrouble, PassphraseTooWeak, ReadOnlyFolder
from clinic_app.domain.ids import ProfileId
from clinic_app.services.audit import AuditService
from clinic_app.services.clinical_signoff import ClinicalSignOffService
from clinic_app.services.drafts import DraftService
from clinic_app.services.encounters import EncounterService
from clinic_app.services.passphrase import judge
from clinic_app.services.patients import PatientService
from clinic_app.services.permissions import Acting
from clinic_app.services.settings import SettingsService
from clinic_app.storage.files import ProfileFiles, ProfileLock
from clinic_app.storage.key_slots import KdfParameters
from clinic_app.storage.keyring import Keyring, verify_keyring, write_keyring
from clinic_app.storage.recovery_code import new_recovery_code
from clinic_app.storage.settings import CLINIC
from clinic_app.storage.store import Store

KEYRING_GENERATION = "keyring_generation"


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed once and locked away: with `code` anybody opens the clinic."""

    clinic_name: str
    code: str = field(repr=False)
    created_at: str
    profile_id: ProfileId


class Session:
    """An unlocked clinic and one acting user. Close it, or the profile stays in use.

    Attributes:
        user: who acts.
        clinic_name, profile_id: of the clinic.
        patients, encounters, drafts, settings, audit, sign_off: the services, for this user.
    """

    def __init__(
        self,
        files: ProfileFiles,
        lock: ProfileLock,
        store: Store,
        data_key: bytes,
        keyring: Keyring,
        acting: Acting,
    ) -> None:
        self._files = files
        self._lock = lock
        self._store = store
        self._data_key = data_key
        self._acting = acting
        self.user = acting.user
        self.clinic_name = keyring.clinic_name
        self.profile_id = keyring.profile_id
        self.patients = PatientService(store, acting)
        self.encounters = EncounterService(store, acting)
        self.drafts = DraftService(store, acting)
        self.settings = SettingsService(store, acting)
        self.audit = AuditService(store, acting)
        self.sign_off = ClinicalSignOffService(store, acting, self.check_passphrase)

    def staff(self) -> tuple[User, ...]:
        """Everybody who ever worked here, for the names on records."""
        with self._store.reading():
            return self._store.users.all()

    def check_passphrase(self, passphrase: str) -> None:
        """Make sure that it is the acting user who sits here. Takes about 0.2 s, most of it the price of a guess.

        Raises WrongPassphrase, KeyringDamaged.
        """
        verify_keyring(self._files.keyring, self._data_key).open_with_passphrase(self.user.id, passphrase)

    def set_passphrase(
        self,
        passphrase: str,
        *,
        kdf: KdfParameters | None = None,
        entropy: Callable[[int], bytes] = os.urandom,
    ) -> None:
        """Give the acting user a new passphrase; the old one no longer opens this profile.

        It still opens a copy of the whole profile that was made before: only a new data key would prevent that.

        Raises PassphraseTooWeak, KeyringDamaged, DiskFull, ReadOnlyFolder: the old one then still holds.
        """
        keyring = verify_keyring(self._files.keyring, self._data_key)
        hints = (keyring.clinic_name, *(entry.user.name for entry in keyring.users))
        check_strength(passphrase, hints)
        changed = keyring.with_passphrase(
            self._data_key, self.user, passphrase, kdf or KdfParameters(), entropy
        )
        # The entry first: a change that is not in the trail is worse than an entry for one that failed.
        self._store.note(self._acting.deed("passphrase.set", f"user:{self.user.id}"))
        write_keyring(self._files.keyring, changed, self._data_key)
        remember_generation(self._store, changed)

    def new_recovery_sheet(
        self, *, kdf: KdfParameters | None = None, entropy: Callable[[int], bytes] = os.urandom
    ) -> RecoverySheet:
        """Make a new recovery code, for instance when the sheet was lost; the old one no longer opens this profile.

        It still opens a copy of the whole profile that was made before.

        Raises NotPermitted, KeyringDamaged, DiskFull, ReadOnlyFolder: the old one then still holds.
        """
        self._acting.require(Action.MANAGE_STAFF)
        keyring = verify_keyring(self._files.keyring, self._data_key)
        sheet = RecoverySheet(
            keyring.clinic_name, new_recovery_code(entropy), self._acting.now(), self.profile_id
        )
        changed = keyring.with_recovery(self._data_key, sheet.code, kdf or KdfParameters(), entropy)
        self._store.note(self._acting.deed("recovery_code.renewed", f"profile:{self.profile_id}"))
        write_keyring(self._files.keyring, changed, self._data_key)
        remember_generation(self._store, changed)
        return sheet

    def check_storage(self) -> None:
        """Authenticate every page of the database in use; about 50 MB a second. Raises DatabaseDamaged."""
        self._store.check_integrity()

    def close(self) -> None:
        """Lock the clinic. Safe to call twice. Raises storage trouble, with the profile let go all the same."""
        if not self._data_key:
            return
        self._data_key = b""
        try:
            self._store.note(self._acting.deed("session.locked"))
        finally:
            try:
                self._store.close()
            finally:
                self._lock.release()


def remember_generation(store: Store, keyring: Keyring) -> None:
    """Note in the database which keyring is the latest, so that an older copy of it is refused.

    Where the disk takes no write, the next unlock makes up for it: a newer keyring is always accepted.
    """
    with contextlib.suppress(DiskFull, ReadOnlyFolder, DiskTrouble), store.change(None):
        store.settings.set(CLINIC, KEYRING_GENERATION, keyring.generation)


def check_strength(passphrase: str, hints: Sequence[str], person: int = 1) -> None:
    """Raise PassphraseTooWeak(advice=..., person=...) unless `judge` finds the passphrase acceptable."""
    strength = judge(passphrase, hints)
    if not strength.acceptable:
        raise PassphraseTooWeak(advice=strength.advice, person=person)
