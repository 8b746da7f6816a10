"""How a knowledge entry is put into words for the encoder.

Only the name and the positive features are read. Differentiators are mostly negations ("no rash"), which a sentence
encoder places beside what they deny: with them the ranking was worse.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from clinic_app.domain.conditions import Condition


@dataclass(frozen=True, slots=True)
class EntryTexts:
    """The texts of one condition that are encoded."""

    condition: str
    name: str
    entry: str
    features: tuple[str, ...]


def entry_texts(conditions: Mapping[str, Condition]) -> tuple[EntryTexts, ...]:
    """The texts of all conditions, in their order. Raises ValueError for a condition without features."""
    return tuple(_texts(condition) for condition in conditions.values())


def digest(conditions: Mapping[str, Condition]) -> str:
    """The SHA-256 of all texts: a package whose encodings were made from other texts must be encoded again."""
    texts = [astuple(texts) for texts in entry_texts(conditions)]
    return hashlib.sha256(json.dumps(texts).encode("ascii")).hexdigest()


def _texts(condition: Condition) -> EntryTexts:
    if not condition.features:
        raise ValueError(f"{condition.id} has no features")
    name = condition.name.in_language("en")
    features = tuple(feature.statement.text.in_language("en") for feature in condition.features)
    return EntryTexts(
        condition=condition.id, name=name, entry=f"{name}: {', '.join(features)}", features=features
    )
