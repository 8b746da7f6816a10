"""The one door to threads: work goes in, its result comes back on the GUI thread."""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from clinic_app.domain.errors import UserFacingError

_Result = TypeVar("_Result")
_BUSY_AFTER_MS = 1000


@dataclass(frozen=True, slots=True)
class _Outcome:
    future: Future[Any]
    on_done: Callable[[Any], object] | None
    on_error: Callable[[UserFacingError], object] | None
    on_end: Callable[[], object] | None
    owner: QObject | None
    for_database: bool

    def owner_lives(self) -> bool:
        return self.owner is None or isValid(self.owner)


class Background(QObject):
    """One thread for the database, one for the model; each does its work in the order it was given.

    Callbacks run on the GUI thread, and only while their owner lives: `owner`, or the widget whose method
    `on_done` is. Work itself is always done, so a draft that was handed over is saved even when its page goes.

    Expected trouble (`UserFacingError`) goes to `on_error`, else (also when the owner is gone) to `trouble`.
    Any other exception is a bug and reaches the excepthook; of the callbacks only `on_end` is called for it.
    `on_end` comes last and always, so that nobody waits for ever: after a result, after trouble, and after a bug,
    also one in the other callback.

    Signals:
        busy(bool): work has been going on for more than a second; false when all of it is done.
        trouble(UserFacingError): trouble that nobody else took.
    """

    busy = Signal(bool)
    trouble = Signal(object)
    _finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._model = ThreadPoolExecutor(max_workers=1, thread_name_prefix="model")
        self._outcomes: SimpleQueue[_Outcome] = SimpleQueue()
        self._pending = 0
        self._pending_for_database = 0
        self._said_busy = False
        self._closed = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_BUSY_AFTER_MS)
        self._patience.timeout.connect(self._say_busy)
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def database(
        self,
        work: Callable[[], _Result],
        on_done: Callable[[_Result], object] | None = None,
        on_error: Callable[[UserFacingError], object] | None = None,
        *,
        on_end: Callable[[], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run `work` on the database thread, after everything given to it before."""
        self._run(self._database, work, on_done, on_error, on_end, owner)

    def model(
        self,
        work: Callable[[], _Result],
        on_done: Callable[[_Result], object] | None = None,
        on_error: Callable[[UserFacingError], object] | None = None,
        *,
        on_end: Callable[[], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run `work` on the model thread, after everything given to it before."""
        self._run(self._model, work, on_done, on_error, on_end, owner)

    def drain_database(self) -> None:
        """Return when all database work is done and its callbacks have run. Blocks, but never for the model.

        A bug goes to the excepthook and is not raised here: who locks or closes must get to the end.
        """
        while self._pending_for_database:
            self._take_all_the_same(self._outcomes.get())

    def drain(self) -> None:
        """Return when all work, also what callbacks started, is done and its callbacks have run. Blocks.

        A bug goes to the excepthook and is not raised here.
        """
        while self._pending:
            self._take_all_the_same(self._outcomes.get())

    def close(self) -> None:
        """Drain and end the threads. Work handed over later is a bug: RuntimeError."""
        if self._closed:
            return
        self.drain()
        self._closed = True
        self._patience.stop()
        self._database.shutdown()
        self._model.shutdown()

    def _run(
        self,
        executor: ThreadPoolExecutor,
        work: Callable[[], _Result],
        on_done: Callable[[_Result], object] | None,
        on_error: Callable[[UserFacingError], object] | None,
        on_end: Callable[[], object] | None,
        owner: QObject | None,
    ) -> None:
        if owner is None and isinstance(receiver := getattr(on_done, "__self__", None), QObject):
            owner = receiver
        future = executor.submit(work)
        self._pending += 1
        for_database = executor is self._database
        self._pending_for_database += for_database
        if not self._said_busy and not self._patience.isActive():
            self._patience.start()
        future.add_done_callback(
            lambda done: self._report(_Outcome(done, on_done, on_error, on_end, owner, for_database))
        )

    def _report(self, outcome: _Outcome) -> None:
        """On the worker thread."""
        self._outcomes.put(outcome)
        self._finished.emit()

    def _deliver(self) -> None:
        try:
            outcome = self._outcomes.get_nowait()
        except Empty:
            return  # drain() was faster
        self._take(outcome)

    def _take_all_the_same(self, outcome: _Outcome) -> None:
        try:
            self._take(outcome)
        except Exception as bug:  # noqa: BLE001  whatever it is, the hook takes it
            sys.excepthook(type(bug), bug, bug.__traceback__)

    def _take(self, outcome: _Outcome) -> None:
        self._pending -= 1
        self._pending_for_database -= outcome.for_database
        if not self._pending:
            self._patience.stop()
            if self._said_busy:
                self._said_busy = False
                self.busy.emit(False)
        try:
            self._tell(outcome)
        finally:
            if outcome.on_end is not None and outcome.owner_lives():
                outcome.on_end()

    def _tell(self, outcome: _Outcome) -> None:
        try:
            result = outcome.future.result()
        except UserFacingError as error:
            if outcome.on_error is not None and outcome.owner_lives():
                outcome.on_error(error)
            else:
                self.trouble.emit(error)
            return
        if outcome.on_done is not None and outcome.owner_lives():
            outcome.on_done(result)

    def _say_busy(self) -> None:
        self._said_busy = True
        self.busy.emit(True)
