"""Triage: a level, the rules that fired, and what is still unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class TriageLevel(IntEnum):
    """How soon the patient must be seen; ordered, so that `max` is the final level (rules R0.2, R28)."""

    NONE = 0
    ROUTINE = 1
    URGENT = 2
    EMERGENCY = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """One finding of a rule.

    Attributes:
        sentence: the id of its sentence in the rule's data.
        values: what fired it, under the names of the case's keys or of computed numbers.
        limits: further numbers of the sentence: what the values were compared with.
    """

    level: TriageLevel
    sentence: str
    values: Mapping[str, Any]
    limits: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule above NONE, with every sign that made it so; the worst sign first."""

    rule: str
    level: TriageLevel
    signs: tuple[Sign, ...]

    @property
    def values(self) -> dict[str, Any]:
        """The values that fired the rule, under the names of the case's keys or computed names."""
        return {name: value for sign in self.signs for name, value in sign.values.items()}


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A rule that could not see everything it needs.

    Attributes:
        missing: case keys and finding ids that could still raise the level.
        open_danger: whether nothing may read like "no danger sign" until they are known (R28.3).
    """

    rule: str
    missing: tuple[str, ...]
    open_danger: bool = True


@dataclass(frozen=True, slots=True)
class Triage:
    """The outcome of all rules for one case.

    `alarms` names danger signs that were answered yes and that no fired rule accounts for. `danger_excluded` is
    false while there are any, or while a danger-sign rule lacks an answer: then nothing may be shown that reads like
    "no danger sign" (R28.3).
    """

    level: TriageLevel
    fired: tuple[FiredRule, ...]
    incomplete: tuple[Incomplete, ...]
    computed: Mapping[str, Any]
    danger_excluded: bool
    alarms: tuple[str, ...] = ()

    @property
    def danger_missing(self) -> tuple[str, ...]:
        """What is to be asked or measured before danger is excluded, each name once."""
        open_rules = (item for item in self.incomplete if item.open_danger)
        return tuple(dict.fromkeys(name for item in open_rules for name in item.missing))


def triage_to_json(triage: Triage) -> dict[str, Any]:
    """A stored form of `triage` that `triage_from_json` reads back equal."""
    return {
        "level": triage.level.name,
        "fired": [
            {
                "rule": fired.rule,
                "level": fired.level.name,
                "signs": [
                    {
                        "level": sign.level.name,
                        "sentence": sign.sentence,
                        "values": dict(sign.values),
                        "limits": dict(sign.limits),
                    }
                    for sign in fired.signs
                ],
            }
            for fired in triage.fired
        ],
        "incomplete": [
            {"rule": item.rule, "missing": list(item.missing), "open_danger": item.open_danger}
            for item in triage.incomplete
        ],
        "computed": dict(triage.computed),
        "danger_excluded": triage.danger_excluded,
        "alarms": list(triage.alarms),
    }


def triage_from_json(stored: Mapping[str, Any]) -> Triage:
    """Read what `triage_to_json` wrote. Raises KeyError on anything else."""
    return Triage(
        level=TriageLevel[stored["level"]],
        fired=tuple(
            FiredRule(
                rule=fired["rule"],
                level=TriageLevel[fired["level"]],
                signs=tuple(
                    Sign(
                        TriageLevel[sign["level"]],
                        sign["sentence"],
                        dict(sign["values"]),
                        dict(sign["limits"]),
                    )
                    for sign in fired["signs"]
                ),
            )
            for fired in stored["fired"]
        ),
        incomplete=tuple(
            # Records of the first version do not tell, and there every rule could exclude danger.
            Incomplete(item["rule"], tuple(item["missing"]), item.get("open_danger", True))
            for item in stored["incomplete"]
        ),
        computed=dict(stored["computed"]),
        danger_excluded=stored["danger_excluded"],
        alarms=tuple(stored["alarms"]),
    )
