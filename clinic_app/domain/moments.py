"""Points in time as they are stored: UTC, ISO 8601, milliseconds. Clocks come in as arguments.

A clinic's clock may be wrong. Times are shown and audited; they never decide which version is newer.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], int]
"""Milliseconds since 1970, UTC."""

_LATEST_MS = 253_402_300_799_999


def system_clock() -> int:
    """The laptop's own time, in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def utc_text(now_ms: int) -> str:
    """The stored form of a time: `2026-11-23T08:15:30.123Z`. Text order is time order."""
    held = min(max(now_ms, 0), _LATEST_MS)
    moment = datetime.fromtimestamp(held // 1000, UTC).replace(microsecond=held % 1000 * 1000)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local_day(moment: str) -> date:
    """The calendar day of a stored time in the laptop's own time zone. Raises ValueError on other text."""
    return datetime.fromisoformat(moment).astimezone().date()
