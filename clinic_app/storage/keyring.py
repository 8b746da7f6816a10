"""The keyring: who may unlock the clinic, and a sealed copy of the data key for each of them.

A JSON file beside the database, readable before unlocking. A check sum tells accidental damage from a wrong
passphrase; a seal made with a key derived from the data key tells, after unlocking, that somebody edited a name
or added a slot with another program. Writing it needs the data key.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from clinic_app.domain.accounts import Role, User
from clinic_app.domain.errors import (
    KeyringDamaged,
    NewerProfile,
    UnknownUser,
    WrongPassphrase,
    WrongRecoveryCode,
)
from clinic_app.domain.ids import ProfileId, UserId
from clinic_app.storage.files import write_whole
from clinic_app.storage.key_slots import (
    Entropy,
    KdfParameters,
    Slot,
    seal,
    slot_from_json,
    slot_to_json,
    unseal,
)
from clinic_app.storage.recovery_code import read_recovery_code
from clinic_app.storage.trouble import explained

FORMAT = 1
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class UserSlot:
    """A member of staff with the slot that their passphrase opens."""

    user: User
    slot: Slot


@dataclass(frozen=True, slots=True)
class Keyring:
    """What the keyring file says. `schema_version` is that of the database beside it.

    `generation` grows with every change of a slot; the database knows the latest, so that an old copy of the file
    does not bring a replaced passphrase or recovery code back.
    """

    profile_id: ProfileId
    clinic_name: str
    schema_version: int
    created_at: str
    users: tuple[UserSlot, ...]
    recovery: Slot
    generation: int = 1

    def user(self, user_id: UserId) -> UserSlot:
        """The slot of an active user. Raises UnknownUser."""
        for entry in self.users:
            if entry.user.id == user_id and entry.user.active:
                return entry
        raise UnknownUser()

    def open_with_passphrase(self, user_id: UserId, passphrase: str) -> bytes:
        """The data key. Raises UnknownUser, WrongPassphrase."""
        entry = self.user(user_id)
        data_key = unseal(entry.slot, passphrase, _bound_to_user(self.profile_id, entry.user))
        if data_key is None:
            raise WrongPassphrase()
        return data_key

    def open_with_recovery(self, code: str) -> bytes:
        """The data key. Raises WrongRecoveryCode, with `mistyped=True` when the code cannot be any clinic's."""
        data_key = unseal(self.recovery, read_recovery_code(code), _bound_to_recovery(self.profile_id))
        if data_key is None:
            raise WrongRecoveryCode(mistyped=False)
        return data_key

    def with_passphrase(
        self,
        data_key: bytes,
        user: User,
        passphrase: str,
        kdf: KdfParameters,
        entropy: Entropy = os.urandom,
    ) -> "Keyring":
        """This keyring with a new slot for `user`, in place of the one they had, if any."""
        slot = seal(data_key, passphrase, _bound_to_user(self.profile_id, user), kdf, entropy)
        entry = UserSlot(user, slot)
        if any(known.user.id == user.id for known in self.users):
            users = tuple(entry if known.user.id == user.id else known for known in self.users)
        else:
            users = (*self.users, entry)
        return replace(self, users=users, generation=self.generation + 1)

    def with_recovery(
        self, data_key: bytes, code: str, kdf: KdfParameters, entropy: Entropy = os.urandom
    ) -> "Keyring":
        """This keyring with `code` as the only recovery code that opens it."""
        bound = _bound_to_recovery(self.profile_id)
        recovery = seal(data_key, read_recovery_code(code), bound, kdf, entropy)
        return replace(self, recovery=recovery, generation=self.generation + 1)


def new_keyring(
    profile_id: ProfileId,
    clinic_name: str,
    schema_version: int,
    created_at: str,
    data_key: bytes,
    staff: Sequence[tuple[User, str]],
    recovery_code: str,
    kdf: KdfParameters,
    entropy: Entropy = os.urandom,
) -> Keyring:
    """A keyring with a slot for each user and passphrase of `staff` and one for the recovery code."""
    bound = _bound_to_recovery(profile_id)
    recovery = seal(data_key, read_recovery_code(recovery_code), bound, kdf, entropy)
    keyring = Keyring(profile_id, clinic_name, schema_version, created_at, (), recovery)
    for user, passphrase in staff:
        keyring = keyring.with_passphrase(data_key, user, passphrase, kdf, entropy)
    return keyring


def read_keyring(path: Path) -> Keyring:
    """Read the keyring at `path`; whether it was edited shows only in `verify_keyring`.

    Raises KeyringDamaged, NewerProfile, and what `explained` names.
    """
    return _parse(_load(path), path)


def verify_keyring(path: Path, data_key: bytes) -> Keyring:
    """Read the keyring at `path` again, sure that the holder of `data_key` wrote it. Raises as `read_keyring`."""
    document = _load(path)
    given = document.get("seal")
    if not isinstance(given, str) or not hmac.compare_digest(
        given.encode("utf-8", "surrogatepass"), _seal(document["keyring"], data_key).encode()
    ):
        raise KeyringDamaged(path=str(path))
    return _parse(document, path)


def write_keyring(path: Path, keyring: Keyring, data_key: bytes) -> None:
    """Write the keyring whole or not at all. Raises DiskFull, ReadOnlyFolder, DiskTrouble."""
    body = _to_json(keyring)
    document = {"format": FORMAT, "keyring": body, "check": _check(body), "seal": _seal(body, data_key)}
    write_whole(path, json.dumps(document, ensure_ascii=False, indent=1).encode())


def _load(path: Path) -> Mapping[str, Any]:
    with explained(path):
        try:
            with path.open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            raise KeyringDamaged(path=str(path)) from error
    if len(content) > _MOST_BYTES:
        raise KeyringDamaged(path=str(path))
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise KeyringDamaged(path=str(path)) from error
    if not isinstance(document, dict) or not isinstance(document.get("keyring"), dict):
        raise KeyringDamaged(path=str(path))
    written = document.get("format")
    if isinstance(written, int) and written > FORMAT:
        raise NewerProfile(path=str(path))
    if written != FORMAT or document.get("check") != _check(document["keyring"]):
        raise KeyringDamaged(path=str(path))
    return document


def _parse(document: Mapping[str, Any], path: Path) -> Keyring:
    body = document["keyring"]
    try:
        keyring = Keyring(
            profile_id=ProfileId(_text(body["profile_id"])),
            clinic_name=_text(body["clinic_name"]),
            schema_version=int(body["schema_version"]),
            created_at=_text(body["created_at"]),
            users=tuple(_user_slot(entry) for entry in body["users"]),
            recovery=slot_from_json(body["recovery"]),
            generation=int(body["generation"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise KeyringDamaged(path=str(path)) from error
    if not keyring.users:
        raise KeyringDamaged(path=str(path))
    return keyring


def _user_slot(stored: Any) -> UserSlot:
    user = User(
        UserId(_text(stored["id"])),
        _text(stored["name"]),
        Role(stored["role"]),
        active=stored["active"] is True,
    )
    return UserSlot(user, slot_from_json(stored["slot"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text expected")
    return value


def _to_json(keyring: Keyring) -> dict[str, Any]:
    return {
        "profile_id": keyring.profile_id,
        "clinic_name": keyring.clinic_name,
        "schema_version": keyring.schema_version,
        "created_at": keyring.created_at,
        "generation": keyring.generation,
        "users": [
            {
                "id": entry.user.id,
                "name": entry.user.name,
                "role": entry.user.role.value,
                "active": entry.user.active,
                "slot": slot_to_json(entry.slot),
            }
            for entry in keyring.users
        ],
        "recovery": slot_to_json(keyring.recovery),
    }


def _bound_to_user(profile_id: ProfileId, user: User) -> dict[str, str]:
    return {"slot": "user", "profile": profile_id, "user": user.id, "role": user.role.value}


def _bound_to_recovery(profile_id: ProfileId) -> dict[str, str]:
    return {"slot": "recovery", "profile": profile_id}


def _canonical(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def _check(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(body)).hexdigest()


def _seal(body: Mapping[str, Any], data_key: bytes) -> str:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"clinic-app keyring seal").derive(data_key)
    return hmac.new(key, _canonical(body), hashlib.sha256).hexdigest()
