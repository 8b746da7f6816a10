"""Intervals and calibration figures against values known from elsewhere."""

import math

import pytest

from quantize.metrics import Share, calibration_error, separation


def test_the_interval_is_wilsons() -> None:
    # R: binom::binom.wilson(8, 10)
    assert Share(8, 10).interval == pytest.approx((0.4901625, 0.9433178), abs=1e-6)
    low, high = Share(0, 20).interval
    assert (low, high) == pytest.approx((0.0, 0.1611), abs=1e-4)


def test_an_empty_share_says_nothing() -> None:
    assert Share(0, 0).value == 0.0
    assert Share(0, 0).interval == (0.0, 1.0)


def test_separation_is_the_chance_to_score_higher() -> None:
    assert separation([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert separation([0.5], [0.5]) == 0.5
    assert math.isnan(separation([], [0.5]))


def test_calibration_error_is_the_gap_between_sure_and_right() -> None:
    assert calibration_error([0.5, 0.5], [True, False], bins=1) == 0.0
    assert calibration_error([0.9] * 10, [False] * 10) == pytest.approx(0.9)
