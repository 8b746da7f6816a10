"""Rules and model together: neither lowers the other, and a missing model costs only the list."""

from collections.abc import Callable
from typing import Any

import pytest

from clinic_app.domain.case_reader import read_case
from clinic_app.domain.differential import Differential
from clinic_app.domain.errors import ModelUnavailable
from clinic_app.domain.triage import TriageLevel
from clinic_app.inference.ranking import Thresholds
from clinic_app.services.assessment import Assessment, Assessor, assessment_to_json
from clinic_app.services.knowledge import Knowledge
from tests.fakes import FakeEngine

NEVER = Thresholds(emergency=1.1, urgent=1.1, out_of_list=1.1)


def assess(knowledge: Knowledge, engine: FakeEngine, **case: Any) -> Assessment:
    source = {"id": "c", "age_years": 40, **case}
    return Assessor(knowledge, engine).assess(read_case(source, knowledge.vocabulary, knowledge.ranges))


@pytest.mark.parametrize(
    "reason", ["missing", "damaged", "unsupported", "crashed", "timed_out", "too_large", "off"]
)
def test_without_a_model_triage_still_stands(knowledge: Knowledge, reason: str) -> None:
    engine = FakeEngine(tuple(knowledge.conditions))
    engine.trouble = ModelUnavailable(reason=reason)
    result = assess(knowledge, engine, complaint="collapse", findings={"uncontrolled_bleeding": True})
    assert result.triage.level is TriageLevel.EMERGENCY
    assert result.urgency_level is TriageLevel.EMERGENCY
    assert result.urgency_because == ("rules",)
    assert (result.differential.ranked, result.differential.abstain) == ((), "model_unavailable")
    assert assessment_to_json(result, knowledge)["model"] is None


@pytest.mark.parametrize("change", [lambda ids: ids[1:], lambda ids: (*ids, "of_another_list")])
def test_a_package_with_another_list_is_unsupported(
    knowledge: Knowledge, change: Callable[[tuple[str, ...]], tuple[str, ...]]
) -> None:
    assessor = Assessor(knowledge, FakeEngine(change(tuple(knowledge.conditions))))
    source = {"id": "c", "age_years": 40, "complaint": "cough", "findings": {"convulsing_now": True}}
    result = assessor.assess(read_case(source, knowledge.vocabulary, knowledge.ranges))
    assert (result.differential.ranked, result.differential.abstain) == ((), "model_unavailable")
    assert result.triage.level is TriageLevel.EMERGENCY
    assert assessor.last_model_error is not None
    assert assessor.last_model_error.reason == "unsupported"


def test_the_model_can_raise_urgency_and_never_lowers_it(knowledge: Knowledge) -> None:
    conditions = tuple(knowledge.conditions)
    eager = FakeEngine(conditions, Thresholds(emergency=0.0, urgent=0.0, out_of_list=1.1))
    raised = assess(knowledge, eager, complaint="stroke")
    assert (raised.triage.level, raised.urgency_level) == (TriageLevel.NONE, TriageLevel.EMERGENCY)
    assert raised.urgency_because == ("model",)
    quiet = assess(knowledge, FakeEngine(conditions, NEVER), findings={"convulsing_now": True})
    assert (quiet.urgency_level, quiet.urgency_because) == (TriageLevel.EMERGENCY, ("rules",))
    both = assess(knowledge, eager, complaint="stroke", findings={"convulsing_now": True})
    assert both.urgency_because == ("rules", "model")


def test_a_stored_list_asks_for_what_it_asked_for_when_it_was_made(knowledge: Knowledge) -> None:
    engine = FakeEngine(tuple(knowledge.conditions), Thresholds(emergency=0.0, urgent=0.0, out_of_list=1.1))
    assessor = Assessor(knowledge, engine)
    made = assess(knowledge, engine, complaint="stroke")
    assert assessor.asked_for(made.differential) is made.urgency_level is TriageLevel.EMERGENCY
    too_little = assess(knowledge, engine)
    assert assessor.asked_for(too_little.differential) is TriageLevel.NONE
    assert assessor.asked_for(Differential.unavailable()) is TriageLevel.NONE


def test_without_a_model_a_stored_list_asks_for_nothing(knowledge: Knowledge) -> None:
    class WithoutModel(FakeEngine):
        def thresholds(self) -> Thresholds:
            raise ModelUnavailable(reason="missing")

    made = assess(knowledge, FakeEngine(tuple(knowledge.conditions)), complaint="stroke")
    assessor = Assessor(knowledge, WithoutModel(tuple(knowledge.conditions)))
    assert assessor.asked_for(made.differential) is TriageLevel.NONE


@pytest.mark.parametrize(
    ("case", "abstain"),
    [
        ({}, "too_little_information"),
        ({"complaint": "  "}, "too_little_information"),
        ({"vitals": {"pulse": 80}}, "too_little_information"),
        ({"findings": {"cough": False}}, "too_little_information"),
        ({"findings": {"cough": True}}, None),
        ({"complaint": "cough"}, None),
    ],
)
def test_too_little_to_say(knowledge: Knowledge, case: dict[str, Any], abstain: str | None) -> None:
    engine = FakeEngine(tuple(knowledge.conditions), NEVER)
    assert assess(knowledge, engine, **case).differential.abstain == abstain


def test_none_of_these_withholds_the_list(knowledge: Knowledge) -> None:
    engine = FakeEngine(tuple(knowledge.conditions), Thresholds(emergency=2, urgent=2, out_of_list=0.0))
    assert assess(knowledge, engine, complaint="cough").differential.abstain == "out_of_list"


def test_what_identifies_a_patient_never_reaches_the_engine(knowledge: Knowledge) -> None:
    engine = FakeEngine(tuple(knowledge.conditions))
    source = {"id": "ABHA-91-1234", "place": {"district": "Koraput"}, "complaint": "cough"}
    assess(knowledge, engine, **source)
    [(text, _)] = engine.asked
    assert "91-1234" not in text
    assert "Koraput" not in text


def test_what_is_noticed_in_free_text_is_told_and_answers_nothing(knowledge: Knowledge) -> None:
    engine = FakeEngine(tuple(knowledge.conditions), NEVER)
    result = assess(knowledge, engine, narrative="brought by wife, unconscious", negatives="fits")
    assert assessment_to_json(result, knowledge)["noticed"] == [
        {
            "finding": "lethargic_or_unconscious",
            "value": True,
            "key": "narrative",
            "start": 17,
            "end": 28,
            "text": "unconscious",
        },
        {
            "finding": "convulsions_now_or_history",
            "value": False,
            "key": "negatives",
            "start": 0,
            "end": 4,
            "text": "fits",
        },
    ]
    silent = assess(knowledge, engine)
    assert (result.triage.level, result.triage.fired) == (silent.triage.level, silent.triage.fired)
