"""From what is typed to a case: nothing typed is lost, guessed, or counted where it cannot be true."""

import random
from datetime import date

import pytest

from clinic_app.domain.case import Age, case_to_json
from clinic_app.domain.case_reader import read_case
from clinic_app.domain.rules.engine import triage
from clinic_app.domain.triage import TriageLevel
from clinic_app.services.form import new_patient, triage_form
from clinic_app.services.parsed_form import MEASUREMENTS, TEXT_LIMITS, accepted_field, finding_field
from clinic_app.services.typed import NotANumber, typed_number, typed_pressure

TODAY = date(2026, 11, 23)
ADULT = {"name": "Asha", "age": "34", "age_unit": "years", "sex": "F"}
INFANT = {"name": "Baby", "age": "20", "age_unit": "days"}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("38.4", 38.4, ""),
        (" 38,4 ", 38.4, ""),
        ("३८.४", 38.4, ""),
        ("98F", 98, "°F"),
        ("98.6 °f", 98.6, "°F"),
        ("112mm", 112, "mm"),
        ("8.2 mmol/L", 8.2, "mmol/L"),
        ("97 %", 97, "%"),
        ("101.2 °F", 101.2, "°F"),
        ("2800 gm", 2800, "g"),
        ("1.6 m", 1.6, "m"),
        ("112 g/L", 112, "g/L"),
        ("11.2 gm%", 11.2, "g/dL"),
        ("1.5 lakh", 1.5, "lakh/µL"),
        ("१.५ लाख", 1.5, "lakh/µL"),
        ("150 हज़ार", 150, "thousand/µL"),
        ("150k", 150, "thousand/µL"),
        ("1,50,000", 150_000, ""),
        ("1,50,000/µL", 150_000, "/µL"),
        ("1,500,000", 1_500_000, ""),
    ],
)
def test_numbers_are_read_as_people_type_them(text, value, unit):
    typed = typed_number(text)
    assert (typed.value, typed.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    ["abc", "1.2.3", "38,400", "1,5,0", "1e3", "nan", "inf", "--5", "12 13", "98X", "1" * 400],
)
def test_what_is_no_plain_number_is_not_guessed(text):
    with pytest.raises(NotANumber):
        typed_number(text)


def test_fahrenheit_is_offered_in_celsius_and_not_counted_meanwhile(read):
    parsed = read({**ADULT, "temperature_c": "101.2"})
    assert parsed.problems["temperature_c"].proposal.text == "38.4"
    assert parsed.problems["temperature_c"].proposal.from_unit == "°F"
    assert parsed.case.vitals.temperature_c is None


def test_a_typed_unit_offers_the_conversion(read):
    assert read({**ADULT, "temperature_c": "98F"}).problems["temperature_c"].proposal.text == "36.7"
    assert read({**ADULT, "glucose_mg_dl": "8 mmol/l"}).problems["glucose_mg_dl"].proposal.text == "144"
    assert read({**ADULT, "temperature_c": "38 C"}).case.vitals.temperature_c == 38


def test_millimetres_of_arm_are_offered_in_centimetres(read):
    parsed = read({"name": "A", "age": "14", "age_unit": "months", "muac_cm": "112"})
    assert parsed.problems["muac_cm"].proposal.text == "11.2"


def test_a_low_glucose_is_asked_about_and_counts_until_answered(read):
    parsed = read({**ADULT, "glucose_mg_dl": "20"})
    assert parsed.questions["glucose_mg_dl"].proposal.text == "360"
    assert parsed.case.vitals.glucose_mg_dl == 20


@pytest.mark.parametrize(
    ("patient", "field", "text", "offered", "from_unit"),
    [
        (INFANT, "weight_kg", "2800", "2.8", "g"),
        (INFANT, "weight_kg", "2800 g", "2.8", "g"),
        (ADULT, "height_cm", "1.6", "160", "m"),
        (ADULT, "height_cm", "1.6m", "160", "m"),
        (ADULT, "hb_g_dl", "112", "11.2", "g/L"),
        (ADULT, "temperature_c", "101.2F", "38.4", "°F"),
    ],
)
def test_what_was_typed_in_another_unit_is_offered_and_not_counted(
    read, patient, field, text, offered, from_unit
):
    parsed = read({**patient, field: text})
    proposal = parsed.problems[field].proposal
    assert (proposal.text, proposal.from_unit) == (offered, from_unit)
    assert getattr(parsed.case.vitals, field) is None
    assert getattr(read({**patient, field: offered}).case.vitals, field) == float(offered)


PLATELETS = finding_field("platelets_per_ul")
HIGH_BP = {**ADULT, "pregnant": "yes", "systolic": "150", "diastolic": "95"}


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("150", "150000"),
        ("1.5 lakh", "150000"),
        ("15 lakh", "1500000"),
        ("150 thousand", "150000"),
        ("0.8", "80000"),
    ],
)
def test_platelets_in_thousands_or_lakhs_are_offered_in_full(read, text, offered):
    parsed = read({**HIGH_BP, PLATELETS: text})
    assert parsed.problems[PLATELETS].proposal.text == offered
    assert "platelets_per_ul" not in parsed.case.findings
    assert read({**HIGH_BP, PLATELETS: offered}).case.findings["platelets_per_ul"] == float(offered)


def test_platelets_are_asked_for_with_a_high_pressure_and_judged_like_a_measurement(read):
    assert "platelets_per_ul" in read(HIGH_BP).asked
    assert "platelets_per_ul" not in read({**HIGH_BP, "systolic": "139", "diastolic": "89"}).asked
    low = read({**HIGH_BP, PLATELETS: "19,000.0"})
    assert low.problems[PLATELETS].code == "not_a_number"
    low = read({**HIGH_BP, PLATELETS: "19000"})
    assert low.questions[PLATELETS].code == "unusual"
    assert low.case.findings["platelets_per_ul"] == 19_000
    too_many = read({**HIGH_BP, PLATELETS: "20,00,001"})
    assert "2000000" in too_many.problems[PLATELETS].words()
    assert "platelets_per_ul" not in too_many.case.findings


def test_an_unusual_reading_counts_and_is_asked_about_once(read):
    typed = {**ADULT, "pulse": "170"}
    assert read(typed).case.vitals.pulse == 170
    assert "pulse" in read(typed).questions
    confirmed = {**typed, accepted_field("pulse"): "170"}
    assert not read(confirmed).questions
    assert "pulse" in read({**confirmed, "pulse": "175"}).questions


def test_limits_depend_on_the_age(read):
    assert "weight_kg" in read({**ADULT, "weight_kg": "3.2"}).problems
    assert read({**INFANT, "weight_kg": "3.2"}).case.vitals.weight_kg == 3.2


def test_a_pressure_typed_in_one_field_is_split(read):
    parsed = read({**ADULT, "systolic": "120/80"})
    assert (parsed.case.vitals.systolic, parsed.case.vitals.diastolic) == (120, 80)
    assert typed_pressure("१२०/८०") == ("120", "80")
    assert typed_pressure("120") is None


def test_the_lower_pressure_must_be_below_the_upper(read):
    parsed = read({**ADULT, "systolic": "120", "diastolic": "120"})
    assert parsed.problems["diastolic"].code == "diastolic_not_below_systolic"
    assert (parsed.case.vitals.systolic, parsed.case.vitals.diastolic) == (120, None)


def test_a_narrow_pulse_pressure_is_asked_again_and_counts(read):
    parsed = read({**ADULT, "systolic": "100", "diastolic": "80"})
    assert parsed.questions["diastolic"].code == "narrow_pulse_pressure"
    assert (parsed.case.vitals.systolic, parsed.case.vitals.diastolic) == (100, 80)
    assert "diastolic" not in read({**ADULT, "systolic": "101", "diastolic": "80"}).questions


def test_a_pressure_that_cannot_be_recorded_is_an_emergency_whatever_is_still_typed(read, judged):
    state = {**ADULT, "systolic": "120", finding_field("bp_unrecordable"): "yes"}
    assert read(state).case.vitals.systolic is None
    assert judged(state).level is TriageLevel.EMERGENCY


def test_the_age_takes_a_unit_behind_the_number(read):
    assert read({"age": "8m", "age_unit": "years"}).age == Age(8, "months")
    assert read({"age": "3 weeks"}).age == Age(21, "days")
    assert read({"age": "120"}).age == Age(120, "years")
    assert read({"age": "120.5"}).problems["age"].code == "age_impossible"
    assert read({"age": "121"}).problems["age"].code == "age_impossible"


def test_months_are_asked_for_under_five_years_but_not_insisted_on(read):
    assert read({"age": "3", "age_unit": "years"}).questions["age"].params == {"months": "36"}
    assert not read({"age": "36", "age_unit": "months"}).questions
    assert not read({"age": "3", "age_unit": "years", accepted_field("age"): "3"}).questions


def test_without_an_age_only_what_holds_at_any_age_is_said(judged):
    quiet = judged({"temperature_c": "41"})
    assert quiet.level is TriageLevel.NONE
    assert not quiet.danger_excluded
    assert quiet.incomplete[0].missing == ("age",)
    loud = judged({"consciousness": "U"})
    assert loud.level is TriageLevel.EMERGENCY
    assert judged({finding_field("uncontrolled_bleeding"): "yes"}).level is TriageLevel.EMERGENCY


def test_unanswered_is_not_no(read):
    findings = read(ADULT).case.findings
    assert findings == {}
    answered = read({**ADULT, finding_field("convulsing_now"): "no"}).case.findings
    assert answered == {"convulsing_now": False}


def test_name_and_age_are_needed_and_the_first_obstacle_comes_first(read):
    parsed = read({"spo2": "102", "pulse": "x"})
    assert [field for field, _ in parsed.obstacles()] == ["name", "age", "pulse", "spo2"]
    assert read(ADULT).obstacles() == ()


def test_control_characters_and_endless_texts_never_reach_a_case(read):
    parsed = read(
        {**ADULT, "complaint": "fe\x00ver\ud800", "narrative": "x" * (TEXT_LIMITS["narrative"] + 1)}
    )
    assert parsed.case.complaint == "fever"
    assert parsed.case.narrative is None
    assert parsed.problems["narrative"].code == "too_long"


def test_the_registration_keeps_the_age_as_it_was_said(read):
    parsed = read({**ADULT, "village": "Rampur"})
    patient = new_patient({**ADULT, "village": "Rampur"}, parsed.age, TODAY)
    assert patient.age.at(TODAY) == Age(34, "years")
    assert (patient.name, patient.sex, patient.village) == ("Asha", "F", "Rampur")


def test_every_problem_has_words_in_both_languages(read):
    states = (
        {"age": "x", "duration": "900 years"},
        {"age": "121"},
        {"age": "104"},
        {"age": "3"},
        {**ADULT, "pregnant": "no", "postpartum_days": "60", "gcs": "4.5", "temperature_c": "98F"},
        {**ADULT, "systolic": "80", "diastolic": "90", "pulse": "170", "glucose_mg_dl": "20", "spo2": "102"},
        {**INFANT, finding_field("skin_pustules_count"): "-3", "weight_kg": "70"},
        {"spo2": "102"},
    )
    for state in states:
        parsed = read(state)
        said = {**parsed.problems, **parsed.questions, **parsed.lacking}
        assert said
        for problem in said.values():
            assert problem.words("hi") != problem.words("en")


def test_whatever_is_typed_the_reading_never_fails_and_the_case_is_a_valid_one(knowledge, read):
    dice = random.Random(7)
    pieces = [
        "",
        "0",
        "-1",
        "7",
        "38.4",
        "१२",
        "101.2",
        "1e9",
        "999999999",
        "120/80",
        "/",
        "15/06/2026",
        "31/02/26",
        "15 जून 1992",
        "15/6",
        "1,50,000",
        "1.5 lakh",
        "\x00",
        "42",
        "5 m",
        "yes",
    ]
    pieces += [
        "no",
        "years",
        "months",
        "days",
        "F",
        "M",
        "A",
        "U",
        "normal",
        "heavy",
        "x" * 30_000,
        "٣",
        "½",
        "²",
    ]
    fields = [
        "name",
        "age",
        "age_unit",
        "sex",
        "complaint",
        "narrative",
        "duration",
        "duration_unit",
        "pregnant",
    ]
    fields += [*MEASUREMENTS, "consciousness", "on_oxygen", "gestation_weeks", "postpartum_days"]
    fields += [finding_field(finding) for finding in knowledge.vocabulary]
    for _ in range(400):
        state = {field: dice.choice(pieces) for field in dice.sample(fields, dice.randint(0, 40))}
        if dice.random() < 0.7:
            state |= {
                "age": dice.choice(["34", "8", "20"]),
                "age_unit": dice.choice(["years", "months", "days"]),
            }
        parsed = read(state)
        if parsed.case is not None:
            again = read_case(case_to_json(parsed.case), knowledge.vocabulary, knowledge.ranges)
            assert again == parsed.case
        assert triage_form(parsed, lambda case: triage(case, knowledge.rulebook)) is not None
