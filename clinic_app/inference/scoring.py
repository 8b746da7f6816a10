"""From encodings to a ranking: how near a case is to each knowledge entry, and how near becomes how probable.

All vectors are unit vectors of one encoder, so a dot product is a cosine. Four views of nearness are added up:

* `entry`: the whole case against the whole entry (name and features in one text);
* `name`: the whole case against the name of the condition;
* `features`: is each feature of the entry found in the case? Every feature against its nearest sentence, averaged;
* `sentences`: is each sentence of the case explained? Every sentence against its nearest feature, averaged.

The whole hears the theme, the parts hear the details; either alone ranks worse (docs/decisions/0001).
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from clinic_app.inference.ranking import Ranking

Vectors = npt.NDArray[np.float32]

PARTS = ("entry", "name", "features", "sentences")


@dataclass(frozen=True, slots=True)
class Blend:
    """How much each of the four parts counts; used relative to their sum."""

    weights: Mapping[str, float]

    def __post_init__(self) -> None:
        if set(self.weights) != set(PARTS) or sum(self.weights.values()) <= 0:
            raise ValueError("a weight for each of " + ", ".join(PARTS))


@dataclass(frozen=True, slots=True)
class CaseEncoding:
    """A case as unit vectors: one for the whole, (dimensions,); one a sentence, (sentences, dimensions)."""

    whole: Vectors
    sentences: Vectors


@dataclass(frozen=True, slots=True)
class ConditionTable:
    """The encodings of n conditions in d dimensions.

    Attributes:
        conditions: n ids, in the order of the closed list.
        entries, names: (n, d) unit vectors.
        features: (f, d) unit vectors of all features, those of one condition beside each other.
        first_feature: (n,) row in `features` where those of a condition begin; each has one at least.
    """

    conditions: tuple[str, ...]
    entries: Vectors
    names: Vectors
    features: Vectors
    first_feature: npt.NDArray[np.int64]

    @classmethod
    def from_bytes(cls, content: bytes) -> "ConditionTable":
        """Read what `to_bytes` wrote. Raises ValueError on anything else."""
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as stored:
                table = cls(
                    conditions=tuple(str(identifier) for identifier in stored["conditions"]),
                    entries=_stored_vectors(stored["entries"]),
                    names=_stored_vectors(stored["names"]),
                    features=_stored_vectors(stored["features"]),
                    first_feature=stored["first_feature"].astype(np.int64),
                )
        except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
            raise ValueError("not a table of conditions") from error
        table._check()
        return table

    def to_bytes(self) -> bytes:
        """The table as an .npz archive in half precision; equal tables give equal bytes."""
        stream = io.BytesIO()
        np.savez_compressed(
            stream,
            conditions=np.array(self.conditions),
            entries=self.entries.astype(np.float16),
            names=self.names.astype(np.float16),
            features=self.features.astype(np.float16),
            first_feature=self.first_feature.astype(np.int32),
        )
        return stream.getvalue()

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        return int(self.entries.shape[1])

    def _check(self) -> None:
        count = len(self.conditions)
        begins = self.first_feature
        fits = (
            count > 0
            and len(set(self.conditions)) == count
            and self.entries.ndim == self.features.ndim == 2
            and self.entries.shape == self.names.shape == (count, self.features.shape[1])
            and begins.shape == (count,)
            and begins[0] == 0
            and bool(np.all(np.diff(np.append(begins, len(self.features))) > 0))
        )
        if not fits:
            raise ValueError("the parts of the table do not belong together")


def _stored_vectors(stored: npt.NDArray[Any]) -> Vectors:
    """(rows, dimensions) unit vectors. Raises ValueError where a number is not finite: every score would be NaN."""
    vectors: Vectors = stored.astype(np.float32)
    if not np.isfinite(vectors).all():
        raise ValueError("a vector with a number that is not finite")
    return unit(vectors)


def unit(vectors: Vectors) -> Vectors:
    """`vectors` with length 1 along the last axis; a zero vector stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = vectors / np.maximum(lengths, np.float32(1e-12))
    return scaled


def nearness(case: CaseEncoding, table: ConditionTable, blend: Blend) -> npt.NDArray[np.float64]:
    """(n,) how much nearer the case is to each condition of `table` than to all of them on average.

    Nearness is a weighted mean of cosines. The average is taken off because it depends on how a case is told: long
    narratives lie further from every entry than short ones, and would all look like none of these.
    """
    begins = table.first_feature
    pairs = case.sentences @ table.features.T
    counts = np.diff(np.append(begins, len(table.features)))
    parts = {
        "entry": table.entries @ case.whole,
        "name": table.names @ case.whole,
        "features": np.add.reduceat(pairs.max(axis=0), begins) / counts,
        "sentences": np.maximum.reduceat(pairs, begins, axis=1).mean(axis=0),
    }
    total = sum(blend.weights[part] * parts[part].astype(np.float64) for part in PARTS)
    cosines: npt.NDArray[np.float64] = total / sum(blend.weights.values())
    nearer: npt.NDArray[np.float64] = cosines - cosines.mean()
    return nearer


def ranking(
    scores: npt.NDArray[np.float64],
    conditions: tuple[str, ...],
    excluded: frozenset[str],
    temperature: float,
    none_of_these_logit: float,
) -> Ranking:
    """Softmax of `scores` / `temperature` over the conditions that are not excluded, and none of these."""
    possible = np.array([condition not in excluded for condition in conditions])
    logits = np.append(np.where(possible, scores / temperature, -np.inf), none_of_these_logit)
    weights = np.exp(logits - logits.max())
    probabilities = weights / weights.sum()
    order = np.argsort(-np.where(possible, scores, -np.inf), kind="stable")
    return Ranking(
        ranked=tuple((conditions[index], float(probabilities[index])) for index in order),
        other_probability=float(probabilities[-1]),
    )
