"""Rehydration amounts in words. They are shown only under content that the clinic's medical officer has signed off.

The amounts themselves are computed by rule R12; the sentences, their source and trust tag come from
`assets/knowledge/rehydration.json`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clinic_app.domain.case import Age
from clinic_app.domain.rules.limits import in_ages
from clinic_app.domain.sign_off import SignOffState
from clinic_app.domain.text import Text, plain_number
from clinic_app.domain.triage import Triage


@dataclass(frozen=True, slots=True)
class Sentence:
    """Said where all of `amounts` (names of computed numbers) are known and the age is in the span `ages`."""

    amounts: tuple[str, ...]
    ages: Mapping[str, int]
    text: Text


@dataclass(frozen=True, slots=True)
class RehydrationWords:
    """The sentences, what is said in their place without a sign-off, and the line that names their source."""

    sentences: tuple[Sentence, ...]
    withheld: Text
    origin: Text


def read_rehydration(path: Path) -> RehydrationWords:
    """The words in the file at `path`. Raises OSError, KeyError or ValueError for a file that is not as it should be."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    sentences = (
        Sentence(tuple(entry["amounts"]), entry["ages"], Text(entry["text"])) for entry in stored["sentences"]
    )
    return RehydrationWords(tuple(sentences), Text(stored["withheld"]), Text(stored["origin"]))


def rehydration(
    triage: Triage, age: Age, words: RehydrationWords, sign_off: SignOffState, language: str
) -> tuple[str, ...]:
    """What to show about rehydration, source and tag last; nothing where no amount was computed.

    Without a valid sign-off the amounts stay out, and one sentence says why.
    """
    fitting = [
        sentence
        for sentence in words.sentences
        if in_ages(sentence.ages, age) and all(name in triage.computed for name in sentence.amounts)
    ]
    if not fitting:
        return ()
    if not sign_off.is_valid:
        return (words.withheld.in_language(language),)
    amounts = {name: plain_number(value) for name, value in triage.computed.items()}
    said = (sentence.text.in_language(language).format(**amounts) for sentence in fitting)
    return (*said, words.origin.in_language(language))
