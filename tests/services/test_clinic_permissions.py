"""Who may do what: the whole table, and that every service asks it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clinic_app.domain.accounts import MAY, Action, Role, may
from clinic_app.domain.errors import NotPermitted
from clinic_app.domain.ids import DraftId, EncounterId, PatientId
from clinic_app.domain.records import Decision, DecisionKind, Impression, Plan
from clinic_app.services.clinic import Session
from tests.clinics import (
    CHEAP_KDF,
    PASSPHRASES,
    a_case,
    a_differential,
    a_patient,
    a_triage,
    found_clinic,
    unlock,
)

W, D, A = Role.HEALTH_WORKER, Role.DOCTOR, Role.CLINIC_ADMIN
EXPECTED: dict[Action, set[Role]] = {
    Action.FIND_PATIENTS: {W, D},
    Action.READ_PATIENT: {W, D},
    Action.REGISTER_PATIENT: {W, D},
    Action.CORRECT_PATIENT: {W, D},
    Action.KEEP_DRAFTS: {W, D},
    Action.SEND_TO_DOCTOR: {W, D},
    Action.READ_QUEUE: {W, D},
    Action.REVIEW_ENCOUNTER: {D},
    Action.CLOSE_ENCOUNTER: {D},
    Action.AMEND_ENCOUNTER: {D},
    Action.PRINT_RECORDS: {W, D},
    Action.MANAGE_STAFF: {D, A},
    Action.CHANGE_SETTINGS: {D, A},
    Action.READ_AUDIT: {D, A},
    Action.SIGN_OFF_CONTENT: {D},
}
E = EncounterId("e")
P = PatientId("p")
OWN = Decision(DecisionKind.OWN_WORDS)
CALLS: list[tuple[str, Action, Callable[[Session], object]]] = [
    ("patients.register", Action.REGISTER_PATIENT, lambda s: s.patients.register(a_patient())),
    ("patients.correct", Action.CORRECT_PATIENT, lambda s: s.patients.correct(P, a_patient())),
    ("patients.get", Action.READ_PATIENT, lambda s: s.patients.get(P)),
    ("patients.search", Action.FIND_PATIENTS, lambda s: s.patients.search("sita")),
    ("drafts.save", Action.KEEP_DRAFTS, lambda s: s.drafts.save(s.drafts.new())),
    ("drafts.mine", Action.KEEP_DRAFTS, lambda s: s.drafts.mine()),
    ("drafts.discard", Action.KEEP_DRAFTS, lambda s: s.drafts.discard(DraftId("d"))),
    (
        "encounters.send_to_doctor",
        Action.SEND_TO_DOCTOR,
        lambda s: s.encounters.send_to_doctor(None, P, a_case(), a_triage()),
    ),
    ("encounters.queue", Action.READ_QUEUE, lambda s: s.encounters.queue()),
    ("encounters.get", Action.READ_PATIENT, lambda s: s.encounters.get(E)),
    ("encounters.of_patient", Action.READ_PATIENT, lambda s: s.encounters.of_patient(P)),
    ("encounters.open", Action.REVIEW_ENCOUNTER, lambda s: s.encounters.open(E)),
    ("encounters.put_back", Action.REVIEW_ENCOUNTER, lambda s: s.encounters.put_back(E)),
    (
        "encounters.record_impression",
        Action.REVIEW_ENCOUNTER,
        lambda s: s.encounters.record_impression(E, Impression(words="x")),
    ),
    (
        "encounters.record_suggestion",
        Action.REVIEW_ENCOUNTER,
        lambda s: s.encounters.record_suggestion(E, a_differential()),
    ),
    ("encounters.close", Action.CLOSE_ENCOUNTER, lambda s: s.encounters.close(E, OWN, Plan("x"))),
    ("encounters.amend", Action.AMEND_ENCOUNTER, lambda s: s.encounters.amend(E, OWN, Plan("x"), "y")),
    ("encounters.note_printed", Action.PRINT_RECORDS, lambda s: s.encounters.note_printed(E, "visit_note")),
    ("settings.set_clinic", Action.CHANGE_SETTINGS, lambda s: s.settings.set_clinic("letterhead", "x")),
    ("audit.latest", Action.READ_AUDIT, lambda s: s.audit.latest()),
    ("audit.first_break", Action.READ_AUDIT, lambda s: s.audit.first_break()),
    (
        "sign_off.sign",
        Action.SIGN_OFF_CONTENT,
        lambda s: s.sign_off.sign(PASSPHRASES[s.user.role], "1+ab", 3, "I have read it."),
    ),
    ("new_recovery_sheet", Action.MANAGE_STAFF, lambda s: s.new_recovery_sheet(kdf=CHEAP_KDF)),
]
# Everybody's own business.
OPEN_TO_ALL = {"drafts.new", "settings.clinic", "settings.own", "settings.set_own", "sign_off.state"}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_the_table(role: Role, action: Action) -> None:
    assert may(role, action) == (role in EXPECTED[action])


def test_the_table_is_complete() -> None:
    assert set(MAY) == set(EXPECTED) == set(Action)


@pytest.fixture(params=Role, ids=lambda role: role.value)
def session(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    found_clinic(tmp_path)
    session = unlock(tmp_path, request.param)
    yield session
    session.close()


@pytest.mark.parametrize(("name", "action", "call"), CALLS, ids=[name for name, _, _ in CALLS])
def test_every_service_asks_the_table(
    session: Session, name: str, action: Action, call: Callable[[Session], object]
) -> None:
    before = session._store.audit.head()
    if session.user.role in EXPECTED[action]:
        try:
            call(session)
        except NotPermitted:
            pytest.fail("refused, though the table allows it")
        except (LookupError, session._store._db.conn.IntegrityError):
            pass  # allowed, and then there is no such record
    else:
        with pytest.raises(NotPermitted) as caught:
            call(session)
        assert caught.value.params == {"action": action.value, "role": session.user.role.value}
        assert session._store.audit.head() == before


def test_no_public_method_of_a_service_is_missing_here(session: Session) -> None:
    services = ("patients", "encounters", "drafts", "settings", "audit", "sign_off")
    methods = {
        f"{service}.{method}"
        for service in services
        for method in vars(type(getattr(session, service)))
        if not method.startswith("_")
    }
    assert methods == {name for name, _, _ in CALLS if "." in name} | OPEN_TO_ALL
