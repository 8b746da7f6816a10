"""What is typed in a form, read and judged."""

from datetime import date

import pytest

from clinic_app.domain.rules.engine import triage
from clinic_app.services.form import read_form, triage_form

TODAY = date(2026, 11, 23)


@pytest.fixture
def read(knowledge):
    return lambda state: read_form(state, knowledge, "case-1", TODAY)


@pytest.fixture
def judged(knowledge, read):
    return lambda state: triage_form(read(state), lambda case: triage(case, knowledge.rulebook))
