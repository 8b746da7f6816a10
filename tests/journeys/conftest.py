"""The whole program for a journey: real window, real SQLCipher, real worker with the real model."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_app import paths
from clinic_app.domain.accounts import Role
from clinic_app.gui import fonts, theme
from clinic_app.gui.background import Background
from clinic_app.gui.i18n import set_language
from clinic_app.gui.main_window import MainWindow, Setup
from clinic_app.gui.pages.first_run import FirstRunPage
from clinic_app.gui.pages.recovery_sheet import RecoverySheetPage
from clinic_app.gui.pages.unlock import UnlockPage
from clinic_app.gui.workspace import Workspace
from clinic_app.inference.client import WorkerClient
from clinic_app.services.assessment import Assessor
from clinic_app.services.knowledge import Knowledge

CLINIC = "PHC Devgarh"
STAFF = {Role.DOCTOR: "Dr Meera Nair", Role.HEALTH_WORKER: "Kavita Rana"}
PASSPHRASES = {
    Role.DOCTOR: "copper lantern walks slowly",
    Role.HEALTH_WORKER: "seven mangoes under rain",
}


class Program:
    """The running program, and a user's hands."""

    def __init__(self, profile: Path, package: Path, knowledge: Knowledge, qtbot: QtBot) -> None:
        self.profile = profile
        self.engine = WorkerClient(package)
        self.background = Background()
        self._qtbot = qtbot
        settings = QSettings(str(profile / "window.ini"), QSettings.Format.IniFormat)
        setup = Setup(profile, knowledge, Assessor(knowledge, self.engine), self.engine.identity, settings)
        self.window = MainWindow(setup, self.background)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.start()
        self.settle()

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    def settle(self) -> None:
        """Until the background has nothing left and its callbacks have run."""
        for _ in range(3):
            self.background.drain()
            QApplication.processEvents()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=30_000)

    def type(self, widget: QWidget, text: str) -> None:
        """Keys for what a keyboard has; a choice, and Devanagari, as the input method gives them."""
        widget.setFocus()
        if isinstance(widget, QComboBox):
            widget.setCurrentIndex(widget.findData(text))
        elif text.isascii():
            self._qtbot.keyClicks(widget, text)
        else:
            widget.insert(text) if hasattr(widget, "insert") else widget.insertPlainText(text)  # type: ignore[attr-defined]

    def fill(self, **texts: str) -> None:
        for name, text in texts.items():
            self.type(self.workspace.encounter.form.fields[name].editor, text)

    def click(self, button: QWidget) -> None:
        assert button.isEnabled()
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def found_clinic(self) -> str:
        """The first run; the recovery code."""
        page = self.window.page
        assert isinstance(page, FirstRunPage)
        self.click(page.next)
        self.type(page.clinic.line, CLINIC)
        self.click(page.next)
        for step, role in ((page.doctor, Role.DOCTOR), (page.health_worker, Role.HEALTH_WORKER)):
            self.type(step.line, STAFF[role])
            self.type(step.passphrase.first.line, PASSPHRASES[role])
            self.type(step.passphrase.second.line, PASSPHRASES[role])
            self.click(page.next)
        sheet = self.window.page
        assert isinstance(sheet, RecoverySheetPage)
        shown = [label.text() for label in sheet.findChildren(QLabel)]
        [code] = [text for text in shown if re.fullmatch(r"\w{5}(-\w{5})+", text)]
        self.type(sheet.line, code.split("-")[-1])
        self.click(sheet.go_on)
        return code

    def sign_in(self, role: Role, passphrase: str | None = None) -> None:
        page = self.window.page
        assert isinstance(page, UnlockPage)
        page.sign_in.choose(role)
        page.sign_in.passphrase.line.clear()
        self.type(page.sign_in.passphrase.line, PASSPHRASES[role] if passphrase is None else passphrase)
        self.click(page.sign_in.unlock)

    def kill_worker(self) -> None:
        assert self.engine.worker_pid is not None
        os.kill(self.engine.worker_pid, signal.SIGKILL)

    def end(self) -> None:
        self.settle()
        assert self.window.close()
        self.background.close()
        self.engine.close()
        self.window.deleteLater()
        QApplication.processEvents()


@pytest.fixture
def start(
    qapp: QApplication, qtbot: QtBot, knowledge: Knowledge, tmp_path: Path
) -> Iterator[Callable[..., Program]]:
    """Starts the program on a profile folder (default: a new one), with a model package (default: the bundled one)."""
    fonts.load_fonts()
    theme.apply(qapp)
    set_language(qapp, "en")
    running: list[Program] = []

    def start(profile: Path | None = None, package: Path | None = None) -> Program:
        program = Program(
            profile or tmp_path / "profile", package or paths.bundled_model_package_dir(), knowledge, qtbot
        )
        running.append(program)
        return program

    yield start
    for program in running:
        program.background.close()
        program.engine.close()
