"""The wordings and cues that ship: whole, and refused when they name what does not exist."""

import copy
import json
from typing import Any

import pytest

from clinic_app import paths
from clinic_app.domain.noticing.phrases import EmptyPhrase
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.knowledge_lexicon import lexicon_from


@pytest.fixture(scope="module")
def machinery() -> Any:
    return json.loads((paths.knowledge_dir() / "noticing.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wordings() -> Any:
    path = paths.knowledge_dir() / "synonyms" / "rule_inputs.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_yes_or_no_input_of_a_rule_has_wordings_in_every_language(
    wordings: Any, knowledge: Knowledge
) -> None:
    yes_or_no = {each.id for each in knowledge.vocabulary.values() if each.kind == "bool" and each.used_by}
    assert yes_or_no <= wordings.keys()
    for name in yes_or_no:
        assert all(wordings[name]["yes"][language] for language in ("en", "hinglish", "hi")), name


@pytest.mark.parametrize(
    "name", ["no_such_finding", "no_such_finding=yes", "cough_days", "palmar_pallor=blue"]
)
def test_a_wording_of_no_known_answer_is_refused(
    name: str, machinery: Any, wordings: Any, knowledge: Knowledge
) -> None:
    broken = {**wordings, name: {"yes": {"en": ["words"]}}}
    with pytest.raises((KeyError, ValueError)):
        lexicon_from(machinery, broken, knowledge.vocabulary, knowledge.ranges)


def test_a_wording_of_empty_words_is_refused(machinery: Any, wordings: Any, knowledge: Knowledge) -> None:
    broken = {**wordings, "cough": {"yes": {"en": ["he has"]}}}
    with pytest.raises(EmptyPhrase):
        lexicon_from(machinery, broken, knowledge.vocabulary, knowledge.ranges)


@pytest.mark.parametrize(
    ("table", "entry"),
    [
        ("cues", {"shrug": ["well"]}),
        ("measures", {"shoe_size": {"labels": ["shoe"], "units": {}, "telling_units": []}}),
        ("ages", {"no_such_finding": {"from_days": 0, "below_days": None}}),
        ("only_with", {"no_such_finding": []}),
    ],
)
def test_a_table_that_names_the_unknown_is_refused(
    table: str, entry: Any, machinery: Any, wordings: Any, knowledge: Knowledge
) -> None:
    broken = copy.deepcopy(machinery)
    broken[table].update(entry)
    with pytest.raises((KeyError, ValueError)):
        lexicon_from(broken, wordings, knowledge.vocabulary, knowledge.ranges)
