"""The virtual environment of a checkout: made, repaired and kept in step with the lock files.

``.venv/setup.json`` names what was installed, by the hash of the lock file it came from, and is written after each
step that succeeded; so a second run skips what is done. ``build/bootstrap`` outlives ``.venv``: logs, the compiled
wheel, the lock that keeps two set-ups apart, and the note that a change of ``.venv`` is under way. If that note is
there at the start, the last change was cut off (power, ``kill -9``) and ``.venv`` is made afresh. A command that
ended by itself, even with an error (no network), cuts nothing off: what was fetched and installed before it stays.

A ``.venv`` that somebody made by hand is used, and never deleted.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bootstrapping.console import CommandKilled, SetupFailed, run_logged, say

if sys.platform != "win32":
    import fcntl

# The note in setup.json that the .venv was there before us.
_BY_HAND = "made_by_hand"


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Environment:
    """One checkout's ``.venv`` and the notes about it. Touches nothing outside the checkout but pip's own cache.

    Attributes: ``checkout``, ``venv``, ``work`` (``build/bootstrap``), ``python`` (the environment's interpreter).
    """

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        self.venv = checkout / ".venv"
        self.work = checkout / "build" / "bootstrap"
        self.python = self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self._notes = self.venv / "setup.json"
        self._change_under_way = self.work / "change-under-way"
        self._lock_fd: int | None = None

    def requirements(self, name: str) -> Path:
        """The lock file ``packaging/requirements/NAME.txt``."""
        return self.checkout / "packaging" / "requirements" / f"{name}.txt"

    def is_usable(self) -> bool:
        """Whether ``.venv`` is whole, was made at this place, and its interpreter still runs pip.

        A ``.venv`` without our notes (somebody made it by hand) is used as it is.
        """
        if self._change_under_way.exists() or not self.python.exists():
            return False
        if self._read_notes().get("checkout", str(self.checkout)) != str(self.checkout):
            return False
        return self.runs("import pip")

    def has(self, step: str, key: str) -> bool:
        """Whether ``step`` was done from the state that ``key`` names."""
        return self._read_notes().get(step) == key

    def record(self, step: str, key: str) -> None:
        """Notes that ``step`` is done. Replaces the notes whole, or leaves them as they were."""
        # `create` leaves notes before anything else: without them it was not us who made this .venv.
        by_hand = {} if self._notes.exists() else {_BY_HAND: "yes"}
        self._write_notes({**self._read_notes(), **by_hand, "checkout": str(self.checkout), step: key})

    def refuse_to_delete_what_is_not_ours(self) -> None:
        """Raises ``SetupFailed`` where ``create`` would delete a ``.venv`` that somebody made by hand."""
        is_there = self.venv.exists() or self.venv.is_symlink()
        if is_there and (not self._notes.exists() or _BY_HAND in self._read_notes()):
            raise SetupFailed(
                f"{self.venv} cannot be used: it is incomplete, from another place, or a change of it was cut off.\n"
                "It was not made by this set-up, so it is not deleted either. Move it away or delete it, then run "
                "the same command again."
            )

    def create(self) -> None:
        """Makes ``.venv`` from nothing, in place of what set-up left there; raises ``SetupFailed`` for anything else."""
        self.refuse_to_delete_what_is_not_ours()
        with self.changing():
            if self.venv.exists():
                say("-- .venv is incomplete or was moved; making it afresh")
            self.venv.mkdir(exist_ok=True)
            # First of all, and kept through the deleting: cut off anywhere, .venv is still known to be ours.
            self._write_notes({"checkout": str(self.checkout)})
            for entry in self.venv.iterdir():
                if entry.is_dir() and not entry.is_symlink():
                    shutil.rmtree(entry)
                elif entry != self._notes:
                    entry.unlink()
            # not sys.executable: this may itself run from the environment that was just removed
            python = getattr(sys, "_base_executable", None) or sys.executable
            run_logged(
                [python, "-m", "venv", self.venv],
                doing="making .venv",
                log=self.log("venv"),
                keep_open=self.held(),
            )

    def pip(self, step: str, *arguments: str | Path) -> None:
        """Runs the environment's pip as the person set it up (mirrors, certificates); raises ``SetupFailed``."""
        command = [self.python, "-m", "pip", *arguments, "--no-input", "--disable-pip-version-check"]
        run_logged(command, doing=step, log=self.log(step), keep_open=self.held())

    def install_locked(self, name: str) -> None:
        """Installs exactly what ``NAME.txt`` locks, as wheels only: nothing is compiled unexpectedly."""
        with self.changing():
            self.pip(
                f"installing {name}.txt",
                "install",
                "--require-hashes",
                "--only-binary=:all:",
                "-r",
                self.requirements(name),
            )

    def runs(self, code: str) -> bool:
        """Whether the environment's Python runs ``code`` without an error."""
        outcome = subprocess.run(
            [self.python, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        return outcome.returncode == 0

    def log(self, step: str) -> Path:
        """Where the whole output of ``step`` goes."""
        return self.work / "logs" / f"{step.replace(' ', '-').replace('.txt', '')}.log"

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Around every change of ``.venv``: cut off inside, the next run starts it afresh.

        A command that ended by itself with an error cuts nothing off: its step is done again and no more.
        """
        self.work.mkdir(parents=True, exist_ok=True)
        self._change_under_way.touch()
        try:
            yield
        except CommandKilled:
            raise
        except SetupFailed:
            self._change_under_way.unlink()
            raise
        self._change_under_way.unlink()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Waits until no other set-up works in this checkout.

        The lock is inherited by the commands that set-up starts: those that a killed run left behind are waited for
        too, instead of being worked against.
        """
        if sys.platform == "win32":
            yield
            return
        self.work.mkdir(parents=True, exist_ok=True)
        self._lock_fd = os.open(self.work / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(self._lock_fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(
                    "-- another set-up (or what a killed one left running) is at work in this checkout; waiting for it"
                )
                fcntl.flock(self._lock_fd, fcntl.LOCK_EX)
            yield
        finally:
            os.close(self._lock_fd)
            self._lock_fd = None

    def held(self) -> tuple[int, ...]:
        """The lock's file descriptor, to be inherited by commands."""
        return () if self._lock_fd is None else (self._lock_fd,)

    def _write_notes(self, notes: dict[str, str]) -> None:
        part = self._notes.with_suffix(".part")
        part.write_text(json.dumps(notes, indent=1, sort_keys=True), encoding="utf-8")
        part.replace(self._notes)

    def _read_notes(self) -> dict[str, str]:
        try:
            notes = json.loads(self._notes.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except ValueError:
            return {"checkout": "unreadable"}  # so .venv counts as unusable
        return {str(key): str(value) for key, value in notes.items()}
