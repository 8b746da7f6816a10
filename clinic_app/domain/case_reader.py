"""Read a case from the outside world, refusing what cannot be true and naming the key at fault."""

import math
import re
from collections.abc import Mapping
from typing import Any

from clinic_app.domain.case import (
    TEXT_KEYS,
    VITAL_NAMES,
    Age,
    AgeUnit,
    Case,
    FindingValue,
    Vitals,
)
from clinic_app.domain.errors import CaseError
from clinic_app.domain.ranges import RangeTable, Verdict, judge
from clinic_app.domain.text import plain_number
from clinic_app.domain.vocabulary import Vocabulary

MAX_TEXT_CHARACTERS = 100_000
# Nothing lasts longer than a life.
MAX_DURATION_DAYS = 120 * 366

# Stands in for numbers too large to be held.
_HUGE = 1e300
# Control characters (tab and line ends aside) and halves of surrogate pairs.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_AGE_UNITS: Mapping[str, AgeUnit] = {"age_years": "years", "age_months": "months", "age_days": "days"}
_KEYS = frozenset(
    {"id", "sex", "pregnant", "gestation_weeks", "postpartum_days", "duration_days", "findings", "vitals"}
    | {"place", "month", "profile", *TEXT_KEYS, *_AGE_UNITS}
)


def read_case(source: object, vocabulary: Vocabulary, ranges: RangeTable) -> Case:
    """Build a `Case` from a decoded JSON object in the public case format.

    Raises:
        CaseError: for an unknown key, a wrong type, a missing age or id, a value outside the hard limits
            of rules R1 (`out_of_range`, with an `offer` when another unit was probably meant), a diastolic
            pressure that is not below the systolic, or a text that is too long or holds control characters.
    """
    if not isinstance(source, dict):
        raise CaseError("not_an_object", "")
    _refuse_unknown(source, _KEYS)
    age = _age(source, ranges)
    postpartum = _number(source, "postpartum_days", 0, MAX_DURATION_DAYS)
    if postpartum is not None and postpartum != int(postpartum):
        raise CaseError("wrong_type", "postpartum_days", expected="integer")
    month = _number(source, "month", 1, 12)
    if month is not None and month != int(month):
        raise CaseError("wrong_type", "month", expected="integer")
    place = _object(source, "place")
    _refuse_unknown(place, frozenset({"state", "district"}))
    return Case(
        id=_id(source),
        age=age,
        sex=_choice(source, "sex", ("F", "M", "O")),
        pregnant=_flag(source, "pregnant"),
        gestation_weeks=_measured(source, "gestation_weeks", ranges, age),
        postpartum_days=None if postpartum is None else int(postpartum),
        complaint=_text(source, "complaint"),
        duration_days=_number(source, "duration_days", 0, MAX_DURATION_DAYS),
        narrative=_text(source, "narrative"),
        history=_text(source, "history"),
        negatives=_text(source, "negatives"),
        findings=_findings(_object(source, "findings"), vocabulary, ranges, age),
        vitals=_vitals(_object(source, "vitals"), ranges, age),
        state=_text(place, "state"),
        district=_text(place, "district"),
        month=None if month is None else int(month),
        profile=_choice(source, "profile", ("INDIA_IMNCI", "WHO")) or "INDIA_IMNCI",
    )


def _refuse_unknown(source: Mapping[str, Any], known: frozenset[str]) -> None:
    for key in source:
        if key not in known:
            raise CaseError("unknown_key", str(key)[:80])


def _id(source: Mapping[str, Any]) -> str:
    value = source.get("id")
    if value is None:
        raise CaseError("missing", "id")
    if not isinstance(value, str):
        raise CaseError("wrong_type", "id", expected="string")
    if _NOT_TEXT.search(value):
        raise CaseError("control_characters", "id")
    return value


def _age(source: Mapping[str, Any], ranges: RangeTable) -> Age:
    given = [key for key in _AGE_UNITS if source.get(key) is not None]
    if not given:
        raise CaseError("age_missing", "age_years")
    if len(given) > 1:
        raise CaseError("age_given_twice", given[1])
    key = given[0]
    value = _number(source, key, 0, None)
    assert value is not None
    age = Age(value, _AGE_UNITS[key])
    reading = judge(ranges["age_years"], age.exact_years, age)
    if reading.verdict is Verdict.REFUSE:
        low, high = (
            plain_number(round(limit / Age(1, age.unit).exact_years, 6))
            for limit in (reading.hard_min, reading.hard_max)
        )
        raise CaseError("out_of_range", key, value=plain_number(value), low=low, high=high)
    return age


def _text(source: Mapping[str, Any], key: str) -> str | None:
    value = source.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise CaseError("wrong_type", key, expected="string")
    if len(value) > MAX_TEXT_CHARACTERS:
        raise CaseError("too_long", key, length=len(value), limit=MAX_TEXT_CHARACTERS)
    if _NOT_TEXT.search(value):
        raise CaseError("control_characters", key)
    return value


def _flag(source: Mapping[str, Any], key: str) -> bool | None:
    value = source.get(key)
    if value is not None and not isinstance(value, bool):
        raise CaseError("wrong_type", key, expected="true or false")
    return value


def _choice(source: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> Any:
    value = source.get(key)
    if value is not None and (not isinstance(value, str) or value not in choices):
        raise CaseError("unknown_choice", key, choices=", ".join(choices))
    return value


def _number(source: Mapping[str, Any], key: str, low: float | None, high: float | None) -> float | None:
    value = source.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CaseError("wrong_type", key, expected="number")
    try:
        number = min(max(float(value), -_HUGE), _HUGE)
    except OverflowError:
        number = _HUGE if value > 0 else -_HUGE
    too_low = low is not None and number < low
    too_high = high is not None and number > high
    if math.isnan(number) or too_low or too_high:
        raise CaseError(
            "out_of_range",
            key,
            value=plain_number(number),
            low="-" if low is None else plain_number(float(low)),
            high="-" if high is None else plain_number(float(high)),
        )
    return number


def _measured(source: Mapping[str, Any], key: str, ranges: RangeTable, age: Age) -> float | None:
    value = _number(source, key, None, None)
    if value is None:
        return None
    reading = judge(ranges[key], value, age)
    if reading.verdict is Verdict.REFUSE:
        params: dict[str, object] = {
            "value": plain_number(value),
            "low": plain_number(reading.hard_min),
            "high": plain_number(reading.hard_max),
        }
        if reading.offer is None:
            raise CaseError("out_of_range", key, **params)
        params |= {"offer": plain_number(reading.offer.value), "from_unit": reading.offer.from_unit}
        raise CaseError("out_of_range_offer", key, **params)
    return value


def _object(source: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = source.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise CaseError("wrong_type", key, expected="object")
    return value


def _vitals(source: Mapping[str, Any], ranges: RangeTable, age: Age) -> Vitals:
    _refuse_unknown(source, frozenset(VITAL_NAMES))
    known: dict[str, Any] = {
        "consciousness": _choice(source, "consciousness", ("A", "C", "V", "P", "U")),
        "on_oxygen": _flag(source, "on_oxygen"),
    }
    for name in VITAL_NAMES:
        if name not in known:
            known[name] = _measured(source, name, ranges, age)
    if known["gcs"] is not None and known["gcs"] != int(known["gcs"]):
        raise CaseError("wrong_type", "gcs", expected="integer")
    if None not in (known["systolic"], known["diastolic"]) and known["diastolic"] >= known["systolic"]:
        raise CaseError(
            "diastolic_not_below_systolic",
            "diastolic",
            value=plain_number(known["diastolic"]),
            systolic=plain_number(known["systolic"]),
        )
    return Vitals(**known)


def _findings(
    source: Mapping[str, Any], vocabulary: Vocabulary, ranges: RangeTable, age: Age
) -> dict[str, FindingValue]:
    _refuse_unknown(source, frozenset(vocabulary))
    answers: dict[str, FindingValue] = {}
    for key in source:
        finding = vocabulary[key]
        answer: FindingValue | None
        if finding.kind == "bool":
            answer = _flag(source, key)
        elif finding.kind == "enum":
            answer = _choice(source, key, finding.choices)
        elif key in ranges:
            answer = _measured(source, key, ranges, age)
        else:
            answer = _number(source, key, 0, None)
        if answer is not None:
            answers[key] = answer
    return answers
