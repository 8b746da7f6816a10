"""What is printed: plain structured text with no layout of its own. `gui/printing.py` puts it on paper.

The words are data (`assets/i18n/documents.json`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path

from clinic_app import paths
from clinic_app.domain.case import VITAL_NAMES, Age, Case, FindingValue
from clinic_app.domain.errors import FileUnwritable
from clinic_app.domain.ids import UserId
from clinic_app.domain.records import NO_IDEA, Encounter, Impression, Patient, VersionKind
from clinic_app.domain.sign_off import SignOffState
from clinic_app.domain.text import Text, plain_number
from clinic_app.domain.triage import Triage, TriageLevel
from clinic_app.domain.vocabulary import Finding
from clinic_app.services.case_words import choice_words, unit_words
from clinic_app.services.clinic import RecoverySheet
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.rehydration import rehydration
from clinic_app.storage.files import write_whole


class SectionStyle(Enum):
    """How much room and weight a section gets."""

    PLAIN = "plain"
    GRID = "grid"
    """Short rows side by side."""
    BOXED = "boxed"
    """Must not be overlooked, also on a black-and-white copy."""


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its value; a value may have several lines."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document: an optional heading, a strong line, rows, paragraphs, in this order."""

    heading: str = ""
    strong: str = ""
    rows: tuple[Row, ...] = ()
    paragraphs: tuple[str, ...] = ()
    style: SectionStyle = SectionStyle.PLAIN


@dataclass(frozen=True, slots=True)
class Document:
    """Something to print. `footer` stands on every page; `page_of` has fields {number} and {count}."""

    title: str
    letterhead: tuple[str, ...]
    sections: tuple[Section, ...]
    footer: str
    page_of: str
    signature: str = ""


def visit_note(
    encounter: Encounter,
    clinic_name: str,
    staff: Mapping[UserId, str],
    knowledge: Knowledge,
    language: str,
    sign_off: SignOffState | None = None,
) -> Document:
    """The note of one visit, as it stands in the version in force. `staff` has names by user id.

    While `sign_off` does not say that somebody signed the clinical content, the note says that nobody did.
    """
    words = _Words(language)
    sign_off = sign_off or SignOffState(knowledge.content_version)
    visited = _moment(encounter.sent_at)
    sections = (
        _patient(encounter, visited, words),
        _triage(encounter.triage, knowledge, words),
        _rehydration(encounter, knowledge, sign_off, words),
        _complaint(encounter.case, words),
        _vitals(encounter.case, knowledge, words),
        _findings(encounter.case, knowledge, words),
        *_decided(encounter, staff, knowledge, words),
        _closing(encounter, sign_off, words),
    )
    return Document(
        title=words("title"),
        letterhead=(clinic_name,),
        sections=tuple(part for part in sections if part.rows or part.paragraphs or part.strong),
        footer=f"{encounter.patient.name} · {visited} · {_short(encounter.id)}",
        page_of=words.template("page"),
        signature=words("signature"),
    )


def recovery_sheet(sheet: RecoverySheet, language: str) -> Document:
    """The sheet with the recovery code of a clinic."""
    words = _Words(language)
    return Document(
        title=words("recovery.title"),
        letterhead=(sheet.clinic_name,),
        sections=(
            Section(paragraphs=(words("recovery.what"),)),
            Section(heading=words("recovery.code"), strong=sheet.code, style=SectionStyle.BOXED),
            Section(
                rows=(
                    Row(words("recovery.created"), _moment(sheet.created_at)),
                    Row(words("recovery.profile"), sheet.profile_id),
                    Row(words("recovery.place"), "_" * 24),
                ),
                paragraphs=(words("recovery.how"), words("recovery.keep")),
            ),
        ),
        footer=sheet.clinic_name,
        page_of=words.template("page"),
    )


def save_file(path: Path, content: bytes) -> None:
    """Put a finished document at `path`, whole or not at all.

    Raises DiskFull, ReadOnlyFolder, DiskTrouble, FileUnwritable; an older file of that name is then as it was.
    """
    try:
        write_whole(path, content)
    except OSError as error:
        raise FileUnwritable(path=str(path), reason=error.strerror) from error


class _Words:
    """The words for documents in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **fields: object) -> str:
        return self.template(key).format(**fields)

    def template(self, key: str) -> str:
        return _catalogue()[key].in_language(self.language)

    def age(self, age: Age) -> str:
        return self(f"age.{age.unit}", value=plain_number(float(age.value)))

    def yes_or_no(self, answer: bool) -> str:
        return self("yes" if answer else "no")


@cache
def _catalogue() -> dict[str, Text]:
    stored = json.loads((paths.i18n_dir() / "documents.json").read_text(encoding="utf-8"))
    return {key: Text(text) for key, text in stored.items()}


def _patient(encounter: Encounter, visited: str, words: _Words) -> Section:
    patient, case = encounter.patient, encounter.case
    rows = [
        Row(words("name"), patient.name),
        Row(words("age"), _age(patient, case, words)),
        Row(words("sex"), words(f"sex.{patient.sex}") if patient.sex else ""),
        Row(words("guardian"), patient.guardian),
        Row(words("village"), patient.village),
        Row(words("phone"), patient.phone),
        Row(words("pregnant"), _pregnancy(case, words)),
        Row(words("postpartum"), "" if case.postpartum_days is None else str(case.postpartum_days)),
        Row(words("visit"), visited),
        Row(words("reference"), _short(encounter.id)),
    ]
    return Section(words("patient"), rows=_given(rows), style=SectionStyle.GRID)


def _age(patient: Patient, case: Case, words: _Words) -> str:
    age = words.age(case.age)
    return words("age.about", age=age) if patient.age.approximate else age


def _pregnancy(case: Case, words: _Words) -> str:
    if case.pregnant is None or case.sex == "M":
        return ""
    if case.pregnant and case.gestation_weeks is not None:
        return words("weeks", value=plain_number(float(case.gestation_weeks)))
    return words.yes_or_no(case.pregnant)


def _triage(triage: Triage, knowledge: Knowledge, words: _Words) -> Section:
    """Never reads like an all-clear while a danger sign is not known (rules R28.3)."""
    # The worst sign of each rule; the others stand among the answers and measurements.
    book = knowledge.rulebook
    # In one paragraph: an emergency has to fit on one small page.
    said = [book.sentence(fired.rule, fired.signs[0], words.language) for fired in triage.fired]
    reasons = [" ".join(said)] if said else []
    if triage.alarms:
        signs = "; ".join(_input_label(name, knowledge, words) for name in triage.alarms)
        reasons.append(words("danger_yes", signs=signs))
    if triage.danger_excluded:
        if triage.level is TriageLevel.NONE:
            reasons.append(words("danger_none"))
    elif triage.level < TriageLevel.EMERGENCY:
        # An emergency is danger enough: what else was not asked changes nothing in it.
        reasons += _danger_open(triage, knowledge, words)
    return Section(
        words("triage"),
        strong=words(f"level.{_level_key(triage)}"),
        paragraphs=tuple(reasons),
        style=SectionStyle.BOXED,
    )


def _rehydration(
    encounter: Encounter, knowledge: Knowledge, sign_off: SignOffState, words: _Words
) -> Section:
    said = rehydration(encounter.triage, encounter.case.age, knowledge.rehydration, sign_off, words.language)
    return Section(words("rehydration"), paragraphs=said)


def _level_key(triage: Triage) -> str:
    if triage.level is not TriageLevel.NONE or triage.danger_excluded:
        return triage.level.name
    return "danger_sign" if triage.alarms else "not_yet_known"


def _danger_open(triage: Triage, knowledge: Knowledge, words: _Words) -> list[str]:
    """What the rules that can exclude danger lack; nothing where all was answered, one sign with yes."""
    if not triage.danger_missing:
        return []
    named = "; ".join(_input_label(name, knowledge, words) for name in triage.danger_missing)
    return [words("danger_open"), words("danger_missing", what=named)]


def _input_label(name: str, knowledge: Knowledge, words: _Words) -> str:
    """The name of a question or measurement, for the middle of a sentence."""
    if f"vital.{name}" in _catalogue():
        return words(f"vital.{name}")
    if name in knowledge.vocabulary:
        return knowledge.vocabulary[name].label.in_language(words.language).rstrip("?？ ")
    known = {"postpartum_days": "postpartum"}.get(name, name)
    return words(known) if known in _catalogue() else name.replace("_", " ")


def _complaint(case: Case, words: _Words) -> Section:
    complaint = case.complaint or ""
    if case.duration_days is not None:
        duration = words("duration", value=plain_number(float(case.duration_days)))
        complaint = f"{complaint} ({duration})" if complaint else duration
    rows = [
        Row(words("complaint"), complaint),
        Row(words("narrative"), case.narrative or ""),
        Row(words("history"), case.history or ""),
        Row(words("negatives"), case.negatives or ""),
    ]
    return Section(rows=_given(rows))


def _vitals(case: Case, knowledge: Knowledge, words: _Words) -> Section:
    vitals, language = case.vitals, words.language
    rows: list[Row] = []
    together: tuple[str, ...] = ()
    if vitals.systolic is not None and vitals.diastolic is not None:
        together = ("systolic", "diastolic")
        pressure = f"{plain_number(float(vitals.systolic))}/{plain_number(float(vitals.diastolic))} mmHg"
        rows.append(Row(words("vital.blood_pressure"), pressure))
    for name in VITAL_NAMES:
        value = getattr(vitals, name)
        if value is None or name in together:
            continue
        if name == "consciousness":
            shown = words(f"consciousness.{value}")
        elif isinstance(value, bool):
            shown = words.yes_or_no(value)
        else:
            shown = _measured(value, knowledge.ranges[name].unit, language)
        rows.append(Row(words(f"vital.{name}"), shown))
    return Section(words("vitals"), rows=tuple(rows), style=SectionStyle.GRID)


def _findings(case: Case, knowledge: Knowledge, words: _Words) -> Section:
    rows = []
    for finding in knowledge.vocabulary.values():
        if finding.id in case.findings:
            answer = _answer(finding, case.findings[finding.id], words)
            rows.append(Row(finding.label.in_language(words.language), answer))
    return Section(words("findings"), rows=tuple(rows))


def _answer(finding: Finding, value: FindingValue, words: _Words) -> str:
    if isinstance(value, bool):
        return words.yes_or_no(value)
    if isinstance(value, str):
        return choice_words(finding.id, value, words.language)
    return _measured(value, finding.unit, words.language)


def _measured(value: float, unit: str, language: str) -> str:
    return f"{plain_number(float(value))} {unit_words(unit, language)}".strip()


def _decided(
    encounter: Encounter, staff: Mapping[UserId, str], knowledge: Knowledge, words: _Words
) -> tuple[Section, ...]:
    plan, decision = encounter.plan, encounter.decision
    if plan is None or decision is None:
        return (Section(words("diagnosis"), strong=words("not_decided")),)
    code = f" ({words('icd10', code=plan.icd10)})" if plan.icd10 else ""
    follow_up = _day(plan.follow_up) if plan.follow_up else ""
    current = encounter.current
    amended = current.kind is VersionKind.AMENDED
    decided = [
        Row(words("decided_by"), f"{staff.get(current.author, '')}, {_moment(current.written_at)}"),
        Row(words("impression"), _impression(encounter.impression, knowledge, words)),
    ]
    explained = [
        Row(words("reason"), decision.reason),
        Row(words("amended"), f"{_moment(current.written_at)}: {current.reason}" if amended else ""),
    ]
    where, _, why = plan.referral.strip().partition("\n")
    referral = Section(
        words("referral"), strong=where, paragraphs=(why,) if why else (), style=SectionStyle.BOXED
    )
    return (
        Section(words("diagnosis"), strong=f"{plan.diagnosis}{code}", style=SectionStyle.BOXED),
        *([referral] if where else []),
        Section(
            words("plan"),
            rows=_given(
                [
                    Row(words("treatment"), plan.treatment),
                    Row(words("investigations"), plan.investigations),
                    Row(words("advice"), plan.advice),
                    Row(words("follow_up"), follow_up),
                ]
            ),
        ),
        Section(rows=_given(decided), style=SectionStyle.GRID),
        Section(rows=_given(explained)),
    )


def _closing(encounter: Encounter, sign_off: SignOffState, words: _Words) -> Section:
    """What the reader must know of the program: in one paragraph, so that an emergency fits on one small page."""
    said = [_suggestion_sentence(encounter, words)] if encounter.decision else []
    if not sign_off.is_valid:
        said.append(words("not_signed_off"))
    return Section(paragraphs=(" ".join(said),) if said else ())


def _impression(impression: Impression | None, knowledge: Knowledge, words: _Words) -> str:
    if impression is None:
        return ""
    names = [
        knowledge.conditions[condition].name.in_language(words.language)
        for condition in impression.conditions
        if condition in knowledge.conditions
    ]
    own = words("no_idea") if impression.words == NO_IDEA else impression.words
    return "; ".join([*names, own] if own else names)


def _suggestion_sentence(encounter: Encounter, words: _Words) -> str:
    """Whether a list was shown, and by which model."""
    for shown in reversed(encounter.suggestions):
        model = shown.differential.model
        if model is not None and shown.differential.ranked:
            return words("list_shown", model=model.name, version=model.version)
    return words("list_not_shown")


def _given(rows: list[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.value)


def _moment(stored: str) -> str:
    """A stored time as people here write it, in the laptop's time zone: 23-11-2026 14:05."""
    return datetime.fromisoformat(stored).astimezone().strftime("%d-%m-%Y %H:%M")


def _day(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def _short(record_id: str) -> str:
    """The end of an id, enough to tell the records of one clinic apart and to read out on the phone."""
    return record_id[-8:].upper()
