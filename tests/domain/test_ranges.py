"""Readings judged by age (R1)."""

import pytest

from clinic_app.domain.case import Age
from clinic_app.domain.ranges import Verdict, half_up, judge
from clinic_app.services.knowledge import Knowledge

ADULT, CHILD, INFANT = Age(30, "years"), Age(8, "years"), Age(5, "months")


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
