"""Encounters: one row each for lists and queue, and immutable rows for all that was ever written in them."""

import json
from collections.abc import Sequence
from typing import Any

from clinic_app.domain.differential import ModelIdentity
from clinic_app.domain.ids import EncounterId, PatientId, SuggestionId, UserId, VersionId
from clinic_app.domain.records import (
    Decision,
    Encounter,
    EncounterStatus,
    EncounterVersion,
    QueueEntry,
    SuggestionShown,
    VersionKind,
    VisitSummary,
)
from clinic_app.domain.triage import Triage, TriageLevel
from clinic_app.storage.codec import (
    age_from_json,
    content_from_text,
    content_to_text,
    differential_from_text,
    differential_to_text,
    to_text,
)
from clinic_app.storage.patients import PatientRows
from clinic_app.storage.sqlcipher import Database

_SUMMARY = "id, status, level, danger_excluded, alarms, sent_at, complaint, diagnosis, icd10"
# A danger sign that no rule gave a level to comes before what is urgent: nobody has weighed it yet.
_SOONEST_FIRST = (
    "CASE WHEN e.level = 3 THEN 0 WHEN e.level = 0 AND e.alarms != '[]' THEN 1 ELSE 5 - e.level END, e.number"
)


class EncounterRows:
    """Encounters with their versions, suggestions and decisions. Call the writing methods inside a transaction."""

    def __init__(self, db: Database, patients: PatientRows) -> None:
        self._db = db
        self._patients = patients

    def insert(self, encounter_id: EncounterId, patient_id: PatientId, first: EncounterVersion) -> None:
        """Keep a new, waiting encounter with its first version. Its patient must exist."""
        self._db.execute(
            "INSERT INTO encounters (id, patient_id, version_id, status, level, danger_excluded, alarms, "
            "complaint, diagnosis, icd10, sent_at, sent_by) VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?, '', '', ?, ?)",
            (
                encounter_id,
                patient_id,
                first.id,
                *_triage_columns(first.triage),
                first.case.complaint or "",
                first.written_at,
                first.author,
            ),
        )
        self._insert_version(encounter_id, first)
        self._patients.index(patient_id)

    def put_in_force(self, encounter_id: EncounterId, version: EncounterVersion) -> None:
        """Keep a later version and show what it says in lists and search."""
        self._insert_version(encounter_id, version)
        self._db.execute(
            "UPDATE encounters SET version_id = ?, level = ?, danger_excluded = ?, alarms = ?, complaint = ?, "
            "diagnosis = ?, icd10 = ? WHERE id = ?",
            (
                version.id,
                *_triage_columns(version.triage),
                version.case.complaint or "",
                version.plan.diagnosis if version.plan else "",
                version.plan.icd10 if version.plan else "",
                encounter_id,
            ),
        )
        (patient_id,) = self._db.execute(
            "SELECT patient_id FROM encounters WHERE id = ?", (encounter_id,)
        ).fetchone()
        self._patients.index(patient_id)

    def set_status(self, encounter_id: EncounterId, status: EncounterStatus, user: UserId, now: str) -> None:
        """Note that the encounter was put back, opened or closed, by whom and when."""
        if status is EncounterStatus.CLOSED:
            changes: str = "closed_at = ?, closed_by = ?"
            values: tuple[str | None, str | None] = (now, user)
        else:
            changes = "opened_at = ?, opened_by = ?"
            values = (now, user) if status is EncounterStatus.IN_REVIEW else (None, None)
        self._db.execute(
            f"UPDATE encounters SET status = ?, {changes} WHERE id = ?", (status.value, *values, encounter_id)
        )

    def insert_suggestion(self, encounter_id: EncounterId, shown: SuggestionShown) -> None:
        """Keep a ranked list as it was shown."""
        model = shown.differential.model
        self._db.execute(
            "INSERT INTO suggestions (id, encounter_id, shown_at, shown_to, model_name, model_version, "
            "model_sha256, abstain, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                shown.id,
                encounter_id,
                shown.shown_at,
                shown.shown_to,
                model and model.name,
                model and model.version,
                model and model.sha256,
                shown.differential.abstain,
                differential_to_text(shown.differential),
            ),
        )

    def insert_decision(
        self,
        encounter_id: EncounterId,
        version: EncounterVersion,
        decision: Decision,
        suggestion: SuggestionId | None,
        rank: int | None,
    ) -> None:
        """Keep a decision beside the suggestion it answers; `rank` is the condition's place in it, from 1."""
        self._db.execute(
            "INSERT INTO decisions (version_id, encounter_id, suggestion_id, kind, condition, rank, reason, "
            "decided_at, decided_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                version.id,
                encounter_id,
                suggestion,
                decision.kind.value,
                decision.condition,
                rank,
                decision.reason,
                version.written_at,
                version.author,
            ),
        )

    def get(self, encounter_id: EncounterId) -> Encounter:
        """The encounter with all its versions and suggestions. Raises LookupError when there is none of that id."""
        row = self._db.execute(
            "SELECT patient_id, status, sent_at, sent_by, opened_by, opened_at, closed_by, closed_at, version_id "
            "FROM encounters WHERE id = ?",
            (encounter_id,),
        ).fetchone()
        if row is None:
            raise LookupError("no such encounter")
        versions = self._versions(encounter_id)
        # Parents are stored before their children; the version in force is named, not guessed from a clock.
        in_force = next(version for version in versions if version.id == row[8])
        return Encounter(
            id=encounter_id,
            patient=self._patients.get(PatientId(row[0])),
            status=EncounterStatus(row[1]),
            sent_at=row[2],
            sent_by=UserId(row[3]),
            opened_by=None if row[4] is None else UserId(row[4]),
            opened_at=row[5],
            closed_by=None if row[6] is None else UserId(row[6]),
            closed_at=row[7],
            versions=(*(version for version in versions if version is not in_force), in_force),
            suggestions=self._suggestions(encounter_id),
        )

    def queue(self) -> tuple[QueueEntry, ...]:
        """Encounters that are not closed: EMERGENCY, danger signs without a level, URGENT, ROUTINE, the rest.

        Among equals the one that came first.
        """
        rows = self._db.execute(
            "SELECT e.id, p.id, p.name, p.sex, p.age, p.village, e.level, e.danger_excluded, e.alarms, e.complaint, e.sent_at, s.name, e.status, "
            "coalesce(o.name, '') FROM encounters e JOIN patients p ON p.id = e.patient_id "
            "JOIN users s ON s.id = e.sent_by LEFT JOIN users o ON o.id = e.opened_by "
            f"WHERE e.status != 'closed' ORDER BY {_SOONEST_FIRST}"
        )
        return tuple(
            QueueEntry(
                encounter=EncounterId(row[0]),
                patient=PatientId(row[1]),
                name=row[2],
                sex=row[3],
                age=age_from_json(json.loads(row[4])),
                village=row[5],
                level=TriageLevel(row[6]),
                danger_excluded=bool(row[7]),
                alarms=tuple(json.loads(row[8])),
                complaint=row[9],
                sent_at=row[10],
                sent_by=row[11],
                status=EncounterStatus(row[12]),
                opened_by=row[13],
            )
            for row in rows
        )

    def of_patient(self, patient_id: PatientId) -> tuple[VisitSummary, ...]:
        """A patient's visits, the latest first."""
        rows = self._db.execute(
            f"SELECT {_SUMMARY} FROM encounters WHERE patient_id = ? ORDER BY number DESC", (patient_id,)
        )
        return tuple(_summary(row) for row in rows)

    def _insert_version(self, encounter_id: EncounterId, version: EncounterVersion) -> None:
        self._db.execute(
            "INSERT INTO encounter_versions (id, encounter_id, parents, kind, author, written_at, content) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                version.id,
                encounter_id,
                to_text(list(version.parents)),
                version.kind.value,
                version.author,
                version.written_at,
                content_to_text(
                    version.case,
                    version.triage,
                    version.impression,
                    version.decision,
                    version.plan,
                    version.reason,
                ),
            ),
        )

    def _versions(self, encounter_id: EncounterId) -> list[EncounterVersion]:
        rows = self._db.execute(
            "SELECT id, parents, kind, author, written_at, content FROM encounter_versions "
            "WHERE encounter_id = ? ORDER BY number",
            (encounter_id,),
        )
        return [
            EncounterVersion(
                id=VersionId(row[0]),
                parents=tuple(VersionId(parent) for parent in json.loads(row[1])),
                kind=VersionKind(row[2]),
                author=UserId(row[3]),
                written_at=row[4],
                **content_from_text(row[5]),
            )
            for row in rows
        ]

    def _suggestions(self, encounter_id: EncounterId) -> tuple[SuggestionShown, ...]:
        rows = self._db.execute(
            "SELECT id, shown_at, shown_to, model_name, model_version, model_sha256, abstain, content "
            "FROM suggestions WHERE encounter_id = ? ORDER BY number",
            (encounter_id,),
        )
        return tuple(_suggestion(row) for row in rows)


def _triage_columns(triage: Triage) -> tuple[int, bool, str]:
    """What lists show of a triage, as stored: level, danger_excluded, alarms."""
    return int(triage.level), triage.danger_excluded, to_text(list(triage.alarms))


def _suggestion(row: Sequence[Any]) -> SuggestionShown:
    model = None if row[3] is None else ModelIdentity(row[3], row[4], row[5])
    return SuggestionShown(
        id=SuggestionId(row[0]),
        shown_at=row[1],
        shown_to=UserId(row[2]),
        differential=differential_from_text(row[7], model, row[6]),
    )


def _summary(row: Sequence[Any]) -> VisitSummary:
    return VisitSummary(
        encounter=EncounterId(row[0]),
        status=EncounterStatus(row[1]),
        level=TriageLevel(row[2]),
        danger_excluded=bool(row[3]),
        alarms=tuple(json.loads(row[4])),
        sent_at=row[5],
        complaint=row[6],
        diagnosis=row[7],
        icd10=row[8],
    )
