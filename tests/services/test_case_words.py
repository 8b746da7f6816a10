"""Every choice and unit of the form has words in both languages: nobody should read a code."""

import json

import pytest

from clinic_app import paths
from clinic_app.services.case_words import choice_words, unit_words
from clinic_app.services.parsed_form import MEASUREMENTS

# What stands on a test strip or on the meter is shown as it stands there.
_ON_THE_STRIP_OR_METER = {"1+", "2+", "3+", "4+", "LO", "HI"}
_SHOWN_AS_IT_IS = {"%", "mmHg", "°C", "mg/dL", "g/dL"}


@pytest.fixture
def offered(knowledge):
    """The questions that the form can ask."""
    return list(knowledge.vocabulary.values())


def test_every_choice_has_words_in_both_languages(offered):
    stored = json.loads((paths.i18n_dir() / "case_words.json").read_text(encoding="utf-8"))
    choices = {f"choice.{finding.id}.{choice}" for finding in offered for choice in finding.choices}
    assert choices == {key for key in stored if key.startswith("choice.")}
    for finding in offered:
        for choice in finding.choices:
            hindi = choice_words(finding.id, choice, "hi")
            if choice in _ON_THE_STRIP_OR_METER:
                continue
            assert hindi != choice_words(finding.id, choice, "en")
            assert not any(letter.isascii() and letter.isalpha() for letter in hindi)


def test_every_unit_has_words_in_both_languages(offered, knowledge):
    units = {finding.unit for finding in offered} | {knowledge.ranges[name].unit for name in MEASUREMENTS}
    for unit in units - _SHOWN_AS_IT_IS:
        english, hindi = unit_words(unit, "en"), unit_words(unit, "hi")
        assert (english == "") is (hindi == "")
        assert not any(letter.isascii() and letter.isalpha() for letter in hindi), unit


def test_what_has_no_words_is_still_readable():
    assert choice_words("bite_site", "left_elbow", "hi") == "left elbow"
    assert unit_words("furlongs", "hi") == "furlongs"
    assert unit_words("count", "en") == ""
