"""Every word of a text is in some window, and no window is longer than the encoder reads."""

import pytest

from clinic_app.inference.windows import sentences, windows


def count_words(text: str) -> int:
    return len(text.split())


def test_sentences_end_where_people_end_them() -> None:
    text = "Fever 38.4 for 3 days.  Cough!\nबुखार है। ठंड लगती है?\n\nBP 90/60"
    assert sentences(text) == ("Fever 38.4 for 3 days.", "Cough!", "बुखार है।", "ठंड लगती है?", "BP 90/60")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_said_is_no_window(text: str) -> None:
    assert windows(text, count_words, 5) == ()
    assert sentences(text) == ()


def test_windows_hold_whole_sentences() -> None:
    assert windows("a b c. d e. f g h i.", count_words, 5) == ("a b c. d e.", "f g h i.")


def test_a_sentence_longer_than_a_window_is_cut_between_words() -> None:
    text = "a b c d e f g"
    assert windows(text, count_words, 3) == ("a b c", "d e f", "g")


def test_a_word_longer_than_a_window_is_cut() -> None:
    found = windows("x" * 100, lambda text: text.count("x"), 40)
    assert all(window.count("x") <= 40 for window in found)
    assert "".join(found).replace(" ", "") == "x" * 100
