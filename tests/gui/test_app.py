"""The program as it is started: it opens, closes, and leaves no process, no hook and no demo behind."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication

from clinic_app.app import _has_display, run_app
from clinic_app.gui.i18n import current_language
from clinic_app.gui.main_window import MainWindow
from clinic_app.gui.pages.first_run import FirstRunPage
from clinic_app.gui.pages.unlock import UnlockPage


@pytest.fixture
def pages_seen():
    """Closes the window as soon as it shows its first page; the types of the pages it showed."""
    seen: list[type] = []
    timer = QTimer()

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and isinstance(window.page, FirstRunPage | UnlockPage):
                seen.append(type(window.page))
                timer.stop()
                window.close()
                window.deleteLater()

    timer.timeout.connect(look)
    timer.start(20)
    yield seen
    timer.stop()


def test_it_opens_and_closes(looks, tmp_path, pages_seen):
    assert run_app(tmp_path / "profile", demo=False, language="hi") == 0
    assert pages_seen == [FirstRunPage]
    assert sys.excepthook is sys.__excepthook__
    assert current_language() == "hi"


def test_the_demo_leaves_nothing_behind(looks, tmp_path, pages_seen):
    before = set(Path(tempfile.gettempdir()).glob("clinic-app-demo-*"))
    assert run_app(tmp_path / "profile", demo=True, language="en") == 0
    assert pages_seen == [UnlockPage]
    assert set(Path(tempfile.gettempdir()).glob("clinic-app-demo-*")) == before
    assert not (tmp_path / "profile").exists(), "the demo must not touch the real profile"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes the windows at logout")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_and_demo_and_worker_go(looks, tmp_path, monkeypatch, number):
    """A logout, a shutdown, or Ctrl+C in the terminal."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    handlers = [signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)]
    windows = []
    timer = QTimer()

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and isinstance(window.page, UnlockPage):
                windows.append(window)
                timer.stop()
                os.kill(os.getpid(), number)

    timer.timeout.connect(look)
    timer.start(20)
    assert run_app(tmp_path / "profile", demo=True, language="en") == 0
    assert len(windows) == 1
    windows[0].deleteLater()
    assert list(tmp_path.glob("clinic-app-*")) == []
    assert [signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)] == handlers


@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes the windows at logout")
def test_a_signal_before_there_is_a_window_leaves_no_half_demo(tmp_path, repository):
    program = "import sys, pathlib; from clinic_app.app import run_app; run_app(pathlib.Path(sys.argv[1]), demo=True)"
    environment = {**os.environ, "TMPDIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "profile")],
        env=environment,
        cwd=repository,
        stderr=subprocess.DEVNULL,
    )
    try:
        while child.poll() is None and not list(tmp_path.glob("clinic-app-demo-*")):
            QThread.msleep(5)
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=60) in (0, 128 + signal.SIGTERM)
    finally:
        child.kill()
    assert list(tmp_path.glob("clinic-app-*")) == []


def test_without_a_display_it_knows():
    assert not _has_display({})
    assert not _has_display({"DISPLAY": ""})
    assert _has_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert _has_display({"QT_QPA_PLATFORM": "offscreen"})
