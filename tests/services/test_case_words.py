"""Every choice and unit of the form has words in both languages: nobody should read a code."""

import json

import pytest

from clinic_app import paths
from clinic_app.services.case_words import choice_words, unit_words
from clinic_app.services.parsed_form import MEASUREMENTS
from clinic_app.services.questions import _TABLE

_SHOWN_AS_IT_IS = {"%", "mmHg", "°C", "mg/dL", "g/dL"}


@pytest.fixture
def offered(knowledge):
    """The questions of the form."""
    return [knowledge.vocabulary[finding] for finding in dict.fromkeys(row[0] for row in _TABLE)]


def test_every_choice_has_words_in_both_languages(offered):
    stored = json.loads((paths.i18n_dir() / "case_words.json").read_text(encoding="utf-8"))
    choices = {f"choice.{finding.id}.{choice}" for finding in offered for choice in finding.choices}
    assert choices == {key for key in stored if key.startswith("choice.")}
    for finding in offered:
        for choice in finding.choices:
            hindi = choice_words(finding.id, choice, "hi")
            assert hindi != choice_words(finding.id, choice, "en")
            assert not any(letter.isascii() and letter.isalpha() for letter in hindi)


def test_every_unit_has_words_in_both_languages(offered, knowledge):
    units = {finding.unit for finding in offered} | {knowledge.ranges[name].unit for name in MEASUREMENTS}
    for unit in units - _SHOWN_AS_IT_IS:
        english, hindi = unit_words(unit, "en"), unit_words(unit, "hi")
        assert (english == "") is (hindi == "")
        assert not any(letter.isascii() and letter.isalpha() for letter in hindi), unit


def test_what_has_no_words_is_still_readable():
    assert choice_words("bite_site", "head_face_neck", "hi") == "head face neck"
    assert unit_words("z-score", "hi") == "z-score"
    assert unit_words("count", "en") == ""
