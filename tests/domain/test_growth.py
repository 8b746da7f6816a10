"""Growth against the WHO Child Growth Standards: a wrong z-score sends a starving child home."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from clinic_app.domain.case import Age
from clinic_app.domain.growth import (
    GrowthTables,
    Lms,
    NoScore,
    ZScore,
    bmi,
    bmi_for_age,
    length_height_for_age,
    muac_for_age,
    weight_for_age,
    weight_for_height,
    weight_for_length,
    weight_for_length_or_height,
    whz,
)
from clinic_app.services.knowledge import Knowledge

LINES = (-3, -2, -1, 0, 1, 2, 3)
INDICATORS = {
    "weight_for_age": (0, 1856),
    "length_height_for_age": (0, 1856),
    "weight_for_length": (45, 110),
    "weight_for_height": (65, 120),
    "bmi_for_age": (0, 1856),
    "muac_for_age": (91, 1856),
}


@pytest.fixture
def tables(knowledge: Knowledge) -> GrowthTables:
    return knowledge.rulebook.growth


# The charts that WHO prints, -3 SD to +3 SD: they are not in the source of the tables.
@pytest.mark.parametrize(
    ("indicator", "sex", "point", "printed"),
    [
        ("weight_for_age", "M", 0, (2.1, 2.5, 2.9, 3.3, 3.9, 4.4, 5.0)),
        ("weight_for_age", "F", 0, (2.0, 2.4, 2.8, 3.2, 3.7, 4.2, 4.8)),
        ("weight_for_age", "M", 365, (6.9, 7.7, 8.6, 9.6, 10.8, 12.0, 13.3)),
        ("weight_for_age", "F", 365, (6.3, 7.0, 7.9, 8.9, 10.1, 11.5, 13.1)),
        ("length_height_for_age", "M", 365, (68.6, 71.0, 73.4, 75.7, 78.1, 80.5, 82.9)),
        ("length_height_for_age", "F", 365, (66.3, 68.9, 71.4, 74.0, 76.6, 79.2, 81.7)),
        ("length_height_for_age", "M", 731, (78.0, 81.0, 84.1, 87.1, 90.2, 93.2, 96.3)),
        ("weight_for_length", "M", 45, (1.9, 2.0, 2.2, 2.4, 2.7, 3.0, 3.3)),
    ],
)
def test_the_lines_are_those_of_the_printed_charts(tables, indicator, sex, point, printed):
    lms = tables[indicator].at(sex, point)
    assert tuple(round(lms.measure(line), 1) for line in LINES) == printed


def test_every_indicator_covers_what_who_covers(tables):
    assert tables.keys() == INDICATORS.keys()
    for name, (first, last) in INDICATORS.items():
        for sex in "FM":
            assert tables[name].at(sex, first) is not None
            assert tables[name].at(sex, last) is not None
            assert tables[name].at(sex, first - 0.05) is None
            assert tables[name].at(sex, last + 0.05) is None


def test_on_every_row_each_line_scores_itself(tables):
    for name, table in tables.items():
        restricted = name != "length_height_for_age"
        for sex in "FM":
            for row in range(len(table.by_sex[sex].m)):
                lms = table.at(sex, table.first + row * table.step)
                assert lms.m == pytest.approx(table.by_sex[sex].m[row], abs=1e-6)
                for line in LINES:
                    assert lms.z(lms.measure(line), restricted=restricted) == pytest.approx(line, abs=0.01)


def test_the_row_of_the_source_gives_the_score(shared_dir: Path, tables):
    """The formula of the source's own library (anthrobase.cql), worked in decimals on its own rows."""
    source = shared_dir / "data" / "who_emcare_imci"
    library = (source / "WeightForHeight.cql").read_text(encoding="utf-8")
    female = library.split("define WeightForHeightMale")[0]
    rows = re.findall(r"\{y:([\d.]+),l:([-\d.]+),s:([\d.]+),m:([\d.]+)\}", female)
    assert len(rows) == 551
    for height, power, spread, median in rows[::50]:
        weight = round(float(median) * 0.85, 2)
        ratio = Decimal(str(weight)) / Decimal(median)
        z = (ratio ** Decimal(power) - 1) / (Decimal(spread) * Decimal(power))
        assert weight_for_height("F", weight, float(height), tables).value == pytest.approx(
            float(z), abs=0.0051
        )


def test_between_two_rows_the_score_lies_between(tables):
    for sex in "FM":
        for tenth in range(450, 1100, 7):
            low, middle, high = (
                weight_for_length(sex, 8.0, cm, tables).value
                for cm in (tenth / 10, tenth / 10 + 0.05, tenth / 10 + 0.1)
            )
            assert min(low, high) <= middle <= max(low, high)
    below, above = (tables["weight_for_height"].at("F", cm).m for cm in (80.1, 80.2))
    assert tables["weight_for_height"].at("F", 80.15).m == pytest.approx((below + above) / 2)


def test_more_weight_is_never_a_lower_score(tables):
    scores = [weight_for_length("M", grams / 1000, 70, tables).value for grams in range(2000, 20_000, 50)]
    assert scores == sorted(scores)
    assert scores[0] < -3
    assert scores[-1] > 3


def test_beyond_three_sd_the_last_distance_is_one_unit():
    lms = Lms(l=-0.35, m=10.0, s=0.09)
    for side in (-1, 1):
        two, three = lms.measure(side * 2), lms.measure(side * 3)
        assert lms.z(three + (three - two), restricted=True) == pytest.approx(side * 4)
        assert lms.z(three + 2.5 * (three - two), restricted=True) == pytest.approx(side * 5.5)
        unrestricted = lms.z(three + (three - two), restricted=False)
        assert abs(unrestricted) != pytest.approx(4, abs=0.01)
    assert lms.z(lms.measure(2.9), restricted=True) == lms.z(lms.measure(2.9), restricted=False)


def test_height_for_age_is_not_restricted(tables):
    girl = tables["length_height_for_age"].at("F", 1000)
    far = girl.m * (1 - 5 * girl.s)
    assert length_height_for_age(Age(1000, "days"), "F", far, tables).value == -5.0


def test_where_the_power_is_nothing_the_score_is_that_of_logarithms():
    flat, nearly = Lms(0.0, 10.0, 0.1), Lms(1e-9, 10.0, 0.1)
    assert flat.z(12.0, restricted=True) == pytest.approx(nearly.z(12.0, restricted=True), abs=1e-5)
    assert flat.z(flat.measure(2), restricted=True) == pytest.approx(2)


@pytest.mark.parametrize("sex", ["O", None])
def test_without_the_sex_there_is_no_score(tables, sex):
    age = Age(20, "months")
    assert weight_for_age(age, sex, 9, tables) == ZScore(None, NoScore.SEX_NOT_KNOWN)
    assert muac_for_age(age, sex, 12, tables) == ZScore(None, NoScore.SEX_NOT_KNOWN)
    assert whz(age, sex, 9, 80, tables) is None


def test_without_the_age_or_a_measure_there_is_no_score(tables):
    assert weight_for_age(None, "F", 9, tables).why_none is NoScore.AGE_NOT_KNOWN
    assert weight_for_length_or_height(None, "F", 9, 80, tables).why_none is NoScore.AGE_NOT_KNOWN
    age = Age(20, "months")
    assert weight_for_age(age, "F", None, tables).why_none is NoScore.MEASURE_NOT_KNOWN
    assert weight_for_age(age, "F", 0, tables).why_none is NoScore.MEASURE_NOT_KNOWN
    assert bmi_for_age(age, "F", 9, None, tables).why_none is NoScore.MEASURE_NOT_KNOWN
    assert bmi_for_age(age, "F", None, 80, tables).why_none is NoScore.MEASURE_NOT_KNOWN
    assert weight_for_length("F", 9, None, tables).why_none is NoScore.MEASURE_NOT_KNOWN


@pytest.mark.parametrize(
    ("age", "covered"),
    [
        (Age(0, "days"), True),
        (Age(1856, "days"), True),
        (Age(1857, "days"), False),
        (Age(60, "months"), True),
        (Age(61, "months"), False),
        (Age(4, "years"), True),
        # Five completed years can be a day short of six.
        (Age(5, "years"), False),
        (Age(30, "years"), False),
    ],
)
def test_only_children_up_to_60_completed_months_are_scored(tables, age, covered):
    assert (weight_for_age(age, "F", 15, tables).value is not None) is covered
    outside = weight_for_length_or_height(age, "F", 15, 100, tables).why_none is NoScore.OUTSIDE_TABLES
    assert outside is not covered


def test_arms_are_scored_from_three_months(tables):
    assert muac_for_age(Age(90, "days"), "F", 12, tables).why_none is NoScore.OUTSIDE_TABLES
    assert muac_for_age(Age(91, "days"), "F", tables["muac_for_age"].at("F", 91).m, tables).value == 0


def test_lengths_outside_the_table_are_not_scored(tables):
    young, older = Age(6, "months"), Age(30, "months")
    assert whz(young, "M", 3, 44.9, tables) is None
    assert whz(young, "M", 3, 45, tables) is not None
    assert whz(older, "M", 7, 64.9, tables) is None
    assert whz(older, "M", 7, 65, tables) is not None
    assert whz(older, "M", 25, 120.1, tables) is None


def test_under_24_months_lying_and_from_then_on_standing(tables):
    for age in (Age(23, "months"), Age(730, "days"), Age(1, "years")):
        assert whz(age, "F", 9.5, 84, tables) == weight_for_length("F", 9.5, 84, tables).value
    for age in (Age(24, "months"), Age(731, "days"), Age(2, "years")):
        assert whz(age, "F", 9.5, 84, tables) == weight_for_height("F", 9.5, 84, tables).value
    assert weight_for_length("F", 9.5, 84, tables) != weight_for_height("F", 9.5, 84, tables)


def test_seven_millimetres_count_only_where_the_posture_is_known(tables):
    young, older = Age(20, "months"), Age(30, "months")
    assert weight_for_length_or_height(young, "M", 10, 80, tables, measured="standing") == weight_for_length(
        "M", 10, 80.7, tables
    )
    assert weight_for_length_or_height(older, "M", 10, 80, tables, measured="lying") == weight_for_height(
        "M", 10, 79.3, tables
    )
    for score in (
        length_height_for_age,
        lambda *given, **how: bmi_for_age(*given[:2], 10, *given[2:], **how),
    ):
        assert score(young, "M", 80, tables, measured="lying") == score(young, "M", 80, tables)
        assert score(older, "M", 80, tables, measured="standing") == score(older, "M", 80, tables)
        assert score(young, "M", 80, tables, measured="standing") == score(young, "M", 80.7, tables)
        assert score(older, "M", 80, tables, measured="lying") == score(older, "M", 79.3, tables)


def test_a_wasted_child_is_told_apart_at_three_sd(tables):
    line = tables["weight_for_length"].at("F", 72.0).measure(-3)
    age = Age(14, "months")
    assert whz(age, "F", line - 0.01, 72.0, tables) < -3
    assert whz(age, "F", line + 0.01, 72.0, tables) > -3
    assert whz(age, "F", line, 72.0, tables) == -3.0


@pytest.mark.parametrize(
    ("weight_kg", "height_cm", "index"),
    [(64, 160, 25.0), (45, 150, 20.0), (18.45, 100, 18.5), (18.44, 100, 18.4), (70, 175, 22.9)],
)
def test_the_body_mass_index_is_rounded_half_up(weight_kg, height_cm, index):
    assert bmi(weight_kg, height_cm) == index
