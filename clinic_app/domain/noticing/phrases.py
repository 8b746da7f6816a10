"""Phrases and where they stand in a text.

Notation of a phrase: tokens in their order, `a|b` for either of two words, `...` for up to three tokens of anything
but a border of the sentence or a negation. Empty words (is, of, hai, ka) may be left out of a phrase or stand anywhere
in it; further words that say nothing of their own (raha, gaya), and a Hindi "not", may stand anywhere in it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from clinic_app.domain.noticing.tokens import Token

Meaning = TypeVar("Meaning")
GAP = "..."
_GAP_TOKENS = 3
_FILLERS_IN_A_ROW = 4
_SOFT_SIGNS = frozenset("-/'\"*_‘’“”`~–—")


class EmptyPhrase(ValueError):
    """Nothing of the phrase is left to look for."""


@dataclass(slots=True)
class _Node(Generic[Meaning]):
    children: "dict[str, _Node[Meaning]]" = field(default_factory=dict)
    gap: "_Node[Meaning] | None" = None
    meanings: list[Meaning] = field(default_factory=list)


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
    """A set of phrases, each with a meaning. Finding them takes time in the length of the text only."""

    def __init__(
        self,
        split: Callable[[str], Sequence[Token]],
        empty: Collection[str] = frozenset(),
        skipped: Collection[str] = frozenset(),
    ) -> None:
        self._split = split
        self._empty = frozenset(empty)
        self._skipped = self._empty | frozenset(skipped)
        self._root: _Node[Meaning] = _Node()

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Look for `phrase` from now on. Raises EmptyPhrase."""
        parts: list[list[tuple[str, ...]]] = []
        for part in phrase.split():
            if part == GAP:
                parts.append([(GAP,)])
                continue
            either = [self._forms(word) for word in part.split("|") if word]
            # Spellings that are compared alike are one alternative.
            either = list(dict.fromkeys(forms for forms in either if forms))
            # An empty word that stands for itself among others must be there: "ruk gaya|hai".
            if any(form not in self._empty for forms in either for form in forms):
                parts.append(either)
        while parts and parts[-1] == [(GAP,)]:
            parts.pop()
        if not parts or parts[0] == [(GAP,)]:
            raise EmptyPhrase(phrase)
        self._insert(self._root, parts, meaning)

    def in_tokens(self, tokens: Sequence[Token], walls: Collection[int]) -> Iterator[Hit[Meaning]]:
        """Every phrase in `tokens`; no gap reaches over a token of `walls`."""
        for place, token in enumerate(tokens):
            node = self._root.children.get(token.form)
            if node is not None:
                yield from self._from(node, (place,), tokens, walls)

    def _from(
        self, node: _Node[Meaning], used: tuple[int, ...], tokens: Sequence[Token], walls: Collection[int]
    ) -> Iterator[Hit[Meaning]]:
        for meaning in node.meanings:
            yield Hit(meaning, used)
        yield from self._on(node, used, used[-1] + 1, _FILLERS_IN_A_ROW, tokens, walls, fillers_only=True)
        if node.gap is not None:
            yield from self._on(node.gap, used, used[-1] + 1, _GAP_TOKENS, tokens, walls, fillers_only=False)

    def _on(
        self,
        node: _Node[Meaning],
        used: tuple[int, ...],
        place: int,
        skips: int,
        tokens: Sequence[Token],
        walls: Collection[int],
        *,
        fillers_only: bool,
    ) -> Iterator[Hit[Meaning]]:
        while place < len(tokens):
            form = tokens[place].form
            child = node.children.get(form)
            if child is not None:
                yield from self._from(child, (*used, place), tokens, walls)
            empty = form in self._skipped or form in _SOFT_SIGNS
            if not empty and (fillers_only or place in walls):
                return
            if fillers_only or not empty:
                skips -= 1
            if skips < 0 or place - used[-1] > 2 * _FILLERS_IN_A_ROW:
                return
            place += 1

    def _forms(self, word: str) -> tuple[str, ...]:
        return tuple(token.form for token in self._split(word) if token.form not in _SOFT_SIGNS)

    def _insert(
        self, node: _Node[Meaning], parts: Sequence[Sequence[tuple[str, ...]]], meaning: Meaning
    ) -> None:
        if not parts:
            if meaning not in node.meanings:
                node.meanings.append(meaning)
            return
        for forms in parts[0]:
            following = node
            for form in forms:
                if form == GAP:
                    following.gap = following.gap or _Node()
                    following = following.gap
                else:
                    following = following.children.setdefault(form, _Node())
            self._insert(following, parts[1:], meaning)
