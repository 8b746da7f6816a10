"""Patients: the registration in force for lists and search, and every registration text there ever was."""

import json
from collections.abc import Sequence
from typing import Any

from clinic_app.domain.ids import PatientId, UserId, VersionId
from clinic_app.domain.records import NewPatient, Patient
from clinic_app.storage.codec import age_from_json, age_to_json, registration_to_json, to_text
from clinic_app.storage.search import SearchRows
from clinic_app.storage.sqlcipher import Database

PATIENT_COLUMNS = (
    "p.id, p.name, p.age, p.sex, p.guardian, p.village, p.phone, p.note, p.registered_at, p.registered_by, "
    "p.version_id"
)


class PatientRows:
    """Registered patients. Call the writing methods inside a transaction."""

    def __init__(self, db: Database, search: SearchRows) -> None:
        self._db = db
        self._search = search

    def insert(self, patient: Patient) -> None:
        """Keep a new registration, its first version and its search words."""
        self._db.execute(
            "INSERT INTO patients (id, version_id, name, sex, age, guardian, village, phone, note, registered_at, "
            "registered_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (patient.id, patient.version, *_columns(patient), patient.registered_at, patient.registered_by),
        )
        self._insert_version(patient, (), patient.registered_by, patient.registered_at)
        self.index(patient.id)

    def correct(self, patient: Patient, parent: VersionId, author: UserId, now: str) -> None:
        """Put a corrected registration in force; the text before it (`parent`) stays as a version."""
        self._db.execute(
            "UPDATE patients SET version_id = ?, name = ?, sex = ?, age = ?, guardian = ?, village = ?, phone = ?, "
            "note = ? WHERE id = ?",
            (patient.version, *_columns(patient), patient.id),
        )
        self._insert_version(patient, (parent,), author, now)
        self.index(patient.id)

    def get(self, patient_id: PatientId) -> Patient:
        """The patient. Raises LookupError when there is none of that id."""
        row = self._db.execute(
            f"SELECT {PATIENT_COLUMNS} FROM patients p WHERE p.id = ?", (patient_id,)
        ).fetchone()
        if row is None:
            raise LookupError("no such patient")
        return patient_of(row)

    def at(self, numbers: Sequence[int]) -> tuple[Patient, ...]:
        """The patients with these row numbers, in this order."""
        marks = ", ".join("?" for _ in numbers)
        rows = self._db.execute(
            f"SELECT {PATIENT_COLUMNS}, p.number FROM patients p WHERE p.number IN ({marks})", list(numbers)
        )
        by_number = {row[-1]: patient_of(row) for row in rows}
        return tuple(by_number[number] for number in numbers if number in by_number)

    def index(self, patient_id: PatientId) -> None:
        """Bring the search words of a patient up to date with the registration and all visits."""
        number, name, guardian, village, phone = self._db.execute(
            "SELECT number, name, guardian, village, phone FROM patients WHERE id = ?", (patient_id,)
        ).fetchone()
        visits = self._db.execute(
            "SELECT complaint, diagnosis, icd10 FROM encounters WHERE patient_id = ? ORDER BY number",
            (patient_id,),
        )
        self._search.put(number, name, guardian, village, phone, [" ".join(visit) for visit in visits])

    def _insert_version(
        self, patient: Patient, parents: Sequence[VersionId], author: UserId, now: str
    ) -> None:
        content = registration_to_json(
            NewPatient(
                name=patient.name,
                age=patient.age,
                sex=patient.sex,
                guardian=patient.guardian,
                village=patient.village,
                phone=patient.phone,
                note=patient.note,
            )
        )
        self._db.execute(
            "INSERT INTO patient_versions (id, patient_id, parents, author, written_at, content) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (patient.version, patient.id, to_text(list(parents)), author, now, to_text(content)),
        )


def patient_of(row: Sequence[Any]) -> Patient:
    """A patient from a row of `PATIENT_COLUMNS`."""
    return Patient(
        id=PatientId(row[0]),
        name=row[1],
        age=age_from_json(json.loads(row[2])),
        sex=row[3],
        guardian=row[4],
        village=row[5],
        phone=row[6],
        note=row[7],
        registered_at=row[8],
        registered_by=UserId(row[9]),
        version=VersionId(row[10]),
    )


def _columns(patient: Patient) -> tuple[Any, ...]:
    return (
        patient.name,
        patient.sex,
        to_text(age_to_json(patient.age)),
        patient.guardian,
        patient.village,
        patient.phone,
        patient.note,
    )
