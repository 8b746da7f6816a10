"""The acting user: who is at the keyboard, what they may do, and how their deeds are named in the audit trail."""

import os
import unicodedata
from collections.abc import Callable
from typing import Any

from clinic_app.domain.accounts import Action, User, may
from clinic_app.domain.errors import NotPermitted
from clinic_app.domain.ids import new_id
from clinic_app.domain.moments import Clock, utc_text
from clinic_app.storage.store import Deed


class Acting:
    """One unlocked user with a clock and a source of ids.

    Attributes:
        user: who acts.
    """

    def __init__(self, user: User, clock: Clock, entropy: Callable[[int], bytes] = os.urandom) -> None:
        self.user = user
        self._clock = clock
        self._entropy = entropy

    def require(self, action: Action) -> None:
        """Raise NotPermitted unless the user's role may do `action`."""
        if not may(self.user.role, action):
            raise NotPermitted(action=action.value, role=self.user.role.value)

    def now(self) -> str:
        """The time as stored."""
        return utc_text(self._clock())

    def new_id(self) -> str:
        """A new UUIDv7."""
        return new_id(self._clock(), self._entropy)

    def deed(self, action: str, subject: str = "", **details: Any) -> Deed:
        """An audit entry of this user, now."""
        return Deed(self.now(), self.user.id, action, subject, details)


def tidy_line(text: str) -> str:
    """A one-line entry as kept: no control characters, single spaces, one form of each letter."""
    return " ".join(_storable(text).split())


def tidy_text(text: str) -> str:
    """A longer entry as kept: line breaks and tabs stay, other control characters go."""
    return _storable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _storable(text: str) -> str:
    letters = unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode()
    return "".join(sign for sign in letters if sign in "\n\t" or unicodedata.category(sign) != "Cc")
