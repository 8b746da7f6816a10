"""Trouble in the window: words for what is expected, a log and an apology for what is not."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from clinic_app.domain.errors import UserFacingError
from clinic_app.domain.moments import Clock, system_clock, utc_text
from clinic_app.gui.i18n import current_language
from clinic_app.services.wording import say

LOG_NAME = "trouble.log"
_LOG_LIMIT_BYTES = 200_000


def words(error: UserFacingError) -> str:
    """What happened and what to do, in the language of the window."""
    return say(error, current_language())


class BugReporter:
    """The excepthook: writes where a bug happened to a log and tells the user kindly.

    The log holds the time, the type of the exception and the places in the code. It holds no message of the
    exception and no value of a variable, because these can hold what was typed about a patient.
    """

    def __init__(
        self, log_folder: Path, tell_user: Callable[[], object], clock: Clock = system_clock
    ) -> None:
        self._log = log_folder / LOG_NAME
        self._tell_user = tell_user
        self._clock = clock

    def install(self) -> None:
        """Take the place of `sys.excepthook`."""
        sys.excepthook = self.report

    def report(self, kind: type[BaseException], error: BaseException, place: TracebackType | None) -> None:
        """Log and tell. An interrupt from the keyboard keeps its usual meaning."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, place)
            return
        self._write(trace_without_values(error))
        self._tell_user()

    def _write(self, trace: str) -> None:
        try:
            if self._log.exists() and self._log.stat().st_size > _LOG_LIMIT_BYTES:
                self._log.replace(self._log.with_suffix(".old.log"))
            with self._log.open("a", encoding="utf-8") as log:
                log.write(f"{utc_text(self._clock())} {trace}\n")
        except OSError:
            return  # a full disk must not hide the apology


def trace_without_values(error: BaseException) -> str:
    """Types and places of an exception and of what caused it, one line each; no messages, no values."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(type(current).__qualname__)
        frames = traceback.extract_tb(current.__traceback__)
        lines.extend(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames)
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _short(filename: str) -> str:
    """The last folders only: the first ones can name the person whose laptop it is."""
    return "/".join(Path(filename).parts[-3:])
