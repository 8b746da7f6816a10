"""A sentence or name in every language of the product."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

# The codes of the languages that the window speaks, the one of the source texts first.
LANGUAGES = ("en", "hi")
# Beyond, a float does not hold every whole number.
_COUNTABLE = 1e15


@dataclass(frozen=True, slots=True)
class Text:
    """One text in several languages, English always among them."""

    by_language: Mapping[str, str]

    def __post_init__(self) -> None:
        if "en" not in self.by_language:
            raise ValueError("a text needs its English")

    def in_language(self, language: str) -> str:
        """The text in `language`, in English where it is not translated yet."""
        return self.by_language.get(language) or self.by_language["en"]


def words_of(text: str) -> str:
    """The words of `text` with one space around each, in one case and without marks, to look for words in it."""
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" else " "
        for sign in unicodedata.normalize("NFKC", text).casefold()
    )
    return f" {' '.join(kept.split())} "


def plain_number(value: object) -> str:
    """A value as a person writes it: 38 for 38.0, 38.4 for 38.4; anything else as it is."""
    if isinstance(value, float):
        # ":g" alone would write 1.5e+06 for 1500000.
        return str(int(value)) if value.is_integer() and abs(value) < _COUNTABLE else f"{value:g}"
    return str(value)
