"""The audit chain: whatever is done to it shows, at the place where it was done."""

from dataclasses import replace

import pytest

from clinic_app.domain.audit import CHAIN_START, AuditEntry, digest_of, first_break
from clinic_app.domain.ids import UserId


def chain(length: int) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    previous = CHAIN_START
    for number in range(1, length + 1):
        fields = (
            number,
            "2026-11-23T08:15:00.000Z",
            "u1",
            "patient.read",
            f"patient:{number}",
            {"n": number},
        )
        digest = digest_of(*fields, previous)
        entries.append(
            AuditEntry(number, fields[1], UserId("u1"), fields[3], fields[4], fields[5], previous, digest)
        )
        previous = digest
    return entries


def test_an_untouched_chain_holds() -> None:
    entries = chain(5)
    assert first_break(entries, 5, entries[-1].digest) is None
    assert first_break([], 0, CHAIN_START) is None


@pytest.mark.parametrize(
    "edit",
    [
        {"at": "2026-11-24T08:15:00.000Z"},
        {"user": UserId("u2")},
        {"action": "patient.searched"},
        {"subject": ""},
        {"details": {}},
        {"previous": "0" * 64},
        {"digest": "0" * 64},
    ],
)
def test_editing_any_field_shows(edit: dict[str, object]) -> None:
    entries = chain(5)
    head = entries[-1].digest
    entries[2] = replace(entries[2], **edit)  # type: ignore[arg-type]
    assert first_break(entries, 5, head) == 3


def test_removing_reordering_cutting_and_adding_show() -> None:
    entries = chain(5)
    head = entries[-1].digest
    assert first_break(entries[:1] + entries[2:], 5, head) == 2
    assert first_break(entries[1:], 5, head) == 1
    assert first_break([entries[0], entries[2], entries[1], *entries[3:]], 5, head) == 2
    assert first_break(entries[:4], 5, head) == 5
    assert first_break(entries, 4, entries[3].digest) == 6
