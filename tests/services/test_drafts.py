"""Half-typed forms are kept as typed, for their own user, until they are sent or discarded."""

from dataclasses import replace
from pathlib import Path

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.ids import DraftId
from clinic_app.domain.records import DraftKind
from tests.clinics import START_MS, FakeClock, a_case, a_patient, a_triage, found_clinic, unlock

FORM = {
    "complaint": 'तेज़ बुखार \ud83d broken paste, NUL \0, "quotes"',
    "vitals": {"temperature_c": "101,", "spo2": None},
    "answers": [True, False, 1.5],
}


def test_a_draft_is_kept_raw_and_offered_again(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    session = unlock(tmp_path, Role.HEALTH_WORKER)
    draft = replace(session.drafts.new(), form=FORM)
    assert draft.saved_at == ""
    assert session.drafts.mine() == ()
    saved = session.drafts.save(draft)
    assert saved.saved_at == "2026-11-23T08:15:00.000Z"
    session.close()
    session = unlock(tmp_path, Role.HEALTH_WORKER)
    assert session.drafts.mine() == (saved,)
    assert session.drafts.mine()[0].form == FORM
    session.close()


def test_saving_again_replaces_and_is_one_audit_entry(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    clock = FakeClock()
    session = unlock(tmp_path, Role.DOCTOR, clock)
    draft = session.drafts.new()
    for seconds in range(5):
        clock.now_ms = START_MS + seconds * 1000
        draft = session.drafts.save(replace(draft, form={"seconds": seconds}))
    (kept,) = session.drafts.mine()
    assert kept.form == {"seconds": 4}
    assert kept.saved_at == "2026-11-23T08:15:04.000Z"
    assert [entry.action for entry in session.audit.latest()].count("draft.started") == 1
    session.close()


def test_drafts_are_ones_own(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    worker = unlock(tmp_path, Role.HEALTH_WORKER)
    draft = worker.drafts.save(replace(worker.drafts.new(), form={"mine": True}))
    worker.close()
    doctor = unlock(tmp_path, Role.DOCTOR)
    assert doctor.drafts.mine() == ()
    doctor.drafts.discard(draft.id)
    doctor.drafts.save(replace(draft, form={"mine": False}))
    doctor.close()
    worker = unlock(tmp_path, Role.HEALTH_WORKER)
    assert worker.drafts.mine() == (draft,)
    worker.close()


def test_the_last_saved_is_offered_first(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    clock = FakeClock()
    session = unlock(tmp_path, Role.HEALTH_WORKER, clock)
    first = session.drafts.save(session.drafts.new())
    clock.now_ms += 1000
    second = session.drafts.save(session.drafts.new())
    assert [draft.id for draft in session.drafts.mine()] == [second.id, first.id]
    clock.now_ms += 1000
    session.drafts.save(first)
    assert [draft.id for draft in session.drafts.mine()] == [first.id, second.id]
    session.close()


def test_discarding_and_sending_remove_the_draft(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    session = unlock(tmp_path, Role.HEALTH_WORKER)
    patient = session.patients.register(a_patient())
    discarded, sent, kept = (session.drafts.save(session.drafts.new()) for _ in range(3))
    session.drafts.discard(discarded.id)
    session.drafts.discard(discarded.id)
    session.drafts.discard(DraftId("never saved"))
    session.encounters.send_to_doctor(sent.id, patient.id, a_case(), a_triage())
    assert [draft.id for draft in session.drafts.mine()] == [kept.id]
    session.close()


def test_a_case_that_cannot_be_sent_keeps_its_draft(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    session = unlock(tmp_path, Role.HEALTH_WORKER)
    patient = session.patients.register(a_patient())
    draft = session.drafts.save(session.drafts.new())
    impossible = replace(a_triage(), computed={"news2": float("nan")})
    with pytest.raises(ValueError, match="JSON"):
        session.encounters.send_to_doctor(draft.id, patient.id, a_case(), impossible)
    assert session.drafts.mine() == (draft,)
    assert session.encounters.queue() == ()
    session.close()


def test_a_review_half_typed_by_the_doctor_names_its_encounter(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    session = unlock(tmp_path, Role.DOCTOR)
    patient = session.patients.register(a_patient())
    encounter = session.encounters.send_to_doctor(None, patient.id, a_case(), a_triage())
    draft = session.drafts.save(
        replace(session.drafts.new(DraftKind.REVIEW, encounter.id), form={"plan": "rest"})
    )
    assert session.drafts.mine() == (draft,)
    assert draft.encounter == encounter.id
    session.close()
