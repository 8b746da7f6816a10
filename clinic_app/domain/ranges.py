"""Plausible readings by age (rules R1): what is refused, what is asked again, and which conversion is offered.

The numbers are data (`assets/knowledge/ranges.json`). Refusing an impossible value never lowers triage:
a reading outside the warning limits is accepted after a question and the rules use it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from clinic_app.domain.case import Age


class Verdict(Enum):
    """What to do with a reading."""

    ACCEPT = "accept"
    ASK_AGAIN = "ask_again"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Band:
    """Limits that hold below an age in days (None: for every older age). All limits are inclusive."""

    below_days: float | None
    hard_min: float
    hard_max: float
    warn_below: float | None
    warn_above: float | None


@dataclass(frozen=True, slots=True)
class Conversion:
    """A unit that a number outside the limits was probably typed in: `(value + offset) * factor`."""

    from_unit: str
    at_least: float
    at_most: float
    offset: float
    factor: float


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured quantity: its unit, the decimals it is compared with, its limits by age."""

    unit: str
    decimals: int
    bands: tuple[Band, ...]
    conversions: tuple[Conversion, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """The value that was probably meant, and the unit it was typed in."""

    value: float
    from_unit: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The judgement of one value. `hard_min` and `hard_max` are the limits for this patient's age."""

    verdict: Verdict
    hard_min: float
    hard_max: float
    offer: Offer | None = None


RangeTable = Mapping[str, Quantity]
_ABSURD = 1e12


def half_up(value: float, decimals: int) -> float:
    """`value` rounded half up, as the rules compare it (R0.3). Source: rules R0."""
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP))


def judge(quantity: Quantity, value: float, age: Age | None) -> Reading:
    """Judge `value` (in the quantity's unit) for a patient of `age`.

    With an unknown age the widest limits of all ages hold, so that nothing true is refused. What would be refused
    itself is not offered.
    """
    # Decimals of an absurdly large number could not be counted.
    rounded = half_up(min(max(value, -_ABSURD), _ABSURD), quantity.decimals)
    band = _band(quantity, age)
    offer = next(
        (
            offer
            for unit in quantity.conversions
            if unit.at_least <= value <= unit.at_most
            and band.hard_min <= (offer := convert(quantity, unit, value)).value <= band.hard_max
        ),
        None,
    )
    if not band.hard_min <= rounded <= band.hard_max:
        verdict = Verdict.REFUSE
    elif (
        offer is not None
        or (band.warn_below is not None and rounded < band.warn_below)
        or (band.warn_above is not None and rounded > band.warn_above)
    ):
        verdict = Verdict.ASK_AGAIN
    else:
        verdict = Verdict.ACCEPT
    return Reading(verdict, band.hard_min, band.hard_max, offer)


def convert(quantity: Quantity, unit: Conversion, value: float) -> Offer:
    """`value`, typed in another unit, in the quantity's own."""
    return Offer(half_up((value + unit.offset) * unit.factor, quantity.decimals), unit.from_unit)


def _band(quantity: Quantity, age: Age | None) -> Band:
    if age is not None:
        for band in quantity.bands:
            if band.below_days is None or age.exact_days < band.below_days - 1e-6:
                return band
    return Band(
        None,
        min(band.hard_min for band in quantity.bands),
        max(band.hard_max for band in quantity.bands),
        None,
        None,
    )
