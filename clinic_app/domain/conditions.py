"""A condition of the closed list, as knowledge has it."""

from dataclasses import dataclass
from typing import Literal

from clinic_app.domain.text import Text
from clinic_app.domain.triage import TriageLevel


@dataclass(frozen=True, slots=True)
class FindingLink:
    """A finding of the vocabulary that a phrase speaks of.

    `choice` is the answer of a finding with choices, or None for yes. `present` is false where the phrase says that the finding is
    absent ("no fever").
    """

    finding: str
    choice: str | None
    present: bool

    @classmethod
    def parse(cls, written: str) -> "FindingLink":
        """Read `fever`, `!fever` or `pupils=pinpoint`."""
        finding, _, choice = written.removeprefix("!").partition("=")
        return cls(finding, choice or None, not written.startswith("!"))


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact in words. `unsure` says in English what is not settled about it; then it is not to be shown as a fact."""

    text: Text
    unsure: str | None


@dataclass(frozen=True, slots=True)
class Feature:
    """A finding that speaks for a condition. `how_often` is present in it is a judgement, from knowledge (K)."""

    statement: Statement
    how_often: Literal["usual", "often", "sometimes"]
    findings: tuple[FindingLink, ...]


@dataclass(frozen=True, slots=True)
class Differentiator:
    """What tells a condition from others; `against` are the findings that speak against it."""

    statement: Statement
    against: tuple[FindingLink, ...]


@dataclass(frozen=True, slots=True)
class Notification:
    """Whether a case must be reported, and under which programme."""

    status: Literal["yes", "no", "unsure"]
    programme: Text
    unsure: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from. Only what was seen (`trust` V) may be shown as a citation; `unread` was never read."""

    text: str
    trust: Literal["V", "K", "unread"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of the closed list.

    Attributes:
        also_called: synonyms, and the single diseases of an entry that holds several.
        icd10: WHO ICD-10 (2019) codes, the primary one first; the others are subtypes or variants.
        age_groups: of neonate (0-27 days), infant (1-11 months), child (1-17 years), adult (18 years and over),
            pregnant (or up to 42 days after birth), any.
        sex: the only sex that can have it, or None.
        urgency: its usual level; rules can raise it.
        how_common: at a primary health centre in India; a judgement, from knowledge (K).
        months: those of the seasonal peak, 1 to 12; empty where there is none.
        mimics: ids of conditions it is taken for.
        trust: how far the facts were verified: K means written from knowledge, not checked.
    """

    id: str
    name: Text
    also_called: tuple[Text, ...]
    icd10: tuple[str, ...]
    category: str
    age_groups: frozenset[str]
    sex: Literal["F", "M"] | None
    urgency: TriageLevel
    how_common: Literal["common", "uncommon", "rare"]
    notification: Notification
    months: tuple[int, ...]
    season_region: tuple[Statement, ...]
    features: tuple[Feature, ...]
    differentiators: tuple[Differentiator, ...]
    phc_tests: tuple[Statement, ...]
    refer_when: tuple[Statement, ...]
    mimics: tuple[str, ...]
    sources: tuple[Source, ...]
    trust: str
