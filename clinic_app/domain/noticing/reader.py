"""Reads what a case says in free text, so that the user can be asked whether it is so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clinic_app.domain.case import TEXT_KEYS, Case, FindingValue
from clinic_app.domain.noticing.clauses import COMMAS, HARD_SIGNS, Reading, Said, read
from clinic_app.domain.noticing.durations import durations
from clinic_app.domain.noticing.lexicon import Lexicon, Wording
from clinic_app.domain.noticing.measures import measured
from clinic_app.domain.noticing.negation import denied
from clinic_app.domain.noticing.scope import answered, elsewhere, long_past, thought_of
from clinic_app.domain.noticing.tokens import Token

_MEASURED_IN = ("complaint", "narrative")


@dataclass(frozen=True, slots=True)
class Noticed:
    """One finding or vital sign read in the text under `key` of the case.

    `text` is `source[start:end]` of that text. True and false of one finding may both be noticed.
    """

    finding: str
    value: FindingValue
    key: str
    start: int
    end: int
    text: str


def notice(case: Case, lexicon: Lexicon) -> tuple[Noticed, ...]:
    """What the texts of `case` state of this patient now, each finding with each value once."""
    noticed: dict[tuple[str, FindingValue, type], Noticed] = {}
    for key in TEXT_KEYS:
        text = getattr(case, key)
        if not text:
            continue
        for item in _in_text(text, key, case, lexicon):
            # True equals 1: the type tells a yes from a number.
            noticed.setdefault((item.finding, item.value, type(item.value)), item)
    return tuple(noticed.values())


def _in_text(text: str, key: str, case: Case, lexicon: Lexicon) -> Iterator[Noticed]:
    tokens = lexicon.tokens(text)
    walls = _walls(tokens, lexicon)
    days = case.age.exact_days
    candidates = [
        replace(hit, meaning=meaning)
        for hit in lexicon.wordings.in_tokens(tokens, walls)
        if (meaning := _meant(hit.meaning, days, lexicon)) is not None
    ]
    reading = read(tokens, lexicon, candidates)
    for said in sorted(_said(reading, key, lexicon, case), key=lambda said: (said.first, said.last)):
        start, end = tokens[said.first].start, tokens[said.last].end
        yield Noticed(said.name, said.value, key, start, end, text[start:end])


def _walls(tokens: Sequence[Token], lexicon: Lexicon) -> set[int]:
    """Places that no gap of a phrase reaches over."""
    walls: set[int] = set()
    before = ""
    for place, token in enumerate(tokens):
        form = token.form
        if (
            form in HARD_SIGNS
            or form in COMMAS
            or form in lexicon.walls
            # "par" is "but" behind a verb, elsewhere "on".
            or (form in lexicon.walls_after_verb and before in lexicon.verbs)
        ):
            walls.add(place)
        before = form
    return walls


def _said(reading: Reading, key: str, lexicon: Lexicon, case: Case) -> Iterator[Said]:
    not_here, past, no = elsewhere(reading, case.age), long_past(reading), denied(reading)
    asked_yes, asked_no = answered(reading)
    not_here -= asked_yes | asked_no
    thought = thought_of(reading)
    stated: set[int] = set()
    found: list[Said] = []
    for index, hit in enumerate(reading.hits):
        wording, place = hit.meaning, hit.first
        if wording.finding is None:
            continue
        if place in not_here or (place in thought and wording.finding not in lexicon.suspicions):
            continue
        if place in past and wording.finding not in lexicon.history_findings:
            continue
        fits_here = key != "history" or wording.finding in lexicon.history_findings
        if not fits_here and not reading.sentence_has(hit, "recent", "now"):
            continue
        if wording.value is False and reading.is_lost(hit):
            continue
        is_denied = index in no or place in asked_no
        if wording.if_sudden and not is_denied and not reading.sentence_has(hit, "sudden", "recent"):
            continue
        if key == "negatives" and not reading.denies_itself(hit):
            is_denied = is_denied or wording.value is not False
        value = wording.denied if is_denied else wording.value
        if value is None:
            continue
        if value is not False:
            stated.add(index)
        found.append(Said(wording.finding, value, hit.first, hit.last))
    yield from _without_echoes(found, lexicon)
    if key in _MEASURED_IN:
        yield from (
            item for item in measured(reading, lexicon, case.age) if item.first not in not_here | past
        )
        yield from durations(reading, lexicon, stated)


def _without_echoes(found: Sequence[Said], lexicon: Lexicon) -> Iterator[Said]:
    """Leave out what the same words say better, and what makes no sense alone."""
    places: dict[str, set[int]] = {}
    for said in found:
        places.setdefault(said.name, set()).update(range(said.first, said.last + 1))
    names = {said.name for said in found if said.value is not False}
    worst: dict[str, int] = {}
    for said in found:
        worst[said.name] = max(worst.get(said.name, 0), _rank(said, lexicon))
    for said in found:
        better = (places.get(other, set()) for other in lexicon.yields.get(said.name, ()))
        if any(not words.isdisjoint(range(said.first, said.last + 1)) for words in better):
            continue
        if 0 < _rank(said, lexicon) < worst[said.name]:
            continue
        needed = lexicon.only_with.get(said.name)
        if needed is None or not names.isdisjoint(needed):
            yield said


def _rank(said: Said, lexicon: Lexicon) -> int:
    """How far from normal an answer is; 0 for normal, and for what has no order."""
    choices = lexicon.choices.get(said.name, ())
    return choices.index(str(said.value)) if said.value in choices else 0


def _meant(wording: Wording, days: float, lexicon: Lexicon) -> Wording | None:
    """What a wording means at this age; None for nothing."""
    if wording.finding is None:
        return wording
    ages = lexicon.ages.get(wording.finding)
    if ages is not None and not (
        ages.from_days <= days and (ages.below_days is None or days < ages.below_days)
    ):
        if ages.otherwise is None:
            return None
        wording = replace(wording, finding=ages.otherwise)
    return wording
