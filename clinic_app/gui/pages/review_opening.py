"""What the review page reads from the clinic when it opens an encounter."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.domain.accounts import Action, may
from clinic_app.domain.errors import EncounterClosed
from clinic_app.domain.ids import EncounterId, UserId
from clinic_app.domain.records import Draft, Encounter, VisitSummary
from clinic_app.domain.sign_off import SignOffState
from clinic_app.services.clinic import Session


@dataclass(frozen=True, slots=True)
class OpenedEncounter:
    """An encounter with what stands beside it: the patient's visits, names of staff, the user's draft about it, and
    whether the clinical content is signed off.
    """

    encounter: Encounter
    visits: tuple[VisitSummary, ...]
    staff: Mapping[UserId, str]
    draft: Draft | None
    sign_off: SignOffState


def open_for(session: Session, encounter_id: EncounterId, content_version: str) -> OpenedEncounter:
    """Take an encounter into review if it is open and the user may decide it; else only read it.

    Runs on the database thread. Raises NotPermitted and storage trouble.
    """
    encounter = _open_or_get(session, encounter_id)
    return OpenedEncounter(
        encounter,
        session.encounters.of_patient(encounter.patient.id),
        {user.id: user.name for user in session.staff()},
        next((draft for draft in session.drafts.mine() if draft.encounter == encounter_id), None),
        session.sign_off.state(content_version),
    )


def _open_or_get(session: Session, encounter_id: EncounterId) -> Encounter:
    if may(session.user.role, Action.REVIEW_ENCOUNTER):
        try:
            return session.encounters.open(encounter_id)
        except EncounterClosed:
            pass  # decided already: there is only something to read
    return session.encounters.get(encounter_id)
