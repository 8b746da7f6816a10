"""How hard a passphrase is to guess, judged offline while it is typed."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import zxcvbn

LEAST_CHARACTERS = 10
LEAST_SCORE = 3
# zxcvbn looks at every pair of positions: a prefix bounds the time, and more letters are never easier to guess.
_JUDGED_CHARACTERS = 48
_MOST_HINTS = 20
_MOST_PARTS = 8
# Letters and digits that a passphrase must have beside the names in it.
_LEAST_BESIDE_NAMES = 8

TOO_SHORT = "too_short"
USES_NAMES = "uses_names"
COMMON_WORDS = "common_words"
REPEATS = "repeats"
KEYBOARD_ROW = "keyboard_row"
DATE = "date"
TOO_SIMPLE = "too_simple"
ADD_WORD = "add_word"
GOOD = "good"
ADVICE_CODES = (
    TOO_SHORT,
    USES_NAMES,
    COMMON_WORDS,
    REPEATS,
    KEYBOARD_ROW,
    DATE,
    TOO_SIMPLE,
    ADD_WORD,
    GOOD,
)


@dataclass(frozen=True, slots=True)
class Strength:
    """A judgement: `score` 0 (guessed at once) to 4, whether it may be used, and one of `ADVICE_CODES`."""

    score: int
    acceptable: bool
    advice: str


def judge(passphrase: str, hints: Sequence[str] = ()) -> Strength:
    """Judge `passphrase`; `hints` are names an attacker knows: of the clinic, of its staff.

    Acceptable from 10 characters and score 3 on (about 10^8 guesses, each of which costs 64 MiB and 0.15 s).
    """
    judged = passphrase[:_JUDGED_CHARACTERS]
    if not judged.strip():
        return Strength(0, False, TOO_SHORT)
    known = _hint_words(hints)
    # zxcvbn takes every space between two words for a part of its own, and so for a thousandfold of work.
    forms = {judged, "".join(judged.split())}
    result = min(
        (zxcvbn.zxcvbn(form, user_inputs=known) for form in forms), key=lambda found: found["guesses"]
    )
    score = int(result["score"])
    if len(passphrase) < LEAST_CHARACTERS:
        return Strength(min(score, LEAST_SCORE - 1), False, TOO_SHORT)
    if score >= LEAST_SCORE and _is_mostly_names(judged, known):
        return Strength(LEAST_SCORE - 1, False, USES_NAMES)
    if score >= LEAST_SCORE:
        return Strength(score, True, GOOD)
    return Strength(score, False, _advice(result["sequence"]))


def _hint_words(hints: Sequence[str]) -> list[str]:
    """The names, every run of their parts written as one word, and the parts; the longest first."""
    words: set[str] = set()
    for hint in hints[:_MOST_HINTS]:
        parts = re.findall(r"[^\W_]+", hint[:100].casefold())[:_MOST_PARTS]
        runs = itertools.combinations(range(len(parts) + 1), 2)
        words |= {hint[:100].casefold(), *("".join(parts[start:end]) for start, end in runs)}
    return sorted((word for word in words if len(word) > 2), key=len, reverse=True)


def _is_mostly_names(passphrase: str, names: Sequence[str]) -> bool:
    whole = rest = "".join(re.findall(r"[^\W_]+", passphrase.casefold()))
    for name in names:
        rest = rest.replace(name, "")
    return rest != whole and len(rest) < _LEAST_BESIDE_NAMES


def _advice(sequence: Sequence[dict[str, Any]]) -> str:
    """Advice on the longest part of the passphrase that was recognised."""
    parts = [part for part in sequence if part["pattern"] != "bruteforce"]
    if not parts:
        return ADD_WORD
    longest = max(parts, key=lambda part: len(part["token"]))
    if longest["pattern"] == "dictionary":
        return USES_NAMES if longest["dictionary_name"] == "user_inputs" else COMMON_WORDS
    return {"repeat": REPEATS, "spatial": KEYBOARD_ROW, "date": DATE, "sequence": TOO_SIMPLE}.get(
        str(longest["pattern"]), TOO_SIMPLE
    )
