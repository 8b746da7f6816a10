"""One spelling for each word: case, accents, doubled letters, Hinglish and Devanagari variants, small slips.

Only the compared form changes; where a word stands in the text is kept by its token.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_NUQTA, _VIRAMA, _ANUSVARA = "\u093c", "\u094d", "\u0902"
_CHANDRABINDU = ("\u0901", "\u0900")
_DROPPED = {_NUQTA, _ANUSVARA, "\u0903", "\u200c", "\u200d", *_CHANDRABINDU}
# In front of a stop, a nasal with virama sounds and is often written as a dot above: ठण्डा, ठंडा.
_NASALS = frozenset("ङञणनम")
_STOPS = frozenset("कखगघचछजझटठडढतथदधपफबभ")
_LONG = {"\u0940": "\u093f", "\u0942": "\u0941", "ई": "इ", "ऊ": "उ"}
# After य a vowel sign is often written as the vowel itself: गये, गए.
_AFTER_YA = {"\u093f": "इ", "\u0940": "इ", "\u0947": "ए"}


@dataclass(frozen=True)
class Folding:
    """One form for the spellings of a word.

    `folds`: pairs replaced one after the other in Hinglish words. `variants`: a spelling -> the one it stands for.
    `english`: English words, which the Hinglish folds would harm (feet is not fit). `endings` of gender, number, tense
    and aspect are taken off a Hindi word in either script, the first that fits (dikhta, dikhti, dikha), but of `kept`.
    """

    folds: Sequence[tuple[str, str]]
    variants: Mapping[str, str]
    english: frozenset[str]
    endings: tuple[str, ...]
    kept: frozenset[str]

    def folded(self, word: str) -> str:
        """The form of `word` without its spelling variants."""
        plain = _plain(word)
        plain = self.variants.get(plain, plain)
        if not plain.isascii():
            return self._stem(plain, _devanagari(plain))
        single = _single(plain)
        if single in self.english:
            return single
        if _is_plural(single) and single[:-1] in self.english:
            return single[:-1]
        form = plain
        for old, new in self.folds:
            if old in form:
                form = form.replace(old, new)
        return self._stem(plain, _single(form))

    def _stem(self, word: str, form: str) -> str:
        if not form.endswith(self.endings) or word in self.kept:
            return form
        for ending in self.endings:
            # What is left of a word must still tell it from others: a vowel more in Latin letters if one was taken.
            left = _SHORT + (len(ending) == 1 and form.isascii())
            if form.endswith(ending) and len(form) - len(ending) >= left:
                stem = form[: -len(ending)]
                return form if stem in self.english else stem
        return form


@dataclass(frozen=True)
class Speller:
    """Compared forms of words.

    `folded` gives the form without spelling variants. `known`: folded form -> compared form of words that no slip is
    looked for in; `meant`: compared forms that a slip may have been meant for. `slip_length`: letters that a word needs
    before one slip in it is forgiven; in Devanagari, where a vowel is a letter, one more.
    """

    folded: Callable[[str], str]
    known: Mapping[str, str]
    meant: frozenset[str]
    slip_length: int

    def compared(self, word: str) -> str:
        """The form of `word` that is compared; a slip of one letter in a long word is mended."""
        form = self.folded(word)
        if form in self.known:
            return self.known[form]
        # As an English word first, perhaps in the plural: the folds would be one slip more.
        typed = _single(_plain(word))
        for attempt in dict.fromkeys((typed, typed.removesuffix("s"), form)):
            if len(attempt) >= self.slip_length - 2 and (mended := self._mended(attempt)) is not None:
                return mended
        return form

    def _mended(self, form: str) -> str | None:
        if form[0] not in self._initials:
            return None
        for key in _with_one_gone(form):
            for word in self._slips.get(key, ()):
                if word[0] == form[0] and self._forgiven(form, word):
                    return word
        return None

    def _forgiven(self, typed: str, word: str) -> bool:
        """Whether `typed` is `word` with one slip; in a shorter word only a vowel may be missing: drnk."""
        if len(word) < self.slip_length:
            return any(
                word[:place] + word[place + 1 :] == typed
                for place, sign in enumerate(word)
                if sign in _VOWELS
            )
        return len(typed) >= self.slip_length - 1 and _one_slip(typed, word)

    @cached_property
    def _initials(self) -> frozenset[str]:
        return frozenset(word[0] for word in self.meant)

    @cached_property
    def _slips(self) -> Mapping[str, Sequence[str]]:
        """Long words meant by what is left of them without one letter."""
        slips: dict[str, list[str]] = {}
        for word in sorted(self.meant):
            if len(word) >= (self.slip_length - 1 if word.isascii() else self.slip_length + 1):
                for key in _with_one_gone(word):
                    slips.setdefault(key, []).append(word)
        return slips


# Letters of an abbreviation.
_SHORT = 3
_VOWELS = frozenset("aeiou")
_DOUBLED = re.compile(r"(.)\1+")


def english_forms(words: Iterable[str]) -> frozenset[str]:
    """The forms by which a Folding knows English words; a plural and its singular are one."""
    forms = {_single(_plain(word)) for word in words}
    return frozenset(form[:-1] if _is_plural(form) else form for form in forms if form.isascii())


def plain(word: str) -> str:
    """`word` in small letters, without accents and apostrophes: the form that variants are looked up in."""
    return _plain(word)


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower().replace("'", "")
    lowered = unicodedata.normalize("NFKD", word.lower())
    return "".join(
        sign for sign in lowered if sign not in "'\u2019\u2018`" and not "\u0300" <= sign <= "\u036f"
    )


def _is_plural(form: str) -> bool:
    return len(form) > 3 and form.endswith("s") and not form.endswith(("is", "us", "oes"))


def _single(word: str) -> str:
    """`word` without doubled letters; what is too short for a word (RR, ATT) stays."""
    if len(word) <= _SHORT:
        return word
    return _DOUBLED.sub(r"\1", word) if _DOUBLED.search(word) else word


def _devanagari(word: str) -> str:
    kept: list[str] = []
    signs = [sign for sign in word if sign not in _DROPPED]
    for place, sign in enumerate(signs):
        following = signs[place + 1 : place + 3]
        if sign in _NASALS and len(following) == 2 and following[0] == _VIRAMA and following[1] in _STOPS:
            continue
        if sign == _VIRAMA:
            continue
        if kept and kept[-1] == "य" and len(kept) > 1 and sign in _AFTER_YA:
            kept[-1] = _AFTER_YA[sign]
            continue
        kept.append(_LONG.get(sign, sign))
    return "".join(kept)


def _with_one_gone(word: str) -> list[str]:
    return [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]


def _one_slip(typed: str, word: str) -> bool:
    """Whether one letter is missing, added, changed, or swapped with its neighbour."""
    start = 0
    while start < min(len(typed), len(word)) and typed[start] == word[start]:
        start += 1
    a, b = typed[start:], word[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
