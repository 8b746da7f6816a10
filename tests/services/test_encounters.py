"""One encounter from the queue to the archive: what was thought, shown and decided, in that order, for good."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.differential import MODEL_UNAVAILABLE, TOO_LITTLE_INFORMATION, Differential
from clinic_app.domain.errors import EncounterClosed, EncounterNotClosed, EntryMissing
from clinic_app.domain.ids import EncounterId
from clinic_app.domain.records import (
    Decision,
    DecisionKind,
    Encounter,
    EncounterStatus,
    Impression,
    Plan,
    VersionKind,
)
from clinic_app.domain.triage import TriageLevel
from clinic_app.services.clinic import Session
from tests.clinics import (
    START_MS,
    FakeClock,
    a_case,
    a_differential,
    a_patient,
    a_triage,
    found_clinic,
    unlock,
)

ACCEPT = Decision(DecisionKind.ACCEPTED, "dengue")
PLAN = Plan(
    "Dengue fever",
    "A90",
    treatment="Fluids\nRest",
    investigations="Platelets",
    advice="Come back if vomiting",
    referral="",
    follow_up=date(2026, 11, 25),
)
THOUGHT = Impression(("dengue", "malaria_vivax"), "rash, no chills")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def doctor(tmp_path: Path, clock: FakeClock) -> Iterator[Session]:
    found_clinic(tmp_path)
    session = unlock(tmp_path, Role.DOCTOR, clock)
    yield session
    session.close()


def send(
    session: Session, complaint: str = "fever", level: TriageLevel = TriageLevel.URGENT, name: str = "Sita"
) -> Encounter:
    patient = session.patients.register(a_patient(name))
    return session.encounters.send_to_doctor(None, patient.id, a_case(complaint), a_triage(level))


def decisions(session: Session) -> list[tuple[object, ...]]:
    return session._store._db.execute(
        "SELECT kind, condition, rank, reason, suggestion_id IS NOT NULL FROM decisions ORDER BY rowid"
    ).fetchall()


def test_the_way_of_one_encounter(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    clock = FakeClock()
    worker = unlock(tmp_path, Role.HEALTH_WORKER, clock)
    patient = worker.patients.register(a_patient("Sita Devi"))
    sent = worker.encounters.send_to_doctor(None, patient.id, a_case(), a_triage())
    assert sent.status is EncounterStatus.WAITING
    assert (sent.patient, sent.case, sent.triage) == (patient, a_case(), a_triage())
    worker.close()

    clock.now_ms += 60_000
    doctor = unlock(tmp_path, Role.DOCTOR, clock)
    (waiting,) = doctor.encounters.queue()
    assert (waiting.encounter, waiting.name, waiting.sent_by) == (sent.id, "Sita Devi", "Sunita")
    assert doctor.encounters.open(sent.id).status is EncounterStatus.IN_REVIEW
    assert doctor.encounters.queue()[0].opened_by == "Dr Rao"
    doctor.encounters.record_impression(sent.id, THOUGHT)
    shown = doctor.encounters.record_suggestion(sent.id, a_differential())
    closed = doctor.encounters.close(sent.id, ACCEPT, PLAN)
    doctor.close()

    doctor = unlock(tmp_path, Role.DOCTOR, clock)
    assert doctor.encounters.queue() == ()
    found = doctor.encounters.get(sent.id)
    assert found == closed
    assert [version.kind for version in found.versions] == [
        VersionKind.SENT, VersionKind.IMPRESSION, VersionKind.CLOSED,
    ]  # fmt: skip
    first, second, third = found.versions
    assert (first.parents, second.parents, third.parents) == ((), (first.id,), (second.id,))
    assert (first.impression, second.impression, second.decision) == (None, THOUGHT, None)
    assert (found.impression, found.decision, found.plan) == (THOUGHT, ACCEPT, PLAN)
    assert found.suggestions == (shown,)
    assert shown.differential == a_differential()
    assert (found.closed_by, found.closed_at) == (doctor.user.id, "2026-11-23T08:16:00.000Z")
    assert decisions(doctor) == [("accepted", "dengue", 1, "", 1)]
    (visit,) = doctor.encounters.of_patient(patient.id)
    assert (visit.diagnosis, visit.icd10, visit.status) == ("Dengue fever", "A90", EncounterStatus.CLOSED)
    assert doctor.audit.first_break() is None
    doctor.close()


def test_the_worst_come_first_and_among_equals_who_came_first(doctor: Session, clock: FakeClock) -> None:
    levels = [
        TriageLevel.ROUTINE, TriageLevel.URGENT, TriageLevel.NONE, TriageLevel.EMERGENCY, TriageLevel.URGENT,
        TriageLevel.EMERGENCY,
    ]  # fmt: skip
    for number, level in enumerate(levels):
        # A clock that was put back does not change who came first.
        clock.now_ms = START_MS - number * 3_600_000
        send(doctor, level=level, name=f"P{number}")
    assert [entry.name for entry in doctor.encounters.queue()] == ["P3", "P5", "P1", "P4", "P0", "P2"]


def test_a_danger_sign_without_a_level_comes_before_what_is_urgent(doctor: Session) -> None:
    none, urgent, emergency = TriageLevel.NONE, TriageLevel.URGENT, TriageLevel.EMERGENCY
    alarm, quiet = (
        replace(a_triage(none), alarms=("cyanosis",)),
        replace(a_triage(none), danger_excluded=True),
    )
    for name, triage in (
        ("quiet", quiet), ("open", a_triage(none)), ("urgent", a_triage(urgent)), ("alarm", alarm),
        ("emergency", a_triage(emergency)),
    ):  # fmt: skip
        patient = doctor.patients.register(a_patient(name))
        doctor.encounters.send_to_doctor(None, patient.id, a_case(), triage)
    queue = doctor.encounters.queue()
    assert [entry.name for entry in queue] == ["emergency", "alarm", "urgent", "quiet", "open"]
    assert [entry.alarms for entry in queue] == [(), ("cyanosis",), (), (), ()]
    assert [entry.danger_excluded for entry in queue] == [False, False, False, True, False]
    (visit,) = doctor.encounters.of_patient(queue[1].patient)
    assert (visit.alarms, visit.danger_excluded) == (("cyanosis",), False)


def test_a_case_put_back_waits_in_its_old_place(doctor: Session) -> None:
    first, second = send(doctor, name="First"), send(doctor, name="Second")
    doctor.encounters.open(first.id)
    assert [entry.status for entry in doctor.encounters.queue()] == [
        EncounterStatus.IN_REVIEW, EncounterStatus.WAITING,
    ]  # fmt: skip
    back = doctor.encounters.put_back(first.id)
    assert (back.status, back.opened_by) == (EncounterStatus.WAITING, None)
    assert [entry.encounter for entry in doctor.encounters.queue()] == [first.id, second.id]


def test_the_own_impression_comes_before_the_suggestion(doctor: Session) -> None:
    encounter = send(doctor)
    with pytest.raises(EntryMissing) as caught:
        doctor.encounters.record_suggestion(encounter.id, a_differential())
    assert caught.value.params == {"entry": "impression"}
    with pytest.raises(EntryMissing):
        doctor.encounters.record_impression(encounter.id, Impression((), " \n"))
    doctor.encounters.record_impression(encounter.id, Impression(words="dengue?"))
    again = doctor.encounters.record_impression(encounter.id, THOUGHT)
    assert (again.impression, again.status) == (THOUGHT, EncounterStatus.IN_REVIEW)
    doctor.encounters.record_suggestion(encounter.id, a_differential())
    with pytest.raises(ValueError, match="before"):
        doctor.encounters.record_impression(encounter.id, Impression(words="as the list says"))
    assert doctor.encounters.get(encounter.id).impression == THOUGHT


def test_every_suggestion_shown_is_kept(doctor: Session) -> None:
    encounter = send(doctor)
    doctor.encounters.record_impression(encounter.id, THOUGHT)
    lists = [Differential.unavailable(), a_differential(TOO_LITTLE_INFORMATION), a_differential()]
    for shown in lists:
        doctor.encounters.record_suggestion(encounter.id, shown)
    kept = doctor.encounters.get(encounter.id).suggestions
    assert [item.differential for item in kept] == lists
    assert kept[0].differential.abstain == MODEL_UNAVAILABLE
    columns = doctor._store._db.execute(
        "SELECT model_name, model_version, model_sha256, abstain FROM suggestions ORDER BY number"
    ).fetchall()
    assert columns[0] == (None, None, None, "model_unavailable")
    assert columns[2] == ("clinic-minilm", "0.1.0-untuned", "ab" * 32, None)


@pytest.mark.parametrize(
    ("decision", "missing"),
    [
        (Decision(DecisionKind.OTHER_LISTED, "malaria_vivax"), "reason"),
        (Decision(DecisionKind.OTHER_LISTED, "malaria_vivax", "  "), "reason"),
        (Decision(DecisionKind.OTHER_LISTED, None, "RDT positive"), "condition"),
        (Decision(DecisionKind.OWN_WORDS), "reason"),
        (Decision(DecisionKind.ACCEPTED), "condition"),
    ],
)
def test_disagreeing_needs_a_reason(doctor: Session, decision: Decision, missing: str) -> None:
    encounter = send(doctor)
    doctor.encounters.record_impression(encounter.id, THOUGHT)
    doctor.encounters.record_suggestion(encounter.id, a_differential())
    with pytest.raises(EntryMissing) as caught:
        doctor.encounters.close(encounter.id, decision, PLAN)
    assert caught.value.params == {"entry": missing}
    assert doctor.encounters.get(encounter.id).status is EncounterStatus.IN_REVIEW


@pytest.mark.parametrize(
    ("decision", "row"),
    [
        (ACCEPT, ("accepted", "dengue", 1, "", 1)),
        (Decision(DecisionKind.ACCEPTED, "viral_fever"), ("accepted", "viral_fever", 3, "", 1)),
        (
            Decision(DecisionKind.OTHER_LISTED, "malaria_vivax", "RDT positive"),
            ("other_listed", "malaria_vivax", 2, "RDT positive", 1),
        ),
        (
            Decision(DecisionKind.OTHER_LISTED, "measles", "Koplik"),
            ("other_listed", "measles", None, "Koplik", 1),
        ),
        (Decision(DecisionKind.OWN_WORDS, "dengue", "Nipah"), ("own_words", None, None, "Nipah", 1)),
    ],
)
def test_the_decision_is_kept_beside_what_was_shown(
    doctor: Session, decision: Decision, row: tuple[object, ...]
) -> None:
    encounter = send(doctor)
    doctor.encounters.record_impression(encounter.id, THOUGHT)
    doctor.encounters.record_suggestion(encounter.id, a_differential())
    doctor.encounters.close(encounter.id, decision, PLAN)
    assert decisions(doctor) == [row]


@pytest.mark.parametrize("shown", [None, Differential.unavailable(), a_differential(TOO_LITTLE_INFORMATION)])
def test_without_a_suggestion_there_is_nothing_to_disagree_with(
    doctor: Session, shown: Differential | None
) -> None:
    encounter = send(doctor)
    if shown is not None:
        doctor.encounters.record_impression(encounter.id, THOUGHT)
        doctor.encounters.record_suggestion(encounter.id, shown)
    closed = doctor.encounters.close(encounter.id, Decision(DecisionKind.OWN_WORDS), PLAN)
    assert closed.status is EncounterStatus.CLOSED


def test_a_condition_that_was_not_shown_cannot_be_accepted(doctor: Session) -> None:
    encounter = send(doctor)
    with pytest.raises(ValueError, match="shown"):
        doctor.encounters.close(encounter.id, ACCEPT, PLAN)


def test_a_diagnosis_is_needed(doctor: Session) -> None:
    encounter = send(doctor)
    with pytest.raises(EntryMissing) as caught:
        doctor.encounters.close(encounter.id, Decision(DecisionKind.OWN_WORDS), Plan("  "))
    assert caught.value.params == {"entry": "diagnosis"}


def test_a_closed_encounter_is_amended_not_reviewed_again(doctor: Session) -> None:
    encounter = send(doctor)
    with pytest.raises(EncounterNotClosed):
        doctor.encounters.amend(encounter.id, Decision(DecisionKind.OWN_WORDS), PLAN, "typing slip")
    closed = doctor.encounters.close(encounter.id, Decision(DecisionKind.OWN_WORDS), PLAN)
    for again in (
        lambda: doctor.encounters.open(encounter.id),
        lambda: doctor.encounters.put_back(encounter.id),
        lambda: doctor.encounters.record_impression(encounter.id, THOUGHT),
        lambda: doctor.encounters.record_suggestion(encounter.id, a_differential()),
        lambda: doctor.encounters.close(encounter.id, Decision(DecisionKind.OWN_WORDS), PLAN),
    ):
        with pytest.raises(EncounterClosed):
            again()
    better = replace(PLAN, diagnosis="Chikungunya", icd10="A92.0")
    with pytest.raises(EntryMissing):
        doctor.encounters.amend(encounter.id, Decision(DecisionKind.OWN_WORDS), better, " ")
    amended = doctor.encounters.amend(
        encounter.id, Decision(DecisionKind.OTHER_LISTED, "chikungunya"), better, "serology"
    )
    assert amended.plan == better
    assert amended.current.reason == "serology"
    assert amended.current.parents == (closed.current.id,)
    assert amended.versions[:-1] == closed.versions
    assert [hit.patient.id for hit in doctor.patients.search("chikungunya")] == [encounter.patient.id]
    assert doctor.patients.search("dengue") == ()


def test_closing_removes_the_half_typed_review(doctor: Session) -> None:
    encounter = send(doctor)
    draft = doctor.drafts.save(doctor.drafts.new())
    doctor.encounters.close(encounter.id, Decision(DecisionKind.OWN_WORDS), PLAN, draft.id)
    assert doctor.drafts.mine() == ()


def test_every_step_and_every_look_is_audited(doctor: Session) -> None:
    encounter = send(doctor)
    doctor.encounters.queue()
    doctor.encounters.queue()
    doctor.encounters.get(encounter.id)
    doctor.encounters.record_impression(encounter.id, THOUGHT)
    doctor.encounters.record_suggestion(encounter.id, a_differential())
    doctor.encounters.close(encounter.id, ACCEPT, PLAN)
    doctor.encounters.note_printed(encounter.id, "visit_note")
    told = [entry.action for entry in reversed(doctor.audit.latest())][-7:]
    assert told == [
        "patient.registered", "encounter.sent", "encounter.read", "encounter.impression",
        "encounter.suggestion_shown", "encounter.closed", "encounter.printed",
    ]  # fmt: skip


def test_the_first_sight_of_a_patient_in_the_queue_is_audited_once(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    worker = unlock(tmp_path, Role.HEALTH_WORKER)
    first = send(worker)
    worker.close()
    doctor = unlock(tmp_path, Role.DOCTOR)
    for _ in range(3):
        doctor.encounters.queue()
    seen = [entry.details["encounters"] for entry in doctor.audit.latest() if entry.action == "queue.read"]
    assert seen == [[first.id]]
    doctor.close()


def test_an_unknown_encounter_is_a_bug_not_a_message(doctor: Session) -> None:
    with pytest.raises(LookupError):
        doctor.encounters.get(EncounterId("nothing"))


def test_a_new_patient_is_registered_with_the_case_or_not_at_all(doctor: Session) -> None:
    unstorable = replace(a_case(), findings={"cough": object()})  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        doctor.encounters.send_to_doctor(None, a_patient("Half Kept"), unstorable, a_triage())
    assert doctor.patients.search("Half") == ()
    assert doctor.encounters.queue() == ()
    sent = doctor.encounters.send_to_doctor(None, a_patient("Half Kept"), a_case(), a_triage())
    assert [hit.patient.id for hit in doctor.patients.search("Half")] == [sent.patient.id]
    assert doctor.audit.first_break() is None
