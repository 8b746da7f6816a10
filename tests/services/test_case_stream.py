"""One result a line, in order, whatever the lines hold."""

import io
import json
from typing import Any

import pytest

from clinic_app.services import case_stream
from clinic_app.services.assessment import Assessor
from clinic_app.services.case_stream import assess_lines
from clinic_app.services.knowledge import Knowledge
from tests.fakes import FakeEngine


@pytest.fixture
def assessor(knowledge: Knowledge) -> Assessor:
    return Assessor(knowledge, FakeEngine(tuple(knowledge.conditions)))


def results(source: bytes, assessor: Assessor, knowledge: Knowledge) -> list[dict[str, Any]]:
    return [json.loads(line) for line in assess_lines(io.BytesIO(source), assessor, knowledge)]


def test_the_run_goes_on_after_bad_lines(assessor: Assessor, knowledge: Knowledge) -> None:
    lines = [
        b'{"id": "a", "age_years": 30, "complaint": "cough"}',
        b"",
        b"not json",
        b'{"id": "b", "age_years": 30, "wieght": 4}',
        b'{"id": "c", "age_years": 30, "vitals": {"temperature_c": 101.2}}',
        b'{"id": "d"}',
        b"[1, 2]",
        b'{"id": "e", "age_years": 30, "narrative": "\xff"}',
        b'{"id": "f", "age_years": 30, "age_years": 40}',
        b'{"id": "g", "age_years": NaN}',
        b'{"id": "h", "age_years": 3, "narrative": "a\x00b"}',
        b'{"id": "i", "age_years": 3, "narrative": "a\\u0000b"}',
        b"[" * 100_000,
        b'{"id": "j", "age_years": 7' + b"0" * 5000 + b"}",
        b'{"id": "k", "age_years": 31}',
    ]
    found = results(b"\n".join(lines), assessor, knowledge)
    errors = [(result["id"], result["error"]["code"], result["error"]["field"]) for result in found[1:-1]]
    assert errors == [
        (None, "bad_json", ""),
        ("b", "unknown_key", "wieght"),
        ("c", "out_of_range_offer", "temperature_c"),
        ("d", "age_missing", "age_years"),
        (None, "not_an_object", ""),
        (None, "bad_encoding", ""),
        ("f", "duplicate_key", "age_years"),
        (None, "bad_json", ""),
        (None, "bad_json", ""),
        ("i", "control_characters", "narrative"),
        (None, "bad_json", ""),
        (None, "bad_json", ""),
    ]
    assert (found[0]["id"], found[-1]["id"]) == ("a", "k")
    assert "38.4" in found[3]["error"]["message"]
    assert all("{" not in result["error"]["message"] for result in found[1:-1])


def test_a_result_holds_the_whole_list(assessor: Assessor, knowledge: Knowledge) -> None:
    [result] = results(b'{"id": "a", "age_years": 30, "complaint": "dengue"}', assessor, knowledge)
    assert {row["condition"] for row in result["differential"]} == set(knowledge.conditions)
    total = sum(row["probability"] for row in result["differential"]) + result["other_probability"]
    assert total == pytest.approx(1, abs=1e-6)
    assert result["differential"][0]["condition"] == "dengue"
    assert result["differential"][0]["icd10"] == "A97.0"
    assert result["noticed"] == [
        {
            "finding": "dengue_suspected",
            "value": True,
            "key": "complaint",
            "start": 0,
            "end": 6,
            "text": "dengue",
        }
    ]
    assert set(result) == {
        "id", "model", "triage", "differential", "other_probability", "abstain", "urgency", "noticed", "elapsed_ms",
    }  # fmt: skip


def test_an_error_never_repeats_what_was_typed(assessor: Assessor, knowledge: Knowledge) -> None:
    source = b'{"id": "a", "age_years": 30, "narrative": "Kamla Devi of Rampur \\u0000"}\n{"id": Kamla Devi}'
    assert "Kamla" not in json.dumps(results(source, assessor, knowledge))


def test_a_line_beyond_the_limit_is_skipped_whole(
    assessor: Assessor, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_stream, "MAX_LINE_BYTES", 200)
    source = b'{"id": "' + b"x" * 1000 + b'"}\n{"id": "b", "age_years": 3}\n'
    found = results(source, assessor, knowledge)
    assert found[0]["error"]["code"] == "line_too_long"
    assert [result["id"] for result in found] == [None, "b"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble(
    assessor: Assessor, knowledge: Knowledge
) -> None:
    source = b'\xef\xbb\xbf{"id": "a", "age_years": 3}\r\n{"id": "b", "age_years": 3}\r\n'
    assert [result["id"] for result in results(source, assessor, knowledge)] == ["a", "b"]
