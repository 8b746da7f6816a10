"""All parameters of a package that are fitted, with what they give where they were fitted."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from clinic_app.domain.conditions import Condition
from clinic_app.domain.triage import TriageLevel
from clinic_app.inference.scoring import ConditionTable
from quantize.calibrate import (
    SHARE_OUT,
    ScoredVignettes,
    fit,
    log_loss,
    needs_level,
    probabilities,
    urgency_curve,
    urgency_masses,
)

LARGEST_MISSED = 0.01
LARGEST_WITHHELD = 0.02
_LEVELS = {"emergency": TriageLevel.EMERGENCY, "urgent": TriageLevel.URGENT}


def fit_all(
    scored: ScoredVignettes, table: ConditionTable, conditions: Mapping[str, Condition]
) -> dict[str, Any]:
    """Calibration, thresholds and the figures behind them, ready for JSON.

    An urgency threshold is the largest that misses at most LARGEST_MISSED of the cases of that urgency. The list is
    withheld from the smallest none-of-these probability that withholds at most LARGEST_WITHHELD of listed cases.
    """
    calibration = fit(scored)
    shares = probabilities(scored.scores, calibration)
    thresholds: dict[str, float] = {}
    fitted: dict[str, Any] = {
        "cases": len(scored.scores),
        "log_loss": round(log_loss(scored, calibration), 3),
        "share_out": SHARE_OUT,
        "largest_missed": LARGEST_MISSED,
        "largest_withheld": LARGEST_WITHHELD,
    }
    for name, level in _LEVELS.items():
        needs, known = needs_level(scored, table, conditions, level)
        curve = urgency_curve(urgency_masses(shares, table, conditions, level)[known], needs[known])
        point = [point for point in curve if point.missed <= LARGEST_MISSED][-1]
        thresholds[name] = point.threshold
        fitted[name] = {"missed": point.missed, "raised": point.raised, "needing": int(needs[known].sum())}
    listed = ~scored.accepted[:, -1]
    limit = np.quantile(shares[listed, -1], 1 - LARGEST_WITHHELD)
    thresholds["out_of_list"] = float(np.ceil(limit * 100) / 100)
    return {
        "calibration": {
            "temperature": calibration.temperature,
            "none_of_these_logit": calibration.none_of_these_logit,
        },
        "thresholds": thresholds,
        "fit": fitted,
    }
