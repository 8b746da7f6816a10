"""Small clinics for tests: real SQLCipher, real key slots, cheap key derivation, a clock that tests move."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from clinic_app.domain.accounts import Role
from clinic_app.domain.ages import KnownAge
from clinic_app.domain.case import Age, Case, Vitals
from clinic_app.domain.differential import Differential, ModelIdentity, RankedCondition
from clinic_app.domain.records import NewPatient
from clinic_app.domain.triage import FiredRule, Incomplete, Sign, Triage, TriageLevel
from clinic_app.services.clinic import Clinic, NewUser, RecoverySheet, Session
from clinic_app.storage.key_slots import KdfParameters

CHEAP_KDF = KdfParameters(memory_kib=8, iterations=1, lanes=1)
CLINIC_NAME = "PHC Rampur"
PASSPHRASES = {
    Role.DOCTOR: "tiger lamp river 42",
    Role.HEALTH_WORKER: "mango bridge cloud 9",
    Role.CLINIC_ADMIN: "copper violin harbour 7",
}
NAMES = {Role.DOCTOR: "Dr Rao", Role.HEALTH_WORKER: "Sunita", Role.CLINIC_ADMIN: "Mr Khan"}
START_MS = 1_795_421_700_000  # 23 November 2026


class FakeClock:
    """Milliseconds since 1970 that stand still until a test moves them."""

    def __init__(self, now_ms: int = START_MS) -> None:
        self.now_ms = now_ms

    def __call__(self) -> int:
        return self.now_ms


def found_clinic(folder: Path, clock: Callable[[], int] | None = None) -> RecoverySheet:
    """A clinic with one user of each role."""
    staff = [NewUser(NAMES[role], role, PASSPHRASES[role]) for role in Role]
    return Clinic.create(folder, CLINIC_NAME, staff, kdf=CHEAP_KDF, clock=clock or FakeClock())


def unlock(folder: Path, role: Role, clock: Callable[[], int] | None = None) -> Session:
    """A session of the clinic's user of that role."""
    user = next(user for user in Clinic.staff(folder) if user.role is role)
    return Clinic.unlock(folder, user.id, PASSPHRASES[role], clock=clock or FakeClock())


def a_patient(name: str = "Sita Devi", **more: str) -> NewPatient:
    """A registration with an age that was said on the day."""
    age = KnownAge.stated_on(date(2026, 11, 23), Age(34, "years"))
    return NewPatient(name=name, age=age, sex="F", **more)  # type: ignore[arg-type]


def a_case(complaint: str = "fever for 5 days", case_id: str = "c1") -> Case:
    """A case with something known of every kind."""
    return Case(
        id=case_id,
        age=Age(34, "years"),
        sex="F",
        pregnant=False,
        complaint=complaint,
        duration_days=5,
        narrative="Thand lagkar bukhar, ठंड लगकर बुखार।",
        findings={"lethargic_or_unconscious": False, "parity": 2.0},
        vitals=Vitals(temperature_c=39.2, pulse=104, consciousness="A", on_oxygen=False),
        state="Bihar",
        month=11,
    )


def a_triage(level: TriageLevel = TriageLevel.URGENT) -> Triage:
    """A triage of that level."""
    return Triage(
        level=level,
        fired=(FiredRule("R4", level, (Sign(level, "news2", {"temperature_c": 39.2}),)),),
        incomplete=(Incomplete("R5", ("systolic",)),),
        computed={"news2": 3},
        danger_excluded=False,
    )


def a_differential(abstain: str | None = None) -> Differential:
    """Three conditions, dengue first."""
    return Differential(
        model=ModelIdentity("clinic-minilm", "0.1.0-untuned", "ab" * 32),
        ranked=(
            RankedCondition("dengue", 0.5),
            RankedCondition("malaria_vivax", 0.3),
            RankedCondition("viral_fever", 0.125),
        ),
        other_probability=0.075,
        abstain=abstain,
    )
