"""What the reader of free text knows: wordings, cues, labels of measurements. Data; compiled once."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from clinic_app.domain.case import FindingValue
from clinic_app.domain.noticing.phrases import Phrases
from clinic_app.domain.noticing.tokens import Token, tokens_of
from clinic_app.domain.ranges import RangeTable


@dataclass(frozen=True, slots=True)
class Wording:
    """What a phrase says of a finding. `denied`: what it says where it is negated, None for nothing.

    A phrase without a finding is another meaning of such words ("fits of coughing"): it says nothing. `if_sudden`: it
    says the finding only where the sentence tells that it came suddenly.
    """

    finding: str | None
    value: FindingValue = True
    denied: FindingValue | None = None
    if_sudden: bool = False


Cue = Literal[
    "no",  # denies what follows, over words unknown
    "not",  # denies what follows at once
    "nahi",  # denies what stands before; what follows at once where nothing does
    "absent",  # denies what stands before
    "goes_on",  # behind or before "not": does not stop, so it is there
    "spends",  # takes a negation for itself: no relief, no medicine
    "border",
    "border_after_verb",
    "and",
    "or",
    "all_of_them",
    "asserts",
    "aux",
    "light",
    "other_person",
    "elder",  # another person, unless the patient may be that old
    "in_other_person",
    "reports",
    "patient",
    "past",
    "now",
    "condition",
    "condition_before",
    "advice",
    "question",
    "answer_yes",
    "answer_no",
    "since",
    "sudden",
    "recent",
    "no_duration",
]


@dataclass(frozen=True, slots=True)
class AgeSpan:
    """Ages at which a finding is read: from `from_days` to under `below_days` (None: no limit).

    `otherwise`: the finding that the same words mean at other ages, None for none.
    """

    from_days: float
    below_days: float | None
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as typed behind a number: `(value + offset) * factor` is in the quantity's own unit."""

    offset: float
    factor: float


@dataclass(frozen=True, slots=True)
class Measure:
    """How a quantity is typed. `units`: compared form of the unit typed -> conversion.

    `telling_units` say what is meant without any label (98 F).
    """

    name: str
    units: Mapping[str, Unit]
    telling_units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Duration:
    """The number finding that says how long, in days, hours or minutes; longer than `at_most` is not meant."""

    name: str
    unit_days: float
    at_most: float


@dataclass(frozen=True, slots=True)
class Durations:
    """`units`: days in a unit typed. `number_words`: two, do, दो."""

    of: Mapping[str, Duration]
    units: Mapping[str, float]
    number_words: Mapping[str, float]


@dataclass(frozen=True)
class Lexicon:
    """Everything that `notice` needs.

    Attributes:
        compared: gives the compared form of a word.
        empty: words that say nothing.
        weightless: words that do not count when the longest wording is looked for.
        walls: words that a gap of a phrase does not reach over; `walls_after_verb`: where they follow one of `verbs`.
        negations, incapable: words by which a wording denies something itself (not able), or tells of a loss (unable).
        history_findings: what is looked for in the history; they may be long past. Others count there only where the
            sentence tells of today or the last hours.
        suspicions: findings that ask what is thought of: "?snakebite" states them.
        yields: finding -> those that are noticed in its place where the same words say both.
        besides: finding -> those that shorter wordings inside one of its own may say too.
        only_with: finding -> those of which one must be noticed too: a hand is no place of a bite without a bite.
        choices: answers of a finding with several, from normal to worst: of those stated, the worst is noticed.
    """

    pattern: re.Pattern[str]
    compared: Callable[[str], str]
    wordings: Phrases[Wording]
    cues: Phrases[Cue]
    empty: frozenset[str]
    weightless: frozenset[str]
    walls: frozenset[str]
    walls_after_verb: frozenset[str]
    verbs: frozenset[str]
    negations: frozenset[str]
    incapable: frozenset[str]
    ages: Mapping[str, AgeSpan]
    history_findings: Collection[str]
    suspicions: Collection[str]
    yields: Mapping[str, Collection[str]]
    besides: Mapping[str, Collection[str]]
    only_with: Mapping[str, Collection[str]]
    choices: Mapping[str, Sequence[str]]
    labels: Phrases[str]
    measures: Mapping[str, Measure]
    degrees: frozenset[str]
    between_pressures: frozenset[str]
    durations: Durations
    ranges: RangeTable

    def tokens(self, text: str) -> Sequence[Token]:
        """The tokens of `text`."""
        return tokens_of(text, self.pattern, self.compared)
