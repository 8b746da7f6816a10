"""What the form asks of whom: nothing that cannot be, and everything that a rule can miss."""

import pytest

from clinic_app.services.parsed_form import MEASUREMENTS, finding_field
from clinic_app.services.questions import CHOSEN_COMPLAINTS

ADULT = {"name": "Asha", "age": "34", "age_unit": "years", "sex": "F"}
INFANT = {"name": "Baby", "age": "20", "age_unit": "days"}


def test_only_questions_that_fit_are_asked_and_counted(read):
    baby = {"name": "A", "age": "20", "age_unit": "days", finding_field("movement"): "none"}
    assert read(baby).case.findings["movement"] == "none"
    assert "movement" not in read({**baby, "age_unit": "years"}).case.findings
    assert "movement" in read(INFANT).asked
    assert "movement" not in read(ADULT).asked


def test_pregnancy_is_asked_of_women_of_child_bearing_age_only(read):
    assert read(ADULT).asks_pregnancy
    assert not read({**ADULT, "sex": "M"}).asks_pregnancy
    assert not read({**ADULT, "age": "60"}).asks_pregnancy
    expecting = read({**ADULT, "pregnant": "yes", "gestation_weeks": "28+3"})
    assert expecting.case.gestation_weeks == pytest.approx(28 + 3 / 7)
    assert "fetal_movement" in expecting.asked
    assert read({**ADULT, "sex": "M", "pregnant": "yes"}).case.pregnant is None


@pytest.mark.parametrize(
    "state",
    [
        {"age": "20", "age_unit": "days", "resp_rate": "66"},
        {"age": "8", "age_unit": "months"},
        {"age": "3", "age_unit": "years"},
        {"age": "12"},
        {"age": "40"},
        {"age": "25", "sex": "F", "pregnant": "yes"},
        {"age": "25", "sex": "F", "pregnant": "no", "postpartum_days": "3"},
    ],
)
def test_the_form_offers_whatever_a_rule_can_miss(knowledge, read, judged, state):
    """What keeps danger open is asked by itself, and the rest once a complaint is chosen."""
    patient = {"name": "A", **state}
    triage = judged(patient)
    assert triage.danger_missing
    assert set(triage.danger_missing) <= _offered(read(patient))
    everything = {**patient, CHOSEN_COMPLAINTS: ",".join(knowledge.plan.complaints)}
    missing = {name for item in judged(everything).incomplete for name in item.missing}
    assert missing <= _offered(read(everything))


def _offered(parsed):
    fields = {*parsed.asked, *MEASUREMENTS, "consciousness", "on_oxygen"}
    if parsed.asks_second_count:
        fields.add("resp_rate_second_count")
    if parsed.asks_pregnancy:
        fields |= {"pregnant", "postpartum_days", "gestation_weeks"}
    return fields


def test_a_complaint_brings_its_questions(read):
    assert "dengue_suspected" not in read(ADULT).asked
    typed = read({**ADULT, "complaint": "तेज़ बुखार 3 दिन से"})
    assert typed.complaints == ("fever",)
    assert {"dengue_suspected", "malaria_rdt"} <= typed.asked
    chosen = read({**ADULT, CHOSEN_COMPLAINTS: "snake_sting"})
    assert "snakebite_suspected" in chosen.asked
    assert "wbct20" not in chosen.asked
    bitten = {**ADULT, CHOSEN_COMPLAINTS: "snake_sting", finding_field("snakebite_suspected"): "yes"}
    assert "wbct20" in read(bitten).asked


def test_what_was_answered_stays_in_sight_and_counts(read):
    answered = {**ADULT, finding_field("dengue_suspected"): "yes"}
    assert "dengue_suspected" in read(answered).asked
    assert read(answered).case.findings["dengue_suspected"] is True


def test_nobody_is_asked_what_cannot_be(read):
    everything = {CHOSEN_COMPLAINTS: ",".join(read({**ADULT}).complaints) or "pregnancy,women,baby"}
    man = read({**ADULT, **everything, "sex": "M"}).asked
    assert (
        not {"bleeding_per_vaginum", "missed_period", "bulging_fontanelle", "fetal_movement", "movement"}
        & man
    )


def test_every_question_is_in_the_vocabulary(knowledge, read):
    for state in (ADULT, INFANT, {**ADULT, "pregnant": "yes", finding_field("in_labour"): "yes"}):
        assert read(state).asked <= knowledge.vocabulary.keys()
