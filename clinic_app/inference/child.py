"""One inference process seen from the program: started, asked, and always reaped."""

import contextlib
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import clinic_app
from clinic_app.inference.protocol import LineTooLong, decode, encode, read_line

# How long a process that was asked to end, by the end of its input, may take before it is killed.
_GRACE_S = 2.0


class ChildGone(Exception):
    """The process ended, or said something that is no message."""


class NoAnswer(Exception):
    """The process said nothing within the time it had."""


# What a frozen program is started with to be the worker. It has no Python to give a module to: its entry point,
# `clinic_app.__main__.main`, hears this word before anything else. Nobody types it, and `--help` does not name it.
WORKER_WORD = "--inference-worker"


def worker_command(package_folder: Path) -> tuple[str, ...]:
    """The command that starts the worker on a package; the scratch folder is added as its last argument."""
    if getattr(sys, "frozen", False):
        return (sys.executable, WORKER_WORD, str(package_folder.absolute()))
    # -s, -P and the environment below: no package from the user's own folders or the current one is imported.
    return (sys.executable, "-s", "-P", "-m", "clinic_app.inference.worker", str(package_folder.absolute()))


class Child:
    """A running process that is told one line and answers one line.

    `ask` and `hear` are for one thread at a time; `end` may be called from any thread, and more than once.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """Start it, in an empty scratch folder of its own. Raises OSError."""
        self._scratch = Path(tempfile.mkdtemp(prefix="clinic-app-worker-"))
        try:
            self._process = subprocess.Popen(
                [*command, str(self._scratch)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # Never shown and never kept: a native library's last words may quote what it was given.
                stderr=subprocess.DEVNULL,
                cwd=self._scratch,
                env=_environment(self._scratch),
                creationflags=_creation_flags(),
            )
        except OSError:
            shutil.rmtree(self._scratch, ignore_errors=True)
            raise
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True, name="inference-answers")
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def scratch(self) -> Path:
        """Its current folder; gone after `end`."""
        return self._scratch

    def ask(self, message: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        """Send `message` and wait for the answer. Raises ChildGone, NoAnswer."""
        # Written by a thread of its own: a stuck process that does not read must not hang the program.
        writer = threading.Thread(target=self._write, args=(encode(message),), daemon=True)
        writer.start()
        return self.hear(timeout_s)

    def hear(self, timeout_s: float) -> dict[str, Any]:
        """The next message. Raises ChildGone, NoAnswer."""
        try:
            line = self._lines.get(timeout=timeout_s)
        except queue.Empty:
            raise NoAnswer from None
        try:
            return decode(line)
        except ValueError:
            raise ChildGone from None

    def end(self, grace_s: float = _GRACE_S) -> None:
        """End the process, reap it and remove its folder; kills it when it takes longer than `grace_s`."""
        assert self._process.stdin is not None
        if grace_s > 0:
            threading.Thread(target=self._close_input, daemon=True).start()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(grace_s)
        self._process.kill()
        self._process.wait()
        self._reader.join(_GRACE_S)
        self._close_input()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _close_input(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.close()

    def _write(self, line: bytes) -> None:
        assert self._process.stdin is not None
        # A dead process is noticed by the end of its output.
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            while True:
                try:
                    line = read_line(stream)
                except (LineTooLong, OSError, ValueError):
                    line = b""
                # An empty line is no message: `hear` takes it for the end that it is.
                self._lines.put(line)
                if not line:
                    return


def _environment(scratch: Path) -> dict[str, str]:
    """Nothing of the user's environment but what a process needs to start at all."""
    needed = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
    kept = {name: os.environ[name] for name in needed if name in os.environ}
    return kept | {
        "PATH": os.defpath,
        "PYTHONPATH": str(Path(clinic_app.__file__).resolve().parent.parent),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "TEMP": str(scratch),
        "TMP": str(scratch),
    }


def _creation_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0
