"""docs/clinical-review.md is the content as it stands, and leaves nothing out that a medical officer must decide."""

from dataclasses import replace

import pytest

from clinic_app.services.knowledge import Knowledge
from knowledge.review import OUTPUT, build


@pytest.fixture(scope="module")
def page(knowledge: Knowledge) -> str:
    return build(knowledge)


def test_the_page_is_up_to_date(page: str) -> None:
    assert OUTPUT.read_text(encoding="utf-8") == page, "run: python packaging/knowledge/review.py"


def test_it_names_the_version_it_is_about(page: str, knowledge: Knowledge) -> None:
    assert f"**Content version: {knowledge.content_version}**" in page


def test_every_open_question_is_on_it(page: str, knowledge: Knowledge) -> None:
    for item in knowledge.review.items:
        row = next(
            line for line in page.splitlines() if line.startswith(f"| {item.question.in_language('en')} |")
        )
        for words in (item.default.in_language("en"), item.why_safer.in_language("en"), item.source):
            assert words in row, item.id
    for statement in knowledge.review.statements:
        assert statement.text.in_language("en").replace("|", "/") in page, statement.condition


def test_every_rule_is_on_it_with_source_and_tags(page: str, knowledge: Knowledge) -> None:
    rows = {
        line.split(" | ")[0].removeprefix("| "): line for line in page.splitlines() if line.startswith("| R")
    }
    for rule, data in knowledge.rulebook.rules.items():
        assert data.source in rows[rule]
        assert f"{data.trust} " in rows[rule]


def test_an_engineering_default_cannot_be_overlooked(page: str, knowledge: Knowledge) -> None:
    rule = knowledge.rulebook.rules["R5"]
    changed = {
        **knowledge.rulebook.rules,
        "R5": replace(rule, sign_trust={**rule.sign_trust, "hypotension": "V, ENG"}),
    }
    other = build(replace(knowledge, rulebook=replace(knowledge.rulebook, rules=changed)))
    limit = "Upper blood pressure … mmHg is too low for this age"
    assert limit in other.split("### R5 ")[1].split("###")[0]
    assert limit not in page.split("### R5 ")[1].split("###")[0]
