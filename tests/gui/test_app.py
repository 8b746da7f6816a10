"""The program as it is started: it opens, closes, and leaves no process, no hook and no demo behind."""

import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
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


def test_without_a_display_it_knows():
    assert not _has_display({})
    assert not _has_display({"DISPLAY": ""})
    assert _has_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert _has_display({"QT_QPA_PLATFORM": "offscreen"})
