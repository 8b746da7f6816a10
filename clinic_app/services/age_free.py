"""What can be said of somebody whose age is not known yet: only what is the same at an age of each kind."""

from collections.abc import Sequence

from clinic_app.domain.case import Age
from clinic_app.domain.triage import FiredRule, Incomplete, Triage, TriageLevel

ONE_AGE_OF_EACH_KIND = (
    Age(10, "days"),
    Age(6, "months"),
    Age(3, "years"),
    Age(9, "years"),
    Age(30, "years"),
)


def holding_for_all(triages: Sequence[Triage]) -> Triage:
    """What all of these triages say, with the age missing."""
    common = set.intersection(
        *({(fired.rule, sign) for fired in one.fired for sign in _named(fired)} for one in triages)
    )
    fired = tuple(
        FiredRule(rule.rule, max(sign.level for sign in signs), signs)
        for rule in triages[0].fired
        if (signs := tuple(sign for sign in rule.signs if (rule.rule, sign.sentence) in common))
    )
    return Triage(
        level=max((rule.level for rule in fired), default=TriageLevel.NONE),
        fired=fired,
        incomplete=(Incomplete("R2", ("age",)),),
        computed={},
        danger_excluded=False,
        alarms=tuple(sign for sign in triages[0].alarms if all(sign in one.alarms for one in triages)),
    )


def _named(fired: FiredRule) -> set[str]:
    return {sign.sentence for sign in fired.signs}
