"""Loads what the reader of free text knows: wordings of findings, cues and labels, from data files.

A broken file is a broken installation: ValueError (EmptyPhrase among them) and KeyError escape.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
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
from clinic_app.domain.noticing.phrases import Phrases
from clinic_app.domain.ranges import RangeTable
from clinic_app.domain.vocabulary import Vocabulary
from clinic_app.services.lexicon_words import LANGUAGES, lexicon_words

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
    words = lexicon_words(machinery, wordings)
    split = words.split

    def forms(words: Iterable[str]) -> frozenset[str]:
        return frozenset(form for word in words for form in split(word))

    empty, skipped = forms(machinery["empty"]), forms(machinery["skipped"])
    negations = forms(machinery["negations"])
    phrases: Phrases[Wording] = Phrases(split, empty, skipped, machinery["classes"])
    for name, entry in {**machinery["vital_wordings"], **wordings}.items():
        _add_wordings(phrases, name, entry, machinery["denied_choices"], vocabulary)
    for finding, sudden_phrases in machinery["if_sudden"].items():
        vocabulary[finding]
        for phrase in sudden_phrases:
            phrases.add(phrase, Wording(finding, denied=False, if_sudden=True))
    for phrase in machinery["other_meanings"]:
        phrases.add(phrase, Wording(None))
    cues: Phrases[Cue] = Phrases(split, classes=machinery["classes"])
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
    for table in ("history_findings", "suspicions", "ages", "yields", "besides", "only_with", "ordered"):
        for finding in machinery[table]:
            vocabulary[finding]
    return Lexicon(
        pattern=words.pattern,
        compared=lru_cache(_WORDS_KEPT)(words.compared),
        wordings=phrases,
        cues=cues,
        empty=empty,
        weightless=(empty | skipped) - negations,
        walls=negations | forms(machinery["cues"]["border"]),
        walls_after_verb=forms(machinery["cues"]["border_after_verb"]),
        verbs=forms(machinery["cues"]["aux"]),
        negations=negations,
        incapable=forms(machinery["incapable"]),
        ages={finding: AgeSpan(**span) for finding, span in machinery["ages"].items()},
        history_findings=frozenset(machinery["history_findings"]),
        suspicions=frozenset(machinery["suspicions"]),
        yields=machinery["yields"],
        besides=machinery["besides"],
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
    return [phrase for group in (*LANGUAGES, "patterns") for phrase in entry.get(group, ())]


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
        return {split(word)[0]: value for word, value in table.items()}

    of = {finding: Duration(**duration) for finding, duration in entry["of"].items()}
    for finding, duration in of.items():
        if vocabulary[finding].kind != "bool" or vocabulary[duration.name].kind != "number":
            raise ValueError(f"no duration: {finding}")
    return Durations(of, by_form(entry["units"]), by_form(entry["number_words"]))


def _check_known(name: str, vocabulary: Vocabulary, ranges: RangeTable) -> None:
    if name not in ranges or (name not in VITAL_NAMES and name not in vocabulary):
        raise KeyError(name)
