"""How the rules see a case: rounded measurements, answers that may be unknown, and derived states.

Every answer is three-valued: True, False, or None for not known. Nothing here turns None into False.
Source of the conventions: rules R0 and Appendix D.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from clinic_app.domain.case import CHILD_BEARING_YEARS, VITAL_NAMES, Age, Case
from clinic_app.domain.growth import GrowthTables, whz
from clinic_app.domain.ranges import half_up

# What is rounded before it is compared (R0.3); anything else, such as blood sugar, is compared as it was measured.
_DECIMALS = {
    "temperature_c": 1,
    "pulse": 0,
    "resp_rate": 0,
    "spo2": 0,
    "systolic": 0,
    "diastolic": 0,
    "hb_g_dl": 1,
    "muac_cm": 1,
    "weight_kg": 2,
    "height_cm": 1,
}


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """True if any answer is yes; None if none is yes and one is unknown; else False."""
    seen = tuple(answers)
    if any(answer is True for answer in seen):
        return True
    return None if None in seen else False


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """False if any answer is no; None if none is no and one is unknown; else True."""
    seen = tuple(answers)
    if any(answer is False for answer in seen):
        return False
    return None if None in seen else True


@dataclass(frozen=True, slots=True)
class Facts:
    """A case as the rules read it. `growth`: the tables of WHO's growth standards, for z-scores that nobody typed."""

    case: Case
    growth: GrowthTables = field(default_factory=dict)

    @property
    def age(self) -> Age:
        return self.case.age

    @property
    def is_adult(self) -> bool:
        """16 completed years or more."""
        return self.age.years >= 16

    def vital(self, name: str) -> float | None:
        """A measured number, rounded where it is compared rounded (R0.3), or None when it was not measured."""
        value: float | None = getattr(self.case.vitals, name)
        decimals = _DECIMALS.get(name)
        return value if value is None or decimals is None else half_up(value, decimals)

    def is_vital(self, name: str) -> bool:
        """Whether `name` is a measurement of the vital signs rather than a finding."""
        return name in VITAL_NAMES

    def number(self, finding: str) -> float | None:
        """A numeric finding as answered, or None."""
        value = self.case.findings.get(finding)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def answer(self, finding: str) -> bool | None:
        """A yes/no finding: True, False, or None when it was not asked."""
        value = self.case.findings.get(finding)
        return value if isinstance(value, bool) else None

    def choice(self, finding: str) -> str | None:
        """The chosen value of a finding with choices, or None when it was not asked."""
        value = self.case.findings.get(finding)
        return value if isinstance(value, str) else None

    def plus(self, finding: str) -> int | None:
        """The plus signs of a test strip: 2 for "2+", 0 for "negative" or "trace"; None when it was not read."""
        choice = self.choice(finding)
        if choice is None:
            return None
        return int(choice[0]) if choice.endswith("+") else 0

    def yes(self, *findings: str) -> dict[str, object]:
        """Those of these findings that were answered yes, as values of a sign."""
        return {name: True for name in findings if self.answer(name)}

    def vitals(self, *names: str) -> dict[str, float]:
        """Those of these measurements that are known, rounded, as values of a sign."""
        return {name: value for name in names if (value := self.vital(name)) is not None}

    @property
    def resp_rate(self) -> float | None:
        """Breaths a minute; in a child the second full-minute count replaces the first (Appendix D.7)."""
        second = None if self.is_adult else self.number("resp_rate_second_count")
        return self.vital("resp_rate") if second is None else half_up(second, 0)

    @property
    def shock_index(self) -> float | None:
        """Pulse over systolic pressure, half up to 2 decimals (Appendix D.8)."""
        pulse, systolic = self.vital("pulse"), self.vital("systolic")
        return None if pulse is None or systolic is None else half_up(pulse / systolic, 2)

    @property
    def whz(self) -> float | None:
        """The weight-for-height z-score as it was given, else from weight, length or height, age and sex."""
        given = self.number("whz")
        if given is not None or not self.growth:
            return given
        case = self.case
        return whz(case.age, case.sex, case.vitals.weight_kg, case.vitals.height_cm, self.growth)

    @property
    def motherhood_unknown(self) -> tuple[str, ...]:
        """Which of `pregnant` and `postpartum_days`, not said of her, could still make this patient obstetric."""
        if self.case.is_obstetric or self.case.sex == "M" or self.age.years not in CHILD_BEARING_YEARS:
            return ()
        return tuple(name for name in ("pregnant", "postpartum_days") if getattr(self.case, name) is None)

    @property
    def altered_consciousness(self) -> bool | None:
        """C, V, P, U, a GCS below 15, or the finding (Appendix D.5).

        Only A or a GCS of 15 rules it out: who is not drowsy can be newly confused.
        """
        if self.altered_by:
            return True
        level, gcs = self.case.vitals.consciousness, self.case.vitals.gcs
        return False if level == "A" or gcs == 15 else None

    @property
    def altered_by(self) -> dict[str, object]:
        """What makes `altered_consciousness` true."""
        level, gcs = self.case.vitals.consciousness, self.case.vitals.gcs
        seen: dict[str, object] = {}
        if level is not None and level != "A":
            seen["consciousness"] = level
        if gcs is not None and gcs < 15:
            seen["gcs"] = gcs
        if self.answer("lethargic_or_unconscious"):
            seen["lethargic_or_unconscious"] = True
        return seen

    @property
    def lethargic(self) -> bool | None:
        """V, P, U or the finding. An alert child still has to be asked about: A alone leaves it unknown."""
        return True if self.lethargic_by else self.answer("lethargic_or_unconscious")

    @property
    def lethargic_by(self) -> dict[str, object]:
        """What makes `lethargic` true."""
        seen: dict[str, object] = {}
        if self.case.vitals.consciousness in ("V", "P", "U"):
            seen["consciousness"] = self.case.vitals.consciousness
        if self.answer("lethargic_or_unconscious"):
            seen["lethargic_or_unconscious"] = True
        return seen

    @property
    def convulsing_now(self) -> bool | None:
        """A fit at this moment; ruled out also by "no fits in this illness, now or earlier"."""
        now = self.answer("convulsing_now")
        return False if now is None and self.answer("convulsions_now_or_history") is False else now

    @property
    def convulsed(self) -> bool | None:
        """A fit in this illness, now or earlier."""
        return True if self.convulsed_by else self.answer("convulsions_now_or_history")

    @property
    def convulsed_by(self) -> dict[str, object]:
        """What makes `convulsed` true."""
        return {name: True for name in ("convulsing_now", "convulsions_now_or_history") if self.answer(name)}

    @property
    def cannot_drink(self) -> bool | None:
        """Not able to drink or breastfeed (Appendix D.5)."""
        return True if self.cannot_drink_by else self.answer("not_able_to_drink")

    @property
    def cannot_drink_by(self) -> dict[str, object]:
        """What makes `cannot_drink` true."""
        seen: dict[str, object] = {}
        if self.answer("not_able_to_drink"):
            seen["not_able_to_drink"] = True
        if self.case.findings.get("drinks") == "unable":
            seen["drinks"] = "unable"
        return seen

    def unknown(self, *names: str) -> tuple[str, ...]:
        """Which of these vitals and findings are not known."""
        return tuple(name for name in names if self._raw(name) is None)

    def _raw(self, name: str) -> object:
        if name == "pregnant":
            return self.case.pregnant
        return getattr(self.case.vitals, name, None) if name in VITAL_NAMES else self.case.findings.get(name)
