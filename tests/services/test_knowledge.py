"""The knowledge that ships: whole, consistent, translated where it must be, and free of doses."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from clinic_app import paths
from clinic_app.domain.rules.engine import RULES
from clinic_app.services.knowledge import Knowledge
from knowledge import check


def test_the_closed_list_is_whole(knowledge: Knowledge) -> None:
    assert len(knowledge.conditions) == 190


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


def test_the_check_of_the_knowledge_finds_nothing() -> None:
    """Schemas, ICD-10 codes, references, orphans, Hindi, doses: `packaging/knowledge/check.py`."""
    assert check.problems() == []
    assert check.badly_laid_out() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("conditions/fever.json", '"B51.9"', '"B51-9"', "does not match"),
        ("conditions/fever.json", '"B51.9"', '"B99.8"', "no ICD-10 code"),
        ("conditions/fever.json", '"malaria_falciparum", ', '"malaria_of_the_marsh", ', "no condition"),
        ("conditions/fever.json", '["headache"]', '["head_ache_bad"]', "no finding head_ache_bad"),
        (
            "conditions/fever.json",
            '"en": "body ache"',
            '"en": "body ache, 500 mg twice daily"',
            "reads like a dose",
        ),
        ("conditions/fever.json", '"hi": "सिर दर्द"', '"hi": "headache"', "without Devanagari"),
        ("complaints.json", '"stiff_neck"', '"stiff_back"', "no finding stiff_back"),
        ("rules/R7.json", '"trust": "K"', '"trust": "certain"', "is not one of"),
    ],
)
def test_the_check_notices_a_fault(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(paths.knowledge_dir(), folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(said in problem for problem in check.problems(folder))


@pytest.mark.shared_data
def test_the_conditions_are_those_of_the_source(knowledge: Knowledge, shared_dir: Path) -> None:
    """Codes, urgency and mimics are carried over unchanged, and no feature is lost."""
    source = (shared_dir / "clinical" / "conditions.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(source.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {row["id"] for row in rows} == set(knowledge.conditions)
    for row in rows:
        condition = knowledge.conditions[row["id"]]
        assert ";".join(condition.icd10) == row["icd10"], condition.id
        assert condition.urgency.name == row["urgency"].upper(), condition.id
        assert ";".join(condition.mimics) == row["usual_mimics"], condition.id
        features = [item for item in row["key_positive_features"].split(";") if item.strip()]
        assert len(condition.features) == len(features), condition.id


def test_only_what_was_seen_may_be_cited(knowledge: Knowledge) -> None:
    for condition in knowledge.conditions.values():
        for source in condition.sources:
            assert source.trust != "V" or re.search(r"\b(checked|seen)\b", source.text), condition.id
            assert source.trust == "unread" or "ICMR STW" not in source.text, condition.id


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
