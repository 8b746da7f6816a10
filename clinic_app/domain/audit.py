"""The audit trail: who did what to which record, in a chain in which every entry names the one before it.

Changing, removing or moving an entry breaks the chain at that place. Details hold ids, counts and codes, never
names or clinical text.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clinic_app.domain.ids import UserId

CHAIN_START = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry. `subject` is `kind:id` of the record, or "" ; `previous` and `digest` are SHA-256 in hex."""

    number: int
    at: str
    user: UserId
    action: str
    subject: str
    details: Mapping[str, Any]
    previous: str
    digest: str


def digest_of(
    number: int, at: str, user: str, action: str, subject: str, details: Mapping[str, Any], previous: str
) -> str:
    """The digest of an entry: SHA-256 over its fields and the digest before it, in hex."""
    fields = [number, at, user, action, subject, dict(details), previous]
    canonical = json.dumps(fields, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_break(entries: Iterable[AuditEntry], last_number: int, last_digest: str) -> int | None:
    """The number of the first entry that is not as it was written, or None while the chain holds.

    `entries` are all of them in order; the chain must end with `last_number` and `last_digest`.
    """
    expected, previous = 1, CHAIN_START
    for entry in entries:
        digest = digest_of(
            entry.number, entry.at, entry.user, entry.action, entry.subject, entry.details, entry.previous
        )
        if entry.number != expected or entry.previous != previous or entry.digest != digest:
            return expected
        expected, previous = expected + 1, digest
    return None if (expected - 1, previous) == (last_number, last_digest) else expected
