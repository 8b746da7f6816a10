"""The fit finds back the calibration that made the answers, and thresholds keep to their rule."""

from dataclasses import replace

import numpy as np
import pytest

from clinic_app.domain.conditions import Condition
from clinic_app.domain.triage import TriageLevel
from clinic_app.inference.package import Calibration
from clinic_app.inference.scoring import ConditionTable, unit
from clinic_app.services.knowledge import load_knowledge
from quantize.calibrate import ScoredVignettes, fit, log_loss, probabilities
from quantize.fitting import LARGEST_MISSED, fit_all

CASES, CONDITIONS = 4000, 8
TRUE = Calibration(temperature=0.03, none_of_these_logit=1.0)


@pytest.fixture(scope="module")
def scored() -> ScoredVignettes:
    """Scores, and answers drawn with the probabilities that TRUE gives them."""
    random = np.random.default_rng(7)
    scores = random.normal(0, 0.08, (CASES, CONDITIONS))
    scores -= scores.mean(axis=1, keepdims=True)
    shares = probabilities(scores, TRUE)
    drawn = (random.random((CASES, 1)) > shares.cumsum(axis=1)).sum(axis=1)
    return ScoredVignettes(scores, np.eye(CONDITIONS + 1, dtype=bool)[np.minimum(drawn, CONDITIONS)])


def conditions() -> dict[str, Condition]:
    levels = [TriageLevel.EMERGENCY, TriageLevel.URGENT, TriageLevel.ROUTINE, TriageLevel.ROUTINE] * 2
    known = next(iter(load_knowledge().conditions.values()))
    return {
        f"c{number}": replace(known, id=f"c{number}", urgency=level) for number, level in enumerate(levels)
    }


def table() -> ConditionTable:
    vectors = unit(np.ones((CONDITIONS, 2), dtype=np.float32))
    return ConditionTable(tuple(conditions()), vectors, vectors, vectors, np.arange(CONDITIONS))


def test_the_fit_finds_back_the_temperature(scored: ScoredVignettes) -> None:
    found = fit(scored)
    assert found.temperature == pytest.approx(TRUE.temperature, rel=0.15)
    assert log_loss(scored, found) <= log_loss(scored, TRUE)


def test_cases_outside_the_list_weigh_their_assumed_share(scored: ScoredVignettes) -> None:
    outside = scored.accepted[:, -1]
    assert scored.weights.sum() == pytest.approx(1.0)
    assert scored.weights[outside].sum() == pytest.approx(0.10)


def test_thresholds_miss_no_more_than_they_may(scored: ScoredVignettes) -> None:
    fitted = fit_all(scored, table(), conditions())
    for level in ("emergency", "urgent"):
        assert fitted["fit"][level]["missed"] <= LARGEST_MISSED
        assert 0 < fitted["thresholds"][level] < 1
    assert 0 < fitted["thresholds"]["out_of_list"] <= 1
