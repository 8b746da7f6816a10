"""The inference process: `python -m clinic_app.inference.worker PACKAGE_DIR [SCRATCH_DIR]`.

In a frozen program: `clinic-app --inference-worker PACKAGE_DIR [SCRATCH_DIR]`, see `child.worker_command`.

It opens the verified files of the package and nothing else, has no key and no database, and ends when its
standard input ends, also in the middle of a request: that is how it notices that its parent has died.
SCRATCH_DIR, an empty folder, becomes the current folder and is removed at the end: also when the whole group of
processes is asked to end, and there is no parent left to do it.
"""

import contextlib
import os
import queue
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from clinic_app.domain.errors import ModelUnavailable
from clinic_app.inference.engine import LlamaEngine
from clinic_app.inference.package import load_package
from clinic_app.inference.protocol import LineTooLong, decode, encode, read_line, ready_message
from clinic_app.inference.ranking import LONGEST_TEXT, Engine

_NICENESS = 10
_MOST_EXCLUDED = 10_000

# None stands for a line that was too long.
_Lines = queue.SimpleQueue[bytes | None]


def main(arguments: list[str]) -> int:
    """Serve requests until the end of standard input; exit code 1 when the package cannot be used."""
    folder = Path(arguments[0]).absolute()
    scratch = Path(arguments[1]).absolute() if len(arguments) > 1 else None
    _become_quiet(scratch)
    answers = _take_standard_output()
    lines: _Lines = queue.SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, lines, scratch), daemon=True).start()
    try:
        package = load_package(folder)
        engine = LlamaEngine(package)
    except ModelUnavailable as trouble:
        _write(answers, {"ready": False, "error": trouble.reason, "file": trouble.params.get("file")})
        _leave(scratch, 1)
    _write(answers, ready_message(engine.identity(), engine.thresholds()))
    while True:
        _write(answers, answer(engine, lines.get()))


def answer(engine: Engine, line: bytes | None) -> dict[str, Any]:
    """The answer to one request line (None: one that was too long). Never raises, never repeats the text."""
    if line is None:
        return {"id": None, "error": "too_large"}
    try:
        request = decode(line)
        identifier, text, excluded = request["id"], request["text"], request["excluded"]
    except (ValueError, KeyError):
        return {"id": None, "error": "bad_request"}
    if not isinstance(identifier, (str, int)) or not isinstance(text, str) or not _are_names(excluded):
        return {"id": None, "error": "bad_request"}
    if len(text) > LONGEST_TEXT:
        return {"id": identifier, "error": "too_large"}
    started = time.perf_counter()
    try:
        ranking = engine.rank(text, frozenset(excluded))
    except Exception:  # noqa: BLE001 - its message may quote the text: only the code leaves this process
        return {"id": identifier, "error": "failed"}
    return {
        "id": identifier,
        "ranked": ranking.ranked,
        "other_probability": ranking.other_probability,
        "elapsed_ms": round((time.perf_counter() - started) * 1000, 1),
    }


def _are_names(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= _MOST_EXCLUDED
        and all(isinstance(item, str) for item in value)
    )


def _become_quiet(scratch: Path | None) -> None:
    # Ctrl-C in a terminal reaches the whole group; the parent decides when this process ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: _leave(scratch, 0))
    if scratch is not None:
        os.chdir(scratch)
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_NICENESS)


def _take_standard_output() -> BinaryIO:
    """Keep standard output for answers; what a native library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _read(stream: BinaryIO, lines: _Lines, scratch: Path | None) -> None:
    while True:
        try:
            line = read_line(stream)
        except LineTooLong:
            lines.put(None)
            continue
        except OSError:
            line = b""
        if not line:
            _leave(scratch, 0)
        lines.put(line)


def _write(answers: BinaryIO, message: dict[str, Any]) -> None:
    try:
        answers.write(encode(message))
        answers.flush()
    except OSError:
        # Nobody reads any more; the end of standard input ends this process.
        threading.Event().wait()


def _leave(scratch: Path | None, code: int) -> NoReturn:
    """End at once, also while the model computes in another thread."""
    if scratch is not None:
        with contextlib.suppress(OSError):
            os.chdir(scratch.parent)
            scratch.rmdir()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
