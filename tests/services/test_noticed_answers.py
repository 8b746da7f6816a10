"""What the text says and the form does not: which of it must be settled before the form is sent."""

from datetime import date

import pytest

from clinic_app.services.form import read_form
from clinic_app.services.parsed_form import NOTICED, finding_field

ADULT = {"name": "Asha", "age": "34", "age_unit": "years", "sex": "F"}


@pytest.fixture
def read(knowledge):
    return lambda **state: read_form({**ADULT, **state}, knowledge, "case-1", date(2026, 11, 23))


@pytest.mark.parametrize(
    "story", ["unconscious since morning", "सुबह से बेहोश है", "drank pesticide", "achanak muh tedha ho gaya"]
)
def test_what_would_make_an_emergency_is_settled_first(read, story):
    parsed = read(narrative=story)
    assert parsed.noticed[0].is_danger_sign
    assert NOTICED in dict(parsed.obstacles())


def test_what_is_no_danger_is_offered_and_holds_nobody_up(read):
    parsed = read(narrative="cough for 3 days, BP 120/80, no fits")
    assert {answer.noticed.finding for answer in parsed.noticed} >= {"cough", "systolic", "diastolic"}
    assert NOTICED not in dict(parsed.obstacles())


def test_once_it_is_an_emergency_the_rest_holds_nobody_up(read):
    parsed = read(narrative="achanak muh tedha ho gaya", consciousness="V")
    assert parsed.noticed
    assert NOTICED not in dict(parsed.obstacles())


def test_a_typed_number_outranks_one_in_the_text(read):
    assert not read(narrative="pulse 120", pulse="96").noticed
    assert not read(narrative="BP 90/60", systolic="90/60").noticed
    assert not read(narrative="BP 90/60", **{finding_field("bp_unrecordable"): "yes"}).noticed


def test_nothing_is_asked_of_whom_it_cannot_be(read):
    assert not any(
        answer.noticed.finding == "bleeding_per_vaginum"
        for answer in read(narrative="PV bleeding", sex="M").noticed
    )
