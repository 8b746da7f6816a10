"""The command line: `clinic-app` opens the window, its subcommands work without one."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from clinic_app import __version__, paths
from clinic_app.domain.errors import FileUnreadable, FileUnwritable, ModelUnavailable, UserFacingError
from clinic_app.domain.text import LANGUAGES
from clinic_app.inference.child import WORKER_WORD
from clinic_app.services.wording import say

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _PlainErrors(click.Group):
    """Ends expected errors with one line on stderr and exit code 1; bugs keep their traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserFacingError as error:
            raise click.ClickException(say(error)) from error


def _profile_option(command: _Command) -> _Command:
    return click.option(
        "--profile",
        type=click.Path(file_okay=False, path_type=Path),
        help="The clinic's folder. Default: the platform's user data folder.",
    )(command)


@click.group(cls=_PlainErrors, invoke_without_command=True)
@_profile_option
@click.option("--demo", is_flag=True, help="Open on a throw-away clinic with synthetic patients.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the window.")
@click.version_option(__version__, prog_name="clinic-app")
@click.pass_context
def cli(ctx: click.Context, profile: Path | None, demo: bool, language: str | None) -> None:
    """Decision support for primary health centres. Without a command it opens the window."""
    ctx.obj = profile
    if demo and profile is not None:
        raise click.UsageError("--demo makes a throw-away clinic and goes with no --profile.")
    if ctx.invoked_subcommand is None:
        from clinic_app.app import run_app

        ctx.exit(run_app(profile or paths.default_profile_dir(), demo=demo, language=language))
    elif demo:
        raise click.UsageError("--demo opens the window and goes with no command.")
    elif language is not None:
        raise click.UsageError(
            "--language is for the window; of the commands only `screenshots --language` has one."
        )


@cli.command()
@_profile_option
@click.option(
    "--input", "input_path", default="-", help="File of cases, one JSON object a line. Default: stdin."
)
@click.option("--output", "output_path", default="-", help="File for the results. Default: stdout.")
@click.option(
    "--model",
    "model_dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="A model package folder. Default: the one that comes with the program.",
)
def assess(profile: Path | None, input_path: str, output_path: str, model_dir: Path | None) -> None:
    """Assess cases: triage by rules and a ranked list of conditions, one result a line."""
    from clinic_app.services.assessment import Assessor
    from clinic_app.services.case_stream import assess_lines
    from clinic_app.services.engines import open_engine
    from clinic_app.services.knowledge import load_knowledge

    if "-" not in (input_path, output_path) and _same_file(input_path, output_path):
        raise FileUnwritable(path=output_path, reason="it is the input")
    knowledge = load_knowledge()
    told: ModelUnavailable | None = None
    with (
        _opened(input_path, "rb", FileUnreadable) as source,
        _opened(output_path, "wb", FileUnwritable) as sink,
        open_engine(model_dir) as engine,
    ):
        assessor = Assessor(knowledge, engine)
        results = iter(assess_lines(source, assessor, knowledge))
        while True:
            try:
                line = next(results, None)
            except OSError as error:
                raise FileUnreadable(path=input_path, reason=error.strerror) from error
            if line is None:
                break
            _write(sink, line, output_path)
            trouble = assessor.last_model_error
            if trouble is not None and (told is None or trouble.reason != told.reason):
                click.echo(f"Warning: {say(trouble)}", err=True)
                told = trouble


@cli.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@_profile_option
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="One language only. Default: English in FOLDER, Hindi in FOLDER/hi.",
)
def screenshots(folder: Path, profile: Path | None, language: str | None) -> None:
    """Render every page of the demo to FOLDER/NN-page-state.png at 1366x768; needs no display."""
    from clinic_app.app import run_screenshots

    if language is not None:
        run_screenshots(folder, language)
        return
    for each in LANGUAGES:
        run_screenshots(folder if each == LANGUAGES[0] else folder / each, each)


@cli.command()
@_profile_option
@click.pass_obj
def check(group_profile: Path | None, profile: Path | None) -> None:
    """Look whether this installation is safe: encryption, model, fonts, disk, clock, versions."""
    from clinic_app.gui.fonts import check_fonts
    from clinic_app.services.self_check import Check, self_check

    checks = list(self_check(profile or group_profile or paths.default_profile_dir()))
    try:
        checks.append(Check("fonts", True, ", ".join(check_fonts())))
    except UserFacingError as error:
        checks.append(Check("fonts", False, say(error)))
    for each in checks:
        click.echo(f"{'ok    ' if each.is_safe else 'UNSAFE'}  {each.name}: {each.detail}")
    unsafe = [each.name for each in checks if not each.is_safe]
    if unsafe:
        raise click.ClickException(f"Not safe to use: {', '.join(unsafe)}.")


@cli.group()
def model() -> None:
    """The model package that makes suggestions."""


@model.command()
@_profile_option
def show(profile: Path | None) -> None:
    """Print the installed model's name, version and card, after checking every checksum."""
    from clinic_app.services.engines import installed_package

    package = installed_package()
    click.echo(f"{package.identity.name} {package.identity.version}\nsha256 {package.identity.sha256}\n")
    click.echo(package.read("card.md").decode("utf-8"))


def _same_file(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


@contextlib.contextmanager
def _opened(path: str, mode: str, trouble: type[UserFacingError]) -> Iterator[Any]:
    """The file at `path`, or the standard stream for "-", which stays open."""
    try:
        stream = click.open_file(path, mode)
    except OSError as error:
        raise trouble(path=path, reason=error.strerror) from error
    with stream:
        yield stream


def _write(sink: BinaryIO, line: str, path: str) -> None:
    try:
        sink.write(line.encode("utf-8", "replace") + b"\n")
        sink.flush()
    except BrokenPipeError:
        # Whoever read the results has gone; there is nobody left to tell.
        sys.stderr.close()
        raise SystemExit(1) from None
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror) from error


def main() -> None:
    """Entry point of the console script, and of the inference process in a frozen program."""
    if sys.argv[1:2] == [WORKER_WORD] and len(sys.argv) > 2:
        # Before click: a frozen program starts itself as its own worker (see `worker_command`), which is no command.
        from clinic_app.inference.worker import main as serve

        sys.exit(serve(sys.argv[2:]))
    cli(prog_name="clinic-app")


if __name__ == "__main__":
    main()
