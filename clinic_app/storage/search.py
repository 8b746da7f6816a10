"""Full-text search over patients and their visits, inside the encrypted database.

Words are found by their beginnings, in any script. What is typed is never taken as query syntax.
"""

import re
import unicodedata
from collections.abc import Iterable

from clinic_app.storage.sqlcipher import Database

_MOST_CHARACTERS = 200
_MOST_WORDS = 12
_PHONE_DIGITS = 10
_PHONE_LIKE = re.compile(r"[\d\s()+./-]*\d{3}[\d\s()+./-]*")


def searchable(text: str) -> str:
    """`text` as indexed and as searched: one form of each letter, lower case, ASCII digits, no invisible signs."""
    letters = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFC", "".join(_plain(letter) for letter in letters))


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isprintable() else " "
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Cf":  # joiners change how a Devanagari word looks, not which word it is
        return ""
    return " " if category in ("Cc", "Cs", "Zs", "Zl", "Zp") else letter


def match_expression(text: str) -> str | None:
    """An FTS5 expression for the beginnings of all words of `text`, or None if there is no word in it."""
    plain = searchable(text[:_MOST_CHARACTERS])
    words = [
        word
        for word in plain.replace('"', " ").split()
        if any(unicodedata.category(letter)[0] in "LN" for letter in word)
    ][:_MOST_WORDS]
    if not words:
        return None
    expression = " AND ".join(f'"{word}" *' for word in words)
    if _PHONE_LIKE.fullmatch(plain):
        digits = "".join(letter for letter in plain if letter.isdigit())
        expression = f'({expression}) OR "{digits[-_PHONE_DIGITS:]}" *'
    return expression


class SearchRows:
    """The index: one row a patient, holding the words of the patient and of all their visits."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(
        self, number: int, name: str, guardian: str, village: str, phone: str, visits: Iterable[str]
    ) -> None:
        """Index, or index again, the patient with that row number."""
        digits = "".join(letter for letter in searchable(phone) if letter.isdigit())
        self._db.execute(
            "INSERT OR REPLACE INTO patient_search (rowid, name, guardian, village, phone, visits) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                number,
                searchable(name),
                searchable(guardian),
                searchable(village),
                f"{digits} {digits[-_PHONE_DIGITS:]}",
                searchable(" \n ".join(visits)),
            ),
        )

    def find(self, text: str, limit: int) -> tuple[int, ...]:
        """Row numbers of patients: those whose name or phone fits first, then others, the newest first in each."""
        expression = match_expression(text)
        if expression is None:
            return ()
        found: dict[int, None] = {}
        for scoped in (f"{{name phone}} : ({expression})", expression):
            rows = self._db.execute(
                "SELECT rowid FROM patient_search WHERE patient_search MATCH ? ORDER BY rowid DESC LIMIT ?",
                (scoped, limit),
            )
            found.update((row[0], None) for row in rows)
            if len(found) >= limit:
                break
        return tuple(found)[:limit]
