"""The commands of ``packaging/bootstrap.py`` and what each needs before it can start."""

import argparse
import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bootstrapping.checks import all_checks, run_checks, runner
from bootstrapping.console import Interrupted, SetupFailed, minutes, say, stop_signals
from bootstrapping.engine import compile_engine, kept_wheel, this_engine_key
from bootstrapping.environment import Environment, file_hash
from bootstrapping.machine import (
    Machine,
    Need,
    ThisMachine,
    apt_line,
    compiler_needs,
    display_is_missing,
    packages_of,
    qt_needs,
    venv_needs,
)

CHECKOUT = Path(__file__).resolve().parents[2]
TRY_ASSESS = (
    """echo '{"id": "1", "age_years": 30, "complaint": "fever and headache for two days"}'"""
    " | python3 packaging/bootstrap.py assess"
)
DESCRIPTION = """\
Sets up this checkout and starts the program or its tests. Python 3.11+, git and a C++ compiler are enough to begin
with. The first set-up takes 5 to 10 minutes on two cores; it can be stopped and run again, and once done it takes
no time. Everything is installed into .venv, in the versions and with the hashes of packaging/requirements.
"""


def main(arguments: Sequence[str]) -> int:
    """Runs one command line; returns the exit status."""
    options, passed_on = parse(arguments)
    try:
        with stop_signals():
            if (
                options.command == "run"
                and opens_window(passed_on)
                and display_is_missing(os.environ, sys.platform)
            ):
                say(no_display())
                return 1
            environment = set_up(
                Environment(CHECKOUT),
                ThisMachine(),
                tests=options.command == "test" or getattr(options, "tests", False),
                qt=options.command != "assess",
                window=options.command == "run" and opens_window(passed_on),
                may_install=not options.no_system_packages,
            )
        if options.command == "setup":
            say(f"-- ready. The program: {environment.python.parent / 'clinic-app'}")
            return 0
        if options.command == "test":
            return run_checks(all_checks(environment.python, passed_on), runner(CHECKOUT))
        return start_program(environment.python, options.command, passed_on)
    except SetupFailed as failure:
        say(f"\n{failure}")
        return 1
    except OSError as error:
        say(f"\nSetting up failed: {error.strerror or error} ({error.filename or CHECKOUT}).")
        return 1
    except (Interrupted, KeyboardInterrupt):
        say("\nStopped. Run the same command again to go on from here.")
        return 130


def parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """The command with its own options, and the arguments that are passed on (all after ``--``, and unknown ones)."""
    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    common.add_argument(
        "--no-system-packages",
        action="store_true",
        help="never run apt-get; as root the default is to install missing system packages",
    )
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in {
        "run": "open the program; --demo: on a throw-away profile; what else follows goes to clinic-app",
        "assess": "clinic-app assess: cases as JSON lines from stdin (or --input F), results to stdout; no display",
        "test": "all checks and tests; what follows goes to pytest",
        "setup": "only install; --tests: with what the tests need",
    }.items():
        command = commands.add_parser(name, help=text, description=text, parents=[common], allow_abbrev=False)
        if name == "setup":
            command.add_argument("--tests", action="store_true", help="also what the tests need")
    ours, after = _split(arguments)
    options, unknown = parser.parse_known_args(ours)
    if options.command == "setup" and (unknown or after):
        parser.error(f"unrecognized arguments: {' '.join([*unknown, *after])}")
    return options, [*unknown, *after]


def opens_window(program_arguments: Sequence[str]) -> bool:
    """Whether clinic-app opens its window with these arguments: it does when they name no sub-command."""
    rest = iter(program_arguments)
    for argument in rest:
        if argument in ("--help", "--version"):
            return False
        if argument in ("--profile", "--language"):
            next(rest, None)
        elif not argument.startswith("-"):
            return False
    return True


def no_display() -> str:
    """What to say where no window can open."""
    return (
        "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window cannot open.\n"
        "Triage and the ranked list work without one. Try:\n\n"
        f"  {TRY_ASSESS}\n"
    )


def set_up(
    environment: Environment, machine: Machine, *, tests: bool, qt: bool, window: bool, may_install: bool
) -> Environment:
    """Brings the machine and ``.venv`` to what the command needs; says what it does, and nothing if all is there.

    Raises ``SetupFailed`` with the one line that mends it where the operating system lacks something.
    """
    started = time.monotonic()
    with environment.alone():
        usable = environment.is_usable()
        if not usable:
            environment.refuse_to_delete_what_is_not_ours()
        key = this_engine_key(environment)
        compiled = (usable and environment.has("engine", key)) or kept_wheel(environment, key) is not None

        def needs() -> list[Need]:
            return [
                *([] if usable else venv_needs(machine)),
                *([] if compiled else compiler_needs(machine)),
                *(qt_needs(machine, os.environ, window) if qt else []),
            ]

        provide(needs, machine, may_install)
        steps = steps_to_do(environment, usable, key, tests)
        if steps:
            say(f"-- setting up {environment.checkout} (to do: {', '.join(steps)})")
            if not compiled or not usable:
                duration = "about a minute" if compiled else "5 to 10 minutes the first time"
                say(f"   this takes {duration}; it can be stopped and run again")
            do_steps(environment, steps, usable, key)
            say(f"-- set up in {minutes(time.monotonic() - started)}")
    return environment


def provide(needs: Callable[[], list[Need]], machine: Machine, may_install: bool) -> None:
    """Installs the Debian packages of ``needs`` where this is root and it may; else raises with the line to run."""
    missing = needs()
    if not missing:
        return
    what = ", ".join(need.what for need in missing)
    line = apt_line(missing, machine.is_root())
    if not machine.has_apt():
        raise SetupFailed(
            f"This system lacks: {what}.\nInstall them with its package manager. On Debian and Ubuntu they are in: "
            + " ".join(packages_of(missing))
        )
    if not (machine.is_root() and may_install):
        raise SetupFailed(
            f"This system lacks: {what}.\nThis line brings them; then run the same command again:\n\n  {line}\n"
        )
    say(f"-- this system lacks: {what}\n-- as root, running: {line}")
    if not machine.install(packages_of(missing)) or needs():
        raise SetupFailed(f"The system packages could not be installed. Try it yourself:\n\n  {line}\n")


def step_keys(environment: Environment, engine: str) -> dict[str, str]:
    """Each step's key: what it was done from. In the order in which they must be done."""
    return {
        "build": file_hash(environment.requirements("build")),
        "engine": engine,
        "run": file_hash(environment.requirements("run")),
        "project": file_hash(environment.checkout / "pyproject.toml"),
        "test": file_hash(environment.requirements("test")),
    }


def steps_to_do(environment: Environment, usable: bool, engine: str, tests: bool) -> list[str]:
    """The steps that are missing or were done from something else."""
    return [
        step
        for step, key in step_keys(environment, engine).items()
        if (tests or step != "test") and not (usable and environment.has(step, key))
    ]


def do_steps(environment: Environment, steps: Sequence[str], usable: bool, engine: str) -> None:
    """Does ``steps``, noting each as soon as it is done."""
    if not usable:
        environment.create()
    keys = step_keys(environment, engine)
    for step in steps:
        if step == "engine":
            wheel = kept_wheel(environment, engine) or compile_engine(environment, engine)
            with environment.changing():
                environment.pip(
                    "installing the model engine", "install", "--no-deps", "--force-reinstall", wheel
                )
        elif step == "project":
            with environment.changing():
                environment.pip(
                    "installing the project",
                    "install",
                    "--no-deps",
                    "--no-build-isolation",
                    "-e",
                    environment.checkout,
                )
        else:
            say(f"-- {step}: installing what packaging/requirements/{step}.txt locks")
            environment.install_locked(step)
        if step == "run" and not environment.runs("import llama_cpp"):
            raise SetupFailed(
                "The compiled model engine does not load. Delete build/bootstrap/wheels and run again."
            )
        environment.record(step, keys[step])


def start_program(python: Path, command: str, arguments: Sequence[str]) -> int:
    """Starts clinic-app and stays out of its way; returns its exit status."""
    program = [str(python), "-m", "clinic_app", *(["assess"] if command == "assess" else []), *arguments]
    process = subprocess.Popen(program)
    while True:
        try:
            code = process.wait()
            break
        except KeyboardInterrupt:  # the program got it as well, and decides
            continue
    if code == -signal.SIGABRT:
        say(
            f"The window could not be opened (display: {_display(os.environ)}). Without one, try:\n\n  {TRY_ASSESS}\n"
        )
        return 1
    return code if code >= 0 else 128 - code


def _split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The arguments before and after ``--``."""
    before = list(itertools.takewhile(lambda argument: argument != "--", arguments))
    return before, list(arguments[len(before) + 1 :])


def _display(environ: Mapping[str, str]) -> str:
    names = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY")
    return ", ".join(f"{name}={environ[name]}" for name in names if environ.get(name)) or "none"
