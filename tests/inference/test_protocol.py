"""What the program believes of what its inference process says: only what can be shown and adds up."""

import math
from typing import Any

import pytest

from clinic_app.domain.differential import ModelIdentity
from clinic_app.inference.protocol import decode, encode, read_ranking, read_ready, ready_message
from clinic_app.inference.ranking import Ranking, Thresholds

IDENTITY = ModelIdentity("all-minilm", "0.1.0-untuned", "0" * 64)
THRESHOLDS = Thresholds(emergency=0.0, urgent=0.5, out_of_list=1.0)


def answered(ranked: object, other: object) -> dict[str, Any]:
    """An answer after its way through the pipe, where JSON keeps NaN and infinity."""
    return decode(encode({"id": 1, "ranked": ranked, "other_probability": other}))


def test_what_is_right_is_read_as_it_was_said() -> None:
    assert read_ready(decode(encode(ready_message(IDENTITY, THRESHOLDS)))) == (IDENTITY, THRESHOLDS)
    ranking = read_ranking(answered([["dengue", 0.5], ["croup", 0.25], ["scabies", 0]], 0.25))
    assert ranking == Ranking((("dengue", 0.5), ("croup", 0.25), ("scabies", 0.0)), 0.25)


def test_a_sum_may_be_off_by_rounding() -> None:
    assert read_ranking(answered([["dengue", 0.75]], 0.25 + 5e-7)).other_probability > 0.25


@pytest.mark.parametrize(
    ("ranked", "other"),
    [
        ([["dengue", math.nan]], 0.25),
        ([["dengue", math.inf]], 0.25),
        ([["dengue", 0.75]], math.nan),
        ([["dengue", 1.25]], -0.25),
        ([["dengue", -0.25]], 1.25),
        ([["dengue", 0.75]], 0.2),
        ([["dengue", 0.75]], 0.250002),
        ([["dengue", True]], 0),
        ([["dengue", "0.75"]], 0.25),
        ([["dengue", None]], 0.25),
        ([["dengue", 10**400]], 0.25),
        ([["dengue", 0.5], ["dengue", 0.25]], 0.25),
        ([["dengue", 0.25], ["croup", 0.5]], 0.25),
        ([["dengue"]], 0.25),
        ([[7, 0.75]], 0.25),
        ([[["dengue"], 0.75]], 0.25),
        ([["", 0.75]], 0.25),
        ([["den\ngue", 0.75]], 0.25),
        ([["d" * 101, 0.75]], 0.25),
        (None, 0.25),
        ([["dengue", 0.75]], None),
    ],
)
def test_a_ranking_that_breaks_a_promise_is_refused(ranked: object, other: object) -> None:
    with pytest.raises(ValueError, match=r"^$|"):
        read_ranking(answered(ranked, other))


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("model", "name", ""),
        ("model", "name", "n" * 101),
        ("model", "name", "red \x1b[31m"),
        ("model", "name", None),
        ("model", "version", "1.0\n2.0"),
        ("model", "version", 1.0),
        ("model", "sha256", "0" * 63),
        ("model", "sha256", "G" * 64),
        ("model", "more", "more"),
        ("thresholds", "emergency", math.nan),
        ("thresholds", "urgent", -0.1),
        ("thresholds", "out_of_list", 1.1),
        ("thresholds", "urgent", "0.5"),
        ("thresholds", "urgent", True),
        ("thresholds", "more", 0.5),
    ],
)
def test_a_description_that_cannot_be_is_refused(part: str, name: str, value: object) -> None:
    message = ready_message(IDENTITY, THRESHOLDS)
    message[part][name] = value
    with pytest.raises(ValueError, match=r"^$|"):
        read_ready(decode(encode(message)))


def test_a_description_without_a_part_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^$|"):
        read_ready({"ready": True})
