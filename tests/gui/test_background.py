"""The door to threads: order, the thread callbacks run on, and nobody called after they are gone."""

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from shiboken6 import delete

from clinic_app.domain.errors import DiskFull, WrongPassphrase


def test_callbacks_run_on_the_gui_thread_and_work_does_not(background, qtbot):
    seen = []
    background.database(threading.get_ident, lambda worker: seen.append((worker, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(seen))
    worker, callback_thread = seen[0]
    assert worker != threading.get_ident()
    assert callback_thread == background.thread()


def test_database_work_keeps_one_thread_and_its_order(background):
    threads, order = set(), []
    for number in range(20):

        def work(number=number):
            threads.add(threading.get_ident())
            order.append(number)

        background.database(work)
    background.drain()
    assert order == list(range(20))
    assert len(threads) == 1


def test_the_model_does_not_hold_up_the_database(background, qtbot):
    release = threading.Event()
    saved = []
    background.model(release.wait)
    background.database(lambda: "saved", saved.append)
    qtbot.waitUntil(lambda: saved == ["saved"])
    release.set()


def test_waiting_for_the_database_does_not_wait_for_the_model(background):
    release = threading.Event()
    saved = []
    background.model(release.wait)
    background.database(lambda: "saved", saved.append)
    background.drain_database()
    assert saved == ["saved"]
    release.set()


def test_expected_trouble_goes_to_its_own_handler(background):
    taken, unclaimed = [], []
    background.trouble.connect(unclaimed.append)

    def wrong():
        raise WrongPassphrase

    background.database(wrong, on_error=taken.append)
    background.drain()
    assert [type(error) for error in taken] == [WrongPassphrase]
    assert unclaimed == []


def test_trouble_that_nobody_takes_is_announced(background):
    unclaimed = []
    background.trouble.connect(unclaimed.append)
    background.database(full)
    background.drain()
    assert [type(error) for error in unclaimed] == [DiskFull]


def test_a_bug_reaches_the_excepthook(background, qtbot):
    called = []
    with qtbot.captureExceptions() as exceptions:
        background.database(bug, called.append, called.append)
        qtbot.waitUntil(lambda: bool(exceptions))
    assert exceptions[0][0] is ZeroDivisionError
    assert called == []


def bug():
    raise ZeroDivisionError


def full():
    raise DiskFull


@pytest.mark.parametrize("work", [lambda: 1, full, bug])
def test_the_end_is_told_whatever_happened(background, qtbot, work):
    called = []
    with qtbot.captureExceptions() as exceptions:
        background.database(
            work,
            lambda _: called.append("done"),
            lambda _: called.append("trouble"),
            on_end=lambda: called.append("end"),
        )
        background.drain()
    assert called[-1:] == ["end"]
    assert [raised[0] for raised in exceptions] == ([ZeroDivisionError] if work is bug else [])


def test_a_bug_in_a_callback_does_not_hide_the_end(background, qtbot):
    ended = []
    with qtbot.captureExceptions() as exceptions:
        background.database(lambda: 1, lambda _: bug(), on_end=lambda: ended.append(True))
        background.drain()
    assert ended == [True]
    assert len(exceptions) == 1


def test_a_page_that_its_own_result_destroys_is_not_told_the_end(background):
    page, called = QObject(), []
    background.database(lambda: 1, lambda _: delete(page), on_end=lambda: called.append("end"), owner=page)
    background.drain()
    assert called == []


def test_a_bug_does_not_keep_others_from_being_done(background, qtbot):
    saved = []
    with qtbot.captureExceptions() as exceptions:
        background.database(bug)
        background.database(lambda: "saved", saved.append)
        background.drain_database()
    assert saved == ["saved"]
    assert len(exceptions) == 1


def test_work_is_done_but_a_destroyed_page_is_not_called(background):
    page, release = QObject(), threading.Event()
    saved, called, unclaimed = [], [], []
    background.trouble.connect(unclaimed.append)

    def save():
        release.wait()
        saved.append(True)
        raise DiskFull

    background.database(save, called.append, called.append, owner=page)
    delete(page)
    release.set()
    background.drain()
    assert saved == [True]
    assert called == []
    assert [type(error) for error in unclaimed] == [DiskFull], "a failed save must not be lost silently"


def test_the_widget_whose_method_is_called_is_the_owner(background):
    class Listener(QObject):
        def heard(self, text):
            raise AssertionError("a destroyed widget was called")

    listener, release = Listener(), threading.Event()
    background.database(release.wait, listener.heard)
    delete(listener)
    release.set()
    background.drain()


def test_closing_waits_for_work_that_callbacks_start(background):
    done = []
    background.database(lambda: 1, lambda _: background.database(lambda: 2, done.append))
    background.close()
    assert done == [2]


def test_long_work_is_announced_and_its_end_too(background, qtbot):
    release = threading.Event()
    with qtbot.waitSignal(background.busy) as started:
        background.database(release.wait)
    assert started.args == [True]
    with qtbot.waitSignal(background.busy) as ended:
        release.set()
    assert ended.args == [False]
