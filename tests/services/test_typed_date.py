"""Dates as people type them: the day first, never guessed."""

from datetime import date

import pytest

from clinic_app.services.typed_date import NotADate, typed_date

JUNE_15 = date(2026, 6, 15)


@pytest.mark.parametrize(
    "text",
    [
        "15/06/2026",
        "15/6/26",
        "15-6-26",
        "15.06.2026",
        " 15 / 06 / 2026 ",
        "2026-06-15",
        "2026/6/15",
        "15 June 2026",
        "15 jun 26",
        "15th June, 2026",
        "15-Jun-2026",
        "15June2026",
        "June 15, 2026",
        "१५/०६/२०२६",
        "15 जून 2026",
        "१५ जून २०२६",
    ],
)
def test_one_day_in_many_spellings(text):
    assert typed_date(text, 2026) == JUNE_15


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 फ़रवरी 2026", date(2026, 2, 1)),
        ("1 फरवरी 2026", date(2026, 2, 1)),
        ("1 सितम्बर 2026", date(2026, 9, 1)),
        ("1 Sept 2026", date(2026, 9, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        # The day comes first, also where the other order would be possible.
        ("05/06/2026", date(2026, 6, 5)),
    ],
)
def test_months_in_words_and_the_indian_order(text, day):
    assert typed_date(text, 2026) == day


@pytest.mark.parametrize(
    ("text", "latest_year", "year"),
    [("1/1/26", 2026, 2026), ("1/1/27", 2026, 1927), ("1/1/58", 2026, 1958), ("1/1/27", 2076, 2027)],
)
def test_two_digits_are_the_last_such_year(text, latest_year, year):
    assert typed_date(text, latest_year).year == year


@pytest.mark.parametrize(
    "text", ["31/02/2026", "06/15/2026", "15/13/2026", "2026-15-06", "0/6/2026", "29/02/2025", "15 Jnue 2026"]
)
def test_a_day_that_does_not_exist_is_said_to(text):
    with pytest.raises(NotADate) as caught:
        typed_date(text, 2026)
    assert caught.value.code == "date_impossible"


@pytest.mark.parametrize("text", ["15/6", "15/06/", "15/06/202", "15 June", "2026-06", "15.6.", "15-6-2"])
def test_a_date_without_its_year_is_not_guessed(text):
    with pytest.raises(NotADate) as caught:
        typed_date(text, 2026)
    assert caught.value.code == "date_incomplete"


@pytest.mark.parametrize(
    "text",
    ["", "28", "28.5", "28+3", "8m", "3 days", "6 महीने", "2 yr 10", "-5", "normal", "15.6", "x" * 5000],
)
def test_a_number_is_no_date(text):
    assert typed_date(text, 2026) is None
