"""Rehydration amounts stand beside the case only under content that the clinic's medical officer has signed."""

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.case import Age, Case
from clinic_app.domain.rules.engine import triage
from tests.clinics import PASSPHRASES, a_patient

COMPUTED = {"dehydration": "severe", "plan_c_first_ml": 240.0, "plan_c_second_ml": 560.0}


@pytest.fixture
def encounter_id(clinic):
    """A child of 14 months with severe dehydration."""
    session = clinic.sign_in(Role.HEALTH_WORKER)
    case = Case(id="r12-4", age=Age(14, "months"), findings={"diarrhoea": True})
    found = triage(case, clinic.knowledge.rulebook)
    found = type(found)(found.level, found.fired, found.incomplete, COMPUTED, found.danger_excluded)
    return clinic.ask(
        lambda: (
            session.encounters.send_to_doctor(None, session.patients.register(a_patient()).id, case, found).id
        )
    )


def test_without_a_sign_off_the_amounts_stay_out(page):
    text = page.summary.toPlainText()
    assert "after the clinic's medical officer has signed off" in text
    assert "240" not in text


def test_with_a_sign_off_they_are_shown_with_their_source(page, clinic, session, encounter_id):
    version = clinic.knowledge.content_version
    clinic.ask(lambda: session.sign_off.sign(PASSPHRASES[Role.DOCTOR], version, 1, "I have read it."))
    page.open(encounter_id)
    clinic.background.drain()
    text = page.summary.toPlainText()
    assert "240 mL in 30 minutes, then 560 mL" in text
    assert "WHO IMCI" in text
    assert "signed off" not in text


def test_a_case_without_amounts_has_no_such_part(make_page, clinic, session):
    page = make_page(session)
    page.open(clinic.send(session))
    clinic.background.drain()
    assert "Rehydration" not in page.summary.toPlainText()
