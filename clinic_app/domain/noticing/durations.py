"""For how long: "fever for 5 days", "2 hafte se khansi", "saanp ne 2 ghante pehle kata"."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from clinic_app.domain.noticing.clauses import Reading, Said
from clinic_app.domain.noticing.lexicon import Lexicon
from clinic_app.domain.noticing.measures import plain
from clinic_app.domain.noticing.tokens import number_of
from clinic_app.domain.ranges import half_up

_WORDS_BETWEEN = 5


@dataclass(frozen=True, slots=True)
class _Span:
    days: float
    first: int
    last: int


def durations(reading: Reading, lexicon: Lexicon, stated: Collection[int]) -> Iterator[Said]:
    """How long the findings of the hits in `stated` (indices) have been there, or how long ago they happened."""
    timed = [
        index for index in sorted(stated) if (reading.hits[index].meaning.finding in lexicon.durations.of)
    ]
    spans = list(_spans(reading, lexicon))
    opened: set[int] = set()
    by_start: dict[int, bool] = {}
    for span in spans:
        start = _start(reading, span.first)
        if start not in by_start:
            hits_before = any(start <= reading.hits[index].first < span.first for index in timed)
            by_start[start] = hits_before
        forward = not by_start[start]
        for index in _belonging(reading, timed, span, forward=forward):
            if index in opened:
                continue
            opened.add(index)
            duration = lexicon.durations.of[str(reading.hits[index].meaning.finding)]
            value = plain(half_up(span.days / duration.unit_days, 1))
            if 0 < value <= duration.at_most:
                yield Said(duration.name, value, span.first, span.last)


def _spans(reading: Reading, lexicon: Lexicon) -> Iterator[_Span]:
    tokens, known = reading.tokens, lexicon.durations
    for place in range(len(tokens) - 1):
        number = _number(reading, lexicon, place)
        if number is None:
            continue
        last = place + 1
        while last + 1 < len(tokens) and tokens[last].form in "-/'":
            last += 1
        unit = known.units.get(tokens[last].form)
        if unit is None or (place > 0 and tokens[place - 1].form in ("-", "–", "to", "/", "<", ">")):
            continue
        if _is_of_something_else(reading, place, last):
            continue
        yield _Span(number * unit, place, last)


def _is_of_something_else(reading: Reading, first: int, last: int) -> bool:
    """Whether the time is an age or a date: "3 days old", "after 3 days", "delivery ke 6 din baad"."""
    following = last + 1
    while not reading.is_hard(following) and reading.says_nothing(following):
        following += 1
    return reading.has(first - 1, "no_duration") or reading.has(following, "no_duration")


def _number(reading: Reading, lexicon: Lexicon, place: int) -> float | None:
    token = reading.tokens[place]
    if token.kind == "number":
        return number_of(token)
    return lexicon.durations.number_words.get(token.form)


def _start(reading: Reading, place: int) -> int:
    while not reading.is_border(place - 1) and not reading.is_comma(place - 1):
        place -= 1
    return place


def _belonging(reading: Reading, timed: list[int], span: _Span, *, forward: bool) -> Iterator[int]:
    """The nearest finding in that direction, and those joined to it by "and"."""
    if forward:
        place, step, allowed = span.last + 1, 1, {index: reading.hits[index].first for index in timed}
    else:
        place, step, allowed = span.first - 1, -1, {index: reading.hits[index].last for index in timed}
    at = {where: index for index, where in allowed.items()}
    words, joined, found = 0, True, False
    while not reading.is_border(place) and words <= _WORDS_BETWEEN:
        if place in reading.hit_at:
            index = at.get(place)
            if index is not None:
                if not joined:
                    return
                found = True
                yield index
            elif found:
                return
            hit = reading.hits[reading.hit_at[place]]
            # What lies between and has no duration does not part them: "snake bite on the foot 2 hours ago".
            joined, words = not found, 0
            place = (hit.last if forward else hit.first) + step
            continue
        if reading.has(place, "and"):
            joined = True
        elif (reading.is_comma(place) and (found or forward)) or reading.tokens[place].kind == "number":
            return
        elif not reading.says_nothing(place):
            words += 1
        place += step
