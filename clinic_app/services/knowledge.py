"""Loads the clinical knowledge: conditions, findings, ranges, growth tables and rules, from data files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clinic_app import paths
from clinic_app.domain.conditions import Condition
from clinic_app.domain.gestation import DatingLimits, Redating
from clinic_app.domain.growth import Columns, GrowthTable, GrowthTables
from clinic_app.domain.ranges import Band, Conversion, Quantity, RangeTable
from clinic_app.domain.rules.rulebook import RuleBook, RuleData
from clinic_app.domain.text import Text
from clinic_app.domain.triage import TriageLevel
from clinic_app.domain.vocabulary import Finding, Vocabulary


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the program knows that is not in a model. `conditions` keeps the order of the closed list."""

    version: str
    conditions: Mapping[str, Condition]
    vocabulary: Vocabulary
    ranges: RangeTable
    growth: GrowthTables
    dating: DatingLimits
    rulebook: RuleBook


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """Read the knowledge in `folder` (default: what comes with the program).

    A broken file is a broken installation, not a user's mistake: ValueError, KeyError or OSError escape.
    """
    folder = folder or paths.knowledge_dir()
    conditions = _read(folder / "conditions.json")
    version = str(conditions["version"])
    ranges = {name: _quantity(entry) for name, entry in _read(folder / "ranges.json")["quantities"].items()}
    return Knowledge(
        version=version,
        conditions={entry["id"]: _condition(entry) for entry in conditions["conditions"]},
        vocabulary={entry["id"]: _finding(entry) for entry in _read(folder / "findings.json")["findings"]},
        ranges=ranges,
        growth={
            table["indicator"]: _growth(table)
            for table in map(_read, sorted((folder / "growth").glob("*.json")))
        },
        dating=_dating(_read(folder / "gestation.json"), ranges["gestation_weeks"]),
        rulebook=RuleBook(
            version=version,
            rules={path.stem: _rule(_read(path)) for path in sorted((folder / "rules").glob("*.json"))},
            readings={name: Text(words) for name, words in _read(folder / "readings.json").items()},
        ),
    )


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _condition(entry: Mapping[str, Any]) -> Condition:
    return Condition(
        id=entry["id"],
        name=Text(entry["name"]),
        icd10=tuple(entry["icd10"]),
        category=entry["category"],
        age_groups=frozenset(entry["age_groups"]),
        sex=entry["sex"],
        urgency=TriageLevel[entry["urgency"]],
        features=tuple(entry["features"]),
        differentiators=tuple(entry["differentiators"]),
        mimics=tuple(entry["mimics"]),
        trust=entry["trust"],
    )


def _finding(entry: Mapping[str, Any]) -> Finding:
    return Finding(
        id=entry["id"],
        kind=entry["kind"],
        choices=tuple(entry["choices"]),
        unit=entry["unit"],
        label=Text(entry["label"]),
        group=entry["group"],
        ask_when=entry["ask_when"],
        used_by=tuple(entry["used_by"]),
    )


def _quantity(entry: Mapping[str, Any]) -> Quantity:
    return Quantity(
        unit=entry["unit"],
        decimals=entry["decimals"],
        bands=tuple(Band(band["below_days"], *band["hard"], *band["warn"]) for band in entry["bands"]),
        conversions=tuple(Conversion(**conversion) for conversion in entry["conversions"]),
    )


def _growth(table: Mapping[str, Any]) -> GrowthTable:
    female, male = (Columns(*(tuple(table[sex][name]) for name in "lms")) for sex in "FM")
    return GrowthTable(table["first"], table["step"], {"F": female, "M": male})


def _dating(entry: Mapping[str, Any], weeks: Quantity) -> DatingLimits:
    """The longest gestation is the one that may be typed (rules R1)."""
    limits = {name: value for name, value in entry.items() if name not in ("source", "trust", "redating")}
    return DatingLimits(
        **limits,
        longest_days=round(7 * max(band.hard_max for band in weeks.bands)),
        redating=tuple(Redating(**each) for each in entry["redating"]),
    )


def _rule(entry: Mapping[str, Any]) -> RuleData:
    return RuleData(
        id=entry["id"],
        title=Text(entry["title"]),
        source=entry["source"],
        trust=entry["trust"],
        excludes_danger=entry["excludes_danger"],
        ages=entry["ages"],
        thresholds=entry["thresholds"],
        sentences={name: Text(sentence) for name, sentence in entry["sentences"].items()},
        sign_trust=entry["sign_trust"],
    )
