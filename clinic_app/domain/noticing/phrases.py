"""Phrases and where they stand in a text.

Notation of a phrase: tokens in their order; `a|b` for either of two words; `@name` for any word or group of words of
that class; `...` for up to three tokens of anything but a border of the sentence or a negation; `a & b` for both, in
either order, with such a gap between them. Empty words (is, of, hai, ka) may be left out of a phrase or stand anywhere
in it; further words that say nothing of their own (raha, gaya), and a Hindi "not", may stand anywhere in it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Generic, TypeVar

from clinic_app.domain.noticing.tokens import Token

Meaning = TypeVar("Meaning")
GAP, EITHER_ORDER, CLASS = "...", "&", "@"
_GAP_TOKENS = 3
_FILLERS_IN_A_ROW = 4
_SOFT_SIGNS = frozenset("-/'\"*_‘’“”`~–—")
# The ways to say one part of a phrase, each of one or more compared forms.
_Ways = tuple[tuple[str, ...], ...]


class EmptyPhrase(ValueError):
    """Nothing of the phrase is left to look for."""


@dataclass(frozen=True, slots=True)
class _Rest(Generic[Meaning]):
    """What must still be read of a phrase: the forms `begun`, then its `words` from the one at `place`."""

    words: Sequence[str]
    place: int
    meaning: Meaning
    begun: tuple[str, ...] = ()


@dataclass(slots=True)
class _State(Generic[Meaning]):
    """What may follow where a text has been read up to here.

    It is made when a text first leads to it: most phrases are never met. `following`: form -> the state behind it, or
    what that will be made of. `gap`: the state inside a gap.
    """

    meanings: Sequence[Meaning]
    following: "dict[str, _State[Meaning] | list[_Rest[Meaning]]]"
    gap: "_State[Meaning] | None"


@dataclass(frozen=True, slots=True)
class Hit(Generic[Meaning]):
    """`meaning` was found; `used` are the places of the tokens that say so, without what lies in gaps."""

    meaning: Meaning
    used: tuple[int, ...]

    @property
    def first(self) -> int:
        """Place of its first token."""
        return self.used[0]

    @property
    def last(self) -> int:
        """Place of its last token."""
        return self.used[-1]


class Phrases(Generic[Meaning]):
    """A set of phrases, each with a meaning. Finding them takes time in the length of the text only.

    `split` gives the compared forms of the tokens of a word. `classes`: name -> the words and groups of words that
    `@name` stands for.
    """

    def __init__(
        self,
        split: Callable[[str], Sequence[str]],
        empty: Collection[str] = frozenset(),
        skipped: Collection[str] = frozenset(),
        classes: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._split = split
        self._empty = frozenset(empty)
        self._skipped = self._empty | frozenset(skipped)
        self._classes = classes or {}
        self._phrases: list[_Rest[Meaning]] = []
        self._start: _State[Meaning] | None = None
        self._parts: dict[str, _Ways | None] = {GAP: None}
        self._words: dict[str, list[tuple[str, ...]]] = {}

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Look for `phrase` from now on. Raises EmptyPhrase, and KeyError for an unknown class."""
        words = phrase.split()
        if EITHER_ORDER not in words:
            self._add(words, phrase, meaning)
            return
        sides = [side.split() for side in phrase.split(f" {EITHER_ORDER} ")]
        for order in permutations(sides):
            in_order = [word for side in order for word in (GAP, *side)]
            self._add(in_order[1:], phrase, meaning)

    def in_tokens(self, tokens: Sequence[Token], walls: Collection[int]) -> Iterator[Hit[Meaning]]:
        """Every phrase in `tokens`; no gap reaches over a token of `walls`."""
        if self._start is None:
            self._start = self._state(self._phrases)
        for place, token in enumerate(tokens):
            state = self._step(self._start, token.form)
            if state is not None:
                yield from self._from(state, (place,), tokens, walls)

    def _from(
        self, state: _State[Meaning], used: tuple[int, ...], tokens: Sequence[Token], walls: Collection[int]
    ) -> Iterator[Hit[Meaning]]:
        for meaning in state.meanings:
            yield Hit(meaning, used)
        if state.following:
            yield from self._on(state, used, _FILLERS_IN_A_ROW, tokens, walls, fillers_only=True)
        if state.gap is not None:
            yield from self._on(state.gap, used, _GAP_TOKENS, tokens, walls, fillers_only=False)

    def _on(
        self,
        state: _State[Meaning],
        used: tuple[int, ...],
        skips: int,
        tokens: Sequence[Token],
        walls: Collection[int],
        *,
        fillers_only: bool,
    ) -> Iterator[Hit[Meaning]]:
        last = used[-1]
        for place in range(last + 1, min(len(tokens), last + 2 + 2 * _FILLERS_IN_A_ROW)):
            form = tokens[place].form
            if form in state.following and (behind := self._step(state, form)) is not None:
                yield from self._from(behind, (*used, place), tokens, walls)
            empty = form in self._skipped or form in _SOFT_SIGNS
            if not empty and (fillers_only or place in walls):
                return
            if fillers_only or not empty:
                skips -= 1
            if skips < 0:
                return

    def _add(self, words: Sequence[str], phrase: str, meaning: Meaning) -> None:
        for word in words:
            if CLASS in word:
                self._part(word)
        first = 0
        while first < len(words) and self._part(words[first]) == ():
            first += 1
        if first == len(words) or words[first] == GAP:
            raise EmptyPhrase(phrase)
        self._phrases.append(_Rest(words, first, meaning))
        self._start = None

    def _step(self, state: _State[Meaning], form: str) -> _State[Meaning] | None:
        """The state behind a token of this form, None for none."""
        behind = state.following.get(form)
        if isinstance(behind, list):
            behind = state.following[form] = self._state(behind)
        return behind

    def _state(self, rests: Sequence[_Rest[Meaning]]) -> _State[Meaning]:
        """The state in which one of `rests` may follow."""
        meanings: dict[Meaning, None] = {}
        in_gap: list[_Rest[Meaning]] = []
        following: dict[str, _State[Meaning] | list[_Rest[Meaning]]] = {}

        def read(begun: tuple[str, ...], rest: _Rest[Meaning], place: int) -> None:
            behind = following.setdefault(begun[0], [])
            assert isinstance(behind, list)
            behind.append(_Rest(rest.words, place, rest.meaning, begun[1:]))

        for rest in rests:
            if rest.begun:
                read(rest.begun, rest, rest.place)
                continue
            place, gap = rest.place, False
            while place < len(rest.words) and not (ways := self._part(rest.words[place])):
                gap, place = gap or ways is None, place + 1
            if place == len(rest.words):
                meanings[rest.meaning] = None
            elif gap:
                in_gap.append(_Rest(rest.words, place, rest.meaning))
            else:
                for way in ways or ():
                    read(way, rest, place + 1)
        return _State(tuple(meanings), following, self._state(in_gap) if in_gap else None)

    def _part(self, part: str) -> _Ways | None:
        """The ways to say a part; None for a gap, none if it is made of empty words only. Raises KeyError."""
        if part in self._parts:
            return self._parts[part]
        ways: dict[tuple[str, ...], None] = {}
        for word in part.split("|"):
            if word not in self._words:
                group = self._classes[word[1:]] if word.startswith(CLASS) else (word,)
                self._words[word] = [forms for words in group if (forms := self._forms(words))]
            # Spellings that are compared alike are one way.
            ways.update(dict.fromkeys(self._words[word]))
        # An empty word that stands for itself among others must be there: "ruk gaya|hai".
        says = any(not self._empty.issuperset(forms) for forms in ways)
        self._parts[part] = tuple(ways) if says else ()
        return self._parts[part]

    def _forms(self, words: str) -> tuple[str, ...]:
        said = [form for word in words.split() for form in self._split(word) if form not in _SOFT_SIGNS]
        return tuple(form for form in said if form not in self._empty) or tuple(said)
