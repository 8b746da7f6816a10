"""Amounts in words: only signed, only what was computed, in the times of the patient's age, with source and tag."""

from dataclasses import replace

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.case import Age
from clinic_app.domain.ids import SignOffId, UserId
from clinic_app.domain.sign_off import SignOff, SignOffState
from clinic_app.domain.triage import Triage, TriageLevel
from clinic_app.services.rehydration import rehydration

NAME = "Dr Rao"
SIGNED = SignOffState(
    "1+ab",
    (SignOff(SignOffId("s"), "1+ab", 3, "", "2026-11-23T08:15:00.000Z", UserId("u"), NAME, Role.DOCTOR),),
)
UNSIGNED = SignOffState("1+ab")
TODDLER = Age(14, "months")
FOR_OTHER = replace(SIGNED, content_version="1+cd")
PLAN_B = {"dehydration": "some", "ors_plan_b_ml": 600.0}
PLAN_C = {"dehydration": "severe", "plan_c_first_ml": 240.0, "plan_c_second_ml": 560.0}
ZINC = {"dehydration": "none", "zinc_mg_per_day": 20}


@pytest.fixture
def said(knowledge):
    def words(computed, age=TODDLER, sign_off=SIGNED, language="en"):
        triage = Triage(TriageLevel.URGENT, (), (), computed, danger_excluded=False)
        return rehydration(triage, age, knowledge.rehydration, sign_off, language)

    return words


@pytest.mark.parametrize("computed", [PLAN_B, PLAN_C, ZINC])
@pytest.mark.parametrize("sign_off", [UNSIGNED, FOR_OTHER])
@pytest.mark.parametrize("language", ["en", "hi"])
def test_without_a_valid_sign_off_no_amount_is_said(said, computed, sign_off, language):
    (only,) = said(computed, sign_off=sign_off, language=language)
    assert not any(letter.isdigit() for letter in only)


def test_the_reason_names_the_medical_officer(said):
    assert said(PLAN_B, sign_off=UNSIGNED) == (
        "Rehydration amounts are shown after the clinic's medical officer has signed off the clinical content.",
    )


@pytest.mark.parametrize("sign_off", [SIGNED, UNSIGNED])
@pytest.mark.parametrize("computed", [{}, {"news2": 3}, {"dehydration": "some"}, {"plan_c_first_ml": 240.0}])
def test_where_nothing_was_computed_nothing_is_said(said, computed, sign_off):
    assert said(computed, sign_off=sign_off) == ()


@pytest.mark.parametrize(
    ("age", "times"),
    [
        (Age(11, "months"), ("1 hour", "5 hours")),
        (Age(12, "months"), ("30 minutes", "2 and a half hours")),
        (Age(40, "years"), ("30 minutes", "2 and a half hours")),
    ],
)
def test_the_drip_runs_slower_in_the_first_year(said, age, times):
    first, *_ = said(PLAN_C, age)
    assert f"240 mL in {times[0]}, then 560 mL in {times[1]}" in first


def test_a_small_child_who_is_severely_malnourished_is_kept_out_of_the_plans(said):
    for computed in (PLAN_B, PLAN_C):
        assert "severely malnourished" in " ".join(said(computed))
        assert "malnourished" not in " ".join(said(computed, Age(40, "years")))


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize(("computed", "amount"), [(PLAN_B, "600 mL"), (PLAN_C, "560 mL"), (ZINC, "20 mg")])
def test_amounts_come_with_source_and_tag(said, language, computed, amount):
    *sentences, origin = said(computed, language=language)
    assert amount in " ".join(sentences)
    assert "WHO IMCI" in origin
    assert "(K)" in origin
