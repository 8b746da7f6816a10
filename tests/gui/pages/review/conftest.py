"""A case in review, the doctor signed in."""

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.gui.pages.review import ReviewPage


@pytest.fixture
def encounter_id(clinic):
    return clinic.send(clinic.sign_in(Role.HEALTH_WORKER))


@pytest.fixture
def session(clinic, encounter_id):
    return clinic.sign_in(Role.DOCTOR)


@pytest.fixture
def make_page(clinic, shown):
    def make(session):
        return shown(
            ReviewPage(session, clinic.knowledge, clinic.assessor, clinic.background, clock=clinic.clock)
        )

    return make


@pytest.fixture
def page(make_page, session, clinic, encounter_id):
    made = make_page(session)
    made.open(encounter_id)
    clinic.background.drain()
    return made


@pytest.fixture
def with_list(page, clinic):
    """The page after the own impression."""
    page.suggestion.impression.set_raw("Malaria, Plasmodium vivax; perhaps flu")
    page.suggestion.record.click()
    clinic.background.drain()
    return page
