"""A date typed where the form asks for weeks of pregnancy or an age: offered or asked about, never guessed."""

from datetime import date

import pytest

from clinic_app.domain.ages import KnownAge
from clinic_app.domain.case import Age
from clinic_app.services.form import new_patient, read_form
from clinic_app.services.parsed_form import accepted_field

TODAY = date(2026, 11, 23)
ADULT = {"name": "Asha", "age": "34", "age_unit": "years", "sex": "F"}


@pytest.fixture
def read(knowledge):
    return lambda state: read_form(state, knowledge, "case-1", TODAY)


EXPECTING = {**ADULT, "pregnant": "yes"}


@pytest.mark.parametrize("text", ["15/06/2026", "15-6-26", "2026-06-15", "15 June 2026", "१५/०६/२०२६"])
def test_a_date_of_the_last_period_is_offered_in_weeks(read, text):
    parsed = read({**EXPECTING, "gestation_weeks": text})
    problem = parsed.problems["gestation_weeks"]
    assert (problem.proposal.text, problem.proposal.unit) == ("23+0", "weeks")
    assert problem.params == {"date": "15-06-2026", "weeks": "23+0", "due": "22-03-2027"}
    assert problem.words("en") != problem.words("hi")
    assert parsed.case.gestation_weeks is None
    assert read({**EXPECTING, "gestation_weeks": problem.proposal.text}).case.gestation_weeks == 23


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("24/11/2026", "lmp_in_future"),
        ("15/6/27", "lmp_in_future"),
        ("01/12/2025", "gestation_too_long"),
        ("06/15/2026", "date_impossible"),
        ("31/02/2026", "date_impossible"),
        ("15/06", "date_incomplete"),
    ],
)
def test_a_last_period_that_cannot_be_is_refused_in_a_clear_sentence(read, text, code):
    parsed = read({**EXPECTING, "gestation_weeks": text})
    problem = parsed.problems["gestation_weeks"]
    assert (problem.code, problem.proposal) == (code, None)
    assert problem.words("en") != problem.words("hi")
    assert parsed.case.gestation_weeks is None


@pytest.mark.parametrize(
    ("text", "age", "code"),
    [
        ("20/11/2026", Age(3, "days"), "born_days"),
        ("23-11-2025", Age(12, "months"), "born_months"),
        ("15 जून 1992", Age(34, "years"), "born_years"),
        ("15/6/58", Age(68, "years"), "born_years"),
    ],
)
def test_a_date_in_the_age_is_the_date_of_birth_and_asked_about_once(read, text, age, code):
    state = {"name": "Asha", "age": text, "age_unit": "years"}
    parsed = read(state)
    assert parsed.age == age
    assert parsed.case.age == age
    assert parsed.questions["age"].code == code
    assert parsed.questions["age"].words("en") != parsed.questions["age"].words("hi")
    assert not read({**state, accepted_field("age"): text}).questions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("24/11/2026", "born_in_future"),
        ("22/11/1905", "age_impossible"),
        ("06/15/2020", "date_impossible"),
        ("15/06", "date_incomplete"),
    ],
)
def test_a_date_of_birth_that_cannot_be_is_refused(read, text, code):
    parsed = read({"name": "Asha", "age": text})
    assert parsed.problems["age"].code == code
    assert parsed.case is None
    assert parsed.problems["age"].words("en") != parsed.problems["age"].words("hi")


def test_the_registration_keeps_a_date_of_birth_as_it_was_said():
    patient = new_patient({**ADULT, "age": "23/11/2025"}, Age(12, "months"), TODAY)
    assert patient.age == KnownAge.born_on(date(2025, 11, 23))
