"""Every expected error has its words, in both languages, with all their fields filled."""

import json
import re

import pytest

from clinic_app import paths
from clinic_app.domain import errors
from clinic_app.domain.errors import CaseError, ModelUnavailable, UserFacingError
from clinic_app.services.wording import say

SENTENCES = json.loads((paths.i18n_dir() / "errors.json").read_text(encoding="utf-8"))
CODES = [
    kind.code
    for kind in vars(errors).values()
    if isinstance(kind, type)
    and issubclass(kind, UserFacingError)
    and kind not in (CaseError, ModelUnavailable)
]


@pytest.mark.parametrize("code", CODES)
def test_every_error_class_has_words(code: str) -> None:
    assert code in SENTENCES


@pytest.mark.parametrize(
    "reason", ["missing", "damaged", "unsupported", "crashed", "timed_out", "too_large", "off"]
)
def test_every_reason_of_a_missing_model_has_words(reason: str) -> None:
    assert say(ModelUnavailable(reason=reason), "hi") != say(ModelUnavailable(reason=reason), "en")


def test_both_languages_use_the_same_fields() -> None:
    for code, words in SENTENCES.items():
        fields = {language: set(re.findall(r"{(\w+)}", text)) for language, text in words.items()}
        assert fields["en"] == fields["hi"], code
