"""What the clinic keeps: patients, encounters and their versions, drafts, and what lists show of them.

Times are stored text (`domain/moments.py`), days are `date`. Codes are stored, not phrases: conditions by id,
diagnoses with their ICD-10 code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from clinic_app.domain.ages import KnownAge
from clinic_app.domain.case import Age, Case
from clinic_app.domain.differential import Differential
from clinic_app.domain.ids import DraftId, EncounterId, PatientId, SuggestionId, UserId, VersionId
from clinic_app.domain.triage import Triage, TriageLevel

Sex = Literal["F", "M", "O"]


@dataclass(frozen=True, slots=True)
class NewPatient:
    """A registration as given: only the name and the age are needed. Empty text and None mean not known."""

    name: str
    age: KnownAge
    sex: Sex | None = None
    guardian: str = ""
    village: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """A registered patient. `version` names the latest registration text, for `PatientService.correct`."""

    id: PatientId
    name: str
    age: KnownAge
    sex: Sex | None
    guardian: str
    village: str
    phone: str
    note: str
    registered_at: str
    registered_by: UserId
    version: VersionId

    def age_at(self, day: date) -> Age | None:
        """The patient's age on `day`, in the unit a case carries it in; None before birth."""
        return self.age.at(day)


class EncounterStatus(StrEnum):
    """How far an encounter has come."""

    WAITING = "waiting"
    IN_REVIEW = "in_review"
    CLOSED = "closed"


# The words of an impression that says that there is none yet; shown translated.
NO_IDEA = "no idea yet"


@dataclass(frozen=True, slots=True)
class Impression:
    """What the doctor thinks before seeing any suggestion: condition ids, best first, and own words."""

    conditions: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class SuggestionShown:
    """A ranked list as one user saw it; `differential.model` says which package made it."""

    id: SuggestionId
    shown_at: str
    shown_to: UserId
    differential: Differential


class DecisionKind(StrEnum):
    """How the doctor's diagnosis relates to the suggestion shown."""

    ACCEPTED = "accepted"
    OTHER_LISTED = "other_listed"
    OWN_WORDS = "own_words"


@dataclass(frozen=True, slots=True)
class Decision:
    """The doctor's decision.

    `condition` is an id of the closed list, None with OWN_WORDS. `reason` says why the suggestion was not
    followed; it may be empty only when it was accepted, or when no list was shown or the model abstained.
    """

    kind: DecisionKind
    condition: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Diagnosis and what follows from it. Only the diagnosis is needed; `icd10` is "" where none fits."""

    diagnosis: str
    icd10: str = ""
    treatment: str = ""
    investigations: str = ""
    advice: str = ""
    referral: str = ""
    follow_up: date | None = None


class VersionKind(StrEnum):
    """What made a new version of an encounter."""

    SENT = "sent"
    IMPRESSION = "impression"
    CLOSED = "closed"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class EncounterVersion:
    """The whole content of an encounter as it stood after one step. Never changed, never deleted.

    `parents` names the version it was made from: none for the first, two or more where records of several
    laptops were merged.
    """

    id: VersionId
    parents: tuple[VersionId, ...]
    kind: VersionKind
    author: UserId
    written_at: str
    case: Case
    triage: Triage
    impression: Impression | None = None
    decision: Decision | None = None
    plan: Plan | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Encounter:
    """One visit: its versions, oldest first (`versions[-1]` is the current one), and every suggestion shown."""

    id: EncounterId
    patient: Patient
    status: EncounterStatus
    sent_at: str
    sent_by: UserId
    opened_by: UserId | None
    opened_at: str | None
    closed_by: UserId | None
    closed_at: str | None
    versions: tuple[EncounterVersion, ...]
    suggestions: tuple[SuggestionShown, ...]

    @property
    def current(self) -> EncounterVersion:
        """The version in force."""
        return self.versions[-1]

    @property
    def case(self) -> Case:
        """The case of the version in force."""
        return self.current.case

    @property
    def triage(self) -> Triage:
        """The triage of the version in force."""
        return self.current.triage

    @property
    def impression(self) -> Impression | None:
        """The doctor's own first impression, if there is one yet."""
        return self.current.impression

    @property
    def decision(self) -> Decision | None:
        """The doctor's decision; None until the encounter is closed."""
        return self.current.decision

    @property
    def plan(self) -> Plan | None:
        """Diagnosis and plan; None until the encounter is closed."""
        return self.current.plan


class DraftKind(StrEnum):
    """Which form a draft belongs to."""

    ENCOUNTER = "encounter"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-typed form, raw as typed: `form` is any JSON object. `encounter` names what a REVIEW is about.

    `saved_at` is set when the draft is saved; "" before.
    """

    id: DraftId
    form: Mapping[str, Any]
    kind: DraftKind = DraftKind.ENCOUNTER
    encounter: EncounterId | None = None
    saved_at: str = ""


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One line of the doctor's queue. `opened_by` is the name of the doctor who has it open, or "".

    `danger_excluded` and `alarms` are those of the triage: a level alone does not say that there is no danger.
    """

    encounter: EncounterId
    patient: PatientId
    name: str
    sex: Sex | None
    age: KnownAge
    village: str
    level: TriageLevel
    danger_excluded: bool
    alarms: tuple[str, ...]
    complaint: str
    sent_at: str
    sent_by: str
    status: EncounterStatus
    opened_by: str


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """One visit in a list of a patient's visits. `diagnosis` and `icd10` are "" until it is closed.

    `danger_excluded` and `alarms` are those of the triage, as in `QueueEntry`.
    """

    encounter: EncounterId
    status: EncounterStatus
    level: TriageLevel
    danger_excluded: bool
    alarms: tuple[str, ...]
    sent_at: str
    complaint: str
    diagnosis: str
    icd10: str


@dataclass(frozen=True, slots=True)
class PatientHit:
    """A patient that a search found, with their latest visit if there is one."""

    patient: Patient
    last_visit: VisitSummary | None
    visits: int
