"""Dating a pregnancy (R3): everything that the rules of pregnancy do hangs on it."""

from datetime import date, timedelta

import pytest

from clinic_app.domain.errors import CaseError
from clinic_app.domain.gestation import (
    DatingLimits,
    Term,
    by_last_period,
    by_scan,
    dated,
    days_of,
    term,
    trimester,
    weeks_and_days,
)
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.wording import say

VISIT = date(2026, 11, 23)


@pytest.fixture
def limits(knowledge: Knowledge) -> DatingLimits:
    return knowledge.dating


@pytest.mark.parametrize(
    ("example", "last_period", "said", "due", "third", "birth"),
    [
        ("R3-1", date(2026, 6, 15), "23+0", date(2027, 3, 22), 2, Term.PRETERM),
        ("R3-2", date(2026, 2, 10), "40+6", date(2026, 11, 17), 3, Term.TERM),
        ("R3-3", date(2026, 1, 30), "42+3", date(2026, 11, 6), 3, Term.POST_TERM),
        ("R3-4", date(2026, 7, 6), "20+0", date(2027, 4, 12), 2, Term.PRETERM),
    ],
)
def test_the_worked_examples_by_last_period(limits, example, last_period, said, due, third, birth):
    pregnancy = by_last_period(last_period, VISIT, limits)
    assert (weeks_and_days(pregnancy.days), pregnancy.due, pregnancy.dated_by) == (said, due, "lmp"), example
    assert (trimester(pregnancy.days, limits), term(pregnancy.days, limits)) == (third, birth), example


def test_r3_5_by_scan(limits):
    pregnancy = by_scan(date(2027, 1, 10), VISIT, limits)
    assert (weeks_and_days(pregnancy.days), pregnancy.dated_by) == ("33+1", "scan")
    assert trimester(pregnancy.days, limits) == 3


def test_r3_6_is_refused(limits):
    with pytest.raises(CaseError) as caught:
        by_last_period(date(2025, 12, 1), VISIT, limits)
    assert (caught.value.case_code, caught.value.field) == ("gestation_too_long", "gestation_weeks")
    assert caught.value.params["value"] == "51+0"


def test_45_weeks_are_the_longest(limits):
    assert by_last_period(VISIT - timedelta(days=315), VISIT, limits).days == 315
    assert by_scan(VISIT - timedelta(days=35), VISIT, limits).days == 315
    for refused in (
        lambda: by_last_period(VISIT - timedelta(days=316), VISIT, limits),
        lambda: by_scan(VISIT - timedelta(days=36), VISIT, limits),
    ):
        with pytest.raises(CaseError, match="gestation_too_long"):
            refused()


def test_no_pregnancy_begins_in_the_future(limits):
    assert by_last_period(VISIT, VISIT, limits).days == 0
    with pytest.raises(CaseError, match="lmp_in_future"):
        by_last_period(VISIT + timedelta(days=1), VISIT, limits)
    assert by_scan(VISIT + timedelta(days=280), VISIT, limits).days == 0
    with pytest.raises(CaseError, match="due_too_far"):
        by_scan(VISIT + timedelta(days=281), VISIT, limits)


@pytest.mark.parametrize("code", ["lmp_in_future", "due_too_far", "gestation_too_long"])
def test_every_refusal_has_words_in_both_languages(code):
    error = CaseError(code, "gestation_weeks", value="51+0", limit="45+0")
    assert say(error, "hi") != say(error, "en")


@pytest.mark.parametrize(
    ("days", "third", "birth"),
    [
        (0, 1, Term.PRETERM),
        (13 * 7 + 6, 1, Term.PRETERM),
        (14 * 7, 2, Term.PRETERM),
        (27 * 7 + 6, 2, Term.PRETERM),
        (28 * 7, 3, Term.PRETERM),
        (36 * 7 + 6, 3, Term.PRETERM),
        (37 * 7, 3, Term.TERM),
        (41 * 7 + 6, 3, Term.TERM),
        (42 * 7, 3, Term.POST_TERM),
    ],
)
def test_both_sides_of_every_limit(limits, days, third, birth):
    assert (trimester(days, limits), term(days, limits)) == (third, birth)


@pytest.mark.parametrize(
    ("days_at_scan", "allowed"),
    [
        (8 * 7 + 6, 5),
        (9 * 7, 7),
        (15 * 7 + 6, 7),
        (16 * 7, 10),
        (21 * 7 + 6, 10),
        (22 * 7, 14),
        (27 * 7 + 6, 14),
        (28 * 7, 21),
        (39 * 7, 21),
    ],
)
@pytest.mark.parametrize("side", [-1, 1])
def test_a_scan_is_believed_only_beyond_the_redating_limit(limits, days_at_scan, allowed, side):
    last_period = VISIT - timedelta(days=days_at_scan)
    by_period = last_period + timedelta(days=280)
    kept = dated(VISIT, limits, last_period=last_period, scan_due=by_period + timedelta(days=side * allowed))
    assert (kept.dated_by, kept.days) == ("lmp", days_at_scan)
    scan_due = by_period + timedelta(days=side * (allowed + 1))
    moved = dated(VISIT, limits, last_period=last_period, scan_due=scan_due)
    assert (moved.dated_by, moved.due) == ("scan", scan_due)
    assert moved.days == days_at_scan - side * (allowed + 1)


def test_an_early_scan_is_judged_by_the_day_it_was_made(limits):
    last_period = VISIT - timedelta(days=30 * 7)
    scan_due = last_period + timedelta(days=280 + 8)
    early = dated(
        VISIT,
        limits,
        last_period=last_period,
        scan_due=scan_due,
        scan_on=last_period + timedelta(days=8 * 7),
    )
    assert early.dated_by == "scan"
    assert dated(VISIT, limits, last_period=last_period, scan_due=scan_due).dated_by == "lmp"


def test_what_is_known_dates_it(limits):
    assert dated(VISIT, limits) is None
    assert dated(VISIT, limits, last_period=date(2026, 6, 15)).dated_by == "lmp"
    assert dated(VISIT, limits, scan_due=date(2027, 1, 10)).dated_by == "scan"
    with pytest.raises(CaseError, match="gestation_too_long"):
        dated(VISIT, limits, last_period=date(2025, 12, 1), scan_due=date(2027, 1, 10))


def test_weeks_of_a_case_are_whole_days(limits):
    assert weeks_and_days(199) == "28+3"
    assert [days_of(weeks) for weeks in (42.43, 28.4285, 20, 19.86)] == [297, 199, 140, 139]
    for days in range(316):
        assert days_of(by_last_period(VISIT - timedelta(days=days), VISIT, limits).weeks) == days
