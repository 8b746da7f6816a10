"""Passphrases are judged by how they would be guessed, with what a neighbour knows."""

import pytest

from clinic_app.services.passphrase import ADVICE_CODES, Strength, judge

HINTS = ("PHC Rampur", "Dr Meenakshi Rao", "Sunita")


@pytest.mark.parametrize(
    "passphrase",
    [
        "tiger lamp river 42",
        "correct horse battery staple",
        "नीला घोड़ा सात कुआँ",
        "mango bridge cloud 9",
        "v7#Kq2!mZx9&",
    ],
)
def test_words_that_do_not_belong_together_are_good(passphrase: str) -> None:
    assert judge(passphrase, HINTS) == Strength(judge(passphrase, HINTS).score, True, "good")


@pytest.mark.parametrize(
    ("passphrase", "advice"),
    [
        ("", "too_short"),
        ("   ", "too_short"),
        ("v7#Kq2!mZ", "too_short"),
        ("password123", "common_words"),
        ("meenakshi rao", "uses_names"),
        ("phc rampur 1", "uses_names"),
        ("aaaaaaaaaaaaaaa", "repeats"),
        ("dr rao 12345", "common_words"),
        ("sdfghjkl;lkjh", "keyboard_row"),
        ("abcdefghijklmnop", "too_simple"),
    ],
)
def test_what_is_guessed_first_is_refused_with_advice(passphrase: str, advice: str) -> None:
    strength = judge(passphrase, HINTS)
    assert not strength.acceptable
    assert strength.advice == advice


def test_names_known_in_the_clinic_count_against_it() -> None:
    assert judge("zorawarpura99", ()).score > judge("zorawarpura99", ("Zorawarpura",)).score


@pytest.mark.parametrize(
    "passphrase",
    [
        "x" * 200,
        "l33t$p3@k0" * 20,
        "1!|l7(" * 40,
        "aA1!" * 50,
        "\0" * 50,
        "\ud800abc",
        "🙂" * 60,
        "ab" * 5000,
    ],
)
def test_anything_can_be_typed(passphrase: str) -> None:
    strength = judge(passphrase, [*HINTS, "x" * 5000, "\0", ""])
    assert 0 <= strength.score <= 4
    assert strength.advice in ADVICE_CODES


@pytest.mark.parametrize(
    ("passphrase", "hint"),
    [
        ("anil verma 1", "Dr. Anil Verma"),
        ("AnilVerma@1", "Anil Verma (demo)"),
        ("anil verma 1980", "Anil Kumar Verma"),
        ("phc rampur 1", "PHC Rampur, Block Sadar"),
        ("kumar verma 22", "Anil Kumar Verma"),
    ],
)
def test_a_name_with_a_little_beside_it_is_refused(passphrase: str, hint: str) -> None:
    assert not judge(passphrase, (hint,)).acceptable


def test_names_among_enough_other_words_do_no_harm() -> None:
    assert judge("anil counts seven brass lanterns", ("Dr. Anil Verma",)).acceptable
