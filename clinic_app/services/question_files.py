"""Reads the vocabulary of findings and the plan of questions from their files."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clinic_app.domain.text import Text, words_of
from clinic_app.domain.vocabulary import Complaint, Finding, QuestionGroup, QuestionPlan, Vocabulary, Whom

# The inputs of the rules come first, in their own order: it is the order in which they are asked.
_FILES = ("rule_inputs.json", "features.json")


def read_vocabulary(folder: Path) -> dict[str, Finding]:
    """All findings by id. Raises OSError, KeyError, TypeError or ValueError for a file that is not as it should be."""
    vocabulary: dict[str, Finding] = {}
    for name in _FILES:
        for entry in json.loads((folder / name).read_text(encoding="utf-8"))["findings"]:
            if entry["id"] in vocabulary:
                raise ValueError(f"{entry['id']} stands twice")
            vocabulary[entry["id"]] = _finding(entry)
    return vocabulary


def read_question_plan(path: Path, vocabulary: Vocabulary) -> QuestionPlan:
    """The plan; every id in it is one of `vocabulary`. Raises OSError or KeyError."""
    written = json.loads(path.read_text(encoding="utf-8"))
    plan = QuestionPlan(
        always=tuple(_group(group["id"], group) for group in written["always"]),
        complaints={entry["id"]: _complaint(entry) for entry in written["complaints"]},
    )
    complaints = plan.complaints.values()
    later = (group for complaint in complaints for group in complaint.then)
    asked = [complaint.questions for complaint in complaints]
    asked += [group.questions for group in (*plan.always, *later)]
    for finding in (name for names in asked for name in names):
        vocabulary[finding]
    return plan


def _finding(entry: Mapping[str, Any]) -> Finding:
    return Finding(
        id=entry["id"],
        kind=entry["kind"],
        choices=tuple(entry.get("choices", ())),
        unit=entry.get("unit", ""),
        label=Text(entry["label"]),
        group=entry["group"],
        whom=_whom(entry["whom"]),
        follows=tuple(entry["follows"]),
        used_by=tuple(entry["used_by"]),
    )


def _complaint(entry: Mapping[str, Any]) -> Complaint:
    return Complaint(
        id=entry["id"],
        name=Text(entry["name"]),
        words=tuple(words_of(word) for words in entry["words"].values() for word in words),
        whom=_whom(entry["whom"]),
        questions=tuple(entry["questions"]),
        then=tuple(_group(entry["id"], group) for group in entry["then"]),
    )


def _group(section: str, entry: Mapping[str, Any]) -> QuestionGroup:
    return QuestionGroup(section, _whom(entry["whom"]), tuple(entry["questions"]))


def _whom(entry: Mapping[str, Any]) -> Whom:
    parts: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()
    }
    return Whom(**{**parts, "any": tuple(_whom(each) for each in entry.get("any", ()))})
