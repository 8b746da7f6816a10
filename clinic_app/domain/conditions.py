"""A condition of the closed list, as knowledge has it."""

from dataclasses import dataclass
from typing import Literal

from clinic_app.domain.text import Text
from clinic_app.domain.triage import TriageLevel


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of the closed list.

    Attributes:
        icd10: WHO ICD-10 (2019) codes, the primary one first; the others are subtypes or variants.
        age_groups: of neonate (0-27 days), infant (1-11 months), child (1-17 years), adult (18 years and over),
            pregnant (or up to 42 days after birth), any.
        sex: the only sex that can have it, or None.
        urgency: its usual level; rules can raise it.
        features, differentiators: short phrases for and against it.
        mimics: ids of conditions it is taken for.
        trust: how far the facts were verified: K means written from knowledge, not checked.
    """

    id: str
    name: Text
    icd10: tuple[str, ...]
    category: str
    age_groups: frozenset[str]
    sex: Literal["F", "M"] | None
    urgency: TriageLevel
    features: tuple[str, ...]
    differentiators: tuple[str, ...]
    mimics: tuple[str, ...]
    trust: str
