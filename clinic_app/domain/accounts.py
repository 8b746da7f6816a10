"""Who works in the clinic, and the one table of who may do what.

The program enforces these roles. They are no cryptographic wall: every user's passphrase opens the same
database, so a user with another program could read all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from clinic_app.domain.ids import UserId


class Role(StrEnum):
    """What a user is in the clinic."""

    HEALTH_WORKER = "health_worker"
    DOCTOR = "doctor"
    CLINIC_ADMIN = "clinic_admin"


class Action(StrEnum):
    """Something a user may or may not do."""

    FIND_PATIENTS = "find_patients"
    READ_PATIENT = "read_patient"
    REGISTER_PATIENT = "register_patient"
    CORRECT_PATIENT = "correct_patient"
    KEEP_DRAFTS = "keep_drafts"
    SEND_TO_DOCTOR = "send_to_doctor"
    READ_QUEUE = "read_queue"
    REVIEW_ENCOUNTER = "review_encounter"
    CLOSE_ENCOUNTER = "close_encounter"
    AMEND_ENCOUNTER = "amend_encounter"
    PRINT_RECORDS = "print_records"
    MANAGE_STAFF = "manage_staff"
    CHANGE_SETTINGS = "change_settings"
    READ_AUDIT = "read_audit"
    SIGN_OFF_CONTENT = "sign_off_content"


_CLINICAL = frozenset({Role.HEALTH_WORKER, Role.DOCTOR})
_DOCTOR = frozenset({Role.DOCTOR})
# In a small centre the medical officer is also in charge: a clinic without an admin must not be stuck.
_IN_CHARGE = frozenset({Role.DOCTOR, Role.CLINIC_ADMIN})

MAY: Mapping[Action, frozenset[Role]] = {
    Action.FIND_PATIENTS: _CLINICAL,
    Action.READ_PATIENT: _CLINICAL,
    Action.REGISTER_PATIENT: _CLINICAL,
    Action.CORRECT_PATIENT: _CLINICAL,
    Action.KEEP_DRAFTS: _CLINICAL,
    Action.SEND_TO_DOCTOR: _CLINICAL,
    Action.READ_QUEUE: _CLINICAL,
    Action.REVIEW_ENCOUNTER: _DOCTOR,
    Action.CLOSE_ENCOUNTER: _DOCTOR,
    Action.AMEND_ENCOUNTER: _DOCTOR,
    Action.PRINT_RECORDS: _CLINICAL,
    Action.MANAGE_STAFF: _IN_CHARGE,
    Action.CHANGE_SETTINGS: _IN_CHARGE,
    Action.READ_AUDIT: _IN_CHARGE,
    Action.SIGN_OFF_CONTENT: _DOCTOR,
}


def may(role: Role, action: Action) -> bool:
    """Whether a user of `role` may do `action`."""
    return role in MAY[action]


@dataclass(frozen=True, slots=True)
class User:
    """A member of staff. A user who is not `active` keeps their name on old records and may not unlock."""

    id: UserId
    name: str
    role: Role
    active: bool = True
