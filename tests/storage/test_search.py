"""What staff type finds the patient: beginnings of words, in either script, never taken as query syntax."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic_app.storage.search import SearchRows, match_expression
from clinic_app.storage.store import Store


@pytest.fixture
def search(tmp_path: Path) -> Iterator[SearchRows]:
    store = Store(tmp_path / "clinic.db", bytes(32), create=True)
    rows = store.search
    rows.put(1, "Sita Devi", "Ram Lal", "Rampur", "+91 98765-43210", ["fever", "Vivax malaria B51.9"])
    rows.put(2, "सीता देवी", "राम लाल", "रामपुर", "९८७६५०००००", ["बुखार", "डेंगू"])
    rows.put(3, "Zoë O'Brien-Śarmā", "", "St. Mary's", "", ["headache"])
    rows.put(4, "Ramesh", "Sita", "Sitapur", "0612 222222", [])
    yield rows
    store.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sita", {1, 4}),
        ("SITA dev", {1}),
        ("dev sit", {1}),
        ("si", {1, 4}),
        ("s", {1, 3, 4}),
        ("सी", {2}),
        ("सीता", {2}),
        ("देवी सी", {2}),
        ("सि", set()),
        ("बुखार", {2}),
        ("डेंगू रामपुर", {2}),
        ("malaria sita", {1}),
        ("b51", {1}),
        ("B51.9", {1}),
        ("98765", {1, 2}),
        ("98765 43210", {1}),
        ("9876543210", {1}),
        ("+91-98765 43210", {1}),
        ("०9876543210"[1:], {1}),
        ("९८७६५", {1, 2}),
        ("0612222222", {4}),
        ("zoe", {3}),
        ("zoë", {3}),
        ("sarma", {3}),
        ("o'brien", {3}),
        ("brien", {3}),
        ("st. mary", {3}),
        ("sita‍", {1, 4}),
        ("ita", set()),
    ],
)
def test_what_is_typed_finds_the_patients(search: SearchRows, typed: str, found: set[int]) -> None:
    assert set(search.find(typed, 20)) == found


def test_names_that_fit_come_first_then_the_newest(search: SearchRows) -> None:
    assert search.find("sita", 20) == (1, 4)
    search.put(5, "Sita", "", "", "", [])
    assert search.find("sita", 20) == (5, 1, 4)
    assert search.find("sita", 1) == (5,)


def test_indexing_again_forgets_the_old_words(search: SearchRows) -> None:
    search.put(1, "Gita Devi", "", "", "", [])
    assert search.find("sita", 20) == (4,)
    assert search.find("malaria", 20) == ()
    assert search.find("gita", 20) == (1,)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "\0", '"', '""', "*", "-", "--", "(", ")", "^", ":", "NEAR(", "AND", "OR", "NOT", "sita AND", "sita OR",
        "name:sita", "{name}:", '"sita', 'si"ta', "sita*", "si*ta", "-sita", "sita\0devi", "sita'; DROP TABLE patients",
        "\ud800", "%", "_", "\\", "+", "a" * 10_000, "a " * 10_000, "९" * 1000, "\u200d", "ـ", "🙂", "1-2-3", "+++123",
    ],
)  # fmt: skip
def test_nothing_typed_is_query_syntax_or_breaks_the_search(search: SearchRows, typed: str) -> None:
    search.find(typed, 20)
    assert len(search.find("sita", 20)) == 2


def test_signs_do_not_hide_the_words_beside_them(search: SearchRows) -> None:
    for typed in ('"sita"', "sita*", "-sita", "sita\0", "(sita)", "sita:"):
        assert set(search.find(typed, 20)) == {1, 4}, typed


def test_there_is_no_search_without_a_word() -> None:
    for nothing in ("", "  ", '"', "-*", "\0"):
        assert match_expression(nothing) is None
