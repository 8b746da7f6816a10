"""Only what is clearly abnormal for the age is put into words."""

from typing import Any

import pytest

from clinic_app.domain.case import Age, Case, Vitals
from clinic_app.inference.vitals_in_words import vitals_in_words


def words(age: Age, **vitals: Any) -> tuple[str, ...]:
    return vitals_in_words(Case(id="c", age=age, vitals=Vitals(**vitals)))


ADULT = Age(40, "years")


def test_unknown_or_normal_vitals_say_nothing() -> None:
    assert words(ADULT) == ()
    assert words(ADULT, temperature_c=37.0, pulse=80, resp_rate=16, spo2=98, systolic=120, diastolic=80) == ()
    assert words(ADULT, consciousness="A", glucose_mg_dl=110, hb_g_dl=13) == ()


@pytest.mark.parametrize(
    ("age", "vitals", "said"),
    [
        (ADULT, {"temperature_c": 35.0}, "low body temperature 35 C"),
        (ADULT, {"systolic": 84.0}, "low blood pressure 84, shock"),
        (ADULT, {"systolic": 190.0, "diastolic": 110.0}, "very high blood pressure 190/110"),
        (ADULT, {"diastolic": 95.0}, "high blood pressure 95"),
        (ADULT, {"spo2": 88.0}, "low oxygen saturation 88%"),
        (ADULT, {"glucose_mg_dl": 44.0}, "low blood sugar 44"),
        (ADULT, {"hb_g_dl": 6.2}, "severe anaemia, low haemoglobin 6.2"),
        (ADULT, {"consciousness": "U"}, "unconscious"),
        (Age(20, "months"), {"resp_rate": 44.0}, "fast breathing 44"),
        (Age(20, "months"), {"muac_cm": 11.0}, "thin arm, MUAC 11 cm"),
    ],
)
def test_the_abnormal_is_said_with_its_value(age: Age, vitals: dict[str, Any], said: str) -> None:
    assert words(age, **vitals) == (said,)


@pytest.mark.parametrize(
    ("age", "vitals"),
    [
        (Age(20, "days"), {"resp_rate": 55.0, "pulse": 150.0, "systolic": 70.0, "hb_g_dl": 10.0}),
        (Age(6, "months"), {"resp_rate": 45.0, "pulse": 140.0}),
        (Age(6, "years"), {"systolic": 85.0, "resp_rate": 24.0}),
    ],
)
def test_what_is_usual_in_children_is_not_said(age: Age, vitals: dict[str, Any]) -> None:
    assert words(age, **vitals) == ()
