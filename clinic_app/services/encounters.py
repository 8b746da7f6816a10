"""One encounter from the health worker's hands through the doctor's to the archive."""

from dataclasses import replace

from clinic_app.domain.accounts import Action
from clinic_app.domain.case import Case
from clinic_app.domain.differential import Differential
from clinic_app.domain.errors import EncounterClosed, EncounterNotClosed, EntryMissing
from clinic_app.domain.ids import DraftId, EncounterId, PatientId, SuggestionId, VersionId
from clinic_app.domain.records import (
    Decision,
    DecisionKind,
    Encounter,
    EncounterStatus,
    EncounterVersion,
    Impression,
    NewPatient,
    Plan,
    QueueEntry,
    SuggestionShown,
    VersionKind,
    VisitSummary,
)
from clinic_app.domain.triage import Triage
from clinic_app.services.patients import register
from clinic_app.services.permissions import Acting, tidy_line, tidy_text
from clinic_app.storage.store import Store


class EncounterService:
    """Encounters of the clinic, for one acting user."""

    def __init__(self, store: Store, acting: Acting) -> None:
        self._store = store
        self._acting = acting
        self._seen_in_queue: set[EncounterId] = set()

    def send_to_doctor(
        self, draft_id: DraftId | None, patient: PatientId | NewPatient, case: Case, triage: Triage
    ) -> Encounter:
        """Put a case in the doctor's queue. `draft_id` is the acting user's draft of the form, if there is one.

        Commits the encounter, a new patient's registration, the removal of the draft and the audit entries, or none
        of them. Raises EntryMissing(patient_name), NotPermitted.
        """
        self._acting.require(Action.SEND_TO_DOCTOR)
        encounter_id = EncounterId(self._acting.new_id())
        first = EncounterVersion(
            id=VersionId(self._acting.new_id()),
            parents=(),
            kind=VersionKind.SENT,
            author=self._acting.user.id,
            written_at=self._acting.now(),
            case=case,
            triage=triage,
        )
        with self._store.together():
            if isinstance(patient, NewPatient):
                patient_id = register(self._store, self._acting, patient).id
            else:
                patient_id = patient
            deed = self._acting.deed(
                "encounter.sent", f"encounter:{encounter_id}", patient=patient_id, level=triage.level.name
            )
            with self._store.change(deed):
                self._store.encounters.insert(encounter_id, patient_id, first)
                if draft_id is not None:
                    self._store.drafts.delete(self._acting.user.id, draft_id)
                encounter = self._store.encounters.get(encounter_id)
        self._seen_in_queue.add(encounter_id)
        return encounter

    def queue(self) -> tuple[QueueEntry, ...]:
        """Who waits or is in review: EMERGENCY, then danger signs that no rule gave a level to, URGENT, ROUTINE,
        the rest; among equals the one who came first.

        The first sight of each patient in this session is audited. Raises NotPermitted.
        """
        self._acting.require(Action.READ_QUEUE)
        with self._store.reading():
            entries = self._store.encounters.queue()
        unseen = [entry.encounter for entry in entries if entry.encounter not in self._seen_in_queue]
        if unseen:
            self._store.note(self._acting.deed("queue.read", encounters=unseen))
            self._seen_in_queue.update(unseen)
        return entries

    def get(self, encounter_id: EncounterId) -> Encounter:
        """The encounter with all its versions; the look is audited.

        Raises NotPermitted; LookupError for an unknown id (a bug).
        """
        self._acting.require(Action.READ_PATIENT)
        with self._store.reading():
            encounter = self._store.encounters.get(encounter_id)
        self._store.note(
            self._acting.deed("encounter.read", f"encounter:{encounter_id}", patient=encounter.patient.id)
        )
        return encounter

    def of_patient(self, patient_id: PatientId) -> tuple[VisitSummary, ...]:
        """A patient's visits, the latest first; the look is audited. Raises NotPermitted."""
        self._acting.require(Action.READ_PATIENT)
        with self._store.reading():
            visits = self._store.encounters.of_patient(patient_id)
        self._store.note(self._acting.deed("patient.visits_read", f"patient:{patient_id}"))
        return visits

    def open(self, encounter_id: EncounterId) -> Encounter:
        """Take a case from the queue for review; one already in review is taken over.

        Commits the change and its audit entry, or neither. Raises EncounterClosed, NotPermitted.
        """
        self._acting.require(Action.REVIEW_ENCOUNTER)
        return self._move(encounter_id, EncounterStatus.IN_REVIEW, "encounter.opened")

    def put_back(self, encounter_id: EncounterId) -> Encounter:
        """Return a case to the queue, in its old place, with what was written so far.

        Commits the change and its audit entry, or neither. Raises EncounterClosed, NotPermitted.
        """
        self._acting.require(Action.REVIEW_ENCOUNTER)
        return self._move(encounter_id, EncounterStatus.WAITING, "encounter.put_back")

    def record_impression(self, encounter_id: EncounterId, impression: Impression) -> Encounter:
        """Keep the doctor's own impression as a version of its own: what was thought before any suggestion.

        It may be recorded again until a suggestion was shown; from then on it stands (ValueError: a bug of the
        caller). Commits the version and its audit entry, or neither. Raises EntryMissing(impression),
        EncounterClosed, NotPermitted.
        """
        self._acting.require(Action.REVIEW_ENCOUNTER)
        impression = Impression(impression.conditions, tidy_text(impression.words))
        if not impression.conditions and not impression.words:
            raise EntryMissing(entry="impression")
        deed = self._acting.deed("encounter.impression", f"encounter:{encounter_id}")
        with self._store.change(deed):
            encounter = self._reviewable(encounter_id)
            if encounter.suggestions:
                raise ValueError("a first impression comes before the first suggestion")
            self._take_into_review(encounter)
            version = self._next(encounter, VersionKind.IMPRESSION)
            self._store.encounters.put_in_force(encounter_id, replace(version, impression=impression))
            return self._store.encounters.get(encounter_id)

    def record_suggestion(self, encounter_id: EncounterId, shown: Differential) -> SuggestionShown:
        """Keep the ranked list that is about to be shown, with the package that made it.

        Commits the list and its audit entry, or neither. Raises EntryMissing(impression) while the doctor has
        recorded none, EncounterClosed, NotPermitted.
        """
        self._acting.require(Action.REVIEW_ENCOUNTER)
        suggestion = SuggestionShown(
            id=SuggestionId(self._acting.new_id()),
            shown_at=self._acting.now(),
            shown_to=self._acting.user.id,
            differential=shown,
        )
        deed = self._acting.deed(
            "encounter.suggestion_shown", f"encounter:{encounter_id}", suggestion=suggestion.id
        )
        with self._store.change(deed):
            encounter = self._reviewable(encounter_id)
            if encounter.impression is None:
                raise EntryMissing(entry="impression")
            self._store.encounters.insert_suggestion(encounter_id, suggestion)
        return suggestion

    def close(
        self, encounter_id: EncounterId, decision: Decision, plan: Plan, draft_id: DraftId | None = None
    ) -> Encounter:
        """Record the doctor's decision and plan and close the encounter; search finds it from then on.

        Commits the decision, the plan, the removal of the review's draft and the audit entry, or none of them.
        Raises EntryMissing (diagnosis, condition, or reason: see `Decision`), EncounterClosed, NotPermitted.
        """
        self._acting.require(Action.CLOSE_ENCOUNTER)
        deed = self._acting.deed(
            "encounter.closed", f"encounter:{encounter_id}", decision=decision.kind.value
        )
        with self._store.change(deed):
            encounter = self._reviewable(encounter_id)
            version = self._next(encounter, VersionKind.CLOSED)
            self._decide(encounter, version, decision, plan)
            self._store.encounters.set_status(
                encounter_id, EncounterStatus.CLOSED, self._acting.user.id, version.written_at
            )
            if draft_id is not None:
                self._store.drafts.delete(self._acting.user.id, draft_id)
            return self._store.encounters.get(encounter_id)

    def amend(self, encounter_id: EncounterId, decision: Decision, plan: Plan, reason: str) -> Encounter:
        """Correct a closed encounter: a new version is in force, the old text stays readable.

        `reason` says why it is amended. Commits the version and its audit entry, or neither. Raises
        EncounterNotClosed, EntryMissing as `close` and for an empty `reason`, NotPermitted.
        """
        self._acting.require(Action.AMEND_ENCOUNTER)
        reason = tidy_text(reason)
        if not reason:
            raise EntryMissing(entry="reason")
        deed = self._acting.deed("encounter.amended", f"encounter:{encounter_id}")
        with self._store.change(deed):
            encounter = self._store.encounters.get(encounter_id)
            if encounter.status is not EncounterStatus.CLOSED:
                raise EncounterNotClosed()
            version = replace(self._next(encounter, VersionKind.AMENDED), reason=reason)
            self._decide(encounter, version, decision, plan)
            return self._store.encounters.get(encounter_id)

    def note_printed(self, encounter_id: EncounterId, document: str) -> None:
        """Keep in the audit trail that a document (`visit_note`, `referral_slip`) left on paper or as a PDF.

        Raises NotPermitted.
        """
        self._acting.require(Action.PRINT_RECORDS)
        self._store.note(
            self._acting.deed("encounter.printed", f"encounter:{encounter_id}", document=document)
        )

    def _reviewable(self, encounter_id: EncounterId) -> Encounter:
        encounter = self._store.encounters.get(encounter_id)
        if encounter.status is EncounterStatus.CLOSED:
            raise EncounterClosed()
        return encounter

    def _move(self, encounter_id: EncounterId, status: EncounterStatus, action: str) -> Encounter:
        with self._store.change(self._acting.deed(action, f"encounter:{encounter_id}")):
            self._reviewable(encounter_id)
            self._store.encounters.set_status(encounter_id, status, self._acting.user.id, self._acting.now())
            return self._store.encounters.get(encounter_id)

    def _take_into_review(self, encounter: Encounter) -> None:
        if encounter.status is EncounterStatus.WAITING:
            self._store.encounters.set_status(
                encounter.id, EncounterStatus.IN_REVIEW, self._acting.user.id, self._acting.now()
            )

    def _next(self, encounter: Encounter, kind: VersionKind) -> EncounterVersion:
        return replace(
            encounter.current,
            id=VersionId(self._acting.new_id()),
            parents=(encounter.current.id,),
            kind=kind,
            author=self._acting.user.id,
            written_at=self._acting.now(),
            reason="",
        )

    def _decide(
        self, encounter: Encounter, version: EncounterVersion, decision: Decision, plan: Plan
    ) -> None:
        ranked_lists = [item for item in encounter.suggestions if item.differential.ranked]
        answered = ranked_lists[-1] if ranked_lists else None
        order = [item.condition for item in answered.differential.ranked] if answered else []
        decision = replace(decision, reason=tidy_text(decision.reason))
        if decision.kind is DecisionKind.OWN_WORDS:
            decision = replace(decision, condition=None)
        elif not decision.condition:
            raise EntryMissing(entry="condition")
        if decision.kind is DecisionKind.ACCEPTED and decision.condition not in order:
            raise ValueError("only a condition that was shown can be accepted")
        suggested = answered is not None and answered.differential.abstain is None
        if decision.kind is not DecisionKind.ACCEPTED and suggested and not decision.reason:
            raise EntryMissing(entry="reason")
        plan = _tidy(plan)
        version = replace(version, decision=decision, plan=plan)
        self._store.encounters.put_in_force(encounter.id, version)
        rank = order.index(decision.condition) + 1 if decision.condition in order else None
        self._store.encounters.insert_decision(
            encounter.id, version, decision, answered.id if answered else None, rank
        )


def _tidy(plan: Plan) -> Plan:
    diagnosis = tidy_line(plan.diagnosis)
    if not diagnosis:
        raise EntryMissing(entry="diagnosis")
    return replace(
        plan,
        diagnosis=diagnosis,
        icd10=tidy_line(plan.icd10),
        treatment=tidy_text(plan.treatment),
        investigations=tidy_text(plan.investigations),
        advice=tidy_text(plan.advice),
        referral=tidy_text(plan.referral),
    )
