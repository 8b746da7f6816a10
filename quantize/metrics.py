"""Figures with intervals."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `total`, and the 95 % Wilson interval of the share; all NaN-free, an empty share is 0 of 0."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end of the 95 % interval."""
        if not self.total:
            return 0.0, 1.0
        n, share = self.total, self.value
        middle = share + _Z_95**2 / (2 * n)
        spread = _Z_95 * math.sqrt(share * (1 - share) / n + _Z_95**2 / (4 * n * n))
        scale = 1 + _Z_95**2 / n
        return (middle - spread) / scale, (middle + spread) / scale

    def to_json(self) -> dict[str, float | int | list[float]]:
        """The share with its interval, to four decimals."""
        return {
            "value": round(self.value, 4),
            "interval_95": [round(end, 4) for end in self.interval],
            "hits": self.hits,
            "total": self.total,
        }

    def __str__(self) -> str:
        low, high = self.interval
        return f"{100 * self.value:5.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def separation(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """Area under the ROC curve: the chance that a positive scores above a negative, ties half. NaN if one is empty."""
    if not positives or not negatives:
        return float("nan")
    above = np.array(positives)[:, None] - np.array(negatives)[None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)


def calibration_error(confidences: Sequence[float], hits: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error of the first answer, in `bins` groups of equal size."""
    order = np.argsort(np.array(confidences), kind="stable")
    groups = [group for group in np.array_split(order, bins) if len(group)]
    sure, right = np.array(confidences), np.array(hits, dtype=float)
    gaps = [len(group) * abs(sure[group].mean() - right[group].mean()) for group in groups]
    return float(sum(gaps) / max(1, len(order)))
