"""Loads what the reader of free text knows: wordings of findings, cues and labels, from data files.

A broken file is a broken installation: ValueError (EmptyPhrase among them) and KeyError escape.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, get_args

from clinic_app.domain.case import VITAL_NAMES, FindingValue
from clinic_app.domain.noticing.lexicon import (
    AgeSpan,
    Cue,
    Duration,
    Durations,
    Lexicon,
    Measure,
    Unit,
    Wording,
)
from clinic_app.domain.noticing.phrases import GAP, Phrases
from clinic_app.domain.noticing.spelling import Speller, english_forms, plain
from clinic_app.domain.noticing.tokens import Token, token_pattern, tokens_of
from clinic_app.domain.ranges import RangeTable
from clinic_app.domain.vocabulary import Vocabulary

_LANGUAGES = ("en", "hinglish", "hi")
# Different words that a day's typing brings; only their compared forms are kept.
_WORDS_KEPT = 8192


def lexicon_from(
    machinery: Mapping[str, Any],
    wordings: Mapping[str, Any],
    vocabulary: Vocabulary,
    ranges: RangeTable,
) -> Lexicon:
    """The lexicon of `noticing.json` (`machinery`) and `synonyms/rule_inputs.json` (`wordings`).

    Raises KeyError and ValueError.
    """
    spelling = machinery["spelling"]
    variants = {
        plain(variant): plain(word) for word, others in spelling["variants"].items() for variant in others
    }
    pattern = token_pattern(spelling["terms_with_digits"])
    english = english_forms(_english_words(machinery, wordings))
    folds = [(old, new) for old, new in spelling["folds"]]

    def speller(known: frozenset[str], meant: frozenset[str], slip_length: int) -> Speller:
        return Speller(folds, variants, english, known, meant, slip_length)

    as_typed = speller(frozenset(), frozenset(), spelling["slip_length"])

    def folded(words: Iterable[str]) -> frozenset[str]:
        return frozenset(token.form for word in words for token in tokens_of(word, pattern, as_typed.folded))

    # Misspellings that patterns list are slips of the wordings' English words, so that one phrase covers both. Ordinary
    # words are known, that no slip is seen in them, and never meant.
    ordinary = folded(spelling["ordinary"])
    looked_for = folded(_plain_words(machinery, wordings))
    well_spelled = speller(
        ordinary | english | looked_for, (looked_for & english) - ordinary, spelling["slip_length"] + 1
    )

    @cache
    def split(words: str) -> tuple[Token, ...]:
        return tuple(tokens_of(words, pattern, well_spelled.compared))

    def forms(words: Iterable[str]) -> frozenset[str]:
        return frozenset(token.form for word in words for token in split(word))

    empty, skipped = forms(machinery["empty"]), forms(machinery["skipped"])
    negations = forms(machinery["negations"])
    phrases: Phrases[Wording] = Phrases(split, empty, skipped)
    looked_for |= forms(_pattern_words(machinery, wordings))
    final = speller(ordinary | english | looked_for, looked_for - ordinary, spelling["slip_length"])
    for name, entry in {**machinery["vital_wordings"], **wordings}.items():
        _add_wordings(phrases, name, entry, machinery["denied_choices"], vocabulary)
    for finding, sudden_phrases in machinery["if_sudden"].items():
        vocabulary[finding]
        for phrase in sudden_phrases:
            phrases.add(phrase, Wording(finding, denied=False, if_sudden=True))
    for phrase in machinery["other_meanings"]:
        phrases.add(phrase, Wording(None))
    cues: Phrases[Cue] = Phrases(split)
    for cue, cue_phrases in machinery["cues"].items():
        if cue not in get_args(Cue):
            raise ValueError(f"unknown cue: {cue}")
        for phrase in cue_phrases:
            cues.add(phrase, cue)
    labels: Phrases[str] = Phrases(split)
    measures = {name: _measure(name, entry, forms) for name, entry in machinery["measures"].items()}
    for name, entry in machinery["measures"].items():
        _check_known(name, vocabulary, ranges)
        for label in entry["labels"]:
            labels.add(label, name)
    for label in machinery["pressure_labels"]:
        labels.add(label, "blood_pressure")
    for table in ("history_findings", "suspicions", "ages", "yields", "only_with", "ordered"):
        for finding in machinery[table]:
            vocabulary[finding]
    return Lexicon(
        pattern=pattern,
        compared=lru_cache(_WORDS_KEPT)(final.compared),
        wordings=phrases,
        cues=cues,
        empty=empty,
        weightless=(empty | skipped) - negations,
        walls=negations | forms(machinery["cues"]["border"]) | forms(machinery["cues"]["border_after_verb"]),
        negations=negations,
        incapable=forms(machinery["incapable"]),
        ages={finding: AgeSpan(**span) for finding, span in machinery["ages"].items()},
        history_findings=frozenset(machinery["history_findings"]),
        suspicions=frozenset(machinery["suspicions"]),
        yields=machinery["yields"],
        only_with=machinery["only_with"],
        choices={each.id: each.choices for each in vocabulary.values() if each.id in machinery["ordered"]},
        labels=labels,
        measures=measures,
        degrees=forms(machinery["degrees"]),
        between_pressures=forms(machinery["between_pressures"]),
        durations=_durations(machinery["durations"], split, vocabulary),
        ranges=ranges,
    )


def _add_wordings(
    phrases: Phrases[Wording],
    name: str,
    entry: Mapping[str, Any],
    denied_choices: Mapping[str, str],
    vocabulary: Vocabulary,
) -> None:
    finding, _, choice = name.partition("=")
    kind = vocabulary[finding].kind if finding in vocabulary else None
    if kind is None and finding not in VITAL_NAMES:
        raise KeyError(finding)
    if kind == "number" or (kind == "enum" and choice not in vocabulary[finding].choices):
        raise ValueError(f"no such answer: {name}")
    value: FindingValue = choice or True
    denied: FindingValue | None = denied_choices.get(finding) if choice else False
    if denied == value:
        denied = None
    for phrase in _phrases(entry["yes"]):
        phrases.add(phrase, Wording(finding, value, denied))
    # What an answer of several is not, says little of what it is.
    for phrase in () if choice else _phrases(entry.get("no", {})):
        phrases.add(phrase, Wording(finding, False))


def _phrases(entry: Mapping[str, Any]) -> list[str]:
    return [phrase for group in (*_LANGUAGES, "patterns") for phrase in entry.get(group, ())]


def _measure(name: str, entry: Mapping[str, Any], forms: Any) -> Measure:
    units = {
        unit: Unit(conversion[0], conversion[1])
        for typed, conversion in entry["units"].items()
        for unit in _unit_forms(typed, forms)
    }
    return Measure(name, units, forms(entry["telling_units"]))


def _unit_forms(typed: str, forms: Any) -> list[str]:
    """A unit of two words keeps its stroke: mg/dl."""
    parts = [next(iter(forms([part]))) for part in typed.split("/")]
    return ["/".join(parts)]


def _durations(entry: Mapping[str, Any], split: Any, vocabulary: Vocabulary) -> Durations:
    def by_form(table: Mapping[str, float]) -> dict[str, float]:
        return {split(word)[0].form: value for word, value in table.items()}

    of = {finding: Duration(**duration) for finding, duration in entry["of"].items()}
    for finding, duration in of.items():
        if vocabulary[finding].kind != "bool" or vocabulary[duration.name].kind != "number":
            raise ValueError(f"no duration: {finding}")
    return Durations(of, by_form(entry["units"]), by_form(entry["number_words"]))


def _check_known(name: str, vocabulary: Vocabulary, ranges: RangeTable) -> None:
    if name not in ranges or (name not in VITAL_NAMES and name not in vocabulary):
        raise KeyError(name)


def _english_words(machinery: Mapping[str, Any], wordings: Mapping[str, Any]) -> list[str]:
    plain_wordings = [
        phrase for entry in wordings.values() for says in entry.values() for phrase in says.get("en", ())
    ]
    return sorted(
        {word for phrase in (*machinery["spelling"]["english"], *plain_wordings) for word in phrase.split()}
    )


def _pattern_words(machinery: Mapping[str, Any], wordings: Mapping[str, Any]) -> list[str]:
    """Every word of a pattern."""
    entries = [*wordings.values(), *machinery["vital_wordings"].values()]
    return _words(
        phrase for entry in entries for says in entry.values() for phrase in says.get("patterns", ())
    )


def _plain_words(machinery: Mapping[str, Any], wordings: Mapping[str, Any]) -> list[str]:
    """Every other word that is looked for."""
    entries = [*wordings.values(), *machinery["vital_wordings"].values()]
    phrases = [
        phrase
        for entry in entries
        for says in entry.values()
        for language in _LANGUAGES
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


def _words(phrases: Iterable[str]) -> list[str]:
    words = {word for phrase in phrases for part in phrase.split() for word in part.split("|")}
    return sorted(words - {"", GAP})
