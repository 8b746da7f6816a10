"""Softmax temperature, the none-of-these logit, and the urgency thresholds; never from evaluation cases.

Temperature and logit minimise the log-loss of the accepted answer on DDXPlus patients. There 18 % of patients have a
disease that is not listed, which says nothing of a health centre: those cases are weighted to `SHARE_OUT` in all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clinic_app.domain.conditions import Condition
from clinic_app.domain.eligibility import excluded_conditions
from clinic_app.domain.triage import TriageLevel
from clinic_app.inference.engine import LlamaEncoder
from clinic_app.inference.package import Calibration
from clinic_app.inference.prompt import case_text
from clinic_app.inference.scoring import Blend, ConditionTable, nearness
from quantize.vignettes import Vignette

SHARE_OUT = 0.10  # [ENG] assumed share of patients whose disease is not on the list
_TEMPERATURES = np.geomspace(0.005, 0.2, 60)

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ScoredVignettes:
    """Nearness of every case to every condition, (cases, conditions), -inf where excluded; and the answers.

    `accepted` is (cases, conditions + 1), true for accepted answers; the last column is none of these.
    """

    scores: Scores
    accepted: npt.NDArray[np.bool_]

    @property
    def weights(self) -> Scores:
        """Each case's weight; cases outside the list weigh SHARE_OUT together, all cases 1."""
        out = self.accepted[:, -1]
        if not out.any() or out.all():
            return np.full(len(out), 1 / len(out))
        weights: Scores = np.where(out, SHARE_OUT / out.sum(), (1 - SHARE_OUT) / (~out).sum())
        return weights


def score(
    encoder: LlamaEncoder,
    table: ConditionTable,
    blend: Blend,
    vignettes: Sequence[Vignette],
    conditions: Mapping[str, Condition],
    labels: Mapping[str, str],
    on_progress: Callable[[int], None],
) -> ScoredVignettes:
    """Score all `vignettes` as the product would."""
    column = {condition: index for index, condition in enumerate(table.conditions)}
    scores = np.zeros((len(vignettes), len(column)))
    accepted = np.zeros((len(vignettes), len(column) + 1), dtype=bool)
    for row, vignette in enumerate(vignettes):
        scores[row] = nearness(encoder.encode_case(case_text(vignette.case, labels)), table, blend)
        impossible = [column[condition] for condition in excluded_conditions(vignette.case, conditions)]
        scores[row, impossible] = -np.inf
        accepted[row, [column.get(answer, -1) for answer in vignette.gold]] = True
        on_progress(1)
    return ScoredVignettes(scores, accepted)


def probabilities(scores: Scores, calibration: Calibration) -> Scores:
    """(cases, conditions + 1): softmax as in the product, none of these last."""
    none = np.full((len(scores), 1), calibration.none_of_these_logit)
    logits = np.hstack([scores / calibration.temperature, none])
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Scores = weights / weights.sum(axis=1, keepdims=True)
    return shares


def log_loss(scored: ScoredVignettes, calibration: Calibration) -> float:
    """Weighted mean of -log of the probability of what is accepted, in nats."""
    right = (probabilities(scored.scores, calibration) * scored.accepted).sum(axis=1)
    return float(-(scored.weights * np.log(np.maximum(right, 1e-12))).sum())


def fit(scored: ScoredVignettes) -> Calibration:
    """The calibration with the least log-loss on a grid of temperatures; a few seconds."""
    best = min(
        (_best_logit(scored, float(temperature)) for temperature in _TEMPERATURES),
        key=lambda calibration: log_loss(scored, calibration),
    )
    return Calibration(round(best.temperature, 5), round(best.none_of_these_logit, 3))


def _best_logit(scored: ScoredVignettes, temperature: float) -> Calibration:
    # Nearness is below 1, so no sensible logit for none of these is above 1 / temperature by more than log(conditions).
    low, high = -1 / temperature, 1 / temperature + 6
    for _ in range(3):
        grid = np.linspace(low, high, 41)
        losses = [log_loss(scored, Calibration(temperature, float(logit))) for logit in grid]
        best = int(np.argmin(losses))
        low, high = grid[max(0, best - 1)], grid[min(len(grid) - 1, best + 1)]
    return Calibration(temperature, float(grid[best]))


@dataclass(frozen=True, slots=True)
class UrgencyPoint:
    """What a threshold gives: `missed` of the cases that need the level, `raised` of those that do not."""

    threshold: float
    missed: float
    raised: float


def urgency_masses(
    shares: Scores, table: ConditionTable, conditions: Mapping[str, Condition], level: TriageLevel
) -> Scores:
    """(cases,) the probability mass on conditions of `level` or above."""
    of_level = np.array([conditions[condition].urgency >= level for condition in table.conditions])
    masses: Scores = shares[:, :-1][:, of_level].sum(axis=1)
    return masses


def needs_level(
    scored: ScoredVignettes, table: ConditionTable, conditions: Mapping[str, Condition], level: TriageLevel
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """(cases,) whether a case needs `level`, and whether that is known (its answer is on the list)."""
    of_level = np.array([conditions[condition].urgency >= level for condition in table.conditions])
    needs: npt.NDArray[np.bool_] = (scored.accepted[:, :-1] & of_level).any(axis=1)
    return needs, ~scored.accepted[:, -1]


def urgency_curve(masses: Scores, needs: npt.NDArray[np.bool_]) -> tuple[UrgencyPoint, ...]:
    """What each threshold from 0.01 to 0.99 gives."""
    return tuple(
        UrgencyPoint(
            threshold=round(float(threshold), 2),
            missed=round(float((masses[needs] < threshold).mean()), 4),
            raised=round(float((masses[~needs] >= threshold).mean()), 4),
        )
        for threshold in np.linspace(0.01, 0.99, 99)
    )
