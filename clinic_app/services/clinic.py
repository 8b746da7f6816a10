"""A clinic's profile: found it, see who works there, unlock it, recover it.

An unlocked `Session` belongs to the one database thread: `unlock` and every call after it run there, one at a
time. Nothing here needs a window.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from clinic_app.domain.accounts import Role, User
from clinic_app.domain.errors import (
    ClinicExists,
    EntryMissing,
    KeyringDamaged,
    NewerProfile,
    NoClinic,
    StaffInvalid,
)
from clinic_app.domain.ids import ProfileId, UserId, new_id
from clinic_app.domain.moments import Clock, system_clock, utc_text
from clinic_app.services.permissions import Acting, tidy_line
from clinic_app.services.session import (
    KEYRING_GENERATION,
    RecoverySheet,
    Session,
    check_strength,
    remember_generation,
)
from clinic_app.storage.files import ProfileFiles, ProfileLock, building
from clinic_app.storage.key_slots import KdfParameters
from clinic_app.storage.keyring import Keyring, new_keyring, read_keyring, verify_keyring, write_keyring
from clinic_app.storage.migrations import SCHEMA_VERSION
from clinic_app.storage.recovery_code import new_recovery_code
from clinic_app.storage.settings import CLINIC
from clinic_app.storage.sqlcipher import KEY_BYTES
from clinic_app.storage.store import Store
from clinic_app.storage.trouble import explained

__all__ = ["Clinic", "NewUser", "RecoverySheet", "Session", "StaffEntry"]

_IN_CHARGE = frozenset({Role.DOCTOR, Role.CLINIC_ADMIN})
_PROFILE_ID = "profile_id"


@dataclass(frozen=True, slots=True)
class NewUser:
    """A member of staff of a new clinic."""

    name: str
    role: Role
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """Somebody who may unlock the clinic, as shown before unlocking."""

    id: UserId
    name: str
    role: Role


class Clinic:
    """What can be done with a profile folder while it is locked."""

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether the folder holds a clinic, in whatever state its files are. Raises ReadOnlyFolder, DiskTrouble."""
        records = ProfileFiles(folder).records
        with explained(records):
            return records.exists()

    @staticmethod
    def name(folder: Path) -> str:
        """The clinic's name. Raises as `staff`."""
        return _keyring(folder).clinic_name

    @staticmethod
    def staff(folder: Path) -> tuple[StaffEntry, ...]:
        """Who may unlock the clinic. Raises NoClinic, KeyringDamaged, NewerProfile."""
        users = (entry.user for entry in _keyring(folder).users)
        return tuple(StaffEntry(user.id, user.name, user.role) for user in users if user.active)

    @staticmethod
    def create(
        folder: Path,
        clinic_name: str,
        staff: Sequence[NewUser],
        *,
        kdf: KdfParameters | None = None,
        clock: Clock = system_clock,
        entropy: Callable[[int], bytes] = os.urandom,
    ) -> RecoverySheet:
        """Found a clinic in `folder`: all of it, or nothing, also when the program is killed meanwhile.

        The sheet is the only copy of the recovery code. Raises ClinicExists, EntryMissing(clinic_name),
        StaffInvalid, PassphraseTooWeak(person=1.., advice=...), DiskFull, ReadOnlyFolder, ProfileInUse.
        """
        clinic_name = tidy_line(clinic_name)
        if not clinic_name:
            raise EntryMissing(entry="clinic_name")
        staff = _checked(clinic_name, staff)
        files = ProfileFiles(folder)
        if Clinic.exists(folder):
            raise ClinicExists(folder=str(folder))
        lock = ProfileLock(files)
        try:
            if Clinic.exists(folder):
                raise ClinicExists(folder=str(folder))
            now_ms = clock()
            now = utc_text(now_ms)
            profile_id = ProfileId(new_id(now_ms, entropy))
            users = [User(UserId(new_id(now_ms, entropy)), person.name, person.role) for person in staff]
            sheet = RecoverySheet(clinic_name, new_recovery_code(entropy), now, profile_id)
            data_key = entropy(KEY_BYTES)
            keyring = new_keyring(
                profile_id,
                clinic_name,
                SCHEMA_VERSION,
                now,
                data_key,
                [(user, person.passphrase) for user, person in zip(users, staff, strict=True)],
                sheet.code,
                kdf or KdfParameters(),
                entropy,
            )
            with building(files) as aside:
                store = Store(aside.database, data_key, create=True)
                try:
                    deed = Acting(users[0], clock).deed("clinic.created", f"profile:{profile_id}")
                    with store.change(deed):
                        for user in users:
                            store.users.insert(user, now)
                        store.settings.set(CLINIC, _PROFILE_ID, profile_id)
                        store.settings.set(CLINIC, KEYRING_GENERATION, keyring.generation)
                finally:
                    store.close()
                write_keyring(aside.keyring, keyring, data_key)
        finally:
            lock.release()
        return sheet

    @staticmethod
    def unlock(folder: Path, user_id: UserId, passphrase: str, *, clock: Clock = system_clock) -> Session:
        """Open the clinic for one user. Takes about 0.2 s, most of it the price of a guess.

        Raises NoClinic, UnknownUser, WrongPassphrase, KeyringDamaged, DatabaseDamaged, PlaintextDatabase,
        NewerProfile, ProfileInUse, ReadOnlyFolder, DiskFull. No file that could not be read is changed.
        """
        data_key = _keyring(folder).open_with_passphrase(user_id, passphrase)
        return _open(folder, user_id, data_key, clock, "session.unlocked")

    @staticmethod
    def check_recovery_code(folder: Path, code: str) -> None:
        """Tell before anything else is asked whether the code opens this clinic.

        Raises WrongRecoveryCode, with `mistyped=True` when it cannot be any clinic's code; NoClinic,
        KeyringDamaged, NewerProfile.
        """
        _keyring(folder).open_with_recovery(code)

    @staticmethod
    def unlock_with_recovery(
        folder: Path,
        code: str,
        user_id: UserId,
        new_passphrase: str,
        *,
        kdf: KdfParameters | None = None,
        clock: Clock = system_clock,
        entropy: Callable[[int], bytes] = os.urandom,
    ) -> Session:
        """Open the clinic with the printed code and give `user_id` a new passphrase.

        The code stays valid. The new passphrase holds when this returns; the audit trail says that the code was
        used. Raises as `unlock`, WrongRecoveryCode, PassphraseTooWeak.
        """
        keyring = _keyring(folder)
        data_key = keyring.open_with_recovery(code)
        keyring.user(user_id)
        hints = (keyring.clinic_name, *(entry.user.name for entry in keyring.users))
        check_strength(new_passphrase, hints)
        session = _open(folder, user_id, data_key, clock, "session.recovered")
        try:
            session.set_passphrase(new_passphrase, kdf=kdf, entropy=entropy)
        except BaseException:
            session.close()
            raise
        return session


def _open(folder: Path, user_id: UserId, data_key: bytes, clock: Clock, action: str) -> Session:
    files = ProfileFiles(folder)
    lock = ProfileLock(files)
    try:
        keyring = verify_keyring(files.keyring, data_key)
        store = Store(files.database, data_key)
        try:
            with store.reading():
                user = store.users.get(user_id)
                known_as = store.settings.get(CLINIC, _PROFILE_ID)
                generation = store.settings.get(CLINIC, KEYRING_GENERATION)
            if user is None or not user.active or user.role is not keyring.user(user_id).user.role:
                raise KeyringDamaged(path=str(files.keyring))
            # An older keyring is a copy from before a passphrase or the recovery code was replaced. A newer one is
            # what a kill left between the two writes of a change.
            if known_as != keyring.profile_id or keyring.generation < generation:
                raise KeyringDamaged(path=str(files.keyring))
            if keyring.schema_version != SCHEMA_VERSION:
                keyring = replace(keyring, schema_version=SCHEMA_VERSION)
                write_keyring(files.keyring, keyring, data_key)
            acting = Acting(user, clock)
            store.note(acting.deed(action, f"user:{user_id}"))
            if keyring.generation > generation:
                remember_generation(store, keyring)
            return Session(files, lock, store, data_key, keyring, acting)
        except BaseException:
            store.close()
            raise
    except BaseException:
        lock.release()
        raise


def _keyring(folder: Path) -> Keyring:
    if not Clinic.exists(folder):
        raise NoClinic(folder=str(folder))
    keyring = read_keyring(ProfileFiles(folder).keyring)
    if keyring.schema_version > SCHEMA_VERSION:
        raise NewerProfile(path=str(folder))
    return keyring


def _checked(clinic_name: str, staff: Sequence[NewUser]) -> list[NewUser]:
    tidied = [replace(person, name=tidy_line(person.name)) for person in staff]
    names = [person.name.casefold() for person in tidied]
    if not all(names):
        raise StaffInvalid(reason="name_missing")
    if len(set(names)) < len(names):
        raise StaffInvalid(reason="name_twice")
    if not any(person.role in _IN_CHARGE for person in tidied):
        raise StaffInvalid(reason="nobody_in_charge")
    hints = (clinic_name, *(person.name for person in tidied))
    for number, person in enumerate(tidied, start=1):
        check_strength(person.passphrase, hints, number)
    return tidied
