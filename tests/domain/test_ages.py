"""Ages as families know them; the first table is that of the clinical rules (R2)."""

from datetime import date

import pytest

from clinic_app.domain.ages import KnownAge
from clinic_app.domain.case import Age


@pytest.mark.parametrize(
    ("born", "visit", "age"),
    [
        (date(2026, 9, 25), date(2026, 11, 23), Age(59, "days")),
        (date(2026, 9, 24), date(2026, 11, 23), Age(60, "days")),
        (date(2025, 11, 24), date(2026, 11, 23), Age(11, "months")),
        (date(2025, 11, 23), date(2026, 11, 23), Age(12, "months")),
        (date(2024, 2, 29), date(2026, 2, 28), Age(24, "months")),
        (date(2026, 12, 1), date(2026, 11, 23), None),
        (date(2026, 11, 24), date(2026, 11, 23), None),
        (date(2026, 11, 23), date(2026, 11, 23), Age(0, "days")),
        # Where the birth day does not exist in a month, its last day counts.
        (date(2026, 5, 31), date(2026, 9, 29), Age(3, "months")),
        (date(2026, 5, 31), date(2026, 9, 30), Age(4, "months")),
        (date(2025, 8, 31), date(2026, 2, 28), Age(6, "months")),
        (date(2025, 8, 31), date(2026, 2, 27), Age(5, "months")),
        (date(2020, 2, 29), date(2026, 2, 27), Age(5, "years")),
        (date(2020, 2, 29), date(2026, 2, 28), Age(6, "years")),
        (date(2021, 11, 24), date(2026, 11, 23), Age(59, "months")),
        (date(2021, 11, 23), date(2026, 11, 23), Age(5, "years")),
        (date(1926, 1, 1), date(2026, 11, 23), Age(100, "years")),
    ],
)
def test_a_date_of_birth_gives_completed_days_months_or_years(
    born: date, visit: date, age: Age | None
) -> None:
    assert KnownAge.born_on(born).at(visit) == age


@pytest.mark.parametrize(
    ("born", "young_infant", "under_a_year", "under_five"),
    [
        (date(2026, 9, 25), True, True, True),
        (date(2026, 9, 24), False, True, True),
        (date(2025, 11, 24), False, True, True),
        (date(2025, 11, 23), False, False, True),
        (date(2021, 11, 24), False, False, True),
        (date(2021, 11, 23), False, False, False),
    ],
)
def test_the_bands_of_the_rules_split_where_they_should(
    born: date, young_infant: bool, under_a_year: bool, under_five: bool
) -> None:
    age = KnownAge.born_on(born).at(date(2026, 11, 23))
    assert age is not None
    assert (age.days < 60, age.months < 12, age.months < 60) == (young_infant, under_a_year, under_five)


def test_a_year_of_birth_alone_is_the_first_of_july_and_approximate() -> None:
    known = KnownAge.born_on(date(2019, 7, 1), approximate=True)
    assert known.approximate
    assert known.at(date(2026, 6, 30)) == Age(6, "years")
    assert not KnownAge.born_on(date(2019, 7, 1)).approximate


@pytest.mark.parametrize(
    ("stated", "on", "visit", "age"),
    [
        (Age(34, "years"), date(2026, 11, 1), date(2026, 11, 1), Age(34, "years")),
        (Age(1.5, "years"), date(2026, 11, 1), date(2026, 11, 1), Age(1.5, "years")),
        (Age(34, "years"), date(2026, 11, 1), date(2027, 11, 1), Age(35, "years")),
        (Age(34, "years"), date(2026, 11, 1), date(2027, 10, 31), Age(34, "years")),
        # A child said to be one year old is not said to be 13 months old a month later.
        (Age(1, "years"), date(2026, 11, 1), date(2026, 12, 1), Age(1, "years")),
        (Age(3, "days"), date(2026, 11, 1), date(2026, 11, 11), Age(13, "days")),
        (Age(2, "months"), date(2026, 11, 1), date(2026, 12, 1), Age(3, "months")),
        (Age(58, "months"), date(2026, 1, 31), date(2026, 3, 31), Age(5, "years")),
        (Age(2, "months"), date(2026, 11, 1), date(2026, 8, 1), None),
    ],
)
def test_a_stated_age_grows_but_never_finer_than_it_was_said(
    stated: Age, on: date, visit: date, age: Age | None
) -> None:
    known = KnownAge.stated_on(on, stated)
    assert known.approximate
    assert known.at(visit) == age


def test_a_very_old_stated_age_does_not_leave_the_calendar() -> None:
    assert KnownAge.stated_on(date(2026, 1, 1), Age(4000, "years")).at(date(2026, 1, 2)) is not None
