"""The test command: every check one after the other, until one fails."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrapping.console import minutes, say


@dataclass(frozen=True)
class Check:
    """One step of the test command: its name and its command line."""

    name: str
    command: tuple[str, ...]


def all_checks(python: Path, pytest_arguments: Sequence[str]) -> list[Check]:
    """The quick ones first. ``pytest_arguments`` go to pytest."""
    tools = python.parent
    module = (str(python), "-m")
    return [
        Check("ruff check", (*module, "ruff", "check", ".")),
        Check("ruff format", (*module, "ruff", "format", "--check", ".")),
        Check("mypy", (*module, "mypy")),
        Check("lint-imports", (str(tools / "lint-imports"), "--no-cache", "--no-logo")),
        Check("pytest", (*module, "pytest", *pytest_arguments)),
    ]


def run_checks(
    checks: Sequence[Check], run: Callable[[Check], int], clock: Callable[[], float] = time.monotonic
) -> int:
    """Runs the checks until one fails, says how each went, and returns the failing one's exit status, or 0."""
    outcomes: list[str] = []
    code = 0
    for check in checks:
        if code != 0:
            outcomes.append(f"   {check.name:<14} not run")
            continue
        say(f"== {check.name}")
        started = clock()
        code = run(check)
        outcomes.append(
            f"   {check.name:<14} {'ok' if code == 0 else f'FAILED ({code})':<12} {minutes(clock() - started)}"
        )
    say("== summary")
    for outcome in outcomes:
        say(outcome)
    return code


def runner(checkout: Path, environ: Mapping[str, str] = os.environ) -> Callable[[Check], int]:
    """Runs a check in the checkout's folder, its output where this program's output goes."""

    def run(check: Check) -> int:
        sys.stdout.flush()
        return subprocess.run(check.command, cwd=checkout, env=dict(environ), check=False).returncode

    return run
