"""Comparisons as the rule data writes them: `[">=", 38.0]` holds for 38.0 and above (R0.3: comparison words are exact).

An age span is `{"from_days": 60, "below_months": 60}`: completed days, months or years (Appendix D.3).
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from clinic_app.domain.case import Age

Limit = Sequence[Any]
"""An operator (`<`, `<=`, `>`, `>=`) and the number to compare with."""

_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_Ages = Mapping[str, int]


def met(limit: Limit, value: float | None) -> bool | None:
    """Whether `value` is on the limit's side; None where it is not known. Raises KeyError for an unknown operator."""
    sign, bound = limit
    return None if value is None else _OPERATORS[sign](value, bound)


def first_met(bands: Sequence[Sequence[Any]], value: float) -> Any:
    """The outcome of the first of `[operator, number, outcome]` that `value` meets, or None."""
    return next((outcome for sign, bound, outcome in bands if _OPERATORS[sign](value, bound)), None)


def in_ages(ages: _Ages, age: Age) -> bool:
    """Whether `age` is in the span; an empty span holds everybody."""
    completed = {"days": age.days, "months": age.months, "years": age.years}
    for name, bound in ages.items():
        side, unit = name.split("_")
        if (completed[unit] < bound) == (side == "from"):
            return False
    return True


def first_age(bands: Sequence[tuple[_Ages, Any]], age: Age) -> Any:
    """The outcome of the first of `[age span, outcome]` that `age` is in, or None."""
    return next((outcome for ages, outcome in bands if in_ages(ages, age)), None)
