"""Which conditions a patient cannot have, from age, sex and pregnancy alone.

Lenient on purpose: a wrong exclusion hides the diagnosis, a missing one costs a line of the list. What is not known
excludes nothing. The margins below are wider than the definitions of the age groups [ENG].
"""

from collections.abc import Mapping

from clinic_app.domain.case import CHILD_BEARING_YEARS, Age, Case
from clinic_app.domain.conditions import Condition

# Completed years from which nobody has a condition whose age groups stop at this one.
_TOO_OLD_YEARS = {"neonate": 1, "infant": 5, "child": 18}
# Completed years below which nobody has a condition of adults only.
_TOO_YOUNG_FOR_ADULT_YEARS = 5


def excluded_conditions(case: Case, conditions: Mapping[str, Condition]) -> frozenset[str]:
    """The ids of `conditions` that are clearly impossible for the patient of `case`."""
    return frozenset(
        identifier for identifier, condition in conditions.items() if not _is_possible(case, condition)
    )


def _is_possible(case: Case, condition: Condition) -> bool:
    if condition.sex is not None and case.sex in ("F", "M") and case.sex != condition.sex:
        return False
    groups = condition.age_groups
    if "any" in groups or case.is_obstetric:
        return True
    if groups == {"pregnant"}:
        return case.sex != "M" and case.age.years in CHILD_BEARING_YEARS
    return _age_fits(case.age, groups)


def _age_fits(age: Age, groups: frozenset[str]) -> bool:
    if groups & {"adult", "pregnant"}:
        grown_ups_only = not groups & _TOO_OLD_YEARS.keys()
        return not grown_ups_only or age.years >= _TOO_YOUNG_FOR_ADULT_YEARS
    return age.years < max(_TOO_OLD_YEARS[group] for group in groups)
