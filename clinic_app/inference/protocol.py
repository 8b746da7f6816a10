"""The messages between the program and its inference process: one JSON object a line, ASCII, over pipes.

The worker speaks first: `{"ready": true, "model": {...}, "thresholds": {...}}`, or `{"ready": false, "error": reason,
"file": name or null}` and ends. Then one answer a request, in order:
`{"id", "text", "excluded"}` -> `{"id", "ranked", "other_probability", "elapsed_ms"}` or `{"id", "error": code}`.
Codes: `too_large`, `bad_request`, `failed`.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import IO, Any

from clinic_app.domain.differential import ModelIdentity
from clinic_app.inference.ranking import SUM_TOLERANCE, Ranking, Thresholds, is_name

LARGEST_LINE = 1024 * 1024  # bytes, with its line end; in either direction
_SHA256 = re.compile(r"[0-9a-f]{64}")


class LineTooLong(Exception):
    """A line over LARGEST_LINE; it was skipped to its end."""


def encode(message: Mapping[str, Any]) -> bytes:
    """One line, with its end."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes) -> dict[str, Any]:
    """The object of a line. Raises ValueError."""
    try:
        message = json.loads(line)
    except RecursionError:
        raise ValueError from None
    if not isinstance(message, dict):
        raise ValueError
    return message


def read_line(stream: IO[bytes]) -> bytes:
    """The next line, empty at the end of the stream. Raises LineTooLong."""
    line = stream.readline(LARGEST_LINE)
    if len(line) < LARGEST_LINE or line.endswith(b"\n"):
        return line
    while line and not line.endswith(b"\n"):
        line = stream.readline(LARGEST_LINE)
    raise LineTooLong


def ready_message(identity: ModelIdentity, thresholds: Thresholds) -> dict[str, Any]:
    """What the worker says once the model is loaded."""
    return {
        "ready": True,
        "model": {"name": identity.name, "version": identity.version, "sha256": identity.sha256},
        "thresholds": {
            "emergency": thresholds.emergency,
            "urgent": thresholds.urgent,
            "out_of_list": thresholds.out_of_list,
        },
    }


def read_ready(message: Mapping[str, Any]) -> tuple[ModelIdentity, Thresholds]:
    """What `ready_message` wrote. Raises ValueError on anything else: names that cannot be shown, no probability."""
    try:
        identity, thresholds = ModelIdentity(**message["model"]), Thresholds(**message["thresholds"])
    except (KeyError, TypeError):
        raise ValueError from None
    if not (is_name(identity.name) and is_name(identity.version) and _is_sha256(identity.sha256)):
        raise ValueError
    levels = (thresholds.emergency, thresholds.urgent, thresholds.out_of_list)
    return identity, Thresholds(*(_probability(level) for level in levels))


def read_ranking(message: Mapping[str, Any]) -> Ranking:
    """The ranking of an answer. Raises ValueError on anything that does not keep what `Ranking` promises."""
    try:
        ranked = tuple((condition, _probability(share)) for condition, share in message["ranked"])
        other = _probability(message["other_probability"])
    except (KeyError, TypeError):
        raise ValueError from None
    shares = [share for _, share in ranked]
    if not all(is_name(condition) for condition, _ in ranked) or len(dict(ranked)) != len(ranked):
        raise ValueError
    if shares != sorted(shares, reverse=True) or abs(math.fsum([*shares, other]) - 1) > SUM_TOLERANCE:
        raise ValueError
    return Ranking(ranked=ranked, other_probability=other)


def _probability(value: object) -> float:
    # The comparison is false for NaN too.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ValueError
    return float(value)


def _is_sha256(value: object) -> bool:
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None
