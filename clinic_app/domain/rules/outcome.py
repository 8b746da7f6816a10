"""What one rule says of one case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clinic_app.domain.triage import Sign, TriageLevel


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule found and what it lacks.

    Attributes:
        signs: what was found, at any level.
        missing: names of inputs that are not known and could still raise the level.
        computed: scores, under the names of Appendix D.12.
        alarms: danger signs that were answered yes.
        open_danger: whether danger is not excluded while these inputs are missing; false where they were not asked
            because nothing hints at them.
    """

    signs: tuple[Sign, ...] = ()
    missing: tuple[str, ...] = ()
    computed: Mapping[str, Any] = field(default_factory=dict)
    alarms: tuple[str, ...] = ()
    open_danger: bool = True

    @property
    def level(self) -> TriageLevel:
        """That of the worst sign."""
        return max((sign.level for sign in self.signs), default=TriageLevel.NONE)
