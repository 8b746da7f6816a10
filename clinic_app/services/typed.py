"""Numbers and texts as people type them: decimal commas, Devanagari digits, units behind the number, stray signs."""

import re
import unicodedata
from dataclasses import dataclass

# A number, then perhaps a unit. Three digits behind a comma could be thousands or decimals: refused, not guessed.
_NUMBER = re.compile(r"([+-]?)(\d{1,9})(?:[.,](\d{1,6}))?\s*(\D.{0,11})?", re.DOTALL)
# With two commas or more, as in 1,50,000 and 1,000,000, only thousands can be meant.
_GROUPED = re.compile(r"\s*\d{1,3}(?:(?:,\d{2})+,\d{3}|(?:,\d{3}){2,})(?![\d,])")
_PRESSURE = re.compile(r"(\d{1,3})\s*[/\\]\s*(\d{0,3})")
_GESTATION = re.compile(r"(\d{1,2})\s*\+\s*([0-6])")

_UNITS = {
    "f": "°F",
    "c": "°C",
    "mm": "mm",
    "cm": "cm",
    "m": "m",
    "kg": "kg",
    **dict.fromkeys(("g", "gm", "gms", "gram", "grams", "ग्राम"), "g"),
    "mmol": "mmol/L",
    "mmol/l": "mmol/L",
    "mg": "mg/dL",
    "mg/dl": "mg/dL",
    **dict.fromkeys(("g/dl", "gm/dl", "g%", "gm%"), "g/dL"),
    "g/l": "g/L",
    **dict.fromkeys(("/ul", "/μl", "/cumm"), "/µL"),
    **dict.fromkeys(("thousand", "k", "हज़ार", "हजार"), "thousand/µL"),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs", "lakh/cumm", "लाख"), "lakh/µL"),
    "%": "%",
    "/min": "/min",
    "mmhg": "mmHg",
    "s": "s",
    "sec": "s",
}
_TIME_UNITS = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "घंटे", "घंटा"), "hours"),
    **dict.fromkeys(("d", "day", "days", "दिन"), "days"),
    **dict.fromkeys(("w", "wk", "week", "weeks", "हफ्ते", "हफ़्ते", "सप्ताह"), "weeks"),
    **dict.fromkeys(("m", "mo", "month", "months", "महीने", "महीना", "माह"), "months"),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years", "साल", "वर्ष"), "years"),
}


class NotANumber(ValueError):
    """The text is not one plain number with, perhaps, a unit behind it."""


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number as typed; `unit` is the unit typed behind it, or "" for none."""

    value: float
    unit: str = ""


def typed_number(text: str) -> TypedNumber:
    """Read "38.4", "38,4", "३८.४", "98F" or "112 mm". Raises NotANumber."""
    return _number(text, _UNITS)


def typed_duration(text: str) -> TypedNumber:
    """Read "3", "3 days", "2w", "6 महीने"; the unit is one of hours, days, weeks, months, years, or "".

    Raises NotANumber.
    """
    return _number(text, _TIME_UNITS)


def typed_pressure(text: str) -> tuple[str, str] | None:
    """The two numbers of "120/80", or of "120/" while it is being typed; None for anything else."""
    found = _PRESSURE.fullmatch(latin_digits(text).strip())
    return (found[1], found[2]) if found else None


def typed_gestation(text: str) -> TypedNumber:
    """Read "28", "28.5" or "28+3" (weeks and days) as weeks. Raises NotANumber."""
    found = _GESTATION.fullmatch(latin_digits(text).strip())
    return TypedNumber(int(found[1]) + int(found[2]) / 7) if found else _number(text, {})


def latin_digits(text: str) -> str:
    """`text` with the decimal digits of every script as 0 to 9."""
    return "".join(
        sign if (digit := unicodedata.decimal(sign, None)) is None else str(digit) for sign in text
    )


def without_control_signs(text: str, *, lines: bool) -> str:
    """`text` without NUL and other control characters; line ends and tabs stay only in `lines` of text.

    Halves of surrogate pairs, which no file can hold, go too.
    """
    kept = "\n\t" if lines else ""
    return "".join(sign for sign in text if sign in kept or unicodedata.category(sign) not in ("Cc", "Cs"))


def _number(text: str, units: dict[str, str]) -> TypedNumber:
    text = latin_digits(text)
    if grouped := _GROUPED.match(text):
        text = grouped[0].replace(",", "") + text[grouped.end() :]
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise NotANumber
    sign, whole, decimals, behind = found.groups()
    if decimals is not None and len(decimals) == 3 and "," in text:
        raise NotANumber
    unit = _unit(behind, units)
    return TypedNumber(float(f"{sign}{whole}.{decimals or 0}"), unit)


def _unit(behind: str | None, units: dict[str, str]) -> str:
    name = (behind or "").strip().rstrip(".").lower().replace("°", "").replace("º", "").strip()
    # The micro sign and the letter mu, ज़ in one sign or two, are the same.
    name = unicodedata.normalize("NFC", name.replace("\N{MICRO SIGN}", "\N{GREEK SMALL LETTER MU}"))
    if not name:
        if (behind or "").strip():
            raise NotANumber
        return ""
    if name not in units:
        raise NotANumber
    return units[name]
