"""Stand-ins that pass the same contract tests as the real things."""

import hashlib
import re

from clinic_app.domain.differential import ModelIdentity
from clinic_app.domain.errors import ModelUnavailable
from clinic_app.inference.ranking import LONGEST_TEXT, NOTHING_EXCLUDED, Ranking, Thresholds

_OTHER_WEIGHT = 0.5


class FakeEngine:
    """Ranks by how many words of a condition's id are in the text. No model, instant, deterministic.

    Attributes:
        asked: every (text, excluded) that `rank` was called with.
        trouble: set it to make the next calls of `rank` raise.
    """

    def __init__(self, conditions: tuple[str, ...], thresholds: Thresholds | None = None) -> None:
        self._conditions = conditions
        self._thresholds = thresholds or Thresholds(emergency=0.5, urgent=0.5, out_of_list=0.9)
        self._closed = False
        self.asked: list[tuple[str, frozenset[str]]] = []
        self.trouble: ModelUnavailable | None = None

    def rank(self, text: str, excluded: frozenset[str] = NOTHING_EXCLUDED) -> Ranking:
        if self._closed:
            raise ModelUnavailable(reason="off")
        if self.trouble is not None:
            raise self.trouble
        if len(text) > LONGEST_TEXT:
            raise ModelUnavailable(reason="too_large")
        self.asked.append((text, excluded))
        words = set(re.findall(r"[^\W\d_]{3,}", text.lower()))
        weights = {
            condition: 0.0 if condition in excluded else 0.01 + 10.0 * len(words & set(condition.split("_")))
            for condition in self._conditions
        }
        total = sum(weights.values()) + _OTHER_WEIGHT
        ranked = sorted(weights.items(), key=lambda item: (item[0] in excluded, -item[1]))
        return Ranking(
            ranked=tuple((condition, weight / total) for condition, weight in ranked),
            other_probability=_OTHER_WEIGHT / total,
        )

    def identity(self) -> ModelIdentity:
        digest = hashlib.sha256("\n".join(self._conditions).encode()).hexdigest()
        return ModelIdentity(name="fake", version="0.0.0-fake", sha256=digest)

    def thresholds(self) -> Thresholds:
        return self._thresholds

    def close(self) -> None:
        self._closed = True
