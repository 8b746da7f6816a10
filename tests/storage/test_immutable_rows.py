"""What was once written in a version, a suggestion, a decision, a sign-off or the audit trail stays as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from clinic_app.domain.accounts import Role, User
from clinic_app.domain.ids import EncounterId, PatientId, SignOffId, SuggestionId, UserId, VersionId
from clinic_app.domain.records import (
    Decision,
    DecisionKind,
    EncounterVersion,
    Patient,
    SuggestionShown,
    VersionKind,
)
from clinic_app.domain.sign_off import SignOff
from clinic_app.storage.store import Deed, Store
from tests.clinics import a_case, a_differential, a_patient, a_triage

KEY = bytes(32)
NOW = "2026-11-23T08:15:00.000Z"
RAO = UserId("u1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "clinic.db", KEY, create=True)
    new = a_patient()
    version = EncounterVersion(VersionId("v1"), (), VersionKind.SENT, RAO, NOW, a_case(), a_triage())
    with store.change(Deed(NOW, RAO, "test")):
        store.users.insert(User(RAO, "Dr Rao", Role.DOCTOR), NOW)
        store.patients.insert(
            Patient(PatientId("p1"), new.name, new.age, new.sex, "", "", "", "", NOW, RAO, VersionId("r1"))
        )
        store.encounters.insert(EncounterId("e1"), PatientId("p1"), version)
        store.encounters.insert_suggestion(
            EncounterId("e1"), SuggestionShown(SuggestionId("s1"), NOW, RAO, a_differential())
        )
        store.encounters.insert_decision(
            EncounterId("e1"), version, Decision(DecisionKind.ACCEPTED, "dengue"), SuggestionId("s1"), 1
        )
        store.sign_offs.insert(
            SignOff(SignOffId("o1"), "1+ab", 3, "I have read it.", NOW, RAO, "Dr Rao", Role.DOCTOR)
        )
    yield store
    store.close()


TABLES = ["patient_versions", "encounter_versions", "suggestions", "decisions", "content_sign_offs", "audit"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM {table}",
        "UPDATE {table} SET {column} = 'x'",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
def test_rows_are_never_changed(store: Store, table: str, statement: str) -> None:
    column = {"decisions": "reason", "content_sign_offs": "statement", "audit": "details"}.get(
        table, "content"
    )
    before = store._db.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    with pytest.raises(sqlcipher.IntegrityError, match="never changed"):
        store._db.execute(statement.format(table=table, column=column))
    assert store._db.execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE audit SET details = json_object('count', 99) WHERE number = {n}",
        "UPDATE audit SET user_id = 'u2' WHERE number = {n}",
        "DELETE FROM audit WHERE number = {n}",
        "UPDATE audit SET number = number + 100 WHERE number = {n}",
    ],
)
@pytest.mark.parametrize("number", [1, 3, 5])
def test_tampering_with_another_program_shows_where_it_was_done(
    store: Store, tamper: str, number: int
) -> None:
    for count in range(4):
        store.note(Deed(NOW, RAO, "patient.read", "patient:p1", {"count": count}))
    assert store.audit.first_break() is None
    store._db.execute("DROP TRIGGER audit_no_update")
    store._db.execute("DROP TRIGGER audit_no_delete")
    store._db.execute(tamper.format(n=number))
    assert store.audit.first_break() == number


def test_a_change_and_its_entry_are_kept_together_or_not_at_all(store: Store) -> None:
    entries = store.audit.head()
    with (
        pytest.raises(TypeError),
        store.change(Deed(NOW, RAO, "settings.changed", "", {"no JSON": object()})),
    ):
        store.settings.set("", "language", "hi")
    assert store.settings.get("", "language") is None
    assert store.audit.head() == entries


def test_a_record_cannot_name_what_is_not_there(store: Store) -> None:
    version = EncounterVersion(VersionId("v2"), (), VersionKind.SENT, RAO, NOW, a_case(), a_triage())
    with pytest.raises(sqlcipher.IntegrityError), store.change(Deed(NOW, RAO, "test")):
        store.encounters.insert(EncounterId("e2"), PatientId("nobody"), version)
