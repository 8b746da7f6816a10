"""What the examples leave open: boundaries, unknowns, and that nothing lowers a level."""

from typing import Any

import pytest

from clinic_app.domain.case_reader import read_case
from clinic_app.domain.rules.engine import triage
from clinic_app.domain.triage import Triage, TriageLevel, triage_from_json, triage_to_json
from clinic_app.services.knowledge import Knowledge

WELL: dict[str, Any] = {
    "resp_rate": 16,
    "spo2": 98,
    "on_oxygen": False,
    "systolic": 120,
    "pulse": 72,
    "consciousness": "A",
    "temperature_c": 36.8,
}


def run(knowledge: Knowledge, **case: Any) -> Triage:
    source = {
        "id": "c",
        **({"age_years": 40} if not any(key.startswith("age_") for key in case) else {}),
        **case,
    }
    return triage(read_case(source, knowledge.vocabulary, knowledge.ranges), knowledge.rulebook)


def level_of(outcome: Triage, rule: str) -> TriageLevel:
    return next((fired.level for fired in outcome.fired if fired.rule == rule), TriageLevel.NONE)


def missing(outcome: Triage, rule: str) -> tuple[str, ...]:
    return next((item.missing for item in outcome.incomplete if item.rule == rule), ())


def test_nothing_known_is_not_normal(knowledge: Knowledge) -> None:
    outcome = run(knowledge)
    assert outcome.level is TriageLevel.NONE
    assert not outcome.danger_excluded
    assert set(missing(outcome, "R4")) == {*WELL}
    assert "news2" not in outcome.computed


def test_a_partial_score_is_a_lower_bound(knowledge: Knowledge) -> None:
    outcome = run(knowledge, vitals={"resp_rate": 26, "pulse": 132})
    assert outcome.computed["news2"] == 6
    assert level_of(outcome, "R4") is TriageLevel.URGENT
    assert "at least 6" in knowledge.rulebook.reason(outcome.fired[0])


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("resp_rate", 8, 3), ("resp_rate", 9, 1), ("resp_rate", 12, 0), ("resp_rate", 21, 2), ("resp_rate", 25, 3),
        ("spo2", 91, 3), ("spo2", 92, 2), ("spo2", 94, 1), ("spo2", 96, 0),
        ("systolic", 90, 3), ("systolic", 91, 2), ("systolic", 101, 1), ("systolic", 111, 0), ("systolic", 220, 3),
        ("pulse", 40, 3), ("pulse", 41, 1), ("pulse", 51, 0), ("pulse", 91, 1), ("pulse", 111, 2), ("pulse", 131, 3),
        ("temperature_c", 35.0, 3), ("temperature_c", 35.04, 3), ("temperature_c", 35.1, 1),
        ("temperature_c", 36.1, 0), ("temperature_c", 38.1, 1), ("temperature_c", 39.1, 2),
        ("on_oxygen", True, 2), ("consciousness", "C", 3),
    ],
)  # fmt: skip
def test_news2_points(knowledge: Knowledge, name: str, value: Any, points: int) -> None:
    assert run(knowledge, vitals=WELL | {name: value}).computed["news2"] == points


def test_a_clear_spo2_target_switches_the_scale(knowledge: Knowledge) -> None:
    target = {"hypercapnic_target_88_92": True}
    assert run(knowledge, vitals=WELL | {"spo2": 90}, findings=target).computed["news2"] == 0
    assert (
        run(knowledge, vitals=WELL | {"spo2": 97, "on_oxygen": True}, findings=target).computed["news2"] == 5
    )
    unknown = {name: value for name, value in WELL.items() if name != "on_oxygen"} | {"spo2": 97}
    outcome = run(knowledge, vitals=unknown, findings=target)
    assert missing(outcome, "R4") == ("on_oxygen",)
    assert outcome.computed["news2"] == 0


@pytest.mark.parametrize("obstetric", [{"pregnant": True}, {"postpartum_days": 42}])
def test_news2_is_not_for_obstetric_patients_or_children(
    knowledge: Knowledge, obstetric: dict[str, Any]
) -> None:
    assert "news2" not in run(knowledge, sex="F", vitals=WELL, **obstetric).computed
    assert "news2" not in run(knowledge, age_years=15.9, vitals=WELL).computed


@pytest.mark.parametrize(
    ("age", "limit"),
    [
        ({"age_days": 27}, 60),
        ({"age_days": 28}, 70),
        ({"age_months": 11}, 70),
        ({"age_months": 12}, 72),
        ({"age_years": 9.9}, 88),
        ({"age_years": 10}, 90),
        ({"age_years": 15}, 90),
    ],
)
def test_paediatric_hypotension_by_age(knowledge: Knowledge, age: dict[str, float], limit: int) -> None:
    below = run(knowledge, **age, vitals={"systolic": limit - 1})
    assert level_of(below, "R5") is TriageLevel.EMERGENCY
    assert level_of(run(knowledge, **age, vitals={"systolic": limit}), "R5") is TriageLevel.NONE


def test_shock_needs_all_three_signs(knowledge: Knowledge) -> None:
    cold = {"cold_extremities": True, "weak_fast_pulse": True}
    assert level_of(run(knowledge, age_years=3, findings=cold, vitals={"capillary_refill_s": 4}), "R5") == 3
    assert level_of(run(knowledge, age_years=3, findings=cold, vitals={"capillary_refill_s": 3}), "R5") == 0
    assert level_of(run(knowledge, age_years=3, findings=cold), "R5") == 0


def test_crying_or_fever_explains_a_fast_rate_but_never_a_slow_one(knowledge: Knowledge) -> None:
    fast, slow = {"pulse": 150}, {"pulse": 55}
    assert level_of(run(knowledge, age_years=4, vitals=fast), "R5") is TriageLevel.URGENT
    assert level_of(run(knowledge, age_years=4, vitals=fast | {"temperature_c": 39}), "R5") == 0
    assert level_of(run(knowledge, age_years=4, vitals=fast, findings={"child_calm": False}), "R5") == 0
    assert (
        level_of(run(knowledge, age_years=4, vitals=slow | {"temperature_c": 39}), "R5") is TriageLevel.URGENT
    )


def test_the_second_breath_count_replaces_the_first_in_a_child(knowledge: Knowledge) -> None:
    counted = run(knowledge, age_years=4, vitals={"resp_rate": 44}, findings={"resp_rate_second_count": 30})
    assert level_of(counted, "R5") is TriageLevel.NONE


@pytest.mark.parametrize(
    ("age", "asked"),
    [
        ({"age_days": 59}, False),
        ({"age_days": 60}, True),
        ({"age_years": 15}, True),
        ({"age_years": 16}, False),
    ],
)
def test_danger_signs_are_asked_from_60_days_to_15_years(
    knowledge: Knowledge, age: dict[str, float], asked: bool
) -> None:
    assert bool(missing(run(knowledge, **age), "R7")) is asked


def test_one_danger_sign_stands_though_the_others_are_unknown(knowledge: Knowledge) -> None:
    outcome = run(knowledge, age_years=2, findings={"vomits_everything": True})
    assert outcome.level is TriageLevel.EMERGENCY
    assert "not_able_to_drink" in missing(outcome, "R7")


@pytest.mark.parametrize(
    "case",
    [
        {"findings": {"uncontrolled_bleeding": True}},
        {"findings": {"convulsing_now": True}},
        {"findings": {"not_breathing_normally": True}},
        {"findings": {"lethargic_or_unconscious": True}},
        {"vitals": WELL | {"consciousness": "C"}},
        {"vitals": {"gcs": 14}},
        {"findings": {"bp_unrecordable": True}},
        {"findings": {"uncontrolled_bleeding": True}, "pregnant": True, "sex": "F"},
    ],
)
@pytest.mark.parametrize("age", [{"age_days": 3}, {"age_years": 7}, {"age_years": 70}])
def test_the_safety_net_holds_at_every_age(
    knowledge: Knowledge, case: dict[str, Any], age: dict[str, float]
) -> None:
    assert run(knowledge, **age, **case).level is TriageLevel.EMERGENCY


@pytest.mark.parametrize(
    ("who", "rule"),
    [
        ({"age_days": 5}, "R6"),
        ({"age_years": 25, "sex": "F", "pregnant": True}, "R27"),
        ({"age_years": 3}, "R7"),
    ],
)
def test_well_vital_signs_alone_never_exclude_danger(
    knowledge: Knowledge, who: dict[str, Any], rule: str
) -> None:
    answers = {
        "convulsions_now_or_history": False,
        "not_breathing_normally": False,
        "uncontrolled_bleeding": False,
    }
    vitals = WELL | {"diastolic": 70}
    outcome = run(knowledge, **who, vitals=vitals, findings=answers)
    assert missing(outcome, rule)
    assert not outcome.danger_excluded


def test_the_default_chart_refers_more(knowledge: Knowledge) -> None:
    fast = {"age_days": 20, "vitals": {"resp_rate": 62}, "findings": {"resp_rate_second_count": 61}}
    assert level_of(run(knowledge, **fast), "R6") is TriageLevel.EMERGENCY
    assert level_of(run(knowledge, **fast, profile="WHO"), "R6") is TriageLevel.URGENT


def test_a_first_fast_count_stands_until_it_is_repeated(knowledge: Knowledge) -> None:
    once = run(knowledge, age_days=20, vitals={"resp_rate": 62})
    assert level_of(once, "R6") is TriageLevel.EMERGENCY
    assert "resp_rate_second_count" in missing(once, "R6")
    twice = run(knowledge, age_days=20, vitals={"resp_rate": 62}, findings={"resp_rate_second_count": 50})
    assert level_of(twice, "R6") is TriageLevel.NONE


def test_an_unknown_gestation_takes_the_safer_reading(knowledge: Knowledge) -> None:
    woman = {"sex": "F", "pregnant": True}
    light = {"bleeding_per_vaginum": "light"}
    assert level_of(run(knowledge, **woman, findings=light), "R27") is TriageLevel.EMERGENCY
    assert (
        level_of(run(knowledge, **woman, gestation_weeks=19.9, findings=light), "R27") is TriageLevel.URGENT
    )
    leaking = {"leaking_fluid": True}
    assert level_of(run(knowledge, **woman, findings=leaking), "R27") is TriageLevel.EMERGENCY
    assert level_of(run(knowledge, **woman, gestation_weeks=37, findings=leaking), "R27") is TriageLevel.NONE


def test_an_oximeter_without_a_reading_leaves_spo2_unknown(knowledge: Knowledge) -> None:
    unread = {name: value for name, value in WELL.items() if name != "spo2"}
    outcome = run(knowledge, vitals=unread, findings={"spo2_no_reading": True})
    assert missing(outcome, "R4") == missing(outcome, "R1") == ("spo2",)
    assert not outcome.danger_excluded


def test_a_measured_spo2_counts_though_the_oximeter_failed_too(knowledge: Knowledge) -> None:
    outcome = run(knowledge, age_years=3, vitals={"spo2": 85}, findings={"spo2_no_reading": True})
    assert outcome.level is TriageLevel.EMERGENCY


def test_all_answers_known_and_well_excludes_danger(knowledge: Knowledge) -> None:
    answers = {
        "convulsions_now_or_history": False,
        "not_breathing_normally": False,
        "uncontrolled_bleeding": False,
        "chest_pain": False,
        **dict.fromkeys(missing(run(knowledge, sex="M"), "R15"), False),
    }
    outcome = run(knowledge, age_years=30, sex="M", vitals=WELL, findings=answers)
    assert outcome.danger_excluded
    assert outcome.level is TriageLevel.NONE


@pytest.mark.parametrize(
    "alarm",
    ["convulsions_now_or_history", "cyanosis", "active_bleeding", "fainting", "stiff_neck", "prostration"],
)
def test_a_danger_sign_that_no_rule_accounts_for_still_keeps_the_all_clear_away(
    knowledge: Knowledge, alarm: str
) -> None:
    calm = {"convulsing_now": False, "not_breathing_normally": False, "uncontrolled_bleeding": False}
    outcome = run(knowledge, sex="M", vitals=WELL, findings=calm | {alarm: True})
    assert (outcome.level, outcome.alarms) == (TriageLevel.NONE, (alarm,))
    assert not outcome.danger_excluded


def test_who_is_not_drowsy_may_still_be_confused(knowledge: Knowledge) -> None:
    vitals = {name: value for name, value in WELL.items() if name != "consciousness"}
    outcome = run(knowledge, sex="M", vitals=vitals, findings={"lethargic_or_unconscious": False})
    assert missing(outcome, "R4") == ("consciousness",)
    assert "consciousness" in missing(outcome, "R28")


def test_a_woman_who_was_not_asked_about_pregnancy_is_not_taken_as_not_pregnant(knowledge: Knowledge) -> None:
    woman = {"age_years": 25, "sex": "F"}
    outcome = run(knowledge, **woman, vitals=WELL | {"systolic": 166, "diastolic": 112})
    assert missing(outcome, "R27") == ("pregnant",)
    assert not outcome.danger_excluded
    for sign in ({"cord_or_limb_out": True}, {"fetal_movement": "absent"}, {"placenta_retained_minutes": 40}):
        assert level_of(run(knowledge, **woman, findings=sign), "R27") is TriageLevel.EMERGENCY
    assert "R27" not in {item.rule for item in run(knowledge, **woman, pregnant=False).incomplete}


def test_obstetric_rules_end_after_42_days(knowledge: Knowledge) -> None:
    assert "meows_red" in run(knowledge, sex="F", postpartum_days=42, vitals=WELL).computed
    assert "news2" in run(knowledge, sex="F", postpartum_days=43, vitals=WELL).computed


@pytest.mark.parametrize(
    ("case", "rule", "lacking"),
    [
        ({"age_days": 5, "findings": {"jaundice": True}}, "R6", "jaundice_palms_soles"),
        ({"age_days": 5, "findings": {"jaundice_palms_soles": False}}, "R6", "jaundice"),
        ({"age_days": 5, "findings": {"not_able_to_feed": False}}, "R6", "not_feeding_well"),
        ({"age_days": 5, "findings": {"lethargic_or_unconscious": False}}, "R6", "movement"),
        ({"age_days": 5}, "R6", "umbilicus"),
        ({"age_years": 3, "findings": {"cold_extremities": True}}, "R5", "weak_fast_pulse"),
        ({"age_years": 3, "vitals": {"pulse": 55}}, "R5", "grey_or_mottled_skin"),
        ({"sex": "F", "postpartum_days": 1, "findings": {"blood_loss_ml": 350}}, "R27", "pulse"),
        ({"sex": "F", "postpartum_days": 5, "vitals": {"temperature_c": 38.4}}, "R27", "foul_discharge"),
        ({"sex": "F", "pregnant": True, "gestation_weeks": 38, "findings": {"leaking_fluid": True}}, "R27",
         "leaking_hours"),
        ({"sex": "F", "pregnant": True, "gestation_weeks": 12}, "R27", "fainting"),
    ],
)  # fmt: skip
def test_what_could_still_make_an_emergency_is_asked(
    knowledge: Knowledge, case: dict[str, Any], rule: str, lacking: str
) -> None:
    assert lacking in missing(run(knowledge, **case), rule)


def test_a_newborn_that_cannot_drink_cannot_feed(knowledge: Knowledge) -> None:
    for finding in ({"not_able_to_drink": True}, {"drinks": "unable"}, {"not_able_to_feed": True}):
        assert level_of(run(knowledge, age_days=20, findings=finding), "R6") is TriageLevel.EMERGENCY


def test_heavy_bleeding_in_late_pregnancy_keeps_its_warning(knowledge: Knowledge) -> None:
    outcome = run(
        knowledge, sex="F", pregnant=True, gestation_weeks=32, findings={"bleeding_per_vaginum": "heavy"}
    )
    [fired] = outcome.fired
    assert "no vaginal examination" in knowledge.rulebook.reason(fired)


def test_values_are_what_the_case_said(knowledge: Knowledge) -> None:
    def values(**case: Any) -> dict[str, Any]:
        return {name: value for fired in run(knowledge, **case).fired for name, value in fired.values.items()}

    assert values(vitals={"consciousness": "C"}) == {"news2": 3, "consciousness": "C"}
    assert values(vitals=WELL | {"gcs": 14}) == {"news2": 3, "gcs": 14}
    assert values(age_years=3, findings={"convulsing_now": True}) == {"convulsing_now": True}
    assert values(age_years=3, vitals={"pulse": 150, "resp_rate": 50}) == {"pulse": 150, "resp_rate": 50}
    assert values(age_years=3, findings={"drinks": "unable"}) == {"drinks": "unable"}


def test_knowing_more_never_lowers_a_level_that_a_sign_reached(knowledge: Knowledge) -> None:
    alone = run(knowledge, age_years=4, vitals={"systolic": 70})
    assert alone.level is TriageLevel.EMERGENCY
    assert (
        run(knowledge, age_years=4, vitals=WELL | {"systolic": 70, "pulse": 100}).level
        is TriageLevel.EMERGENCY
    )


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_sentence_has_its_values(knowledge: Knowledge, language: str) -> None:
    outcomes = [
        run(knowledge, age_months=5, vitals={"pulse": 52, "systolic": 60, "spo2": 85, "resp_rate": 70},
            findings={"cold_extremities": True, "vomits_everything": True, "bp_unrecordable": True}),
        run(knowledge, vitals=WELL | {"consciousness": "V"}),
        run(knowledge, vitals={"pulse": 131}),
        run(knowledge, age_years=3, vitals={"capillary_refill_s": 4},
            findings={"cold_extremities": True, "weak_fast_pulse": True}),
    ]  # fmt: skip
    for outcome in outcomes:
        for fired in outcome.fired:
            reason = knowledge.rulebook.reason(fired, language)
            assert reason
            assert "{" not in reason


def test_a_stored_triage_reads_back_equal(knowledge: Knowledge) -> None:
    outcome = run(
        knowledge, age_months=5, vitals={"pulse": 52, "systolic": 60}, findings={"cold_extremities": True}
    )
    assert triage_from_json(triage_to_json(outcome)) == outcome
