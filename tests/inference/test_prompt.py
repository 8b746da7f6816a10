"""The text that a model reads: what is known, in words, and nothing that identifies."""

from typing import Any

import pytest

from clinic_app.domain.case import Age, Case, Vitals
from clinic_app.inference.prompt import LONGEST_FIELD, case_text
from clinic_app.inference.ranking import LONGEST_TEXT

LABELS = {
    "chest_indrawing": "Lower chest goes in?",
    "rdt": "Malaria test",
    "stools": "Stools a day",
    "rash": "Rash?",
}


def adult(**known: Any) -> Case:
    return Case(id="Sunita-9876543210", age=Age(32, "years"), **known)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (adult(), "32-year-old patient."),
        (adult(sex="F", pregnant=True, gestation_weeks=34), "32-year-old woman, pregnant 34 weeks."),
        (adult(sex="F", postpartum_days=3), "32-year-old woman, 3 days after delivery."),
        (Case(id="c", age=Age(3, "days"), sex="M"), "newborn boy."),
        (Case(id="c", age=Age(14, "months")), "14-month-old baby."),
        (Case(id="c", age=Age(6.5, "years"), sex="F"), "6-year-old girl."),
    ],
)
def test_the_patient_comes_first(case: Case, words: str) -> None:
    assert case_text(case, LABELS) == words


def test_all_that_is_known_is_said_in_order() -> None:
    case = adult(
        sex="M",
        complaint="fever",
        duration_days=5,
        narrative="Chills every other day.",
        history="malaria last year",
        findings={
            "chest_indrawing": True,
            "rdt": "positive_vivax",
            "stools": 4.0,
            "rash": False,
            "unlabelled": True,
        },
        vitals=Vitals(temperature_c=39.2, pulse=80),
    )
    assert case_text(case, LABELS).splitlines() == [
        "32-year-old man.",
        "fever.",
        "for 5 days.",
        "Chills every other day.",
        "malaria last year.",
        "Lower chest goes in. Malaria test: positive vivax. Stools a day: 4.",
        "high fever 39.2 C.",
    ]


def test_what_is_denied_is_left_out() -> None:
    assert "cough" not in case_text(adult(negatives="no cough"), LABELS)


def test_nothing_identifying_gets_in() -> None:
    case = adult(
        state="Bihar",
        district="Saran",
        narrative="Call 98765 43210 or 9876543210. Aadhaar 1234-5678-9012. BP 120/80.",
    )
    text = case_text(case, LABELS)
    for secret in ("Sunita", "Bihar", "Saran", "43210", "5678"):
        assert secret not in text
    assert "BP 120/80." in text


def test_control_characters_and_lone_surrogates_become_spaces() -> None:
    assert case_text(adult(narrative="fever\x00\x1b[31m\ud800 बुखार 🤒"), LABELS).endswith(
        "fever [31m बुखार 🤒."
    )


def test_a_narrative_of_two_megabytes_keeps_its_start_and_its_end() -> None:
    text = case_text(adult(narrative="START. " + "a b. " * 400_000 + "END."), LABELS)
    assert "START." in text
    assert text.endswith("END.")
    assert len(text) < LONGEST_FIELD + 100


def test_the_longest_case_is_one_that_an_engine_takes() -> None:
    words = "x" * 3_000_000
    case = adult(complaint=words, narrative=words, history=words)
    assert len(case_text(case, LABELS)) < LONGEST_TEXT
