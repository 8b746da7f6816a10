"""The notation of phrases: gaps, classes, either order, empty words."""

import pytest

from clinic_app.domain.noticing.phrases import EmptyPhrase, Phrases
from clinic_app.domain.noticing.tokens import token_pattern, tokens_of

PATTERN = token_pattern(())


def found(phrase: str, text: str) -> list[tuple[str, ...]]:
    """The words of `text` that say `phrase`, for each way to find it."""
    phrases: Phrases[str] = Phrases(
        str.split, empty={"is", "the"}, skipped={"nahi"}, classes={"cannot": ["cannot", "not able"]}
    )
    phrases.add(phrase, "meant")
    tokens = tokens_of(text, PATTERN, str.lower)
    walls = {place for place, token in enumerate(tokens) if token.form in ",."}
    return [tuple(tokens[place].form for place in hit.used) for hit in phrases.in_tokens(tokens, walls)]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("neck|nape stiff", "nape is stiff", ("nape", "stiff")),
        ("neck ... stiff", "neck a little bit stiff", ("neck", "stiff")),
        ("@cannot drink", "he is not able to drink", None),
        ("@cannot ... drink", "he is not able to drink", ("not", "able", "drink")),
        ("@cannot|never drink", "cannot drink", ("cannot", "drink")),
        ("pain & chest", "chest has pain", ("chest", "pain")),
        ("pain & chest", "pain in chest", ("pain", "chest")),
        ("daura pada", "daura nahi pada", ("daura", "pada")),
        ("neck ... stiff", "neck fine, stiff", None),
        ("neck ... stiff", "neck one two three four stiff", None),
    ],
)
def test_where_a_phrase_is_found(phrase: str, text: str, words: tuple[str, ...] | None) -> None:
    assert found(phrase, text) == ([] if words is None else [words])


@pytest.mark.parametrize("phrase", ["is", "is|the", "... stiff", "..."])
def test_a_phrase_that_says_nothing_is_refused(phrase: str) -> None:
    with pytest.raises(EmptyPhrase):
        found(phrase, "stiff")


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(KeyError):
        found("@no_such_class", "stiff")
