"""How long a woman is pregnant and when she is due, from her last period or from a scan (rules R3).

Source: `rules.md` R3 (Naegele; ACOG Committee Opinion 700). The numbers are data (`assets/knowledge/gestation.json`).
Gestation is counted in completed days and said as weeks+days: 199 days are 28+3.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Literal

from clinic_app.domain.errors import CaseError
from clinic_app.domain.ranges import half_up

_FIELD = "gestation_weeks"


class Term(Enum):
    """What a birth today would be."""

    PRETERM = "preterm"
    TERM = "term"
    POST_TERM = "post_term"


@dataclass(frozen=True, slots=True)
class Redating:
    """By how many days a scan must differ from the last period to be believed, below a gestation (None: any)."""

    below_days: int | None
    more_than_days: int


@dataclass(frozen=True, slots=True)
class DatingLimits:
    """The numbers of rules R3, in days of gestation. A gestation above `longest_days` is refused (rules R1)."""

    days_to_due: int
    longest_days: int
    second_trimester_from_days: int
    third_trimester_from_days: int
    term_from_days: int
    post_term_from_days: int
    redating: tuple[Redating, ...]


@dataclass(frozen=True, slots=True)
class Gestation:
    """A dated pregnancy on the day of the visit."""

    days: int
    due: date
    dated_by: Literal["lmp", "scan"]

    @property
    def weeks(self) -> float:
        """As a case holds it: 28+3 is 28.43."""
        return half_up(self.days / 7, 2)


def by_last_period(last_period: date, visit: date, limits: DatingLimits) -> Gestation:
    """Counted from the first day of the last period.

    Raises:
        CaseError: `lmp_in_future`, or `gestation_too_long` (above 45+0).
    """
    days = (visit - last_period).days
    if days < 0:
        raise CaseError("lmp_in_future", _FIELD)
    return Gestation(
        _not_too_long(days, limits), last_period + timedelta(days=limits.days_to_due), dated_by="lmp"
    )


def by_scan(due: date, visit: date, limits: DatingLimits) -> Gestation:
    """Counted back from the due date that a scan gave.

    Raises:
        CaseError: `due_too_far` (a due date more than 280 days away), or `gestation_too_long` (above 45+0).
    """
    days = limits.days_to_due - (due - visit).days
    if days < 0:
        raise CaseError("due_too_far", _FIELD)
    return Gestation(_not_too_long(days, limits), due, dated_by="scan")


def dated(
    visit: date,
    limits: DatingLimits,
    *,
    last_period: date | None = None,
    scan_due: date | None = None,
    scan_on: date | None = None,
) -> Gestation | None:
    """The gestation by what is known; None where nothing is.

    Where both are known the last period stands, unless the scan differs by more than the redating limit. That limit
    goes by the gestation (by the last period) on the day of the scan; where that day is not known, on the visit's.

    Raises:
        CaseError: as `by_last_period` and `by_scan`.
    """
    if last_period is None:
        return None if scan_due is None else by_scan(scan_due, visit, limits)
    counted = by_last_period(last_period, visit, limits)
    if scan_due is None:
        return counted
    scanned = by_scan(scan_due, visit, limits)
    allowed = _redating_limit_days(((scan_on or visit) - last_period).days, limits)
    return scanned if abs(scanned.days - counted.days) > allowed else counted


def trimester(days: int, limits: DatingLimits) -> Literal[1, 2, 3]:
    """1 up to 13+6, 2 up to 27+6, then 3."""
    if days < limits.second_trimester_from_days:
        return 1
    return 2 if days < limits.third_trimester_from_days else 3


def term(days: int, limits: DatingLimits) -> Term:
    """Preterm below 37+0, post-term from 42+0."""
    if days < limits.term_from_days:
        return Term.PRETERM
    return Term.TERM if days < limits.post_term_from_days else Term.POST_TERM


def weeks_and_days(days: int) -> str:
    """199 days as "28+3"."""
    return f"{days // 7}+{days % 7}"


def days_of(weeks: float) -> int:
    """The days of a gestation in decimal weeks, as a case holds it: 42.43 weeks are 297 days."""
    return int(half_up(weeks * 7, 0))


def _redating_limit_days(days: int, limits: DatingLimits) -> int:
    return next(
        each.more_than_days for each in limits.redating if each.below_days is None or days < each.below_days
    )


def _not_too_long(days: int, limits: DatingLimits) -> int:
    if days > limits.longest_days:
        longest = weeks_and_days(limits.longest_days)
        raise CaseError("gestation_too_long", _FIELD, value=weeks_and_days(days), limit=longest)
    return days
