"""Answered questions become statements."""

from pathlib import Path

import pytest

from clinic_app.services.knowledge import load_knowledge
from quantize.ddxplus import read_ddxplus, statement


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Do you have a fever (either felt or measured with a thermometer)?", "a fever"),
        ("Have you recently had stools that were black (like coal)?", "stools that were black"),
        ("Do you currently take hormones?", "take hormones"),
        ("Characterize your pain:", "pain"),
        ("Are you?", "Are you"),
    ],
)
def test_a_question_answered_yes(question: str, said: str) -> None:
    assert statement(question) == said


@pytest.mark.shared_data
def test_all_patients_are_read_and_none_says_a_bare_score(shared_dir: Path) -> None:
    patients = read_ddxplus(shared_dir / "data" / "ddxplus", load_knowledge())
    assert len(patients) == 500
    assert sum(not patient.is_in_list for patient in patients) == 88
    assert all(patient.case.narrative for patient in patients)
