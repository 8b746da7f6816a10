"""The words for every expected error, in the user's language, from `assets/i18n/errors.json`."""

import json
from functools import cache

from clinic_app import paths
from clinic_app.domain.errors import CaseError, ModelUnavailable, UserFacingError
from clinic_app.domain.text import Text


def say(error: UserFacingError, language: str = "en") -> str:
    """What happened and what to do, in one or two sentences."""
    return _sentences()[sentence_key(error)].in_language(language).format(**error.params)


def sentence_key(error: UserFacingError) -> str:
    """The key of an error's sentence: its code, made finer where one code has several sentences."""
    if isinstance(error, CaseError):
        return f"case.{error.case_code}"
    if isinstance(error, ModelUnavailable):
        return f"model_unavailable.{error.reason}"
    return error.code


@cache
def _sentences() -> dict[str, Text]:
    stored = json.loads((paths.i18n_dir() / "errors.json").read_text(encoding="utf-8"))
    return {code: Text(sentence) for code, sentence in stored.items()}
