"""Loads the clinical knowledge: conditions, findings, ranges, growth tables, rules and wordings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clinic_app import paths
from clinic_app.domain.conditions import Condition
from clinic_app.domain.gestation import DatingLimits, Redating
from clinic_app.domain.growth import Columns, GrowthTable, GrowthTables
from clinic_app.domain.noticing import Lexicon
from clinic_app.domain.ranges import Band, Conversion, Quantity, RangeTable
from clinic_app.domain.review import Review
from clinic_app.domain.rules.rulebook import RuleBook, RuleData
from clinic_app.domain.text import Text
from clinic_app.domain.vocabulary import QuestionPlan, Vocabulary
from clinic_app.services.condition_files import read_conditions
from clinic_app.services.content_version import content_version
from clinic_app.services.knowledge_lexicon import lexicon_from
from clinic_app.services.question_files import read_question_plan, read_vocabulary
from clinic_app.services.rehydration import RehydrationWords, read_rehydration
from clinic_app.services.review_files import read_review


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the program knows that is not in a model.

    Attributes:
        version: for people.
        content_version: of exactly these files; what a clinic's sign-off is for.
        review: what a medical officer must still decide.
    """

    version: str
    content_version: str
    conditions: Mapping[str, Condition]
    vocabulary: Vocabulary
    plan: QuestionPlan
    ranges: RangeTable
    dating: DatingLimits
    rulebook: RuleBook
    review: Review
    rehydration: RehydrationWords
    lexicon: Lexicon


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """Read the knowledge in `folder` (default: what comes with the program).

    A broken file is a broken installation, not a user's mistake: ValueError, KeyError or OSError escape.
    """
    folder = folder or paths.knowledge_dir()
    version = str(_read(folder / "version.json")["version"])
    vocabulary = read_vocabulary(folder / "findings")
    ranges = {name: _quantity(entry) for name, entry in _read(folder / "ranges.json")["quantities"].items()}
    conditions = read_conditions(folder / "conditions")
    growth: GrowthTables = {
        table["indicator"]: _growth(table) for table in map(_read, sorted((folder / "growth").glob("*.json")))
    }
    return Knowledge(
        version=version,
        content_version=content_version(folder, version),
        conditions=conditions,
        vocabulary=vocabulary,
        plan=read_question_plan(folder / "complaints.json", vocabulary),
        ranges=ranges,
        dating=_dating(_read(folder / "gestation.json"), ranges["gestation_weeks"]),
        rulebook=RuleBook(
            version=version,
            rules=_rules({path.stem: _read(path) for path in sorted((folder / "rules").glob("*.json"))}),
            readings={name: Text(words) for name, words in _read(folder / "readings.json").items()},
            growth=growth,
        ),
        review=read_review(folder / "review.json", conditions),
        rehydration=read_rehydration(folder / "rehydration.json"),
        lexicon=lexicon_from(
            _read(folder / "noticing.json"),
            _read(folder / "synonyms" / "rule_inputs.json"),
            vocabulary,
            ranges,
        ),
    )


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


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


def _rules(entries: Mapping[str, Any]) -> dict[str, RuleData]:
    alone = {name: _rule(entry) for name, entry in entries.items()}
    return {
        name: replace(rule, reads={other: alone[other] for other in entries[name].get("reads", ())})
        for name, rule in alone.items()
    }


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
