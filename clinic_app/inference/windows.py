"""Cuts a text into pieces that a sentence encoder can read: single sentences and windows of whole sentences."""

import re
from collections.abc import Callable

# Sentence ends of Latin and Devanagari script, and line ends. A decimal point is not one: no space follows it.
_SENTENCE_END = re.compile(r"(?<=[.!?;।])\s+|\n+")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text`, without surrounding space; none empty."""
    return tuple(part for part in (piece.strip() for piece in _SENTENCE_END.split(text)) if part)


def windows(text: str, count_tokens: Callable[[str], int], most_tokens: int) -> tuple[str, ...]:
    """Whole sentences joined up to `most_tokens` tokens each; together they hold every word of `text`.

    A sentence longer than a window is cut between words, and a word longer than a window between characters.
    """
    found: list[str] = []
    current, used = "", 0
    for piece, size in _pieces(text, count_tokens, most_tokens):
        if current and used + size > most_tokens:
            found.append(current)
            current, used = "", 0
        current = f"{current} {piece}" if current else piece
        used += size
    return (*found, current) if current else tuple(found)


def _pieces(text: str, count_tokens: Callable[[str], int], most_tokens: int) -> list[tuple[str, int]]:
    sized: list[tuple[str, int]] = []
    for sentence in sentences(text):
        size = count_tokens(sentence)
        if size <= most_tokens:
            sized.append((sentence, size))
            continue
        for word in sentence.split():
            size = count_tokens(word)
            if size <= most_tokens:
                sized.append((word, size))
            else:
                # A token is at least one byte of UTF-8, a character at most four.
                step = max(1, most_tokens // 4)
                cuts = (word[at : at + step] for at in range(0, len(word), step))
                sized.extend((cut, count_tokens(cut)) for cut in cuts)
    return sized
