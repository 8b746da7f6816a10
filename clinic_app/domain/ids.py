"""Identifiers that can be made on any laptop without asking another one: UUIDs of version 7 (RFC 9562).

They sort roughly by when they were made, which keeps index pages together; nothing may rely on that order,
because clinic clocks are wrong.
"""

import os
import uuid
from collections.abc import Callable
from typing import NewType

PatientId = NewType("PatientId", str)
EncounterId = NewType("EncounterId", str)
VersionId = NewType("VersionId", str)
SuggestionId = NewType("SuggestionId", str)
DraftId = NewType("DraftId", str)
UserId = NewType("UserId", str)
ProfileId = NewType("ProfileId", str)
SignOffId = NewType("SignOffId", str)


def new_id(now_ms: int, entropy: Callable[[int], bytes] = os.urandom) -> str:
    """A new UUIDv7 in its usual text form, lower case with hyphens.

    `now_ms` is the time in milliseconds since 1970 (UTC); 74 further bits come from `entropy`. A clock before
    1970 or beyond the 48 bits of the format is held at the nearest end: an id is always made.
    """
    moment = min(max(now_ms, 0), (1 << 48) - 1)
    random = int.from_bytes(entropy(10), "big")
    number = moment << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64 | 0b10 << 62 | random & ((1 << 62) - 1)
    return str(uuid.UUID(int=number))
