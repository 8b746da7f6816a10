"""What one rule says of one case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clinic_app.domain.triage import Sign


@dataclass(frozen=True, slots=True)
class Outcome:
    """Signs found (any level), names of inputs that are not known, scores for `computed`, and danger signs answered yes."""

    signs: tuple[Sign, ...] = ()
    missing: tuple[str, ...] = ()
    computed: Mapping[str, Any] = field(default_factory=dict)
    alarms: tuple[str, ...] = ()
