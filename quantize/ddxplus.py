"""DDXPlus patients as vignettes: may be used for fitting (CC BY; Fansi Tchango et al., NeurIPS 2022).

A patient there is a list of answered questions. Each question becomes a statement ("Do you have a cough?" -> "a
cough"), symptoms before antecedents. They are synthetic, of 48 conditions of North American urgent care.
"""

import ast
import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clinic_app.domain.case_reader import read_case
from clinic_app.services.knowledge import Knowledge
from quantize.vignettes import Vignette

_ASKING = re.compile(
    r"^(?:(?:do|did|are|have|has|were|does) (?:you|the person|any of your family members|any members of your immediate family)"
    r"|are there any members of your family who|is your|characterize your|where is the|how|is the)\s+"
    r"(?:(?:currently|constantly|recently|ever|significantly|often|feel like|feel|think|find|noticed|experiencing"
    r"|been|had|have|you have|that|any|or did you ever|previously)\b,?\s*)*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^)]*\)")
_NO_ANSWERS = {"N", "NA", "nowhere"}


def read_ddxplus(folder: Path, knowledge: Knowledge) -> tuple[Vignette, ...]:
    """The 500 sample patients, with our condition ids or OUT. Raises OSError, ValueError or KeyError."""
    evidences = json.loads((folder / "release_evidences.json").read_text(encoding="utf-8"))
    with (folder / "mapping.tsv").open(encoding="utf-8", newline="") as stream:
        mapping = {
            row["ddxplus_condition"]: row["condition_id"] for row in csv.DictReader(stream, delimiter="\t")
        }
    with (folder / "sample_patients_500.csv").open(encoding="utf-8", newline="") as stream:
        patients = list(csv.DictReader(stream))
    return tuple(
        _vignette(f"ddxplus-{number:03d}", patient, evidences, mapping, knowledge)
        for number, patient in enumerate(patients)
    )


def statement(question: str) -> str:
    """What is said by answering yes."""
    bare = _ASIDE.sub("", question.strip()).rstrip("?: ")
    words = _ASKING.sub("", bare).strip(" ,")
    return words or bare


def _vignette(
    identifier: str,
    patient: Mapping[str, str],
    evidences: Mapping[str, Any],
    mapping: Mapping[str, str],
    knowledge: Knowledge,
) -> Vignette:
    symptoms: dict[str, list[str]] = {}
    antecedents: dict[str, list[str]] = {}
    for token in ast.literal_eval(patient["EVIDENCES"]):
        code, _, value = token.partition("_@_")
        evidence = evidences[code]
        group = antecedents if evidence["is_antecedent"] else symptoms
        answers = group.setdefault(statement(evidence["question_en"]), [])
        if value:
            answers.append(evidence["value_meaning"].get(value, {}).get("en", value))
    age = int(patient["AGE"])
    case = {
        "id": identifier,
        "age_years": age,
        "sex": patient["SEX"],
        "narrative": _told(symptoms),
        "history": _told(antecedents),
    }
    gold = mapping[patient["PATHOLOGY"]]
    # As the mapping notes: pneumonia of a small child is an entry of its own.
    if gold == "pneumonia_adult" and age < 5:
        gold = "pneumonia_child"
    return Vignette(
        case=read_case(case, knowledge.vocabulary, knowledge.ranges), gold=(gold,), source="ddxplus", meta={}
    )


def _told(statements: Mapping[str, list[str]]) -> str | None:
    told = []
    for words, answers in statements.items():
        # Scores of 0 to 10 for pain are no words to compare.
        said = [answer for answer in answers if answer not in _NO_ANSWERS and not answer.isdigit()]
        if answers and not said:
            continue
        told.append(f"{words}: {', '.join(said)}" if said else words)
    return ". ".join(told) or None
