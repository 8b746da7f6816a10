"""Register, correct and find patients."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.ages import KnownAge
from clinic_app.domain.case import Age
from clinic_app.domain.errors import EntryMissing
from clinic_app.domain.records import Decision, DecisionKind, EncounterStatus, Plan
from clinic_app.services.clinic import Session
from tests.clinics import a_case, a_patient, a_triage, found_clinic, unlock


@pytest.fixture
def doctor(tmp_path: Path) -> Iterator[Session]:
    found_clinic(tmp_path)
    session = unlock(tmp_path, Role.DOCTOR)
    yield session
    session.close()


@pytest.mark.parametrize(
    "age",
    [
        KnownAge.born_on(date(2020, 2, 29)),
        KnownAge.born_on(date(1960, 7, 1), approximate=True),
        KnownAge.stated_on(date(2026, 11, 23), Age(9, "days")),
        KnownAge.stated_on(date(2026, 11, 23), Age(2.5, "years"), approximate=False),
    ],
)
def test_a_registration_is_kept_as_given(doctor: Session, age: KnownAge) -> None:
    new = replace(
        a_patient("  सीता   देवी "),
        age=age,
        sex=None,
        guardian="राम",
        village="Rampur",
        phone="98 76",
        note="a\r\nb\0",
    )
    patient = doctor.patients.register(new)
    assert doctor.patients.get(patient.id) == patient
    assert (patient.name, patient.age, patient.sex) == ("सीता देवी", age, None)
    assert (patient.guardian, patient.village, patient.phone, patient.note) == (
        "राम",
        "Rampur",
        "98 76",
        "a\nb",
    )
    assert patient.registered_by == doctor.user.id
    assert patient.age_at(date(2027, 1, 1)) == age.at(date(2027, 1, 1))


@pytest.mark.parametrize("name", ["", "  ", "\0", "\n\t"])
def test_a_patient_needs_a_name(doctor: Session, name: str) -> None:
    with pytest.raises(EntryMissing) as caught:
        doctor.patients.register(a_patient(name))
    assert caught.value.params == {"entry": "patient_name"}


@pytest.mark.parametrize(
    "name", ["\ud800broken paste", "x" * 100_000, "O'Brien; DROP TABLE patients", "🙂 🙏", "a\0b"]
)
def test_any_other_name_is_kept_and_found(doctor: Session, name: str) -> None:
    patient = doctor.patients.register(a_patient(name))
    assert doctor.patients.get(patient.id) == patient


def test_two_patients_of_the_same_name_stay_two(doctor: Session) -> None:
    first, second = (doctor.patients.register(a_patient()) for _ in range(2))
    assert first.id != second.id
    assert [hit.patient.id for hit in doctor.patients.search("sita")] == [second.id, first.id]


def test_a_correction_is_in_force_and_the_old_text_is_kept(doctor: Session) -> None:
    patient = doctor.patients.register(a_patient("Sita Devi", village="Rampur"))
    corrected = doctor.patients.correct(patient.id, a_patient("Gita Devi", village="Rampur"))
    assert corrected.name == "Gita Devi"
    assert corrected.version != patient.version
    assert doctor.patients.get(patient.id) == corrected
    assert doctor.patients.search("sita") == ()
    assert [hit.patient for hit in doctor.patients.search("gita")] == [corrected]
    kept = doctor._store._db.execute(
        "SELECT id, parents, content FROM patient_versions ORDER BY number"
    ).fetchall()
    assert [row[0] for row in kept] == [patient.version, corrected.version]
    assert kept[1][1] == f'["{patient.version}"]'
    assert "Sita Devi" in kept[0][2]


def test_a_closed_encounter_is_found_by_all_that_is_known_of_it(doctor: Session) -> None:
    patient = doctor.patients.register(
        a_patient("Sita Devi", guardian="Ram Lal", village="रामपुर", phone="+91 98765 43210")
    )
    other = doctor.patients.register(a_patient("Meena"))
    encounter = doctor.encounters.send_to_doctor(None, patient.id, a_case("tez bukhar"), a_triage())
    doctor.encounters.send_to_doctor(None, other.id, a_case("pet dard"), a_triage())
    plan = Plan("Vivax malaria", "B51.9")
    doctor.encounters.close(encounter.id, Decision(DecisionKind.OTHER_LISTED, "malaria_vivax"), plan)
    for typed in ("sita", "ram lal", "राम", "98765", "bukhar", "vivax", "b51", "sita bukhar vivax रामपुर"):
        (hit,) = doctor.patients.search(typed)
        assert hit.patient == patient, typed
        assert hit.last_visit is not None
        assert hit.last_visit.encounter == encounter.id
        assert hit.last_visit.status is EncounterStatus.CLOSED
        assert (hit.last_visit.diagnosis, hit.last_visit.icd10) == ("Vivax malaria", "B51.9")
        assert hit.visits == 1


def test_whoever_a_search_shows_is_in_the_audit_trail_once_without_the_words(doctor: Session) -> None:
    sita, sunil = (doctor.patients.register(a_patient(name)).id for name in ("Sita Devi", "Sunil Rao"))
    for typed in ("si", "sit", "sita", "s", "sunil", "dev"):
        doctor.patients.search(typed)
    entries = [entry for entry in reversed(doctor.audit.latest()) if entry.action == "patients.found"]
    assert [entry.details["patients"] for entry in entries] == [[sita], [sunil]]
    assert all("sit" not in str(entry).lower() for entry in entries)


def test_looking_at_a_patient_is_audited(doctor: Session) -> None:
    patient = doctor.patients.register(a_patient())
    doctor.patients.get(patient.id)
    doctor.encounters.of_patient(patient.id)
    subjects = [(entry.action, entry.subject) for entry in doctor.audit.latest(2)]
    assert subjects == [
        ("patient.visits_read", f"patient:{patient.id}"),
        ("patient.read", f"patient:{patient.id}"),
    ]
