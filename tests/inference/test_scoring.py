"""Nearness and probabilities on vectors small enough to check by hand."""

import dataclasses

import numpy as np
import pytest

from clinic_app.inference.scoring import PARTS, Blend, CaseEncoding, ConditionTable, nearness, ranking, unit

EQUAL = Blend(dict.fromkeys(PARTS, 1.0))
X, Y, Z = np.eye(3, dtype=np.float32)


def table() -> ConditionTable:
    """Three conditions: x with features x and y, y with y, z with z."""
    return ConditionTable(
        conditions=("x", "y", "z"),
        entries=np.stack([X, Y, Z]),
        names=np.stack([X, Y, Z]),
        features=np.stack([X, Y, Y, Z]),
        first_feature=np.array([0, 2, 3]),
    )


def test_a_condition_whose_features_are_all_found_is_nearest() -> None:
    case = CaseEncoding(whole=unit(X + Y), sentences=np.stack([X, Y]))
    found = nearness(case, table(), Blend({"entry": 0, "name": 0, "features": 1, "sentences": 1}))
    # features: all of x, all of y, none of z; sentences: x explains both, y one, z none. The mean is taken off.
    assert found == pytest.approx([1 - 1.75 / 3, 0.75 - 1.75 / 3, -1.75 / 3])


def test_the_weights_choose_the_parts() -> None:
    case = CaseEncoding(whole=X, sentences=np.stack([Z]))
    whole = nearness(case, table(), Blend({"entry": 1, "name": 1, "features": 0, "sentences": 0}))
    parts = nearness(case, table(), Blend({"entry": 0, "name": 0, "features": 1, "sentences": 1}))
    assert whole.argmax() == 0
    assert parts.argmax() == 2


def test_a_blend_needs_every_part() -> None:
    with pytest.raises(ValueError, match="a weight for each"):
        Blend({"entry": 1.0})


def test_a_table_survives_storage_and_equal_tables_give_equal_bytes() -> None:
    stored = table().to_bytes()
    assert stored == table().to_bytes()
    read = ConditionTable.from_bytes(stored)
    assert read.conditions == ("x", "y", "z")
    assert np.array_equal(read.features, table().features)
    assert np.array_equal(read.first_feature, [0, 2, 3])


@pytest.mark.parametrize("cut", [0, 10, -30])
def test_what_is_no_table_is_refused(cut: int) -> None:
    with pytest.raises(ValueError, match="not a table"):
        ConditionTable.from_bytes(table().to_bytes()[:cut])


@pytest.mark.parametrize("part", ["entries", "names", "features"])
@pytest.mark.parametrize("number", [np.inf, np.nan])
def test_a_table_with_a_number_that_is_not_finite_is_refused(part: str, number: float) -> None:
    good = table()
    vectors = getattr(good, part).copy()
    vectors[1, 2] = number
    with pytest.raises(ValueError, match="not a table"):
        ConditionTable.from_bytes(dataclasses.replace(good, **{part: vectors}).to_bytes())


def test_parts_that_do_not_belong_together_are_refused() -> None:
    odd = ConditionTable(
        conditions=("x", "y", "z"),
        entries=np.stack([X, Y, Z]),
        names=np.stack([X, Y, Z]),
        features=np.stack([X]),
        first_feature=np.array([0, 2, 3]),
    )
    with pytest.raises(ValueError, match="belong together"):
        ConditionTable.from_bytes(odd.to_bytes())


def test_probabilities_are_a_softmax_with_none_of_these() -> None:
    answer = ranking(np.array([0.0, 0.02]), ("x", "y"), frozenset(), 0.02, 0.0)
    whole = np.e + 2
    assert answer.ranked == (("y", pytest.approx(np.e / whole)), ("x", pytest.approx(1 / whole)))
    assert answer.other_probability == pytest.approx(1 / whole)


def test_excluded_conditions_come_last_in_the_order_of_the_list() -> None:
    answer = ranking(np.array([3.0, 2.0, 1.0]), ("x", "y", "z"), frozenset({"x", "y"}), 1.0, 0.0)
    assert [condition for condition, _ in answer.ranked] == ["z", "x", "y"]
    assert [share for _, share in answer.ranked[1:]] == [0.0, 0.0]


def test_extreme_scores_do_not_overflow() -> None:
    answer = ranking(np.array([1e6, -1e6]), ("x", "y"), frozenset(), 1e-6, 0.0)
    assert answer.ranked[0] == ("x", 1.0)
