"""A patient's age as the family knows it: a date of birth, or an age on a certain day (rules R2).

Source: `rules.md` R2. Completed months and years are counted on the calendar; where the birth day does not
exist in a month, the last day of that month counts.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_app.domain.case import Age, AgeUnit

# The rules split young infants at 60 days (R0.7), which whole months cannot tell: count days until three months.
DAYS_BELOW = 92
MONTHS_BELOW = 60
_COARSENESS: dict[AgeUnit, int] = {"days": 0, "months": 1, "years": 2}


@dataclass(frozen=True, slots=True)
class KnownAge:
    """Either `born`, or `stated` as it was on the day `on`. An age that was only stated is `approximate`.

    Build it with `born_on` or `stated_on`.
    """

    born: date | None
    stated: Age | None
    on: date | None
    approximate: bool

    @classmethod
    def born_on(cls, day: date, *, approximate: bool = False) -> "KnownAge":
        """A date of birth; `approximate` when only the year or the season is known (R2: 1 July of the year)."""
        return cls(born=day, stated=None, on=None, approximate=approximate)

    @classmethod
    def stated_on(cls, day: date, age: Age, *, approximate: bool = True) -> "KnownAge":
        """An age as it was said on `day`."""
        return cls(born=None, stated=age, on=day, approximate=approximate)

    def at(self, day: date) -> Age | None:
        """The age on `day`: days below 92 days, months below 60 months, else years; None before birth.

        An age that was only stated is never returned in a finer unit than it was given in, and on the day it
        was stated it is returned exactly as stated.
        """
        if self.born is not None:
            return None if day < self.born else _natural(self.born, day)
        assert self.stated is not None
        assert self.on is not None
        if day == self.on:
            return self.stated
        estimate = _born_about(self.stated, self.on)
        if day < estimate:
            return None
        natural = _natural(estimate, day)
        unit = max(natural.unit, self.stated.unit, key=_COARSENESS.__getitem__)
        return natural if unit == natural.unit else Age(_completed(estimate, day, unit), unit)


def _natural(born: date, day: date) -> Age:
    days = (day - born).days
    if days < DAYS_BELOW:
        return Age(days, "days")
    months = _completed_months(born, day)
    if months < MONTHS_BELOW:
        return Age(months, "months")
    return Age(months // 12, "years")


def _completed(born: date, day: date, unit: AgeUnit) -> int:
    if unit == "days":
        return (day - born).days
    months = _completed_months(born, day)
    return months if unit == "months" else months // 12


def _completed_months(born: date, day: date) -> int:
    due = min(born.day, calendar.monthrange(day.year, day.month)[1])
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < due)


def _born_about(age: Age, on: date) -> date:
    if age.unit == "days":
        return on - timedelta(days=round(age.value))
    months_back = round(age.value * 12 if age.unit == "years" else age.value)
    index = on.year * 12 + on.month - 1 - months_back
    year, month = divmod(index, 12)
    year = max(year, date.min.year)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))
