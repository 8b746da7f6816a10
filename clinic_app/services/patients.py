"""Register patients, correct their registration, find them again."""

from dataclasses import replace

from clinic_app.domain.accounts import Action
from clinic_app.domain.errors import EntryMissing
from clinic_app.domain.ids import PatientId, VersionId
from clinic_app.domain.records import NewPatient, Patient, PatientHit
from clinic_app.services.permissions import Acting, tidy_line, tidy_text
from clinic_app.storage.store import Store


def register(store: Store, acting: Acting, new: NewPatient) -> Patient:
    """Keep a new patient; inside another change, the two are committed together.

    Commits the patient and its audit entry, or neither. Raises EntryMissing(patient_name), NotPermitted.
    """
    acting.require(Action.REGISTER_PATIENT)
    new = _tidy(new)
    patient = Patient(
        id=PatientId(acting.new_id()),
        name=new.name,
        age=new.age,
        sex=new.sex,
        guardian=new.guardian,
        village=new.village,
        phone=new.phone,
        note=new.note,
        registered_at=acting.now(),
        registered_by=acting.user.id,
        version=VersionId(acting.new_id()),
    )
    with store.change(acting.deed("patient.registered", f"patient:{patient.id}")):
        store.patients.insert(patient)
    return patient


class PatientService:
    """Patients of the clinic, for one acting user."""

    def __init__(self, store: Store, acting: Acting) -> None:
        self._store = store
        self._acting = acting
        self._seen: set[PatientId] = set()

    def register(self, new: NewPatient) -> Patient:
        """Commits the patient and its audit entry, or neither. Raises EntryMissing(patient_name), NotPermitted."""
        return register(self._store, self._acting, new)

    def correct(self, patient_id: PatientId, corrected: NewPatient) -> Patient:
        """Put a corrected registration in force; what stood before is kept as an older version.

        Commits the correction and its audit entry, or neither. Raises EntryMissing(patient_name), NotPermitted.
        """
        self._acting.require(Action.CORRECT_PATIENT)
        corrected = _tidy(corrected)
        with self._store.change(self._acting.deed("patient.corrected", f"patient:{patient_id}")):
            before = self._store.patients.get(patient_id)
            patient = replace(
                before,
                name=corrected.name,
                age=corrected.age,
                sex=corrected.sex,
                guardian=corrected.guardian,
                village=corrected.village,
                phone=corrected.phone,
                note=corrected.note,
                version=VersionId(self._acting.new_id()),
            )
            self._store.patients.correct(patient, before.version, self._acting.user.id, self._acting.now())
        return patient

    def get(self, patient_id: PatientId) -> Patient:
        """The patient; the look is audited. Raises NotPermitted; LookupError for an unknown id (a bug)."""
        self._acting.require(Action.READ_PATIENT)
        with self._store.reading():
            patient = self._store.patients.get(patient_id)
        self._store.note(self._acting.deed("patient.read", f"patient:{patient_id}"))
        return patient

    def search(self, text: str, limit: int = 20) -> tuple[PatientHit, ...]:
        """Patients whose words begin with all the words of `text`, in any script, with their latest visit.

        Words are those of name, guardian, village, phone, and of complaint, diagnosis and ICD-10 code of every
        visit. Names and phones that fit come first. The first sight of each patient in this session is audited, never
        what was typed. Raises NotPermitted.
        """
        self._acting.require(Action.FIND_PATIENTS)
        with self._store.reading():
            numbers = self._store.search.find(text, limit)
            hits = tuple(self._hit(patient) for patient in self._store.patients.at(numbers))
        unseen = [hit.patient.id for hit in hits if hit.patient.id not in self._seen]
        if unseen:
            self._store.note(self._acting.deed("patients.found", patients=unseen))
            self._seen.update(unseen)
        return hits

    def _hit(self, patient: Patient) -> PatientHit:
        visits = self._store.encounters.of_patient(patient.id)
        return PatientHit(patient, visits[0] if visits else None, len(visits))


def _tidy(new: NewPatient) -> NewPatient:
    name = tidy_line(new.name)
    if not name:
        raise EntryMissing(entry="patient_name")
    return replace(
        new,
        name=name,
        guardian=tidy_line(new.guardian),
        village=tidy_line(new.village),
        phone=tidy_line(new.phone),
        note=tidy_text(new.note),
    )
