"""The clinic's own sign-off of its clinical content: a medical officer puts their name under one exact version of it."""

from dataclasses import dataclass

from clinic_app.domain.accounts import Role
from clinic_app.domain.ids import SignOffId, UserId


@dataclass(frozen=True, slots=True)
class SignOff:
    """One signature.

    Attributes:
        content_version: what was signed, as `Knowledge.content_version` has it; nothing else is covered.
        open_questions: how many were open in it.
        statement: what was agreed to, in the words that were shown.
        name, role: of the signer, as they were then.
    """

    id: SignOffId
    content_version: str
    open_questions: int
    statement: str
    signed_at: str
    user: UserId
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class SignOffState:
    """Whether the content of `content_version` is signed off. `history` has every signature, the latest first."""

    content_version: str
    history: tuple[SignOff, ...] = ()

    @property
    def current(self) -> SignOff | None:
        """The latest signature under exactly this content."""
        return next((each for each in self.history if each.content_version == self.content_version), None)

    @property
    def is_valid(self) -> bool:
        """Whether somebody signed exactly this content."""
        return self.current is not None

    @property
    def for_other_content(self) -> SignOff | None:
        """While this content is not signed off: the latest signature, which was for other content."""
        return self.history[0] if self.history and not self.is_valid else None
