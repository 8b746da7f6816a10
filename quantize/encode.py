"""Knowledge entries to `conditions.npz`, by the encoder that runs in the product."""

from collections.abc import Callable, Mapping

import numpy as np

from clinic_app.domain.conditions import Condition
from clinic_app.inference.engine import LlamaEncoder
from clinic_app.inference.scoring import ConditionTable, Vectors
from quantize.texts import entry_texts


def encode_conditions(
    encoder: LlamaEncoder, conditions: Mapping[str, Condition], on_progress: Callable[[int], None]
) -> ConditionTable:
    """The table of all conditions; `on_progress` hears the number of conditions just done."""
    entries: list[Vectors] = []
    names: list[Vectors] = []
    features: list[Vectors] = []
    for texts in entry_texts(conditions):
        entries.append(encoder.encode([texts.entry]))
        names.append(encoder.encode([texts.name]))
        features.append(encoder.encode(texts.features))
        on_progress(1)
    sizes = [len(rows) for rows in features]
    return ConditionTable(
        conditions=tuple(conditions),
        entries=np.concatenate(entries),
        names=np.concatenate(names),
        features=np.concatenate(features),
        first_feature=np.cumsum([0, *sizes[:-1]]),
    )
