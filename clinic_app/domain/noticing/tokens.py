"""Words, numbers and signs of a text, each with its place in it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

_LETTER = r"(?:[^\W\d_]|[\u0900-\u0963\u0970-\u097f\u0300-\u036f\u200c\u200d])"
# Between letters; no part of this can match one text in two ways, so reading a text takes time in its length.
_JOINED = r"['\u2019\u2018`]"


@dataclass(frozen=True, slots=True)
class Token:
    """`form` is what is compared: a word's folded spelling, a number in Latin digits, a sign itself."""

    kind: Literal["word", "number", "sign"]
    form: str
    start: int
    end: int


def token_pattern(terms_with_digits: Iterable[str]) -> re.Pattern[str]:
    """What tells tokens apart; `terms_with_digits` (spo2, hba1c) stay whole."""
    terms = "|".join(sorted(map(re.escape, terms_with_digits), key=len, reverse=True))
    return re.compile(
        rf"(?P<word>(?<![^\W\d_])(?:{terms})(?!\w)"
        r"|[+-]ve(?!\w)"
        r"|(?<![\w./])[a-z](?:/[a-z]){1,3}(?!\w)"
        r"|(?<![\w./])[a-z]\.(?:[a-z]\.){1,3}(?!\w)"
        rf"|{_LETTER}+(?:{_JOINED}{_LETTER}+)*)"
        r"|(?P<number>\d+(?:[.,]\d+)*)"
        r"|(?P<sign>\n|[^\s\w]|_)",
        re.IGNORECASE,
    )


def tokens_of(text: str, pattern: re.Pattern[str], compared: Callable[[str], str]) -> Sequence[Token]:
    """The tokens of `text` in order; `compared` gives the compared form of a word."""
    found: list[Token] = []
    for match in pattern.finditer(text):
        if match["word"] is not None:
            found.append(Token("word", compared(match[0]), match.start(), match.end()))
        elif match["number"] is not None:
            found.append(Token("number", _latin_digits(match[0]), match.start(), match.end()))
        else:
            found.append(Token("sign", match[0], match.start(), match.end()))
    return found


def number_of(token: Token) -> float | None:
    """The number that `token` is, or None for a word, a date, or digits that could be thousands or decimals: 1,234."""
    if token.kind != "number" or not _NUMBER.fullmatch(token.form):
        return None
    return float(token.form.replace(",", "."))


_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6}|,[0-9]{1,2})?")


def _latin_digits(text: str) -> str:
    return "".join(sign if sign in ".," else str(unicodedata.decimal(sign)) for sign in text)
