"""The words for every expected error, in the user's language, from `assets/i18n/errors.json`."""

import json
from collections.abc import Mapping
from functools import cache

from clinic_app import paths
from clinic_app.domain.errors import CaseError, ModelUnavailable, UserFacingError
from clinic_app.domain.text import Text

# Codes with a sentence for some values of one of their fields, and one for all other values.
_FINER = {
    "entry_missing": "entry",
    "passphrase_too_weak": "advice",
    "staff_invalid": "reason",
    "wrong_recovery_code": "mistyped",
}


def say(error: UserFacingError, language: str = "en") -> str:
    """What happened and what to do, in one or two sentences."""
    return sentence(sentence_key(error), error.params, language)


def sentence(key: str, params: Mapping[str, object], language: str = "en") -> str:
    """The sentence of a key of `errors.json`, with its named fields filled in."""
    return _sentences()[key].in_language(language).format(**params)


def sentence_key(error: UserFacingError) -> str:
    """The key of an error's sentence: its code, made finer where one code has several sentences."""
    if isinstance(error, CaseError):
        return f"case.{error.case_code}"
    if isinstance(error, ModelUnavailable):
        return f"model_unavailable.{error.reason}"
    detail = error.params.get(_FINER.get(error.code, ""))
    finer = f"{error.code}.{_FINER[error.code] if detail is True else detail}" if detail else error.code
    return finer if finer in _sentences() else error.code


@cache
def _sentences() -> dict[str, Text]:
    stored = json.loads((paths.i18n_dir() / "errors.json").read_text(encoding="utf-8"))
    return {code: Text(sentence) for code, sentence in stored.items()}
