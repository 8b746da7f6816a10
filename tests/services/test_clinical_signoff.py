"""A medical officer signs exactly one version of the content; nothing of it is ever lost or half written."""

import contextlib

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import NotPermitted, WrongPassphrase
from tests.clinics import NAMES, PASSPHRASES, FakeClock, found_clinic, unlock

VERSION = "0.2.0+1a2b3c4d"
OTHER = "0.2.0+99999999"
STATEMENT = "मैंने खुले सवाल पढ़ लिए हैं।"


@pytest.fixture
def clinic(tmp_path):
    found_clinic(tmp_path)
    return tmp_path


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def doctor(clinic, clock):
    with contextlib.closing(unlock(clinic, Role.DOCTOR, clock)) as session:
        yield session


def sign(session, version=VERSION, passphrase=PASSPHRASES[Role.DOCTOR]):
    return session.sign_off.sign(passphrase, version, 31, STATEMENT)


def test_at_first_nothing_is_signed(doctor):
    state = doctor.sign_off.state(VERSION)
    assert not state.is_valid
    assert state.for_other_content is None


def test_who_when_and_what_is_kept_also_for_others(doctor, clinic):
    signed = sign(doctor).current
    assert (signed.name, signed.role, signed.user) == (NAMES[Role.DOCTOR], Role.DOCTOR, doctor.user.id)
    assert (signed.content_version, signed.open_questions, signed.statement) == (VERSION, 31, STATEMENT)
    assert signed.signed_at == "2026-11-23T08:15:00.000Z"
    doctor.close()
    with contextlib.closing(unlock(clinic, Role.HEALTH_WORKER)) as nurse:
        assert nurse.sign_off.state(VERSION).current == signed


def test_other_content_is_not_covered_and_the_same_content_is_covered_again(doctor):
    first = sign(doctor).current
    changed = doctor.sign_off.state(OTHER)
    assert not changed.is_valid
    assert changed.for_other_content == first
    second = sign(doctor, OTHER)
    assert second.is_valid
    assert second.history[1] == first
    # An update that was rolled back: what was signed then is what runs now.
    assert doctor.sign_off.state(VERSION).current == first
    assert doctor.sign_off.state(VERSION).for_other_content is None


def test_signing_again_keeps_both_and_the_latest_counts(doctor, clock):
    first = sign(doctor).current
    clock.now_ms += 60_000
    state = sign(doctor)
    assert len(state.history) == 2
    assert state.current != first
    assert state.history[-1] == first


@pytest.mark.parametrize("role", [Role.HEALTH_WORKER, Role.CLINIC_ADMIN])
def test_nobody_else_may_sign(clinic, role):
    with contextlib.closing(unlock(clinic, role)) as session:
        with pytest.raises(NotPermitted):
            sign(session, passphrase=PASSPHRASES[role])
        assert not session.sign_off.state(VERSION).history


def test_without_the_own_passphrase_nothing_is_signed(doctor):
    before = doctor.audit.latest()
    for wrong in ("", PASSPHRASES[Role.HEALTH_WORKER]):
        with pytest.raises(WrongPassphrase):
            sign(doctor, passphrase=wrong)
    assert not doctor.sign_off.state(VERSION).history
    assert doctor.audit.latest() == before


def test_the_audit_trail_names_the_version_and_no_words(doctor):
    sign(doctor)
    entry = doctor.audit.latest(1)[0]
    assert (entry.action, entry.user) == ("clinical_content.signed_off", doctor.user.id)
    assert entry.details == {"content_version": VERSION, "open_questions": 31}
    assert doctor.audit.first_break() is None


def test_signature_and_audit_entry_are_kept_together_or_not_at_all(doctor):
    db = doctor._store._db
    db.execute("CREATE TRIGGER no_entry BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END")
    with pytest.raises(db.conn.IntegrityError):
        sign(doctor)
    db.execute("DROP TRIGGER no_entry")
    assert not doctor.sign_off.state(VERSION).history
    before = doctor.audit.latest(1)
    db.execute(
        "CREATE TRIGGER no_row BEFORE INSERT ON content_sign_offs BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    with pytest.raises(db.conn.IntegrityError):
        sign(doctor)
    db.execute("DROP TRIGGER no_row")
    assert doctor.audit.latest(1) == before
