"""Which findings a text does not state of this patient now: another person's, long past, only possible, asked."""

from clinic_app.domain.case import Age
from clinic_app.domain.noticing.clauses import CueAt, Reading
from clinic_app.domain.noticing.lexicon import Cue

_WORDS_TO_REPORT = 4
_MAY_BE_ELDER_DAYS = 50 * 365.25


def elsewhere(reading: Reading, age: Age) -> set[int]:
    """Places where another person, a condition, an advice or a question is written of.

    The son of an old patient writes of "papa": at this `age` it is the patient.
    """
    others = {"other_person"} if age.exact_days >= _MAY_BE_ELDER_DAYS else {"other_person", "elder"}
    places: set[int] = set()
    for cue in reading.cues:
        if cue.cue in others and not _reports(reading, cue):
            places |= _ahead(reading, cue, "patient")
        elif cue.cue == "advice":
            places |= _ahead(reading, cue)
        elif cue.cue == "in_other_person":
            places |= _around(reading, cue) | _ahead(reading, cue, "patient")
        elif cue.cue == "condition":
            places |= _to_sentence_end(reading, cue)
        elif cue.cue == "condition_before":
            places |= _before(reading, cue)
        elif cue.cue == "question" and _asks(reading, cue):
            places |= _around(reading, cue, time_ends=False)
    return places | _asked(reading)


def long_past(reading: Reading) -> set[int]:
    """Places where something long ago is told."""
    places: set[int] = set()
    for cue in reading.cues:
        if cue.cue == "past":
            places |= _around(reading, cue)
    return places


def thought_of(reading: Reading) -> set[int]:
    """Places that are only thought of: "?snakebite"."""
    return {
        place + 1
        for place, token in enumerate(reading.tokens)
        if token.form == "?" and _marks_a_thought(reading, place)
    }


def answered(reading: Reading) -> tuple[set[int], set[int]]:
    """Places of questions that the text affirms, and of those that it denies: "Fits? No"."""
    yes: set[int] = set()
    no: set[int] = set()
    for place, token in enumerate(reading.tokens):
        if token.form == "?":
            if reading.has(place + 1, "answer_yes"):
                yes |= _back_to_hard(reading, place)
            elif reading.has(place + 1, "answer_no"):
                no |= _back_to_hard(reading, place)
    return yes, no


def _reports(reading: Reading, cue: CueAt) -> bool:
    """Whether this person only tells, brings or gives, or is not the one who has it: "maa ne bataya"."""
    for place in range(cue.last + 1, cue.last + 1 + _WORDS_TO_REPORT):
        if reading.is_border(place) or reading.is_comma(place):
            return False
        if reading.has(place, "reports"):
            return True
        if place in reading.hit_at:
            return False
    return False


def _ahead(reading: Reading, cue: CueAt, *ends: Cue) -> set[int]:
    """From the cue to the border, to one of `ends`, or to a comma that no list goes on behind."""
    place = cue.last + 1
    while not reading.is_border(place):
        if reading.has(place, *ends):
            break
        if reading.is_comma(place) and not _list_goes_on(reading, place):
            break
        place += 1
    return set(range(cue.last + 1, place))


def _list_goes_on(reading: Reading, comma: int) -> bool:
    """Whether bare findings stand on both sides of the comma."""
    following = comma + 1
    if following not in reading.hit_at or comma - 1 not in reading.hit_at:
        return False
    end = following
    while not reading.is_border(end) and not reading.is_comma(end):
        if reading.tokens[end].kind == "number" or reading.has(
            end, "since", "asserts", "aux", "nahi", "absent"
        ):
            return False
        end += 1
    return True


def _to_sentence_end(reading: Reading, cue: CueAt) -> set[int]:
    place = cue.last + 1
    while not reading.is_hard(place):
        place += 1
    return set(range(cue.last + 1, place))


def _before(reading: Reading, cue: CueAt) -> set[int]:
    place = cue.first - 1
    while not reading.is_border(place):
        if reading.is_comma(place) and not _list_goes_on(reading, place):
            break
        if reading.has(place, "aux", "now"):
            break
        place -= 1
    return set(range(place + 1, cue.first))


def _around(reading: Reading, cue: CueAt, *, time_ends: bool = True) -> set[int]:
    """The part of the sentence that the cue stands in: between borders, commas, and (`time_ends`) words for now."""

    def ends(place: int) -> bool:
        told = time_ends and reading.has(place, "now", "since")
        return reading.is_border(place) or reading.is_comma(place) or told

    first, last = cue.first - 1, cue.last + 1
    while not ends(first):
        first -= 1
    while not ends(last):
        last += 1
    return set(range(first + 1, last))


def _asks(reading: Reading, cue: CueAt) -> bool:
    """A question word asks where it opens or closes its part of the sentence."""
    before, following = cue.first - 1, cue.last + 1
    opens = reading.is_border(before) or reading.is_comma(before)
    return opens or reading.is_hard(following)


def _asked(reading: Reading) -> set[int]:
    places: set[int] = set()
    for place, token in enumerate(reading.tokens):
        if token.form == "?" and not _marks_a_thought(reading, place):
            places |= _back_to_hard(reading, place)
    return places


def _marks_a_thought(reading: Reading, place: int) -> bool:
    """Whether the question mark stands in front of a word: "?snakebite"."""
    tokens = reading.tokens
    apart = place == 0 or tokens[place - 1].end < tokens[place].start
    return apart and place + 1 < len(tokens) and tokens[place + 1].start == tokens[place].end


def _back_to_hard(reading: Reading, mark: int) -> set[int]:
    place = mark - 1
    while not reading.is_hard(place):
        place -= 1
    return set(range(place + 1, mark))
