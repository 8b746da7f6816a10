"""Dates as people type them in India: the day first, two digits or four for the year, months in words, any digits."""

import re
import unicodedata
from datetime import date

from clinic_app.services.typed import latin_digits

_BETWEEN = r"\s*[-/.]\s*"
_YEAR = r"(\d{4}|\d{2})"
_WORD = r"([^\W\d_][^\d\s.,/-]*)"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}{_YEAR}")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})")
_DAY_AND_WORD = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s.,/-]*{_WORD}(?:[\s.,/-]*{_YEAR})?", re.IGNORECASE
)
_WORD_AND_DAY = re.compile(rf"{_WORD}[\s.]*(\d{{1,2}})(?:st|nd|rd|th)?[\s,]+{_YEAR}", re.IGNORECASE)
# "15/6", "15/06/202": a date on the way. "15.6" is a number.
_BEGUN = re.compile(r"\d{1,4}\s*[-/]\s*\d{1,2}|\d{1,4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d*")

_NUKTA = "\N{DEVANAGARI SIGN NUKTA}"
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan january जनवरी",
            "feb february फरवरी",
            "mar march मार्च",
            "apr april अप्रैल",
            "may मई",
            "jun june जून",
            "jul july जुलाई",
            "aug august अगस्त",
            "sep sept september सितंबर सितम्बर",
            "oct october अक्टूबर अक्तूबर",
            "nov november नवंबर नवम्बर",
            "dec december दिसंबर दिसम्बर",
        ),
        start=1,
    )
    for name in names.split()
}


class NotADate(ValueError):
    """It looks like a date and is none; `code` says why: date_incomplete or date_impossible."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def typed_date(text: str, latest_year: int) -> date | None:
    """Read "15/06/2026", "15-6-26", "2026-06-15" or "15 June 2026"; None for what does not look like a date.

    The day comes first, never the month; two digits of a year are the last such year up to `latest_year`.

    Raises:
        NotADate: for a day that does not exist (31/02/2026, 06/15/2026), or a date without its year.
    """
    typed = latin_digits(text).strip()
    if found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(typed):
        day, month, year = found.groups()
    elif found := _DAY_AND_WORD.fullmatch(typed) or _WORD_AND_DAY.fullmatch(typed):
        first, second, year = found.groups()
        day, word = (first, second) if first.isdigit() else (second, first)
        known = _month(word)
        if known is None and len(year or "") < 4:
            return None  # "3 days", "2 yr 10"
        month = str(known or 0)
    elif _BEGUN.fullmatch(typed):
        raise NotADate("date_incomplete")
    else:
        return None
    if year is None:
        raise NotADate("date_incomplete")
    try:
        return date(_full_year(year, latest_year), int(month), int(day))
    except ValueError:
        raise NotADate("date_impossible") from None


def _month(word: str) -> int | None:
    plain = unicodedata.normalize("NFD", word.lower()).replace(_NUKTA, "")
    return _MONTHS.get(plain)


def _full_year(year: str, latest_year: int) -> int:
    return int(year) if len(year) == 4 else latest_year - (latest_year - int(year)) % 100
