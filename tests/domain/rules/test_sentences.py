"""What a fired rule says: the values that made its level, and what to do."""

from typing import Any

import pytest

from clinic_app.domain.triage import TriageLevel
from clinic_app.services.knowledge import Knowledge
from tests.domain.rules.test_rules import level_of, run


@pytest.mark.parametrize(
    ("case", "rule", "values"),
    [
        ({"postpartum_days": 0, "findings": {"blood_loss_ml": 350}, "vitals": {"pulse": 101, "systolic": 99, "diastolic": 60}},
         "R27", {"blood_loss_ml": 350, "pulse": 101, "systolic": 99}),
        ({"postpartum_days": 0, "findings": {"blood_loss_ml": 350}, "vitals": {"pulse": 96, "systolic": 112, "diastolic": 59}},
         "R27", {"blood_loss_ml": 350, "diastolic": 59}),
        ({"postpartum_days": 4, "findings": {"foul_discharge": True}, "vitals": {"temperature_c": 38, "systolic": 89, "consciousness": "C"}},
         "R27", {"temperature_c": 38, "foul_discharge": True, "systolic": 89, "consciousness": "C"}),
        ({"postpartum_days": 4, "vitals": {"temperature_c": 38, "systolic": 90}}, "R27", {"temperature_c": 38}),
        ({"pregnant": True, "gestation_weeks": 32, "findings": {"bleeding_per_vaginum": "light"}},
         "R27", {"bleeding_per_vaginum": "light", "gestation_weeks": 32}),
        ({"pregnant": True, "findings": {"bleeding_per_vaginum": "light"}}, "R27", {"bleeding_per_vaginum": "light"}),
        ({"pregnant": True, "gestation_weeks": 12, "findings": {"fainting": True}},
         "R27", {"fainting": True, "gestation_weeks": 12}),
        ({"pregnant": True, "gestation_weeks": 36.9, "findings": {"leaking_fluid": True}},
         "R27", {"leaking_fluid": True, "gestation_weeks": 36.9}),
        ({"findings": {"dengue_suspected": True}, "vitals": {"consciousness": "V"}},
         "R20", {"consciousness": "V", "dengue_suspected": True}),
        ({"findings": {"hiv_positive": True}, "vitals": {"temperature_c": 38.04}},
         "R26", {"hiv_positive": True, "temperature_c": 38.0}),
        ({"age_years": 3, "findings": {"malaria_rdt": "pf", "glucose_meter_text": "LO"}},
         "R21", {"glucose_meter_text": "LO", "malaria_rdt": "pf"}),
        ({"age_years": 8, "findings": {"snakebite_suspected": True, "resp_rate_second_count": 9}, "vitals": {"resp_rate": 20}},
         "R17", {"resp_rate": 9, "snakebite_suspected": True}),
    ],
)  # fmt: skip
def test_what_made_the_level_stands_in_the_values(
    knowledge: Knowledge, case: dict[str, Any], rule: str, values: dict[str, Any]
) -> None:
    outcome = run(knowledge, **{"sex": "F", **case})
    [fired] = [fired for fired in outcome.fired if fired.rule == rule]
    assert fired.values == values


def test_blood_sugar_is_compared_as_it_was_measured(knowledge: Knowledge) -> None:
    for measured, level in ((53.82, TriageLevel.EMERGENCY), (54.0, TriageLevel.NONE)):
        outcome = run(knowledge, age_years=3, vitals={"glucose_mg_dl": measured, "consciousness": "A"})
        assert level_of(outcome, "R14") is level


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_emergency_says_what_to_do(knowledge: Knowledge, language: str) -> None:
    """In snakebite that is also who decides on antivenom."""
    refer = {"en": "refer", "hi": "रेफ़र"}[language]
    decides = {"en": "medical officer", "hi": "डॉक्टर"}[language]
    for rule in ("R13", "R17", "R18", "R20", "R21", "R22", "R27"):
        data = knowledge.rulebook.rules[rule]
        for sign, level in data.thresholds["levels"].items():
            said = data.sentences[sign].in_language(language)
            if level == "EMERGENCY" and not sign.startswith("category_3"):
                assert (decides if rule == "R17" else refer) in said.lower(), (rule, sign)


@pytest.mark.parametrize(("age", "open_danger"), [(4, None), (5, False), (11, False), (12, True)])
def test_chest_pain_that_nobody_asked_about_leaves_danger_open_from_12_years(
    knowledge: Knowledge, age: int, open_danger: bool | None
) -> None:
    outcome = run(knowledge, age_years=age)
    assert {item.rule: item.open_danger for item in outcome.incomplete}.get("R16") is open_danger


def test_what_several_signs_ask_for_is_said_once(knowledge: Knowledge) -> None:
    signs = {"severe_headache": True, "visual_disturbance": True, "face_hand_swelling_sudden": True}
    outcome = run(knowledge, sex="F", pregnant=True, gestation_weeks=34, findings=signs)
    [fired] = [fired for fired in outcome.fired if fired.rule == "R27"]
    assert knowledge.rulebook.reason(fired) == (
        "Severe headache. Blurred or disturbed vision. Refer now. Sudden swelling of face or hands."
    )
    assert knowledge.rulebook.reason(fired, "hi").count("तुरंत रेफ़र करें।") == 1
