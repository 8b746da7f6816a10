"""A case from outside: what is taken, what is refused, and which key is named."""

import math
from typing import Any

import pytest

from clinic_app.domain.case import Age, case_to_json
from clinic_app.domain.case_reader import MAX_TEXT_CHARACTERS, read_case
from clinic_app.domain.errors import CaseError
from clinic_app.services.knowledge import Knowledge

FULL: dict[str, Any] = {
    "id": "c1",
    "age_years": 24.5,
    "sex": "F",
    "pregnant": True,
    "gestation_weeks": 31.5,
    "postpartum_days": 0,
    "complaint": "tez bukhar",
    "duration_days": 3,
    "narrative": "बुखार\nand headache",
    "history": "none",
    "negatives": "no rash",
    "findings": {"cough": True, "fever_days": 3, "drinks": "poorly", "fainting": False},
    "vitals": {"temperature_c": 38.4, "spo2": 97, "consciousness": "A", "on_oxygen": False},
    "place": {"state": "Odisha", "district": "Koraput"},
    "month": 8,
    "profile": "WHO",
}


def test_a_full_case_survives_the_round_trip(knowledge: Knowledge) -> None:
    case = read_case(FULL, knowledge.vocabulary, knowledge.ranges)
    assert case_to_json(case) == FULL
    assert read_case(case_to_json(case), knowledge.vocabulary, knowledge.ranges) == case


def test_null_means_not_known(knowledge: Knowledge) -> None:
    source = {
        "id": "c",
        "age_years": 30,
        "age_months": None,
        "vitals": {"spo2": None},
        "findings": {"cough": None},
    }
    case = read_case(source, knowledge.vocabulary, knowledge.ranges)
    assert case.vitals.spo2 is None
    assert case.findings == {}


def _with(**changes: Any) -> dict[str, Any]:
    return {"id": "c", "age_years": 30} | changes


@pytest.mark.parametrize(
    ("source", "code", "field"),
    [
        ([], "not_an_object", ""),
        ({"age_years": 3}, "missing", "id"),
        (_with(id=7), "wrong_type", "id"),
        ({"id": "c"}, "age_missing", "age_years"),
        (_with(age_months=3), "age_given_twice", "age_months"),
        (_with(age_years="30"), "wrong_type", "age_years"),
        (_with(age_years=-1), "out_of_range", "age_years"),
        (_with(age_years=120.5), "out_of_range", "age_years"),
        (_with(age_years=math.nan), "out_of_range", "age_years"),
        (_with(age_years=10**400), "out_of_range", "age_years"),
        (_with(weight=70), "unknown_key", "weight"),
        (_with(vitals={"spO2": 98}), "unknown_key", "spO2"),
        (_with(findings={"coughing": True}), "unknown_key", "coughing"),
        (_with(place={"village": "X"}), "unknown_key", "village"),
        (_with(sex="female"), "unknown_choice", "sex"),
        (_with(pregnant=1), "wrong_type", "pregnant"),
        (_with(month=13), "out_of_range", "month"),
        (_with(month=1.5), "wrong_type", "month"),
        (_with(postpartum_days=-1), "out_of_range", "postpartum_days"),
        (_with(vitals={"pulse": 1e28}), "out_of_range", "pulse"),
        (_with(vitals={"temperature_c": 10**30}), "out_of_range", "temperature_c"),
        (_with(vitals={"spo2": 10**400}), "out_of_range", "spo2"),
        (_with(findings={"platelets_per_ul": -1e300}), "out_of_range", "platelets_per_ul"),
        (_with(id="a\0"), "control_characters", "id"),
        (_with(gestation_weeks=51), "out_of_range", "gestation_weeks"),
        (_with(findings={"cough": "yes"}), "wrong_type", "cough"),
        (_with(findings={"drinks": "a lot"}), "unknown_choice", "drinks"),
        (_with(findings={"fever_days": -1}), "out_of_range", "fever_days"),
        (_with(findings={"fever_days": True}), "wrong_type", "fever_days"),
        (_with(vitals={"spo2": 102}), "out_of_range", "spo2"),
        (_with(vitals={"spo2": True}), "wrong_type", "spo2"),
        (_with(vitals={"consciousness": "alert"}), "unknown_choice", "consciousness"),
        (_with(vitals={"systolic": 80, "diastolic": 80}), "diastolic_not_below_systolic", "diastolic"),
        (_with(vitals={"gcs": 14.5}), "wrong_type", "gcs"),
        (_with(vitals=[]), "wrong_type", "vitals"),
        (_with(narrative="x" * (MAX_TEXT_CHARACTERS + 1)), "too_long", "narrative"),
        (_with(narrative="a\0b"), "control_characters", "narrative"),
        (_with(narrative="\ud800"), "control_characters", "narrative"),
    ],
)
def test_refused_with_the_key_at_fault(knowledge: Knowledge, source: Any, code: str, field: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_case(source, knowledge.vocabulary, knowledge.ranges)
    assert (caught.value.case_code, caught.value.field) == (code, field)


def test_fahrenheit_is_refused_and_offered_in_celsius(knowledge: Knowledge) -> None:
    with pytest.raises(CaseError) as caught:
        read_case(_with(vitals={"temperature_c": 101.2}), knowledge.vocabulary, knowledge.ranges)
    assert caught.value.case_code == "out_of_range_offer"
    assert caught.value.params["offer"] == "38.4"
    assert caught.value.params["from_unit"] == "°F"


@pytest.mark.parametrize(
    ("age", "days", "months", "years"),
    [
        (Age(0, "days"), 0, 0, 0),
        (Age(59, "days"), 59, 1, 0),
        (Age(12, "months"), 365, 12, 1),
        (Age(4, "years"), 1461, 48, 4),
        (Age(15.99, "years"), 5840, 191, 15),
        (Age(16, "years"), 5844, 192, 16),
    ],
)
def test_ages_convert_by_truncation(age: Age, days: int, months: int, years: int) -> None:
    assert (age.days, age.months, age.years) == (days, months, years)
