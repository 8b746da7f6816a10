"""Vital signs and laboratory values as clinics type them: "BP 90/60", "98F", "Hb 6.5 gm", "SpO2 - 88 %"."""

from collections.abc import Iterator

from clinic_app.domain.case import Age
from clinic_app.domain.noticing.clauses import Reading, Said
from clinic_app.domain.noticing.lexicon import Lexicon, Measure, Unit
from clinic_app.domain.noticing.tokens import number_of
from clinic_app.domain.ranges import Quantity, Verdict, half_up, judge

_PRESSURE = "blood_pressure"
_COMA_SCORE = "gcs"
_TEMPERATURE = "temperature_c"
_WORDS_TO_NUMBER = 4
_INEXACT = frozenset("<>≤≥")
# Eye, verbal and motor part of the coma score: E3V4M5.
_COMA_PARTS = ("e", "v", "m")


def measured(reading: Reading, lexicon: Lexicon, age: Age) -> Iterator[Said]:
    """Every possible reading in the text; what is out of range for `age` is left out."""
    labels: dict[int, tuple[str, int]] = {}
    for label in lexicon.labels.in_tokens(reading.tokens, frozenset()):
        if label.last not in labels or label.first < labels[label.last][1]:
            labels[label.last] = (label.meaning, label.first)
    numbers: set[int] = set()
    for last, (name, first) in sorted(labels.items()):
        place = _number_behind(reading, last)
        if place is None or place in numbers:
            continue
        found = list(_labelled(reading, lexicon, age, name, first, place))
        numbers |= {place for item in found for place in range(item.first, item.last + 1)}
        yield from found
    for place, token in enumerate(reading.tokens):
        if token.kind == "number" and place not in numbers:
            yield from _by_unit(reading, lexicon, age, place)
        elif token.form == _COMA_PARTS[0]:
            yield from _coma_parts(reading, lexicon, age, place)


def _labelled(
    reading: Reading, lexicon: Lexicon, age: Age, name: str, first: int, place: int
) -> Iterator[Said]:
    if name == _PRESSURE:
        yield from _pressures(reading, lexicon, age, first, place)
        return
    measure = lexicon.measures[name]
    unit, last = _unit(reading, lexicon, measure, place)
    following = reading.tokens[place + 1].form if place + 1 < len(reading.tokens) else ""
    if unit is None and (following in lexicon.durations.units or _is_range(reading, place)):
        return
    value = _value(reading, place, lexicon.ranges[name], unit, age)
    if value is not None:
        rest, last = _smaller_part(reading, lexicon, measure, unit, last)
        yield Said(name, plain(round(value + rest, 3)), first, last)


def _smaller_part(
    reading: Reading, lexicon: Lexicon, measure: Measure, unit: Unit | None, last: int
) -> tuple[float, int]:
    """What a second, smaller unit adds, and the place of its last token: "5 kilo 200 gram"."""
    place = last + 1
    if unit is None or place >= len(reading.tokens) or (number := number_of(reading.tokens[place])) is None:
        return 0, last
    smaller, end = _unit(reading, lexicon, measure, place)
    if smaller is None or smaller.factor >= unit.factor:
        return 0, last
    return number * smaller.factor, end


def _pressures(reading: Reading, lexicon: Lexicon, age: Age, first: int, place: int) -> Iterator[Said]:
    tokens = reading.tokens
    last = place
    if place + 2 < len(tokens) and tokens[place + 1].form in lexicon.between_pressures:
        last = place + 2 if tokens[place + 2].kind == "number" else place
    systolic = _value(reading, place, lexicon.ranges["systolic"], None, age)
    diastolic = None if last == place else _value(reading, last, lexicon.ranges["diastolic"], None, age)
    if last > place and (systolic is None or diastolic is None or diastolic >= systolic):
        return
    if systolic is not None:
        yield Said("systolic", systolic, first, last)
    if diastolic is not None:
        yield Said("diastolic", diastolic, first, last)


def _number_behind(reading: Reading, label: int) -> int | None:
    """Place of the number that belongs to the label ending at `label`: "pulse is about 120", "BP - 90"."""
    for place in range(label + 1, min(label + 2 + _WORDS_TO_NUMBER, len(reading.tokens))):
        token = reading.tokens[place]
        if token.kind == "number":
            return place
        small = token.form in ":=-~(.–—" or reading.says_nothing(place) or reading.has(place, "light", "aux")
        if token.form in (*_INEXACT, _COMA_PARTS[0]) or not small:
            return None
    return None


def _by_unit(reading: Reading, lexicon: Lexicon, age: Age, place: int) -> Iterator[Said]:
    tokens = reading.tokens
    if place + 3 < len(tokens) and tokens[place + 1].form == "/" and tokens[place + 3].form == "mmhg":
        yield from _pressures(reading, lexicon, age, place, place)
        return
    if place > 0 and tokens[place - 1].form in _INEXACT:
        return
    if place + 1 < len(tokens) and tokens[place + 1].form in lexicon.degrees:
        value = _value(reading, place, lexicon.ranges[_TEMPERATURE], None, age)
        _, last = _unit(reading, lexicon, lexicon.measures[_TEMPERATURE], place)
        if value is not None and last == place:
            yield Said(_TEMPERATURE, value, place, place + 1)
    for name, measure in lexicon.measures.items():
        unit, last = _unit(reading, lexicon, measure, place)
        if unit is not None and last > place and tokens[last].form in measure.telling_units:
            value = _value(reading, place, lexicon.ranges[name], unit, age)
            if value is not None:
                yield Said(name, value, place, last)


def _coma_parts(reading: Reading, lexicon: Lexicon, age: Age, place: int) -> Iterator[Said]:
    tokens = reading.tokens[place : place + 2 * len(_COMA_PARTS)]
    parts, numbers = tokens[::2], tokens[1::2]
    if tuple(part.form for part in parts) == _COMA_PARTS and all(item.kind == "number" for item in numbers):
        total = sum(int(item.form) for item in numbers if item.form.isdecimal() and len(item.form) == 1)
        if judge(lexicon.ranges[_COMA_SCORE], total, age).verdict is not Verdict.REFUSE:
            yield Said(_COMA_SCORE, total, place, place + len(tokens) - 1)


def _unit(reading: Reading, lexicon: Lexicon, measure: Measure, place: int) -> tuple[Unit | None, int]:
    """The unit behind the number at `place`, None for none, and the place of its last token."""
    tokens = reading.tokens
    last = place + 1
    while last < len(tokens) and (tokens[last].form in lexicon.degrees or tokens[last].form == "("):
        last += 1
    if last >= len(tokens):
        return None, place
    if last + 2 < len(tokens) and tokens[last + 1].form == "/":
        both = f"{tokens[last].form}/{tokens[last + 2].form}"
        if both in measure.units:
            return measure.units[both], last + 2
    unit = measure.units.get(tokens[last].form)
    return (None, place) if unit is None else (unit, last)


def _is_range(reading: Reading, place: int) -> bool:
    tokens = reading.tokens
    return place + 2 < len(tokens) and tokens[place + 1].form in "-–" and tokens[place + 2].kind == "number"


def _value(reading: Reading, place: int, quantity: Quantity, unit: Unit | None, age: Age) -> float | None:
    """The number at `place` in the quantity's own unit, or None where that is impossible."""
    typed = number_of(reading.tokens[place])
    if typed is None:
        return None
    if unit is not None:
        typed = (typed + unit.offset) * unit.factor
    judged = judge(quantity, typed, age)
    if judged.verdict is Verdict.REFUSE:
        if unit is not None or judged.offer is None:
            return None
        typed = judged.offer.value
    return plain(half_up(typed, quantity.decimals))


def plain(value: float) -> float:
    """A whole number without its decimals: 120 for 120.0."""
    return int(value) if float(value).is_integer() else value
