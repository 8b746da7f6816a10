"""Which findings a text denies.

English denies in front (no fits, denies chest pain), Hindi behind (daura nahi pada). A negation reaches over a list
(no fever, vomiting or fits; bukhar, ulti, daura kuch nahi) and ends at the end of the sentence, at "but", and where
something is asserted.
"""

from clinic_app.domain.noticing.clauses import CueAt, Reading
from clinic_app.domain.noticing.lexicon import Cue, Wording
from clinic_app.domain.noticing.phrases import Hit

# Words of no list that may stand between "no" and what it denies: "no high grade fever".
_UNKNOWN_BEFORE_FIRST = 2
_UNKNOWN_LATER = 1
_WORDS_BACK = 8
# So many findings in a row are a list even without "and", "or", "kuch".
_PLAIN_LIST = 3
# Tokens from the first to the last of a wording, gaps and all.
_LONGEST_WORDING = 30
_ANSWERS = frozenset(":-=")
_ENDS_AHEAD: tuple[Cue, ...] = (
    *("asserts", "spends", "nahi", "absent", "patient", "now", "since", "goes_on", "no", "not"),
)
_ENDS_BEHIND: tuple[Cue, ...] = ("nahi", "no", "not", "absent", "goes_on", "spends")
_ENDS_LIST: tuple[Cue, ...] = (*_ENDS_BEHIND, "aux", "asserts", "since", "now", "patient")


def denied(reading: Reading) -> set[int]:
    """The indices of the hits of `reading` that are denied."""
    found: set[int] = set()
    for cue in reading.cues:
        if cue.cue in ("no", "not"):
            if cue.cue == "no" and _stands_last(reading, cue):
                found |= _behind(reading, cue)
            else:
                found |= _ahead(reading, cue)
        elif cue.cue == "absent":
            found |= _behind(reading, cue)
        elif cue.cue == "nahi" and cue.first in reading.hit_around:
            found |= _meant(reading, reading.hit_around[cue.first])
        elif cue.cue == "nahi" and not _goes_on(reading, cue):
            before = _behind(reading, cue)
            found |= before if before - found else _at_once(reading, cue)
    return found


def _stands_last(reading: Reading, cue: CueAt) -> bool:
    """Whether "no" answers what stands before it: "fits: no, cough: yes"."""
    following = cue.last + 1
    ends = reading.is_hard(following) or reading.is_comma(following)
    return ends and cue.first > 0 and not reading.is_hard(cue.first - 1)


def _goes_on(reading: Reading, cue: CueAt) -> bool:
    """Whether what is denied is only that it stops: "bukhar nahi utar raha"."""
    following = cue.last + 1
    while not reading.is_hard(following) and (
        reading.says_nothing(following) or reading.has(following, "light")
    ):
        following += 1
    return not reading.is_hard(following) and reading.has(following, "goes_on")


def _ahead(reading: Reading, cue: CueAt) -> set[int]:
    found: set[int] = set()
    strong = cue.cue == "no"
    unknown, linked_by_or, place = 0, False, cue.last + 1
    while not reading.is_border(place):
        if place in reading.hit_at:
            index = reading.hit_at[place]
            hit = reading.hits[index]
            silent = hit.meaning.finding is None
            if not silent and _starts_anew(reading, hit, listed=bool(found)):
                break
            if found and not silent and not linked_by_or and _is_asserted(reading, hit.last + 1):
                break
            if not silent:
                found |= _same_tokens(reading, index)
            unknown, linked_by_or, place = 0, False, hit.last + 1
            continue
        if reading.is_comma(place):
            # "cries without tears, loose motions": what is not there has been named.
            if not strong or (unknown and not found):
                break
            unknown = 0
        elif reading.has(place, "or"):
            linked_by_or, unknown = True, 0
        elif reading.has(place, "and"):
            unknown = 0
        elif (
            reading.has(place, "asserts", "spends", "nahi", "absent", "patient", "now", "since", "goes_on")
            or reading.has(place, "no", "not")
            or reading.tokens[place].kind == "number"
        ):
            break
        elif not (reading.says_nothing(place) or reading.has(place, "light", "all_of_them")):
            unknown += 1
            allowed = (_UNKNOWN_LATER if found else _UNKNOWN_BEFORE_FIRST) if strong else 0
            if unknown > allowed:
                break
        place += 1
    return found


def _starts_anew(reading: Reading, hit: Hit[Wording], *, listed: bool) -> bool:
    """Whether a wording cannot be one more item of a denied list: "no fits, not drinking", "no fits, feeding well"."""
    return reading.denies_itself(hit) or (listed and (hit.meaning.denied is None or reading.lacks(hit)))


def _is_asserted(reading: Reading, place: int) -> bool:
    """Whether what stands from `place` to the next comma says that the finding before it is there."""
    while not reading.is_border(place) and not reading.is_comma(place) and place not in reading.hit_at:
        if reading.tokens[place].kind == "number" or reading.has(place, "asserts", "since"):
            return True
        if reading.has(place, "and", "or"):
            return False
        place += 1
    return False


def _at_once(reading: Reading, cue: CueAt) -> set[int]:
    """Hits right behind a Hindi negation: "nahi hai bukhar", "na bukhar na ulti"."""
    place = cue.last + 1
    while not reading.is_border(place) and not reading.is_comma(place):
        if place in reading.hit_at:
            return _meant(reading, reading.hit_at[place])
        if not (reading.says_nothing(place) or reading.has(place, "aux", "light", "all_of_them")):
            break
        place += 1
    return set()


def _behind(reading: Reading, cue: CueAt) -> set[int]:
    chain: list[int] = []
    is_list, words, place = False, 0, cue.first - 1
    while not reading.is_border(place) and words <= _WORDS_BACK:
        if place in reading.hit_at:
            index = reading.hit_at[place]
            hit = reading.hits[index]
            if hit.meaning.finding is None:
                break
            if reading.denies_itself(hit):
                # "not able to drink: no" is the answer to a question.
                answers = not chain and reading.tokens[cue.first - 1].form in _ANSWERS
                return _same_tokens(reading, index) if answers else set()
            chain.append(index)
            words, place = 0, hit.first - 1
            continue
        if reading.has(place, "all_of_them", "or"):
            is_list = True
        elif reading.has(place, *(_ENDS_LIST if chain else _ENDS_BEHIND)):
            break
        elif reading.has(place, "and"):
            is_list = True
        elif not (
            reading.is_comma(place)
            or reading.says_nothing(place)
            or reading.has(place, "aux", "light", "now", "patient")
        ):
            break
        words += 1
        place -= 1
    listed = chain if is_list or len(chain) >= _PLAIN_LIST else chain[:1]
    return set().union(*(_meant(reading, index) for index in listed))


def _meant(reading: Reading, index: int) -> set[int]:
    hit = reading.hits[index]
    if hit.meaning.finding is None or reading.denies_itself(hit):
        return set()
    return _same_tokens(reading, index)


def _same_tokens(reading: Reading, index: int) -> set[int]:
    """The hit and those that share tokens with it: other meanings of the same words."""
    used = set(reading.hits[index].used)
    first, last = min(used) - _LONGEST_WORDING, max(used)
    found = {index}
    for step in (-1, 1):
        near = index + step
        while 0 <= near < len(reading.hits) and first <= reading.hits[near].first <= last:
            if not used.isdisjoint(reading.hits[near].used):
                found.add(near)
            near += step
    return found
