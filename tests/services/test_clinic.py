"""Found a clinic, unlock it, recover it: everything or nothing, and clear words when it cannot be."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import (
    ClinicExists,
    DatabaseDamaged,
    EntryMissing,
    KeyringDamaged,
    NewerProfile,
    NoClinic,
    PassphraseTooWeak,
    PlaintextDatabase,
    ProfileInUse,
    ReadOnlyFolder,
    StaffInvalid,
    UnknownUser,
    WrongPassphrase,
    WrongRecoveryCode,
)
from clinic_app.domain.ids import UserId
from clinic_app.services.clinic import Clinic, NewUser
from clinic_app.storage.files import ProfileFiles
from clinic_app.storage.recovery_code import new_recovery_code
from tests.clinics import CHEAP_KDF, CLINIC_NAME, NAMES, PASSPHRASES, a_patient, found_clinic, unlock


def test_first_run_then_unlock(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    assert not Clinic.exists(folder)
    sheet = found_clinic(folder)
    assert Clinic.exists(folder)
    assert Clinic.name(folder) == sheet.clinic_name == CLINIC_NAME
    assert {entry.role: entry.name for entry in Clinic.staff(folder)} == NAMES
    for role in Role:
        session = unlock(folder, role)
        assert (session.user.name, session.user.role) == (NAMES[role], role)
        assert session.profile_id == sheet.profile_id
        assert {user.name for user in session.staff()} == set(NAMES.values())
        session.close()
        session.close()


def test_the_real_cost_of_a_guess_is_the_default(tmp_path: Path) -> None:
    Clinic.create(tmp_path, CLINIC_NAME, [NewUser("Dr Rao", Role.DOCTOR, PASSPHRASES[Role.DOCTOR])])
    stored = json.loads(ProfileFiles(tmp_path).keyring.read_bytes())["keyring"]
    for slot in (stored["users"][0]["slot"], stored["recovery"]):
        assert slot["kdf"] == {"name": "argon2id", "memory_kib": 65536, "iterations": 3, "lanes": 4}
    unlock(tmp_path, Role.DOCTOR).close()


def test_a_wrong_passphrase_opens_nothing_and_can_be_tried_again(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    doctor = next(user for user in Clinic.staff(tmp_path) if user.role is Role.DOCTOR)
    for wrong in ("", "tiger", PASSPHRASES[Role.HEALTH_WORKER], PASSPHRASES[Role.DOCTOR].upper()):
        with pytest.raises(WrongPassphrase):
            Clinic.unlock(tmp_path, doctor.id, wrong)
    with pytest.raises(UnknownUser):
        Clinic.unlock(tmp_path, UserId("nobody"), PASSPHRASES[Role.DOCTOR])
    unlock(tmp_path, Role.DOCTOR).close()


def test_one_program_at_a_time(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    session = unlock(tmp_path, Role.DOCTOR)
    with pytest.raises(ProfileInUse):
        unlock(tmp_path, Role.HEALTH_WORKER)
    session.close()
    unlock(tmp_path, Role.HEALTH_WORKER).close()


def test_a_clinic_is_never_founded_over_another(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    files = ProfileFiles(tmp_path)
    before = files.database.read_bytes(), files.keyring.read_bytes()
    with pytest.raises(ClinicExists):
        found_clinic(tmp_path)
    files.database.write_bytes(b"")
    with pytest.raises(ClinicExists):
        found_clinic(tmp_path)
    assert files.keyring.read_bytes() == before[1]


def test_other_things_in_the_profile_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "app.log").write_text("started")
    found_clinic(tmp_path)
    assert (tmp_path / "logs" / "app.log").read_text() == "started"


@pytest.mark.parametrize(
    ("staff", "reason"),
    [
        ([], "nobody_in_charge"),
        ([NewUser("Sunita", Role.HEALTH_WORKER, PASSPHRASES[Role.HEALTH_WORKER])], "nobody_in_charge"),
        ([NewUser("  ", Role.DOCTOR, PASSPHRASES[Role.DOCTOR])], "name_missing"),
        (
            [
                NewUser("Rao", Role.DOCTOR, PASSPHRASES[Role.DOCTOR]),
                NewUser(" rao ", Role.HEALTH_WORKER, PASSPHRASES[Role.HEALTH_WORKER]),
            ],
            "name_twice",
        ),
    ],
)
def test_a_staff_that_cannot_be_right_is_refused(tmp_path: Path, staff: list[NewUser], reason: str) -> None:
    with pytest.raises(StaffInvalid) as caught:
        Clinic.create(tmp_path, CLINIC_NAME, staff, kdf=CHEAP_KDF)
    assert caught.value.params == {"reason": reason}
    assert not Clinic.exists(tmp_path)


def test_a_weak_passphrase_or_no_name_founds_nothing(tmp_path: Path) -> None:
    weak = [
        NewUser("Dr Rao", Role.DOCTOR, PASSPHRASES[Role.DOCTOR]),
        NewUser("Sunita", Role.HEALTH_WORKER, "sunita123"),
    ]
    with pytest.raises(PassphraseTooWeak) as caught:
        Clinic.create(tmp_path, CLINIC_NAME, weak, kdf=CHEAP_KDF)
    assert caught.value.params["person"] == 2
    with pytest.raises(EntryMissing):
        Clinic.create(tmp_path, " \n", weak[:1], kdf=CHEAP_KDF)
    assert list(tmp_path.iterdir()) == []


def test_secrets_do_not_show_when_printed(tmp_path: Path) -> None:
    sheet = found_clinic(tmp_path)
    assert sheet.code not in repr(sheet)
    assert "tiger" not in repr(NewUser("Dr Rao", Role.DOCTOR, "tiger lamp river 42"))


def test_the_printed_code_opens_the_clinic_and_sets_a_new_passphrase(tmp_path: Path) -> None:
    sheet = found_clinic(tmp_path)
    session = unlock(tmp_path, Role.HEALTH_WORKER)
    patient = session.patients.register(a_patient())
    session.close()
    doctor = next(user for user in Clinic.staff(tmp_path) if user.role is Role.DOCTOR)
    Clinic.check_recovery_code(tmp_path, sheet.code)
    recovered = Clinic.unlock_with_recovery(
        tmp_path, sheet.code.lower(), doctor.id, "quiet mountain paper 8", kdf=CHEAP_KDF
    )
    assert recovered.user.id == doctor.id
    assert recovered.patients.get(patient.id).name == "Sita Devi"
    actions = [entry.action for entry in recovered.audit.latest()]
    assert {"session.recovered", "passphrase.set"} <= set(actions)
    recovered.close()
    with pytest.raises(WrongPassphrase):
        unlock(tmp_path, Role.DOCTOR)
    Clinic.unlock(tmp_path, doctor.id, "quiet mountain paper 8").close()
    unlock(tmp_path, Role.HEALTH_WORKER).close()


def test_a_typing_slip_in_the_code_is_told_from_another_clinics_code(tmp_path: Path) -> None:
    sheet = found_clinic(tmp_path)
    slip = ("A" if sheet.code[0] != "A" else "B") + sheet.code[1:]
    doctor = Clinic.staff(tmp_path)[0]
    for code, mistyped in ((slip, True), ("", True), (new_recovery_code(), False)):
        with pytest.raises(WrongRecoveryCode) as caught:
            Clinic.check_recovery_code(tmp_path, code)
        assert caught.value.params == {"mistyped": mistyped}
        with pytest.raises(WrongRecoveryCode):
            Clinic.unlock_with_recovery(tmp_path, code, doctor.id, "quiet mountain paper 8")


def test_recovery_asks_for_a_good_passphrase_and_lets_the_profile_go_when_it_is_not(tmp_path: Path) -> None:
    sheet = found_clinic(tmp_path)
    doctor = next(user for user in Clinic.staff(tmp_path) if user.role is Role.DOCTOR)
    with pytest.raises(PassphraseTooWeak):
        Clinic.unlock_with_recovery(tmp_path, sheet.code, doctor.id, "dr rao 12345")
    unlock(tmp_path, Role.DOCTOR).close()


def test_a_new_sheet_ends_the_old_one(tmp_path: Path) -> None:
    old = found_clinic(tmp_path)
    session = unlock(tmp_path, Role.DOCTOR)
    new = session.new_recovery_sheet(kdf=CHEAP_KDF)
    session.close()
    Clinic.check_recovery_code(tmp_path, new.code)
    with pytest.raises(WrongRecoveryCode):
        Clinic.check_recovery_code(tmp_path, old.code)


def test_an_old_copy_of_the_keyring_brings_no_replaced_passphrase_back(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    keyring = ProfileFiles(tmp_path).keyring
    before = keyring.read_bytes()
    session = unlock(tmp_path, Role.DOCTOR)
    session.set_passphrase("violet ladder under water", kdf=CHEAP_KDF)
    session.close()
    after = keyring.read_bytes()
    keyring.write_bytes(before)
    with pytest.raises(KeyringDamaged):
        unlock(tmp_path, Role.DOCTOR)
    keyring.write_bytes(after)
    Clinic.unlock(tmp_path, session.user.id, "violet ladder under water").close()


def test_a_kill_between_the_keyring_and_the_database_leaves_the_new_passphrase(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    files = ProfileFiles(tmp_path)
    session = unlock(tmp_path, Role.DOCTOR)
    session.close()
    database = files.database.read_bytes()
    session = unlock(tmp_path, Role.DOCTOR)
    session.set_passphrase("violet ladder under water", kdf=CHEAP_KDF)
    session.close()
    files.database.write_bytes(database)
    for _ in range(2):
        Clinic.unlock(tmp_path, session.user.id, "violet ladder under water").close()


def test_an_empty_folder_holds_no_clinic(tmp_path: Path) -> None:
    for call in (
        lambda: Clinic.staff(tmp_path),
        lambda: Clinic.name(tmp_path),
        lambda: Clinic.unlock(tmp_path, UserId("u"), "x"),
        lambda: Clinic.check_recovery_code(tmp_path, "x"),
    ):
        with pytest.raises(NoClinic):
            call()


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "noise", "missing"])
def test_a_damaged_database_is_refused_and_left_alone(tmp_path: Path, damage: str) -> None:
    found_clinic(tmp_path)
    path = ProfileFiles(tmp_path).database
    whole = path.read_bytes()
    middle = len(whole) // 2
    content = {
        "flipped": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "cut": whole[:middle],
        "empty": b"",
        "noise": bytes(range(256)) * (len(whole) // 256),
    }.get(damage)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    for _ in range(2):
        with pytest.raises(DatabaseDamaged):
            unlock(tmp_path, Role.DOCTOR)
        assert (path.read_bytes() if path.exists() else None) == content
    path.write_bytes(whole)
    unlock(tmp_path, Role.DOCTOR).close()


def test_a_plain_database_in_its_place_is_refused(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    ProfileFiles(tmp_path).database.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    with pytest.raises(PlaintextDatabase):
        unlock(tmp_path, Role.DOCTOR)


def test_the_database_of_another_clinic_is_refused(tmp_path: Path) -> None:
    found_clinic(tmp_path / "a")
    found_clinic(tmp_path / "b")
    ProfileFiles(tmp_path / "b").database.replace(ProfileFiles(tmp_path / "a").database)
    with pytest.raises(DatabaseDamaged):
        unlock(tmp_path / "a", Role.DOCTOR)


def test_a_name_edited_in_the_keyring_is_noticed(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    path = ProfileFiles(tmp_path).keyring
    document = json.loads(path.read_bytes())
    document["keyring"]["users"][0]["name"] = "Somebody else"
    canonical = json.dumps(document["keyring"], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    document["check"] = hashlib.sha256(canonical.encode()).hexdigest()
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(KeyringDamaged):
        unlock(tmp_path, Role.DOCTOR)


def test_a_profile_of_a_newer_program_is_refused_before_a_passphrase_is_asked(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    path = ProfileFiles(tmp_path).keyring
    document = json.loads(path.read_bytes())
    document["format"] = 2
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(NewerProfile):
        Clinic.staff(tmp_path)


def test_a_profile_that_is_a_file_is_said_plainly(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    folder.write_text("not a folder")
    assert not Clinic.exists(folder)
    with pytest.raises(ReadOnlyFolder):
        found_clinic(folder)
    assert folder.read_text() == "not a folder"


def test_every_session_is_in_the_audit_trail(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    unlock(tmp_path, Role.HEALTH_WORKER).close()
    session = unlock(tmp_path, Role.DOCTOR)
    session.settings.set_clinic("letterhead", "PHC Rampur, Bihar")
    session.settings.set_own("language", "hi")
    assert session.settings.clinic("letterhead") == "PHC Rampur, Bihar"
    assert session.settings.own("language") == "hi"
    assert session.settings.own("theme") is None
    entries = session.audit.latest()
    assert [entry.action for entry in reversed(entries)] == [
        "clinic.created",
        "session.unlocked",
        "session.locked",
        "session.unlocked",
        "settings.changed",
        "settings.own_changed",
    ]
    assert session.audit.first_break() is None
    session.close()


def test_a_session_opened_on_one_thread_works_on_the_database_thread(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        session = one.submit(unlock, tmp_path, Role.DOCTOR).result()
        patient = other.submit(session.patients.register, a_patient()).result()
        assert one.submit(session.patients.get, patient.id).result() == patient
        other.submit(session.close).result()
