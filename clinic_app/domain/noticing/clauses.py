"""A text cut up: which findings stand where, which words around them say how they are meant."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from clinic_app.domain.case import FindingValue
from clinic_app.domain.noticing.lexicon import Cue, Lexicon, Wording
from clinic_app.domain.noticing.phrases import Hit
from clinic_app.domain.noticing.tokens import Token

# Tokens; nobody writes longer ones on purpose.
_LONGEST_SENTENCE = 200
_ALSO_IN_WORDINGS: tuple[Cue, ...] = ("reports", "sudden", "recent", "past")
HARD_SIGNS = frozenset(".;!?\n।|•")
COMMAS = frozenset(",:()[]{}")
SOFT_SIGNS = frozenset("-/'\"*_‘’“”`~–—=&+")


@dataclass(frozen=True, slots=True)
class CueAt:
    """A cue and the places of its first and last token."""

    cue: Cue
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Said:
    """The text says `value` of the finding or vital sign `name`, in the tokens from `first` to `last`."""

    name: str
    value: FindingValue
    first: int
    last: int


@dataclass(slots=True)
class Reading:
    """A text with what was found in it.

    `hit_at`: place -> index of the hit of `hits` that uses this token. Several hits may use the same tokens: the
    index is that of the first. `hit_around`: the same for tokens that lie between those used. `cues_at`: place -> the
    cues that stand on it.
    """

    tokens: Sequence[Token]
    hits: Sequence[Hit[Wording]]
    cues: Sequence[CueAt]
    hit_at: Mapping[int, int]
    hit_around: Mapping[int, int]
    cues_at: Mapping[int, frozenset[Cue]]
    sentence_ends: frozenset[int]
    empty: frozenset[str]
    weightless: frozenset[str]
    negations: frozenset[str]
    incapable: frozenset[str]

    def has(self, place: int, *cues: Cue) -> bool:
        """Whether one of `cues` stands on the token at `place`."""
        return not self.cues_at.get(place, frozenset()).isdisjoint(cues)

    def is_hard(self, place: int) -> bool:
        """Whether the sentence ends at `place`."""
        return not 0 <= place < len(self.tokens) or place in self.sentence_ends

    def is_comma(self, place: int) -> bool:
        """Whether a comma, colon or bracket stands at `place`."""
        return self.tokens[place].form in COMMAS

    def is_border(self, place: int) -> bool:
        """Whether what is said before `place` does not hold behind it: sentence end, "but"."""
        return self.is_hard(place) or self.has(place, "border")

    def says_nothing(self, place: int) -> bool:
        """Whether the token at `place` is an empty word or a sign without meaning."""
        form = self.tokens[place].form
        return form in self.empty or form in SOFT_SIGNS

    def denies_itself(self, hit: Hit[Wording]) -> bool:
        """Whether a negation is part of the wording (not able to drink)."""
        return any(self.tokens[place].form in self.negations for place in hit.used)

    def is_lost(self, hit: Hit[Wording]) -> bool:
        """Whether words in front take back what the wording says: "unable to stand or walk without support"."""
        place = hit.first - 1
        while not self.is_border(place) and (
            self.tokens[place].form in self.weightless or self.has(place, "or")
        ):
            place -= 1
        if self.is_border(place):
            return False
        if place in self.hit_at:
            before = self.hits[self.hit_at[place]]
            return before.meaning.finding == hit.meaning.finding and (
                self.lacks(before) or self.denies_itself(before)
            )
        return self.tokens[place].form in self.incapable or self.tokens[place].form in self.negations

    def sentence_has(self, hit: Hit[Wording], *cues: Cue) -> bool:
        """Whether one of `cues` stands in the sentence of `hit`."""
        first, last = hit.first, hit.last
        while not self.is_hard(first - 1):
            first -= 1
        while not self.is_hard(last + 1):
            last += 1
        return any(self.has(place, *cues) for place in range(first, last + 1))

    def lacks(self, hit: Hit[Wording]) -> bool:
        """Whether the wording tells of an ability lost (unable to drink)."""
        return any(self.tokens[place].form in self.incapable for place in hit.used)


def read(tokens: Sequence[Token], lexicon: Lexicon, candidates: Iterable[Hit[Wording]]) -> Reading:
    """Settle overlaps (the longest wording wins) and find the cues that no wording has used up."""
    hits = _settled(candidates, tokens, lexicon)
    hit_at: dict[int, int] = {}
    for index, hit in enumerate(hits):
        for place in hit.used:
            hit_at.setdefault(place, index)
    hit_around: dict[int, int] = {}
    for index, hit in enumerate(hits):
        for place in range(hit.first + 1, hit.last):
            if place not in hit_at:
                hit_around.setdefault(place, index)
    cues: list[CueAt] = []
    cues_at: dict[int, set[Cue]] = {}
    found = sorted(lexicon.cues.in_tokens(tokens, frozenset()), key=lambda hit: (-len(hit.used), hit.first))
    taken: dict[int, int] = {}
    for cue in found:
        # A cue inside a longer one is part of it ("no h/o" inside "no h/o of such"), one inside a wording too; but milk
        # is a mother's also in "maa ka doodh nahi pee raha", and what else came suddenly did so too.
        in_wording = any(place in hit_at for place in cue.used) and (
            cue.meaning not in _ALSO_IN_WORDINGS
            # "Such a headache never before" tells of now.
            or (cue.meaning == "past" and all(place in hit_at for place in cue.used))
        )
        if in_wording or any(taken.get(place, 0) > len(cue.used) for place in cue.used):
            continue
        cues.append(CueAt(cue.meaning, cue.first, cue.last))
        for place in cue.used:
            if cue.meaning not in _ALSO_IN_WORDINGS:
                taken[place] = len(cue.used)
            cues_at.setdefault(place, set()).add(cue.meaning)
    _keep_real_borders(tokens, cues_at)
    cues.sort(key=lambda cue: cue.first)
    return Reading(
        tokens,
        hits,
        cues,
        hit_at,
        hit_around,
        {place: frozenset(kinds) for place, kinds in cues_at.items()},
        _sentence_ends(tokens),
        lexicon.empty,
        lexicon.weightless,
        lexicon.negations,
        lexicon.incapable,
    )


def _sentence_ends(tokens: Sequence[Token]) -> frozenset[int]:
    """Places of the signs that end a sentence; an endless one is cut, so that no search is longer than that."""
    ends: set[int] = set()
    last = -1
    for place, token in enumerate(tokens):
        if token.form in HARD_SIGNS or (place - last > _LONGEST_SENTENCE):
            ends.add(place)
            last = place
    return frozenset(ends)


def _settled(
    candidates: Iterable[Hit[Wording]], tokens: Sequence[Token], lexicon: Lexicon
) -> Sequence[Hit[Wording]]:
    """The hits that stay: the one with more words of weight wins; several may say the same words' meanings."""
    cores = {
        hit: tuple(place for place in hit.used if tokens[place].form not in lexicon.weightless) or hit.used
        for hit in candidates
    }
    negated = {place for place, token in enumerate(tokens) if token.form in lexicon.negations}
    ranked = sorted(
        cores, key=lambda hit: (-len(cores[hit]), -len(hit.used), hit.last - hit.first, hit.first)
    )
    owner: dict[int, Hit[Wording]] = {}
    kept: list[Hit[Wording]] = []
    for hit in ranked:
        rivals = {owner[place] for place in cores[hit] if place in owner}
        if all(
            cores[rival] == cores[hit]
            or _both_hold(rival, hit, cores, negated=negated, besides=lexicon.besides)
            for rival in rivals
        ):
            kept.append(hit)
            for place in cores[hit]:
                owner.setdefault(place, hit)
    silent = {cores[hit] for hit in kept if hit.meaning.finding is None}
    meant = [hit for hit in kept if cores[hit] not in silent or hit.meaning.finding is None]
    return sorted(meant, key=lambda hit: (hit.first, hit.last))


def _both_hold(
    rival: Hit[Wording],
    hit: Hit[Wording],
    cores: Mapping[Hit[Wording], tuple[int, ...]],
    *,
    negated: Collection[int],
    besides: Mapping[str, Collection[str]],
) -> bool:
    """Whether two wordings share a word and each says something of its own: "chest pain" and "pain in the arm".

    A `hit` inside the `rival` does so where it tells another side of it: "snake bite" in "snake bite on the foot".
    """
    ones, others = set(cores[rival]), set(cores[hit])
    states = all(
        each.meaning.finding is not None and each.meaning.value is not False for each in (rival, hit)
    )
    if states and hit.meaning.finding in besides.get(rival.meaning.finding or "", ()):
        return True
    nested = ones <= others or others <= ones
    return (
        states
        and not nested
        and (ones & others).isdisjoint(negated)
        and rival.meaning.finding != hit.meaning.finding
    )


def _keep_real_borders(tokens: Sequence[Token], cues_at: dict[int, set[Cue]]) -> None:
    """Tell the two meanings of "par": "but" behind a verb or a comma, elsewhere "on"."""
    for place, kinds in cues_at.items():
        if "border_after_verb" in kinds:
            before = place - 1
            behind_verb = bool(cues_at.get(before, set()) & {"aux", "nahi", "asserts"})
            if before >= 0 and (behind_verb or tokens[before].form in COMMAS):
                kinds.add("border")
