"""The words of the lexicon's data files: how each is spelled, which of them a slip may have been meant for."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from clinic_app.domain.noticing.phrases import CLASS, EITHER_ORDER, GAP
from clinic_app.domain.noticing.spelling import Folding, Speller, english_forms, plain
from clinic_app.domain.noticing.tokens import token_pattern, tokens_of

LANGUAGES = ("en", "hinglish", "hi")


@dataclass(frozen=True)
class LexiconWords:
    """How words are told apart and compared.

    Attributes:
        pattern: tells the tokens of a text apart.
        split: gives the compared forms of the tokens of a word of the data files.
        compared: gives the compared form of a word of a text.
    """

    pattern: re.Pattern[str]
    split: Callable[[str], Sequence[str]]
    compared: Callable[[str], str]


def lexicon_words(machinery: Mapping[str, Any], wordings: Mapping[str, Any]) -> LexiconWords:
    """The words of `noticing.json` (`machinery`) and `synonyms/rule_inputs.json` (`wordings`). Raises KeyError."""
    spelling = machinery["spelling"]
    pattern = token_pattern(spelling["terms_with_digits"])
    english = english_forms(_english_words(machinery, wordings))
    folding = Folding(
        folds=[(old, new) for old, new in spelling["folds"]],
        variants={
            plain(variant): plain(word) for word, others in spelling["variants"].items() for variant in others
        },
        english=english,
        endings=tuple(spelling["endings"]),
        kept=frozenset(spelling["kept"]),
    )
    # Thousands of phrases are made of the same few words: each is cut and folded once.
    folded = cache(folding.folded)

    @cache
    def cut(word: str) -> Sequence[tuple[bool, str]]:
        """The tokens of a word, and whether they are words."""
        if word.isascii() and word.isalpha():
            return ((True, word),)
        return [(token.kind == "word", token.form) for token in tokens_of(word, pattern, str)]

    def forms(words: Iterable[str]) -> frozenset[str]:
        return frozenset(folded(token) for word in words for is_word, token in cut(word) if is_word)

    # Misspellings that patterns list are slips of the wordings' English words, so that one phrase covers both. Ordinary
    # words are known, that no slip is seen in them, and never meant.
    ordinary = forms(spelling["ordinary"])
    looked_for = forms(_plain_words(machinery, wordings))
    known = {form: form for form in ordinary | english | looked_for}
    well_spelled = Speller(folded, known, (looked_for & english) - ordinary, spelling["slip_length"] + 1)

    @cache
    def split(word: str) -> Sequence[str]:
        return [well_spelled.compared(token) if is_word else token for is_word, token in cut(word)]

    meant = set(looked_for)
    as_listed = dict(known)
    for word in _pattern_words(machinery, wordings):
        for (is_word, token), form in zip(cut(word), split(word), strict=True):
            if is_word:
                as_listed.setdefault(folded(token), form)
                meant.add(form)
    final = Speller(folding.folded, as_listed, frozenset(meant - ordinary), spelling["slip_length"])
    return LexiconWords(pattern, split, final.compared)


def _english_words(machinery: Mapping[str, Any], wordings: Mapping[str, Any]) -> set[str]:
    return _words(
        [
            *machinery["spelling"]["english"],
            *(
                phrase
                for entry in wordings.values()
                for says in entry.values()
                for phrase in says.get("en", ())
            ),
        ]
    )


def _pattern_words(machinery: Mapping[str, Any], wordings: Mapping[str, Any]) -> set[str]:
    """Every word of a pattern or a class."""
    entries = [*wordings.values(), *machinery["vital_wordings"].values()]
    patterns = [phrase for entry in entries for says in entry.values() for phrase in says.get("patterns", ())]
    return _words([*patterns, *(words for group in machinery["classes"].values() for words in group)])


def _plain_words(machinery: Mapping[str, Any], wordings: Mapping[str, Any]) -> set[str]:
    """Every other word that is looked for."""
    entries = [*wordings.values(), *machinery["vital_wordings"].values()]
    phrases = [
        phrase
        for entry in entries
        for says in entry.values()
        for language in LANGUAGES
        for phrase in says.get(language, ())
    ]
    phrases += [phrase for cue in machinery["cues"].values() for phrase in cue]
    phrases += [label for measure in machinery["measures"].values() for label in measure["labels"]]
    phrases += [unit for measure in machinery["measures"].values() for unit in measure["units"]]
    phrases += [phrase for sudden in machinery["if_sudden"].values() for phrase in sudden]
    phrases += [*machinery["pressure_labels"], *machinery["other_meanings"], *machinery["empty"]]
    phrases += machinery["skipped"]
    phrases += [*machinery["durations"]["units"], *machinery["durations"]["number_words"]]
    return _words(phrases)


def _words(phrases: Iterable[str]) -> set[str]:
    words = {
        word for part in {part for phrase in phrases for part in phrase.split()} for word in part.split("|")
    }
    return {word for word in words if word and word not in (GAP, EITHER_ORDER) and not word.startswith(CLASS)}
