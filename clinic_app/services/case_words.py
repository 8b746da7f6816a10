"""Words for choices and units of a case, the same on the screen and on paper (`assets/i18n/case_words.json`)."""

import json
from functools import cache

from clinic_app import paths
from clinic_app.domain.text import Text

# Units that say nothing beside a number.
_SILENT = frozenset({"", "count", "ratio"})


def choice_words(finding: str, choice: str, language: str) -> str:
    """A choice of a coded question; the choice itself, readable, where there are no words for it."""
    words = _catalogue().get(f"choice.{finding}.{choice}")
    return words.in_language(language) if words else choice.replace("_", " ")


def unit_words(unit: str, language: str) -> str:
    """A unit as it stands after a number; "" for what is only counted."""
    words = _catalogue().get(f"unit.{unit}")
    if words:
        return words.in_language(language)
    return "" if unit in _SILENT else unit


@cache
def _catalogue() -> dict[str, Text]:
    stored = json.loads((paths.i18n_dir() / "case_words.json").read_text(encoding="utf-8"))
    return {key: Text(words) for key, words in stored.items()}
