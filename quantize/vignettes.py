"""Vignettes: cases with accepted answers. Reads the evaluation files; nothing here may reach a package."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clinic_app.domain.case import Case
from clinic_app.domain.case_reader import read_case
from clinic_app.services.knowledge import Knowledge

OUT = "OUT"
INSUFFICIENT = "INSUFFICIENT"
_NOT_OF_THE_CASE = ("gold", "source", "meta")


@dataclass(frozen=True, slots=True)
class Vignette:
    """A case and the condition ids that count as right, best first; or (OUT,), or (INSUFFICIENT,)."""

    case: Case
    gold: tuple[str, ...]
    source: str
    meta: Mapping[str, Any]

    @property
    def is_in_list(self) -> bool:
        """Whether the answer is a condition of the closed list."""
        return self.gold[0] not in (OUT, INSUFFICIENT)


def read_vignettes(path: Path, knowledge: Knowledge) -> tuple[Vignette, ...]:
    """The vignettes of a JSON lines file. Raises OSError, ValueError, KeyError or CaseError."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_vignette(json.loads(line), knowledge) for line in lines if line.strip())


def english_labels(knowledge: Knowledge) -> dict[str, str]:
    """The words that the prompt uses for findings, as in the product."""
    return {finding.id: finding.label.in_language("en") for finding in knowledge.vocabulary.values()}


def _vignette(row: dict[str, Any], knowledge: Knowledge) -> Vignette:
    gold = tuple(row["gold"])
    unknown = set(gold) - set(knowledge.conditions) - {OUT, INSUFFICIENT}
    if not gold or unknown:
        raise ValueError(f"{row['id']}: no accepted answer, or one that is not on the list")
    case = {key: value for key, value in row.items() if key not in _NOT_OF_THE_CASE}
    return Vignette(
        case=read_case(case, knowledge.vocabulary, knowledge.ranges),
        gold=gold,
        source=row.get("source", "own"),
        meta=row.get("meta", {}),
    )
