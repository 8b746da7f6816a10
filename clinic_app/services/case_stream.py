"""Cases in, results out: one JSON object a line, in order, with the run going on after a bad line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from clinic_app.domain.case_reader import read_case
from clinic_app.domain.errors import CaseError
from clinic_app.services.assessment import Assessor, assessment_to_json
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.wording import say

MAX_LINE_BYTES = 8 * 1024 * 1024
_UTF8_BOM = b"\xef\xbb\xbf"


def assess_lines(source: BinaryIO, assessor: Assessor, knowledge: Knowledge) -> Iterable[str]:
    """Yield one result line (JSON without its line end) for each line of `source` that is not blank.

    A line that cannot be read, or a case that cannot be true, gives an error result. Raises OSError when
    `source` itself fails.
    """
    for line in _lines(source):
        if isinstance(line, CaseError):
            yield _dumps(_error_result(None, line))
            continue
        case_id: str | None = None
        try:
            decoded, twice = decode_line(line)
            if isinstance(decoded, dict) and isinstance(decoded.get("id"), str):
                case_id = decoded["id"]
            if twice:
                raise CaseError("duplicate_key", twice[0][:80])
            case = read_case(decoded, knowledge.vocabulary, knowledge.ranges)
        except CaseError as error:
            yield _dumps(_error_result(case_id, error))
        else:
            yield _dumps(assessment_to_json(assessor.assess(case), knowledge))


def decode_line(line: bytes) -> tuple[object, tuple[str, ...]]:
    """Decode one line of JSON: the value, and the keys that an object in it has twice.

    Raises CaseError: `bad_encoding` or `bad_json`.
    """
    twice: list[str] = []

    def noting_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                twice.append(key)
            found[key] = value
        return found

    try:
        decoded = json.loads(
            line.decode("utf-8"), object_pairs_hook=noting_duplicates, parse_constant=_refuse_constant
        )
        return decoded, tuple(twice)
    except UnicodeDecodeError as error:
        raise CaseError("bad_encoding", "") from error
    except json.JSONDecodeError as error:
        # The decoder's own words hold a position and never the text itself.
        raise CaseError("bad_json", "", detail=f"{error.msg}, column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        # Nested too deep, or a number with more digits than Python converts.
        raise CaseError("bad_json", "", detail=type(error).__name__) from error


def _lines(source: BinaryIO) -> Iterable[bytes | CaseError]:
    first = True
    while line := source.readline(MAX_LINE_BYTES + 1):
        if len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            while (rest := source.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield CaseError("line_too_long", "", limit=MAX_LINE_BYTES)
        elif stripped := (line.removeprefix(_UTF8_BOM) if first else line).strip():
            yield stripped
        first = False


def _refuse_constant(name: str) -> object:
    raise CaseError("bad_json", "", detail=f"{name} is not a number")


def _error_result(case_id: str | None, error: CaseError) -> Mapping[str, Any]:
    return {"id": case_id, "error": {"code": error.case_code, "field": error.field, "message": say(error)}}


def _dumps(result: Mapping[str, Any]) -> str:
    return json.dumps(result, ensure_ascii=False, separators=(",", ":"))
