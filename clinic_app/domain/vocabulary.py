"""The coded findings: what may be asked, in which type and unit, in which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from clinic_app.domain.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One coded finding.

    `kind` is the type of its answer; `choices` are the ids an `enum` may take, in order from normal to worst.
    `group` gathers findings on a form; `used_by` names the rules that read it.
    """

    id: str
    kind: Literal["bool", "number", "enum"]
    choices: tuple[str, ...]
    unit: str
    label: Text
    group: str
    ask_when: str
    used_by: tuple[str, ...]


Vocabulary = Mapping[str, Finding]
