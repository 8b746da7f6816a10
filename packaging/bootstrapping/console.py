"""Talking to the person who waits: plain lines on stderr, and company for a command that takes minutes.

Everything goes to stderr, because the stdout of ``assess`` carries results.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

HEARTBEAT_S = 20.0
LOG_TAIL_LINES = 15

# What a log says when something outside this program is wrong, and what to tell the person.
HINTS = (
    ("No space left on device", "The disk is full. Setting up needs about 1 GB free."),
    (
        r"Temporary failure in name resolution|Name or service not known|NewConnectionError|ReadTimeout|ProxyError",
        "A package could not be fetched: is there a network (or a proxy to set)? Then run the same command again.",
    ),
    (
        "THESE PACKAGES DO NOT MATCH THE HASHES",
        "A package differs from the one that was checked. Nothing of it was installed.",
    ),
    (
        "No matching distribution found",
        "A pinned package is not offered for this Python or platform by the package index that pip is set up to use.",
    ),
    (
        r"Killed signal terminated program|internal compiler error: Killed",
        "The compiler ran out of memory. Close other programs, or set CMAKE_BUILD_PARALLEL_LEVEL=1, and run again.",
    ),
)


class SetupFailed(Exception):
    """Set-up cannot go on; the message is for the person at the terminal."""


class CommandKilled(SetupFailed):
    """A command did not end by itself: the system, or somebody, killed it in the middle of its work."""


class Interrupted(Exception):
    """The person, or the system, asked this program to stop."""


def say(text: str = "") -> None:
    """One line (or more) for the person who waits."""
    print(text, file=sys.stderr, flush=True)


def minutes(seconds: float) -> str:
    """``75.3`` as ``1 min 15 s``."""
    whole = int(seconds)
    return f"{whole // 60} min {whole % 60:02d} s" if whole >= 60 else f"{whole} s"


def hint_for(log_text: str) -> str | None:
    """What to tell the person about a failed command, where its log shows a known cause."""
    return next((hint for pattern, hint in HINTS if re.search(pattern, log_text)), None)


def compile_progress(log_text: str) -> str | None:
    """The last ``[27/78]`` of a Ninja log as ``27 of 78 files``."""
    steps = re.findall(r"^\s*\[(\d+)/(\d+)\]", log_text, flags=re.MULTILINE)
    return f"{steps[-1][0]} of {steps[-1][1]} files" if steps else None


@contextmanager
def stop_signals() -> Iterator[None]:
    """Inside, a polite request to end (SIGTERM, a closed terminal) raises ``Interrupted``, as Ctrl-C does."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise Interrupted(signal.Signals(number).name)

    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def run_logged(
    command: Sequence[str | Path],
    *,
    doing: str,
    log: Path,
    environment: Mapping[str, str] | None = None,
    progress: Callable[[str], str | None] | None = None,
    heartbeat_s: float = HEARTBEAT_S,
    keep_open: Sequence[int] = (),
) -> None:
    """Runs ``command`` with its whole output in ``log``, saying every ``heartbeat_s`` seconds that it still runs.

    The command gets no input. ``progress`` reads the log so far and says how far it is. ``keep_open`` are file
    descriptors that the command inherits. If this program is asked to stop, the command and its children are
    stopped first. Raises ``SetupFailed`` with the end of the log where the command fails, ``CommandKilled`` where it
    was killed.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if environment is None else dict(environment),
            start_new_session=True,
            pass_fds=tuple(keep_open),
        )
        try:
            while True:
                try:
                    code = process.wait(timeout=heartbeat_s)
                    break
                except subprocess.TimeoutExpired:
                    so_far = progress(_text(log)) if progress else None
                    elapsed = minutes(time.monotonic() - started)
                    say(f"   ... {doing}: {elapsed}" + (f", {so_far}" if so_far else ""))
        except BaseException:
            _stop(process)
            raise
    if code != 0:
        text = _text(log)
        tail = "\n".join(f"   | {line}" for line in text.splitlines()[-LOG_TAIL_LINES:])
        advice = hint_for(text) or "Run the same command again to go on from here."
        failure = CommandKilled if code < 0 else SetupFailed
        raise failure(f"{doing} failed (exit status {code}).\n{tail}\nThe whole log: {log}\n{advice}")


def _text(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Ends the process with all it started, first politely."""
    if hasattr(os, "killpg"):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
                process.wait(timeout=10)
                return
            except subprocess.TimeoutExpired:
                continue
            except ProcessLookupError:
                break
    else:
        process.kill()
    process.wait()
