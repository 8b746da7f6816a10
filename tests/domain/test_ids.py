"""Identifiers are UUIDs of version 7 and stored times sort as text."""

import uuid

from clinic_app.domain.ids import new_id
from clinic_app.domain.moments import local_day, utc_text


def test_an_id_is_a_uuid_of_version_7_that_carries_its_time() -> None:
    made = uuid.UUID(new_id(1_645_557_742_000, lambda count: b"\xff" * count))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    # The time of RFC 9562, appendix A.6.
    assert str(made).startswith("017f22e2-79b0-7")


def test_ids_of_one_moment_differ() -> None:
    assert len({new_id(1) for _ in range(1000)}) == 1000


def test_a_clock_far_off_still_gives_ids_and_times() -> None:
    for clock in (-5, 0, 1 << 60):
        assert uuid.UUID(new_id(clock)).version == 7
        assert utc_text(clock).endswith("Z")


def test_stored_times_have_milliseconds_and_sort_as_text() -> None:
    assert utc_text(1_795_421_700_007) == "2026-11-23T08:15:00.007Z"
    moments = [utc_text(ms) for ms in (0, 1, 999, 1000, 1_795_421_700_007, 4_000_000_000_000)]
    assert moments == sorted(moments)


def test_a_stored_time_has_a_day_where_the_laptop_is() -> None:
    assert abs((local_day("2026-11-23T12:00:00.000Z") - local_day("2026-11-20T12:00:00.000Z")).days) == 3
