"""Ends the program when the system asks for it (logout, shutdown, Ctrl+C), with nothing left behind."""

import contextlib
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from types import FrameType

from PySide6.QtCore import QSocketNotifier

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Ending:
    """What SIGTERM and SIGINT do: leave with SystemExit until there is a window, then close it.

    Qt waits for events outside Python, so that a handler would run at the next click only. The number of the signal
    is therefore written to a socket (`signal.set_wakeup_fd`), which wakes Qt.
    """

    def __init__(self) -> None:
        self._end: Callable[[], object] | None = None

    def instead(self, end: Callable[[], object]) -> None:
        """From now on call `end` on the GUI thread."""
        self._end = end

    def caught(self, number: int, frame: FrameType | None) -> None:
        """The handler: it runs between any two steps of Python."""
        if self._end is None:
            raise SystemExit(128 + number)

    def woken(self) -> None:
        """Qt was woken by a signal."""
        if self._end is not None:
            self._end()


@contextlib.contextmanager
def ended_by_signals() -> Iterator[Ending]:
    """Listen to the signals inside; as before afterwards. Needs a QApplication and the main thread.

    On Windows nothing changes: it closes windows by itself at logout.
    """
    ending = Ending()
    if sys.platform == "win32":
        yield ending
        return
    receiving, sending = socket.socketpair()
    for end in (receiving, sending):
        end.setblocking(False)
    notifier = QSocketNotifier(receiving.fileno(), QSocketNotifier.Type.Read)

    def wake() -> None:
        with contextlib.suppress(BlockingIOError):
            received = receiving.recv(64)
            if any(number in SIGNALS for number in received):
                ending.woken()

    notifier.activated.connect(wake)
    wakeup_before = signal.set_wakeup_fd(sending.fileno(), warn_on_full_buffer=False)
    handlers_before = {number: signal.signal(number, ending.caught) for number in SIGNALS}
    try:
        yield ending
    finally:
        for number, handler in handlers_before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(wakeup_before)
        notifier.setEnabled(False)
        receiving.close()
        sending.close()
