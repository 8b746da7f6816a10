"""Growth of children under 5 years: z-scores against the WHO Child Growth Standards, and the body mass index.

Source: WHO Child Growth Standards, methods and development (2006, 2007): z = ((y / M)^L - 1) / (L S), in the indicators
that hold weight or arm circumference only as far as 3 SD; beyond, the distance between 2 and 3 SD is one more unit. The
numbers are data (`assets/knowledge/growth`), by whole days of age or by 0.1 cm; in between, L, M and S are linear.

An age that is only known in months or years counts as just completed. Nothing is guessed: a boy and a girl have
different tables, so without the sex (or with O) there is no z-score.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Literal, TypeGuard

from clinic_app.domain.case import Age
from clinic_app.domain.ranges import half_up
from clinic_app.domain.records import Sex

Indicator = Literal[
    "weight_for_age",
    "length_height_for_age",
    "weight_for_length",
    "weight_for_height",
    "bmi_for_age",
    "muac_for_age",
]
Posture = Literal["lying", "standing"]

# The first day of 24 completed months; WHO rounds 730.5 days up.
_STANDING_FROM_DAYS = 731
# A child is this much longer lying than standing, in cm.
_LONGER_LYING_CM = 0.7
_DECIMALS = 2
_OUTER_SD = 3


class NoScore(Enum):
    """Why there is no z-score."""

    SEX_NOT_KNOWN = "sex_not_known"
    AGE_NOT_KNOWN = "age_not_known"
    MEASURE_NOT_KNOWN = "measure_not_known"
    OUTSIDE_TABLES = "outside_tables"


@dataclass(frozen=True, slots=True)
class ZScore:
    """A z-score, rounded half up to 2 decimals as WHO's software does, or None and why there is none."""

    value: float | None
    why_none: NoScore | None = None


@dataclass(frozen=True, slots=True)
class Lms:
    """The distribution of a measure at one point: power, median (in the measure's unit), coefficient of variation."""

    l: float  # noqa: E741 - L, M and S are the names of the method
    m: float
    s: float

    def z(self, measure: float, *, restricted: bool) -> float:
        """The z-score of a `measure` above 0, not rounded; `restricted` beyond 3 SD as in the module's text."""
        ratio = measure / self.m
        z = (math.pow(ratio, self.l) - 1) / (self.l * self.s) if self.l else math.log(ratio) / self.s
        if not restricted or abs(z) <= _OUTER_SD:
            return z
        side = math.copysign(1, z)
        outer, inner = self.measure(side * _OUTER_SD), self.measure(side * (_OUTER_SD - 1))
        return side * (_OUTER_SD + (measure - outer) / (outer - inner))

    def measure(self, z: float) -> float:
        """The measure at `z` standard deviations from the median, for `z` from -3 to 3."""
        if not self.l:
            return self.m * math.exp(self.s * z)
        return self.m * math.pow(1 + self.l * self.s * z, 1 / self.l)


@dataclass(frozen=True, slots=True)
class Columns:
    """L, M and S of every row of a table, for one sex."""

    l: tuple[float, ...]  # noqa: E741
    m: tuple[float, ...]
    s: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class GrowthTable:
    """One indicator: rows from `first` on, every `step` (days of age, or cm)."""

    first: float
    step: float
    by_sex: Mapping[Literal["F", "M"], Columns]

    def at(self, sex: Literal["F", "M"], point: float) -> Lms | None:
        """L, M and S at `point`, linear between two rows; None outside the table."""
        columns = self.by_sex[sex]
        # 45.1 is 1.0000000000000142 steps from 45.
        place = round((point - self.first) / self.step, 9)
        last = len(columns.m) - 1
        if not 0 <= place <= last:
            return None
        row = min(math.floor(place), last - 1)
        share = place - row
        return Lms(
            *(
                column[row] + share * (column[row + 1] - column[row])
                for column in (columns.l, columns.m, columns.s)
            )
        )


GrowthTables = Mapping[Indicator, GrowthTable]


def weight_for_age(age: Age | None, sex: Sex | None, weight_kg: float | None, tables: GrowthTables) -> ZScore:
    """Weight for age, 0 to 60 completed months."""
    return _by_age("weight_for_age", age, sex, weight_kg, tables)


def length_height_for_age(
    age: Age | None,
    sex: Sex | None,
    height_cm: float | None,
    tables: GrowthTables,
    measured: Posture | None = None,
) -> ZScore:
    """Length for age under 24 months, height for age up to 60 completed months.

    `measured`: how the child was measured, where that is known; None means as WHO measures at this age.
    """
    return _by_age("length_height_for_age", age, sex, _as_at_age(age, height_cm, measured), tables)


def bmi_for_age(
    age: Age | None,
    sex: Sex | None,
    weight_kg: float | None,
    height_cm: float | None,
    tables: GrowthTables,
    measured: Posture | None = None,
) -> ZScore:
    """Body mass index for age, 0 to 60 completed months; `measured` as in `length_height_for_age`."""
    height = _as_at_age(age, height_cm, measured)
    index = weight_kg / (height / 100) ** 2 if _known(weight_kg) and _known(height) else None
    return _by_age("bmi_for_age", age, sex, index, tables)


def muac_for_age(age: Age | None, sex: Sex | None, muac_cm: float | None, tables: GrowthTables) -> ZScore:
    """Mid-upper arm circumference for age, 3 to 60 completed months (from 91 days)."""
    return _by_age("muac_for_age", age, sex, muac_cm, tables)


def weight_for_length(
    sex: Sex | None, weight_kg: float | None, length_cm: float | None, tables: GrowthTables
) -> ZScore:
    """Weight for length lying, 45 to 110 cm. Whether the child's age fits is the caller's to know."""
    return _score("weight_for_length", sex, length_cm, weight_kg, tables)


def weight_for_height(
    sex: Sex | None, weight_kg: float | None, height_cm: float | None, tables: GrowthTables
) -> ZScore:
    """Weight for height standing, 65 to 120 cm. Whether the child's age fits is the caller's to know."""
    return _score("weight_for_height", sex, height_cm, weight_kg, tables)


def weight_for_length_or_height(
    age: Age | None,
    sex: Sex | None,
    weight_kg: float | None,
    height_cm: float | None,
    tables: GrowthTables,
    measured: Posture | None = None,
) -> ZScore:
    """Weight for length under 24 months, for height up to 60 completed months; `measured` as above."""
    if age is None:
        return ZScore(None, NoScore.AGE_NOT_KNOWN)
    days = _whole_days(age)
    if tables["weight_for_age"].at("F", days) is None:
        return ZScore(None, NoScore.OUTSIDE_TABLES)
    height = _as_at_age(age, height_cm, measured)
    score = weight_for_length if days < _STANDING_FROM_DAYS else weight_for_height
    return score(sex, weight_kg, height, tables)


def whz(
    age: Age | None,
    sex: Sex | None,
    weight_kg: float | None,
    height_cm: float | None,
    tables: GrowthTables,
) -> float | None:
    """The weight-for-height z-score that rule R23 reads, 2 decimals; None where it cannot be told."""
    return weight_for_length_or_height(age, sex, weight_kg, height_cm, tables).value


def bmi(weight_kg: float, height_cm: float) -> float:
    """Body mass index in kg/m2, half up to 1 decimal (rules R23). `height_cm` above 0."""
    index = Decimal(str(weight_kg)) * 10_000 / Decimal(str(height_cm)) ** 2
    return float(index.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def _by_age(
    indicator: Indicator, age: Age | None, sex: Sex | None, measure: float | None, tables: GrowthTables
) -> ZScore:
    if age is None:
        return ZScore(None, NoScore.AGE_NOT_KNOWN)
    return _score(indicator, sex, _whole_days(age), measure, tables)


def _score(
    indicator: Indicator, sex: Sex | None, point: float | None, measure: float | None, tables: GrowthTables
) -> ZScore:
    if sex not in ("F", "M"):
        return ZScore(None, NoScore.SEX_NOT_KNOWN)
    if not _known(measure) or point is None:
        return ZScore(None, NoScore.MEASURE_NOT_KNOWN)
    lms = tables[indicator].at(sex, point)
    if lms is None:
        return ZScore(None, NoScore.OUTSIDE_TABLES)
    return ZScore(half_up(lms.z(measure, restricted=indicator != "length_height_for_age"), _DECIMALS))


def _known(measure: float | None) -> TypeGuard[float]:
    """Nothing that was measured is 0 or less."""
    return measure is not None and measure > 0


def _whole_days(age: Age) -> float:
    """The age in days as WHO's software rounds it; without end for five years and more, whose months nobody said."""
    if age.unit == "years" and age.value >= 5:
        return math.inf
    return half_up(age.exact_days, 0)


def _as_at_age(age: Age | None, height_cm: float | None, measured: Posture | None) -> float | None:
    """The length or height as WHO measures at this age: lying under 24 months, standing from then on."""
    if age is None or height_cm is None or measured is None:
        return height_cm
    if _whole_days(age) < _STANDING_FROM_DAYS:
        return height_cm + (_LONGER_LYING_CM if measured == "standing" else 0)
    return height_cm - (_LONGER_LYING_CM if measured == "lying" else 0)
