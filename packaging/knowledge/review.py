"""Make docs/clinical-review.md: what a medical officer must still decide. `python packaging/knowledge/review.py`.

Everything on the page comes from `assets/knowledge`: the open questions of `review.json`, each rule's sources and trust
tags, and what the conditions' data marks as not certain. Run it again whenever a knowledge file changes.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from clinic_app.domain.review import ReviewItem, in_order
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.services.knowledge import Knowledge, load_knowledge

OUTPUT = Path(__file__).resolve().parent.parent.parent / "docs" / "clinical-review.md"

_INTRODUCTION = """\
This page is generated from the clinical content itself (`python packaging/knowledge/review.py`); do not edit it.
It is for the medical officer who signs the content off for a clinic: sections 1 to 4 take 15 to 20 minutes, section
5 is for looking up.

**Content version: {version}**

The rules and the facts about conditions were written by engineers from guidelines. Nobody has approved them for
patients yet. {count} questions are open. For each, this page says what the program does until it is settled, and why that
was chosen; where the choice is *not* the safer one, the reason says so.

How far a limit was checked is told by its tag:

| tag | meaning |
| --- | --- |
| V | seen in a copy of the source, or in a text that quotes it |
| K | well established, written from knowledge of the guideline; the text was not read again |
| ENG | our own default; no guideline says it |
"""

_SIGN_OFF = """\
Sign off inside the program, on the page *Clinical content*: it records your name, the time and the content version, in the
clinic's audit trail. Until then the program says in its window and on every visit note that nobody has signed, and it
shows no rehydration amounts. When the content changes, an earlier signature no longer counts.

For a paper copy:

I have read the open questions of content version {version} and agree to what the program does until they are settled.
My changes:

| question | what it should be instead |
| --- | --- |
| | |
| | |
| | |

| | |
| --- | --- |
| Name and registration number | |
| Clinic | |
| Date | |
| Signature | |
"""


def build(knowledge: Knowledge) -> str:
    """The whole page, in English. The same knowledge gives the same text."""
    review, version = knowledge.review, knowledge.content_version
    parts = [
        "# Clinical review: what a medical officer must still decide",
        _INTRODUCTION.format(version=version, count=review.open_questions),
        "## 1. The rules",
        _rules_table(knowledge),
        *_rules(knowledge),
        "## 2. Questions about all of the content",
        _questions(review.of_rule("")),
        "## 3. Questions about single conditions",
        _condition_questions(knowledge),
        "## 4. Further statements about conditions that are not certain",
        "They stand in the data with this mark and are not shown as facts. Say which are right, and which limit holds.",
        _table(
            ("condition", "statement", "what is not certain"),
            [
                (_name(knowledge, each.condition), each.text.in_language("en"), each.why)
                for each in review.unasked
            ],
        ),
        "## 5. For looking up",
        *_looked_up(knowledge),
        "## 6. Sign-off",
        _SIGN_OFF.format(version=version),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _rules_table(knowledge: Knowledge) -> str:
    rows = []
    for rule in in_order(knowledge.rulebook.rules):
        data = knowledge.rulebook.rules[rule]
        tags = [_tag(data, sign) for sign in data.sentences]
        counts = ", ".join(f"{tag} {tags.count(tag)}" for tag in sorted(set(tags), key=_TAGS.index))
        asked = len(knowledge.review.of_rule(rule))
        rows.append((rule, data.title.in_language("en"), data.source, counts, str(asked) if asked else ""))
    return _table(("rule", "what it is about", "source", "signs by tag", "open questions"), rows)


# The surest first; a sign with two tags is as sure as its weaker one.
_TAGS = ("V", "K", "ENG")


def _tag(data: RuleData, sign: str) -> str:
    return max(data.sign_trust.get(sign, data.trust).split(", "), key=_TAGS.index)


def _rules(knowledge: Knowledge) -> Iterable[str]:
    """A part for each rule that leaves anything to decide: questions, and limits that no guideline gives."""
    for rule in in_order(knowledge.rulebook.rules):
        data, items = knowledge.rulebook.rules[rule], knowledge.review.of_rule(rule)
        own = _signs(data, "ENG")
        if items or own:
            yield f"### {rule} {data.title.in_language('en')}"
        if own:
            yield f"Our own default (ENG): {own}"
        if items:
            yield _questions(items)


def _looked_up(knowledge: Knowledge) -> Iterable[str]:
    """What was written from knowledge, sign by sign, and the sources that nobody read."""
    yield "Signs whose limits were written from knowledge (K), with their levels:"
    known = (
        (rule, _signs(knowledge.rulebook.rules[rule], "K")) for rule in in_order(knowledge.rulebook.rules)
    )
    yield "\n".join(f"* **{rule}** {signs}" for rule, signs in known if signs)
    yield _unread(knowledge)


def _signs(data: RuleData, tag: str) -> str:
    """The signs of a rule that have that tag, in the words of the program."""
    return " · ".join(_sentence(data, sign) for sign in data.sentences if _tag(data, sign) == tag)


def _sentence(data: RuleData, sign: str) -> str:
    """A sign in the words of the program, without its numbers, and its level where it has one."""
    words = re.sub(r"\{\w+\}", "…", data.sentences[sign].in_language("en"))
    level = data.thresholds.get("levels", {}).get(sign)
    # A score has bands in place of one level.
    return f"“{words}” ({level})" if isinstance(level, str) else f"“{words}”"


def _questions(items: Sequence[ReviewItem]) -> str:
    return _table(
        ("question", "what the program does", "why", "reference"),
        [
            (
                item.question.in_language("en"),
                item.default.in_language("en"),
                item.why_safer.in_language("en"),
                item.source,
            )
            for item in items
        ],
    )


def _condition_questions(knowledge: Knowledge) -> str:
    rows = []
    for item in knowledge.review.of_conditions():
        now = " / ".join(each.text.in_language("en") for each in knowledge.review.behind(item))
        does = f"{item.default.in_language('en')} As it stands: “{now}”"
        why = item.why_safer.in_language("en")
        rows.append((item.question.in_language("en"), does, why, item.source))
    return _table(("question", "what the program does", "why", "reference"), rows)


def _unread(knowledge: Knowledge) -> str:
    unread = {
        source.text
        for condition in knowledge.conditions.values()
        for source in condition.sources
        if source.trust == "unread"
    }
    named = "; ".join(sorted(unread))
    return f"Sources that nobody read ({len(unread)}): {named}."


def _name(knowledge: Knowledge, condition: str) -> str:
    return knowledge.conditions[condition].name.in_language("en")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def main() -> int:
    text = build(load_knowledge())
    OUTPUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"{OUTPUT.name}: {len(text.splitlines())} lines, {len(text.split())} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
