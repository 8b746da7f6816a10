"""Key slots open with their own secret and nothing else; an edited keyring is noticed."""

import base64
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clinic_app.domain.accounts import Role, User
from clinic_app.domain.errors import (
    KeyringDamaged,
    NewerProfile,
    UnknownUser,
    WrongPassphrase,
    WrongRecoveryCode,
)
from clinic_app.domain.ids import ProfileId, UserId
from clinic_app.storage.key_slots import KdfParameters, seal, slot_from_json, slot_to_json, unseal
from clinic_app.storage.keyring import Keyring, new_keyring, read_keyring, verify_keyring, write_keyring
from clinic_app.storage.recovery_code import new_recovery_code
from tests.clinics import CHEAP_KDF

RAO = User(UserId("u-rao"), "Dr Rao", Role.DOCTOR)
SUNITA = User(UserId("u-sunita"), "सुनीता", Role.HEALTH_WORKER)
KEY = os.urandom(32)
CODE = new_recovery_code()


@pytest.fixture
def keyring() -> Keyring:
    return new_keyring(
        ProfileId("p1"),
        "PHC Rampur",
        1,
        "2026-11-23T08:15:00.000Z",
        KEY,
        [(RAO, "tiger lamp"), (SUNITA, "आम का पुल")],
        CODE,
        CHEAP_KDF,
    )


@pytest.fixture
def path(tmp_path: Path, keyring: Keyring) -> Path:
    path = tmp_path / "keyring.json"
    write_keyring(path, keyring, KEY)
    return path


def test_each_secret_opens_its_own_slot(path: Path) -> None:
    keyring = read_keyring(path)
    assert keyring.open_with_passphrase(RAO.id, "tiger lamp") == KEY
    assert keyring.open_with_passphrase(SUNITA.id, "आम का पुल") == KEY
    assert keyring.open_with_recovery(CODE.lower()) == KEY


@pytest.mark.parametrize(
    "wrong", ["", "Tiger lamp", "tiger lamp ", "आम का पुल", "tiger\0lamp", "\ud800", "x" * 100_000]
)
def test_nothing_else_does(path: Path, wrong: str) -> None:
    with pytest.raises(WrongPassphrase):
        read_keyring(path).open_with_passphrase(RAO.id, wrong)


def test_another_clinics_code_is_told_from_a_typing_slip(path: Path) -> None:
    with pytest.raises(WrongRecoveryCode) as other:
        read_keyring(path).open_with_recovery(new_recovery_code())
    assert other.value.params == {"mistyped": False}
    with pytest.raises(WrongRecoveryCode) as slip:
        read_keyring(path).open_with_recovery(CODE[:-1])
    assert slip.value.params == {"mistyped": True}


def test_letters_composed_differently_are_the_same_passphrase() -> None:
    slot = seal(KEY, "caf\u00e9 \u0958", {}, CHEAP_KDF)
    assert unseal(slot, "cafe\u0301 \u0915\u093c", {}) == KEY


def test_a_new_passphrase_replaces_the_old_one(keyring: Keyring) -> None:
    changed = keyring.with_passphrase(KEY, RAO, "copper violin", CHEAP_KDF)
    assert changed.open_with_passphrase(RAO.id, "copper violin") == KEY
    with pytest.raises(WrongPassphrase):
        changed.open_with_passphrase(RAO.id, "tiger lamp")
    assert changed.open_with_passphrase(SUNITA.id, "आम का पुल") == KEY


def test_unknown_and_past_staff_do_not_unlock(keyring: Keyring) -> None:
    with pytest.raises(UnknownUser):
        keyring.open_with_passphrase(UserId("nobody"), "tiger lamp")
    gone = replace(keyring.users[0], user=replace(RAO, active=False))
    with pytest.raises(UnknownUser):
        replace(keyring, users=(gone,)).open_with_passphrase(RAO.id, "tiger lamp")


def test_no_secret_is_in_the_file(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    for secret in ("tiger", "आम", CODE, KEY.hex(), base64.b64encode(KEY).decode()):
        assert secret not in content


def test_the_real_parameters_open_too_and_are_the_default() -> None:
    assert KdfParameters() == KdfParameters(memory_kib=65536, iterations=3, lanes=4)
    slot = seal(KEY, "tiger lamp", {"user": "u"}, KdfParameters())
    assert unseal(slot_from_json(slot_to_json(slot)), "tiger lamp", {"user": "u"}) == KEY


def edited(path: Path, edit: Callable[[dict[str, Any]], None], *, check_too: bool) -> None:
    document = json.loads(path.read_bytes())
    edit(document["keyring"])
    if check_too:
        canonical = json.dumps(document["keyring"], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        document["check"] = hashlib.sha256(canonical.encode()).hexdigest()
    path.write_text(json.dumps(document), encoding="utf-8")


EDITS: list[Callable[[dict[str, Any]], None]] = [
    lambda body: body.update(clinic_name="PHC Other"),
    lambda body: body["users"][1].update(name="Dr Rao"),
    lambda body: body["users"][1].update(role="doctor"),
    lambda body: body["users"][1].update(id="u-other"),
    lambda body: body["users"].reverse(),
    lambda body: body["users"].append(dict(body["users"][0], id="u-third")),
    lambda body: body["users"][0].update(active=False),
    lambda body: body.update(schema_version=0),
]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_noticed_at_once(path: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    edited(path, edit, check_too=False)
    with pytest.raises(KeyringDamaged):
        read_keyring(path)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_that_mends_the_check_sum_is_noticed_with_the_key(
    path: Path, edit: Callable[[dict[str, Any]], None]
) -> None:
    edited(path, edit, check_too=True)
    with pytest.raises(KeyringDamaged):
        verify_keyring(path, KEY)


@pytest.mark.parametrize(
    "edit",
    [
        lambda body: body["users"][1].update(role="doctor"),
        lambda body: body["users"][1].update(id="u-other"),
        lambda body: body.update(profile_id="p2"),
        lambda body: body["users"][1]["slot"]["kdf"].update(iterations=2),
        lambda body: body["users"][1].update(slot=body["users"][0]["slot"]),
    ],
)
def test_a_slot_given_another_role_user_profile_or_cost_does_not_open(
    path: Path, edit: Callable[[dict[str, Any]], None]
) -> None:
    edited(path, edit, check_too=True)
    keyring = read_keyring(path)
    with pytest.raises(WrongPassphrase):
        keyring.open_with_passphrase(keyring.users[1].user.id, "आम का पुल")


def test_every_damaged_byte_is_noticed(path: Path) -> None:
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            verify_keyring(path, KEY)
        except (KeyringDamaged, NewerProfile):
            continue
        # White space and the order of keys carry nothing; everything else must have been refused.
        assert json.loads(path.read_bytes()) == json.loads(whole)
    for length in range(0, len(whole), 50):
        path.write_bytes(whole[:length])
        with pytest.raises(KeyringDamaged):
            read_keyring(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": 1, "keyring": {}}',
        b"1" * 5000,
        b" " * 2_000_000,
    ],
)
def test_anything_else_in_its_place_is_damage(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(KeyringDamaged):
        read_keyring(path)


def test_no_keyring_is_damage_too(path: Path) -> None:
    path.unlink()
    with pytest.raises(KeyringDamaged):
        read_keyring(path)


def test_a_newer_format_is_not_called_damaged(path: Path) -> None:
    document = json.loads(path.read_bytes()) | {"format": 2}
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(NewerProfile):
        read_keyring(path)


@pytest.mark.parametrize(
    "kdf",
    [
        {"memory_kib": 1 << 40},
        {"iterations": 10**9},
        {"lanes": 10**6},
        {"memory_kib": "64"},
        {"iterations": True},
        {"name": "scrypt"},
        {"memory_kib": 1.5},
    ],
)
def test_a_slot_cannot_make_the_laptop_work_for_hours(path: Path, kdf: dict[str, Any]) -> None:
    edited(path, lambda body: body["users"][0]["slot"]["kdf"].update(kdf), check_too=True)
    with pytest.raises(KeyringDamaged):
        read_keyring(path)
