"""The coded findings: what may be asked, of whom, in which type and unit, in which words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from clinic_app.domain.text import Text


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a question fits: every part that is given must hold.

    Attributes:
        ages: an age span, as `rules.limits.in_ages` reads it; empty for every age.
        sex: the only sex that is asked.
        obstetric: pregnant, or within 42 days of delivery.
        pregnant, delivered: only the one or the other of them.
        from_weeks: in pregnancy, the weeks from which it is asked; an unknown gestation counts as reached.
        said: asked once one of these findings is there; `finding=choice` for one choice.
        on_oxygen: only of a patient on oxygen.
        measured: asked once one of these measurements is known.
        unmeasured: asked while none of these measurements is known.
        measured_below, measured_at_least: asked once one of these numbers is known and below, or at least, the limit.
        any: further descriptions, of which one must fit.
    """

    ages: Mapping[str, int] = field(default_factory=dict)
    sex: Literal["F", "M"] | None = None
    obstetric: bool = False
    pregnant: bool = False
    delivered: bool = False
    from_weeks: float | None = None
    said: tuple[str, ...] = ()
    on_oxygen: bool = False
    measured: tuple[str, ...] = ()
    unmeasured: tuple[str, ...] = ()
    measured_below: Mapping[str, float] = field(default_factory=dict)
    measured_at_least: Mapping[str, float] = field(default_factory=dict)
    any: tuple["Whom", ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One coded finding.

    Attributes:
        kind: the type of its answer; `choices` are the ids an `enum` may take.
        group: gathers findings of one kind.
        whom: whom it may be asked.
        follows: findings of which one must be there before it makes sense to ask; empty where it stands alone.
        used_by: the rules that read it; empty for a finding that only tells conditions apart.
    """

    id: str
    kind: Literal["bool", "number", "enum"]
    choices: tuple[str, ...]
    unit: str
    label: Text
    group: str
    whom: Whom
    follows: tuple[str, ...]
    used_by: tuple[str, ...]


Vocabulary = Mapping[str, Finding]


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions that are asked together of whom they fit; several groups may make one section of a form."""

    section: str
    whom: Whom
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A presenting complaint and what is worth asking about it.

    Attributes:
        words: how it is typed, in any language, as `text.words_of` gives them.
        whom: whom it is offered to.
        questions: ids of findings, in the order worth asking; each has its own `whom`.
        then: what an answer or a measurement makes worth asking too.
    """

    id: str
    name: Text
    words: tuple[str, ...]
    whom: Whom
    questions: tuple[str, ...]
    then: tuple[QuestionGroup, ...]


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """What the form asks: `always`, group by group, and for each complaint, the commonest first."""

    always: tuple[QuestionGroup, ...]
    complaints: Mapping[str, Complaint]
