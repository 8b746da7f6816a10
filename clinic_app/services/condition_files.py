"""Reads the conditions of the closed list from their files, one file a group of conditions."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clinic_app.domain.conditions import (
    Condition,
    Differentiator,
    Feature,
    FindingLink,
    Notification,
    Source,
    Statement,
)
from clinic_app.domain.text import Text
from clinic_app.domain.triage import TriageLevel


def read_conditions(folder: Path) -> dict[str, Condition]:
    """All conditions by id, in the order of the files' names and of the entries in them.

    Raises OSError, KeyError or ValueError for a file that is not as it should be, or an id that stands twice.
    """
    conditions: dict[str, Condition] = {}
    for path in sorted(folder.glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8"))["conditions"]:
            condition = _condition(entry)
            if condition.id in conditions:
                raise ValueError(f"{condition.id} stands twice")
            conditions[condition.id] = condition
    return conditions


def _condition(entry: Mapping[str, Any]) -> Condition:
    notifiable = entry["notifiable"]
    return Condition(
        id=entry["id"],
        name=Text(entry["name"]),
        also_called=tuple(Text(words) for words in entry["also_called"]),
        icd10=tuple(entry["icd10"]),
        category=entry["category"],
        age_groups=frozenset(entry["age_groups"]),
        sex=entry["sex"],
        urgency=TriageLevel[entry["urgency"]],
        how_common=entry["how_common"],
        notification=Notification(
            notifiable["status"], Text(notifiable["programme"]), notifiable.get("unsure")
        ),
        months=tuple(entry["months"]),
        season_region=_statements(entry["season_region"]),
        features=tuple(
            Feature(_statement(item), item["how"], _links(item["findings"])) for item in entry["features"]
        ),
        differentiators=tuple(
            Differentiator(_statement(item), _links(item["against"])) for item in entry["differentiators"]
        ),
        phc_tests=_statements(entry["phc_tests"]),
        refer_when=_statements(entry["refer_when"]),
        mimics=tuple(entry["mimics"]),
        sources=tuple(Source(source["text"], source["trust"]) for source in entry["sources"]),
        trust=entry["trust"],
    )


def _statements(items: list[Mapping[str, str]]) -> tuple[Statement, ...]:
    return tuple(_statement(item) for item in items)


def _statement(item: Mapping[str, str]) -> Statement:
    return Statement(Text({"en": item["en"], "hi": item["hi"]}), item.get("unsure"))


def _links(written: list[str]) -> tuple[FindingLink, ...]:
    return tuple(FindingLink.parse(each) for each in written)
