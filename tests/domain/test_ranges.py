"""Readings judged by age (R1)."""

from dataclasses import replace
from typing import Any

import pytest

from clinic_app.domain.case import Age
from clinic_app.domain.case_reader import read_case
from clinic_app.domain.errors import CaseError
from clinic_app.domain.ranges import Verdict, half_up, judge
from clinic_app.services.knowledge import Knowledge

ADULT, CHILD, INFANT = Age(30, "years"), Age(8, "years"), Age(5, "months")
NEWBORN, TODDLER = Age(27, "days"), Age(14, "months")
# The youngest and the oldest of each row of the table of R1.
FROM_16 = (Age(16, "years"), Age(90, "years"))
UNDER_16 = (Age(0, "days"), Age(15.9, "years"))
FROM_1_TO_15 = (Age(12, "months"), Age(15.9, "years"))
UNDER_1 = (Age(0, "days"), Age(11, "months"), Age(365, "days"))
NEWBORNS = (Age(0, "days"), NEWBORN)
FROM_28_DAYS_TO_5 = (Age(28, "days"), Age(59, "months"), Age(4.9, "years"))
FROM_5_TO_15 = (Age(60, "months"), Age(5, "years"), Age(15.9, "years"))
UNDER_5 = (Age(0, "days"), Age(59, "months"))
FROM_5 = (Age(60, "months"), Age(90, "years"))
FROM_6_MONTHS_TO_5 = (Age(6, "months"), Age(59, "months"))
ANY = (Age(0, "days"), TODDLER, CHILD, ADULT, Age(90, "years"))

# Quantity, ages, hard minimum, warn below, warn above, hard maximum: the table of R1, row by row.
R1 = [
    ("temperature_c", ANY, 25.0, 34.0, 41.5, 45.0),
    ("pulse", FROM_16, 20, 40, 160, 300),
    ("pulse", FROM_1_TO_15, 20, 50, 200, 320),
    ("pulse", UNDER_1, 20, 80, 220, 350),
    ("resp_rate", FROM_16, 2, 8, 40, 90),
    ("resp_rate", FROM_1_TO_15, 2, 12, 60, 120),
    ("resp_rate", UNDER_1, 2, 20, 80, 150),
    ("resp_rate_second_count", FROM_1_TO_15, 2, 12, 60, 120),
    ("resp_rate_second_count", UNDER_1, 2, 20, 80, 150),
    ("spo2", ANY, 30, 80, 100, 100),
    ("systolic", FROM_16, 30, 80, 220, 300),
    ("systolic", UNDER_16, 20, 50, 160, 260),
    ("diastolic", ANY, 10, 40, 130, 200),
    ("glucose_mg_dl", ANY, 10, 54, 400, 1000),
    ("hb_g_dl", FROM_28_DAYS_TO_5 + FROM_5, 1.0, 5.0, 18.0, 25.0),
    ("hb_g_dl", NEWBORNS, 1.0, 5.0, 22.0, 25.0),
    ("weight_kg", NEWBORNS, 0.4, 1.5, 5.5, 8.0),
    ("weight_kg", FROM_28_DAYS_TO_5, 1.0, 2.5, 25, 40),
    ("weight_kg", FROM_5_TO_15, 5, 10, 90, 180),
    ("weight_kg", FROM_16, 15, 30, 150, 300),
    ("height_cm", UNDER_5, 30, 45, 120, 135),
    ("height_cm", FROM_5, 60, 90, 200, 250),
    ("muac_cm", FROM_6_MONTHS_TO_5, 6.0, 9.0, 20.0, 30.0),
    ("muac_cm", FROM_16, 10.0, 16.0, 45.0, 70.0),
    ("gcs", ANY, 3, None, None, 15),
    ("gestation_weeks", (ADULT,), 0, None, 42, 45),
    ("age_years", ANY, 0, None, 100, 120),
    ("capillary_refill_s", ANY, 0, None, 5, 20),
    ("platelets_per_ul", ANY, 1000, 20_000, 600_000, 2_000_000),
]


@pytest.mark.parametrize("row", R1, ids=lambda row: f"{row[0]}-{row[1][0].value:g}-{row[1][0].unit}")
def test_both_sides_of_every_limit_of_the_table(knowledge: Knowledge, row: tuple[Any, ...]) -> None:
    name, ages, hard_min, warn_below, warn_above, hard_max = row
    quantity = knowledge.ranges[name]
    step = 10**-quantity.decimals

    def plain(value: float, age: Age) -> Verdict:
        """The verdict where no other unit is offered: an offer asks, whatever the limits say."""
        reading = judge(replace(quantity, conversions=()), value, age)
        assert (reading.hard_min, reading.hard_max) == (hard_min, hard_max)
        return reading.verdict

    for age in ages:
        lowest = Verdict.ACCEPT if warn_below is None else Verdict.ASK_AGAIN
        highest = Verdict.ACCEPT if warn_above in (None, hard_max) else Verdict.ASK_AGAIN
        assert plain(hard_min - step, age) is Verdict.REFUSE
        assert plain(hard_min, age) is lowest
        assert plain(hard_max, age) is highest
        assert plain(hard_max + step, age) is Verdict.REFUSE
        if warn_below is not None:
            assert plain(warn_below - step, age) is Verdict.ASK_AGAIN
            assert plain(warn_below, age) is Verdict.ACCEPT
        if warn_above not in (None, hard_max):
            assert plain(warn_above, age) is Verdict.ACCEPT
            assert plain(warn_above + step, age) is Verdict.ASK_AGAIN


@pytest.mark.parametrize(
    ("name", "value", "age", "verdict", "offer", "from_unit"),
    [
        # Fahrenheit
        ("temperature_c", 89.9, ADULT, Verdict.REFUSE, None, None),
        ("temperature_c", 90, ADULT, Verdict.REFUSE, 32.2, "°F"),
        ("temperature_c", 98.6, NEWBORN, Verdict.REFUSE, 37.0, "°F"),
        ("temperature_c", 113, ADULT, Verdict.REFUSE, 45.0, "°F"),
        ("temperature_c", 113.1, ADULT, Verdict.REFUSE, None, None),
        # mmol/L: asked, counted as mg/dL where mg/dL is possible
        ("glucose_mg_dl", 3.1, ADULT, Verdict.REFUSE, 55.8, "mmol/L"),
        # Rounded to whole numbers this would no longer be below 54.
        ("glucose_mg_dl", 2.99, ADULT, Verdict.REFUSE, 53.8, "mmol/L"),
        ("glucose_mg_dl", 3.0, ADULT, Verdict.REFUSE, 54, "mmol/L"),
        ("glucose_mg_dl", 10, ADULT, Verdict.ASK_AGAIN, 180, "mmol/L"),
        ("glucose_mg_dl", 33.3, ADULT, Verdict.ASK_AGAIN, 599.4, "mmol/L"),
        ("glucose_mg_dl", 33.4, ADULT, Verdict.ASK_AGAIN, None, None),
        # millimetres of arm
        ("muac_cm", 60, TODDLER, Verdict.REFUSE, None, None),
        ("muac_cm", 61, TODDLER, Verdict.REFUSE, 6.1, "mm"),
        ("muac_cm", 112, TODDLER, Verdict.REFUSE, 11.2, "mm"),
        ("muac_cm", 240, ADULT, Verdict.REFUSE, 24.0, "mm"),
        # an arm of 6.5 cm is no adult's: 65 is unusual, not mistyped
        ("muac_cm", 65, ADULT, Verdict.ASK_AGAIN, None, None),
        # grams
        ("weight_kg", 2800, NEWBORN, Verdict.REFUSE, 2.8, "g"),
        ("weight_kg", 399, NEWBORN, Verdict.REFUSE, None, None),
        ("weight_kg", 8200, INFANT, Verdict.REFUSE, 8.2, "g"),
        ("weight_kg", 8200, NEWBORN, Verdict.REFUSE, None, None),
        ("weight_kg", 2800, ADULT, Verdict.REFUSE, None, None),
        ("weight_kg", 2800, None, Verdict.REFUSE, 2.8, "g"),
        # metres
        ("height_cm", 1.6, ADULT, Verdict.REFUSE, 160, "m"),
        ("height_cm", 0.72, INFANT, Verdict.REFUSE, 72, "m"),
        ("height_cm", 0.72, ADULT, Verdict.REFUSE, 72, "m"),
        ("height_cm", 0.4, ADULT, Verdict.REFUSE, None, None),
        ("height_cm", 2.6, ADULT, Verdict.REFUSE, None, None),
        # g/L
        ("hb_g_dl", 112, ADULT, Verdict.REFUSE, 11.2, "g/L"),
        ("hb_g_dl", 25, ADULT, Verdict.ASK_AGAIN, None, None),
        ("hb_g_dl", 26, ADULT, Verdict.REFUSE, 2.6, "g/L"),
        ("hb_g_dl", 251, ADULT, Verdict.REFUSE, None, None),
        # platelets in thousands; less than one can only be lakhs
        ("platelets_per_ul", 150, ADULT, Verdict.REFUSE, 150_000, "thousand/µL"),
        ("platelets_per_ul", 999, ADULT, Verdict.REFUSE, 999_000, "thousand/µL"),
        ("platelets_per_ul", 1000, ADULT, Verdict.ASK_AGAIN, None, None),
        ("platelets_per_ul", 1.5, ADULT, Verdict.REFUSE, 1500, "thousand/µL"),
        ("platelets_per_ul", 0.8, ADULT, Verdict.REFUSE, 80_000, "lakh/µL"),
        ("platelets_per_ul", 0, ADULT, Verdict.REFUSE, None, None),
    ],
)
def test_the_unit_that_was_probably_meant_is_offered(
    knowledge: Knowledge,
    name: str,
    value: float,
    age: Age | None,
    verdict: Verdict,
    offer: float | None,
    from_unit: str | None,
) -> None:
    reading = judge(knowledge.ranges[name], value, age)
    assert reading.verdict is verdict
    offered = (reading.offer.value, reading.offer.from_unit) if reading.offer else (None, None)
    assert offered == (offer, from_unit)


def test_what_is_offered_would_itself_be_taken(knowledge: Knowledge) -> None:
    for quantity in knowledge.ranges.values():
        for unit in quantity.conversions:
            values = [unit.at_least + part / 40 * (unit.at_most - unit.at_least) for part in range(41)]
            offers = [judge(quantity, value, age) for value in values for age in (*ANY, NEWBORN, None)]
            assert any(reading.offer for reading in offers)
            for reading in offers:
                if reading.offer is not None:
                    assert reading.hard_min <= reading.offer.value <= reading.hard_max


@pytest.mark.parametrize(
    ("key", "source"),
    [
        ("temperature_c", {"vitals": {"temperature_c": 101.2}}),
        ("glucose_mg_dl", {"vitals": {"glucose_mg_dl": 5.5}}),
        ("muac_cm", {"vitals": {"muac_cm": 112}}),
        ("weight_kg", {"vitals": {"weight_kg": 2800}}),
        ("height_cm", {"vitals": {"height_cm": 1.6}}),
        ("hb_g_dl", {"vitals": {"hb_g_dl": 112}}),
        ("platelets_per_ul", {"findings": {"platelets_per_ul": 150}}),
        ("platelets_per_ul", {"findings": {"platelets_per_ul": 2_000_001}}),
        ("gestation_weeks", {"gestation_weeks": 45.2}),
    ],
)
def test_a_command_line_run_is_told_the_key_and_nothing_is_converted(
    knowledge: Knowledge, key: str, source: dict[str, Any]
) -> None:
    with pytest.raises(CaseError) as caught:
        read_case({"id": "c", "age_years": 30, **source}, knowledge.vocabulary, knowledge.ranges)
    assert caught.value.field == key


@pytest.mark.parametrize(
    ("key", "possible", "impossible", "high"),
    [
        ("age_years", 120, 120.01, "120"),
        ("age_months", 1440, 1441, "1440"),
        ("age_days", 43_830, 43_831, "43830"),
    ],
)
def test_nobody_is_older_than_120_years(
    knowledge: Knowledge, key: str, possible: float, impossible: float, high: str
) -> None:
    read_case({"id": "c", key: possible}, knowledge.vocabulary, knowledge.ranges)
    with pytest.raises(CaseError) as caught:
        read_case({"id": "c", key: impossible}, knowledge.vocabulary, knowledge.ranges)
    assert (caught.value.field, caught.value.params["low"], caught.value.params["high"]) == (key, "0", high)


@pytest.mark.parametrize(
    ("name", "value", "age", "verdict", "offer"),
    [
        ("temperature_c", 101.2, ADULT, Verdict.REFUSE, 38.4),
        ("temperature_c", 45, ADULT, Verdict.ASK_AGAIN, None),
        ("temperature_c", 45.1, ADULT, Verdict.REFUSE, None),
        ("temperature_c", 36.8, ADULT, Verdict.ACCEPT, None),
        ("spo2", 100, ADULT, Verdict.ACCEPT, None),
        ("spo2", 101, ADULT, Verdict.REFUSE, None),
        ("spo2", 79, ADULT, Verdict.ASK_AGAIN, None),
        ("pulse", 310, ADULT, Verdict.REFUSE, None),
        ("pulse", 310, CHILD, Verdict.ASK_AGAIN, None),
        ("pulse", 150, INFANT, Verdict.ACCEPT, None),
        ("pulse", 310, None, Verdict.ACCEPT, None),
        ("resp_rate", 0, ADULT, Verdict.REFUSE, None),
        ("muac_cm", 112, Age(14, "months"), Verdict.REFUSE, 11.2),
        ("glucose_mg_dl", 5.5, ADULT, Verdict.REFUSE, 99),
        ("glucose_mg_dl", 20, ADULT, Verdict.ASK_AGAIN, 360),
        ("platelets_per_ul", 150, ADULT, Verdict.REFUSE, 150_000),
    ],
)
def test_verdict_and_offer(
    knowledge: Knowledge, name: str, value: float, age: Age | None, verdict: Verdict, offer: float | None
) -> None:
    reading = judge(knowledge.ranges[name], value, age)
    assert reading.verdict is verdict
    assert (reading.offer.value if reading.offer else None) == offer


def test_rounding_is_half_up() -> None:
    assert [half_up(value, 1) for value in (38.05, 38.04, 35.05)] == [38.1, 38.0, 35.1]
    assert half_up(90.5, 0) == 91
