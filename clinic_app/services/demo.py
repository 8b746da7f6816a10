"""A throw-away clinic with synthetic patients, made through the same services that a real one uses."""

import contextlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from clinic_app import paths
from clinic_app.domain.accounts import Role
from clinic_app.domain.ages import KnownAge
from clinic_app.domain.case_reader import read_case
from clinic_app.domain.ids import UserId, new_id
from clinic_app.domain.moments import Clock, local_day, system_clock, utc_text
from clinic_app.domain.records import Decision, DecisionKind, Encounter, Impression, NewPatient, Plan
from clinic_app.domain.rules.engine import triage
from clinic_app.services.clinic import Clinic, NewUser, RecoverySheet, Session
from clinic_app.services.knowledge import Knowledge, load_knowledge

PASSPHRASE = "neem lantern cricket 27"
"""Of everybody in the demo; it is shown where one unlocks."""

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class DemoClinic:
    """A clinic that goes when the demo ends."""

    folder: Path
    sheet: RecoverySheet
    staff: Mapping[Role, UserId]

    def unlock(self, role: Role, clock: Clock = system_clock) -> Session:
        """A session of the user of that role; on the database thread, as every session."""
        return Clinic.unlock(self.folder, self.staff[role], PASSPHRASE, clock=clock)


@contextlib.contextmanager
def demo_clinic(clock: Clock = system_clock, source: Path | None = None) -> Iterator[DemoClinic]:
    """Make the demo in a temporary folder, which is removed at the end. Takes about two seconds.

    `source` describes staff and visits (default: what comes with the program). Raises storage trouble.
    """
    described = json.loads(
        (source or paths.assets_dir() / "demo" / "patients.json").read_text(encoding="utf-8")
    )
    with tempfile.TemporaryDirectory(prefix="clinic-app-demo-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary) / "profile"
        staff = [NewUser(person["name"], Role(person["role"]), PASSPHRASE) for person in described["staff"]]
        sheet = Clinic.create(folder, described["clinic"], staff, clock=clock)
        demo = DemoClinic(folder, sheet, {entry.role: entry.id for entry in Clinic.staff(folder)})
        _fill(demo, described["visits"], load_knowledge(), clock)
        yield demo


class _MovedClock:
    """A clock that tells a time some minutes ago: the visits of the demo lie in the past."""

    def __init__(self, clock: Clock) -> None:
        self._now_ms = clock()
        self.minutes_ago = 0

    def __call__(self) -> int:
        return self._now_ms - self.minutes_ago * _MINUTE_MS


def _fill(demo: DemoClinic, visits: list[Mapping[str, Any]], knowledge: Knowledge, clock: Clock) -> None:
    moved = _MovedClock(clock)
    sent: list[tuple[Encounter, Mapping[str, Any]]] = []
    with contextlib.closing(demo.unlock(Role.HEALTH_WORKER, moved)) as session:
        for visit in visits:
            moved.minutes_ago = visit["minutes_ago"]
            sent.append((_send(session, visit, knowledge, moved), visit))
    with contextlib.closing(demo.unlock(Role.DOCTOR, moved)) as session:
        for encounter, visit in sent:
            if "outcome" in visit:
                moved.minutes_ago = visit["minutes_ago"] - 12
                _close(session, encounter, visit["outcome"], knowledge, moved)


def _send(session: Session, visit: Mapping[str, Any], knowledge: Knowledge, clock: Clock) -> Encounter:
    case = read_case({"id": new_id(clock()), **visit["case"]}, knowledge.vocabulary, knowledge.ranges)
    age = KnownAge.stated_on(_today(clock), case.age)
    patient = session.patients.register(NewPatient(age=age, **visit["patient"]))
    return session.encounters.send_to_doctor(None, patient.id, case, triage(case, knowledge.rulebook))


def _close(
    session: Session, encounter: Encounter, outcome: Mapping[str, Any], knowledge: Knowledge, clock: Clock
) -> None:
    session.encounters.record_impression(encounter.id, Impression(tuple(outcome["impression"])))
    condition = knowledge.conditions[outcome["condition"]]
    days = outcome.get("follow_up_days")
    session.encounters.close(
        encounter.id,
        Decision(DecisionKind.OTHER_LISTED, condition.id),
        Plan(
            diagnosis=condition.name.in_language("en"),
            icd10=condition.icd10[0],
            treatment=outcome["treatment"],
            advice=outcome["advice"],
            follow_up=_today(clock) + timedelta(days=days) if days else None,
        ),
    )


def _today(clock: Clock) -> date:
    return local_day(utc_text(clock()))
