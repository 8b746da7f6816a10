"""A case: what is known of a patient today, without anything that identifies them.

The attribute names are the keys of the public case format. None means *not known*: never normal, never no.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

AgeUnit = Literal["years", "months", "days"]
FindingValue = bool | float | str

# At these completed years a woman may be pregnant.
CHILD_BEARING_YEARS = range(10, 56)
DAYS_PER_MONTH = 30.4375
DAYS_PER_YEAR = 365.25
# An age typed as 4 years is 48 months: guards the truncations below against floating point dust.
_DUST = 1e-6


@dataclass(frozen=True, slots=True)
class Age:
    """An age in the unit it is known in. Conversions: 1 month = 30.4375 days, 1 year = 365.25 days."""

    value: float
    unit: AgeUnit

    @property
    def exact_days(self) -> float:
        """Age in days, with its fraction."""
        return self.value * {"years": DAYS_PER_YEAR, "months": DAYS_PER_MONTH, "days": 1.0}[self.unit]

    @property
    def exact_years(self) -> float:
        """Age in years, with its fraction."""
        return self.exact_days / DAYS_PER_YEAR

    @property
    def days(self) -> int:
        """Completed days; 0 means under 24 hours."""
        return math.floor(self.exact_days + _DUST)

    @property
    def months(self) -> int:
        """Completed months."""
        return math.floor(self.exact_days / DAYS_PER_MONTH + _DUST)

    @property
    def years(self) -> int:
        """Completed years."""
        return math.floor(self.exact_days / DAYS_PER_YEAR + _DUST)


@dataclass(frozen=True, slots=True)
class Vitals:
    """Measurements, in the units of their names; rates per minute, pressures in mmHg."""

    temperature_c: float | None = None
    pulse: float | None = None
    resp_rate: float | None = None
    spo2: float | None = None
    systolic: float | None = None
    diastolic: float | None = None
    glucose_mg_dl: float | None = None
    hb_g_dl: float | None = None
    weight_kg: float | None = None
    height_cm: float | None = None
    muac_cm: float | None = None
    consciousness: Literal["A", "C", "V", "P", "U"] | None = None
    on_oxygen: bool | None = None
    capillary_refill_s: float | None = None
    gcs: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One patient's presentation. `findings` maps ids of the vocabulary to answers; absent means unknown."""

    id: str
    age: Age
    sex: Literal["F", "M", "O"] | None = None
    pregnant: bool | None = None
    gestation_weeks: float | None = None
    postpartum_days: int | None = None
    complaint: str | None = None
    duration_days: float | None = None
    narrative: str | None = None
    history: str | None = None
    negatives: str | None = None
    findings: Mapping[str, FindingValue] = field(default_factory=dict)
    vitals: Vitals = field(default_factory=Vitals)
    state: str | None = None
    district: str | None = None
    month: int | None = None
    profile: Literal["INDIA_IMNCI", "WHO"] = "INDIA_IMNCI"

    @property
    def is_postpartum(self) -> bool:
        """Within 42 days of delivery."""
        return self.postpartum_days is not None and self.postpartum_days <= 42

    @property
    def is_obstetric(self) -> bool:
        """Pregnant, or within 42 days of delivery."""
        return self.pregnant is True or self.is_postpartum


VITAL_NAMES: tuple[str, ...] = tuple(item.name for item in fields(Vitals))
TEXT_KEYS: tuple[str, ...] = ("complaint", "narrative", "history", "negatives")


def case_to_json(case: Case) -> dict[str, Any]:
    """The case in the public format; what is not known is left out. `read_case` reads it back equal."""
    known: dict[str, Any] = {"id": case.id, f"age_{case.age.unit}": case.age.value}
    keys = ("sex", "pregnant", "gestation_weeks", "postpartum_days", "duration_days", "month", *TEXT_KEYS)
    known.update({key: getattr(case, key) for key in keys if getattr(case, key) is not None})
    vitals = {name: getattr(case.vitals, name) for name in VITAL_NAMES}
    known["vitals"] = {name: value for name, value in vitals.items() if value is not None}
    known["findings"] = dict(case.findings)
    known["place"] = {
        key: getattr(case, key) for key in ("state", "district") if getattr(case, key) is not None
    }
    known["profile"] = case.profile
    return {key: value for key, value in known.items() if value != {}}
