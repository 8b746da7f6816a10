"""Reads what a medical officer must still decide, from its file and from the conditions' own marks."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clinic_app.domain.conditions import Condition
from clinic_app.domain.review import Review, ReviewItem, uncertain_statements
from clinic_app.domain.text import Text


def read_review(path: Path, conditions: Mapping[str, Condition]) -> Review:
    """The questions in the file at `path` and what `conditions` mark as not certain.

    Raises OSError, KeyError or ValueError for a file that is not as it should be, or an id that stands twice.
    """
    items = tuple(map(_item, json.loads(path.read_text(encoding="utf-8"))["items"]))
    if len({item.id for item in items}) < len(items):
        raise ValueError("an open question stands twice")
    return Review(items, uncertain_statements(conditions))


def _item(entry: Mapping[str, Any]) -> ReviewItem:
    return ReviewItem(
        id=entry["id"],
        question=Text(entry["question"]),
        default=Text(entry["default"]),
        why_safer=Text(entry["why_safer"]),
        source=entry["source"],
        rule=entry.get("rule", ""),
        condition=entry.get("condition", ""),
        part=entry.get("part", ""),
    )
