"""The program's side of inference: an engine whose model lives in another process."""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from clinic_app.domain.differential import ModelIdentity
from clinic_app.domain.errors import ModelUnavailable
from clinic_app.inference.child import Child, ChildGone, NoAnswer, worker_command
from clinic_app.inference.protocol import read_ranking, read_ready
from clinic_app.inference.ranking import LONGEST_TEXT, NOTHING_EXCLUDED, Ranking, Thresholds

# Reasons that only mean that the package is not fit; starting again at once would not change that.
_PACKAGE_REASONS = frozenset({"missing", "damaged", "unsupported"})
_FIRST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 60.0


class WorkerClient:
    """An `Engine` in a child process: started at the first need, kept warm, started again after a crash.

    A crash during a request, or an answer that breaks a promise of `Ranking`, is answered by one new start and one
    more try. When that fails, ModelUnavailable is
    raised at once for a pause of 1 s, doubled with every failure up to a minute; the first call after the pause
    tries again. A process that passes its deadline is killed.
    """

    def __init__(
        self,
        package_folder: Path,
        *,
        deadline_s: float = 20.0,
        ready_deadline_s: float = 60.0,
        command: Sequence[str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`command` starts another program in place of the worker; `clock` gives seconds and never goes back."""
        self._command = tuple(command) if command is not None else worker_command(package_folder)
        self._deadline_s = deadline_s
        self._ready_deadline_s = ready_deadline_s
        self._clock = clock
        self._one_at_a_time = threading.Lock()
        # Taken again by `_drop` inside `_running`.
        self._guard = threading.RLock()
        self._child: Child | None = None
        self._closed = False
        self._described: tuple[ModelIdentity, Thresholds] | None = None
        self._next_id = 0
        self._failures = 0
        self._paused_until = float("-inf")
        self._last_reason = "crashed"

    @property
    def worker_pid(self) -> int | None:
        """The id of the running process, for diagnosis; None before the first need and after a failure."""
        child = self._child
        return child.pid if child is not None else None

    def rank(self, text: str, excluded: frozenset[str] = NOTHING_EXCLUDED) -> Ranking:
        """See `Engine.rank`. Raises ModelUnavailable: missing, damaged, unsupported, crashed, timed_out, too_large, off."""
        if len(text) > LONGEST_TEXT:
            raise ModelUnavailable(reason="too_large")
        with self._one_at_a_time:
            try:
                return self._rank_once(text, excluded)
            except ChildGone:
                self._drop()
            try:
                return self._rank_once(text, excluded)
            except ChildGone:
                raise self._failed("crashed") from None

    def identity(self) -> ModelIdentity:
        """See `Engine.identity`; starts the process when it never ran."""
        return self._description()[0]

    def thresholds(self) -> Thresholds:
        """See `Engine.thresholds`; starts the process when it never ran."""
        return self._description()[1]

    def close(self) -> None:
        """End and reap the process. A request that runs in another thread ends with ModelUnavailable(off)."""
        with self._guard:
            self._closed = True
            child, self._child = self._child, None
        if child is not None:
            child.end()

    def _description(self) -> tuple[ModelIdentity, Thresholds]:
        with self._one_at_a_time:
            if self._described is None:
                try:
                    self._running()
                except ChildGone:
                    raise self._failed("crashed") from None
            assert self._described is not None
            return self._described

    def _rank_once(self, text: str, excluded: frozenset[str]) -> Ranking:
        child = self._running()
        self._next_id += 1
        request = {"id": self._next_id, "text": text, "excluded": sorted(excluded)}
        try:
            answer = child.ask(request, self._deadline_s)
            if answer.get("id") != self._next_id:
                raise ChildGone
            if "error" in answer:
                too_large = answer["error"] == "too_large"
                raise ModelUnavailable(reason="too_large" if too_large else "crashed")
            ranking = read_ranking(answer)
        except NoAnswer:
            raise self._failed("timed_out") from None
        except ValueError:
            raise ChildGone from None
        self._failures = 0
        return ranking

    def _running(self) -> Child:
        """The process, ready for a request. Raises ModelUnavailable, ChildGone."""
        with self._guard:
            if self._closed:
                raise ModelUnavailable(reason="off")
            if self._child is not None:
                return self._child
            if self._clock() < self._paused_until:
                raise ModelUnavailable(reason=self._last_reason)
            try:
                child = self._child = Child(self._command)
            except OSError:
                raise self._failed("crashed") from None
        try:
            message = child.hear(self._ready_deadline_s)
        except NoAnswer:
            raise self._failed("timed_out") from None
        if message.get("ready") is not True:
            reason = message.get("error")
            known = isinstance(reason, str) and reason in _PACKAGE_REASONS
            raise self._failed(str(reason) if known else "crashed", message.get("file"))
        try:
            self._described = read_ready(message)
        except ValueError:
            raise ChildGone from None
        return child

    def _drop(self) -> None:
        """Reap a process that is of no use any more."""
        with self._guard:
            child, self._child = self._child, None
        if child is not None:
            child.end(grace_s=0)

    def _failed(self, reason: str, file: object = None) -> ModelUnavailable:
        """Reap the process, begin a pause, and make the error to raise."""
        self._drop()
        if self._closed:
            return ModelUnavailable(reason="off")
        pause = min(_LONGEST_PAUSE_S, _FIRST_PAUSE_S * 2**self._failures)
        self._failures = min(self._failures + 1, 30)
        self._paused_until = self._clock() + pause
        self._last_reason = reason
        return (
            ModelUnavailable(reason=reason, file=file)
            if isinstance(file, str)
            else ModelUnavailable(reason=reason)
        )
