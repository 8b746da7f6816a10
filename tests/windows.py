"""What a user does to the main window, for tests."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from clinic_app.domain.accounts import Role
from clinic_app.gui.background import Background
from clinic_app.gui.main_window import MainWindow, Setup
from clinic_app.services.clinic import Clinic
from tests.clinics import PASSPHRASES


def press_unlock(window: MainWindow, setup: Setup, role: Role) -> None:
    """Type the passphrase of the first of that role; the clinic is being opened on return."""
    roles = [person.role for person in Clinic.staff(setup.profile)]
    window.page.sign_in.people.setCurrentRow(roles.index(role))
    window.page.sign_in.passphrase.line.setText(PASSPHRASES[role])
    window.page.sign_in.unlock.click()


def unlock_as(window: MainWindow, setup: Setup, background: Background, role: Role) -> None:
    """Somebody of that role is in on return."""
    press_unlock(window, setup, role)
    background.drain()


def answer(button_text: str) -> None:
    """Press that button in the question that is about to be asked."""

    def press() -> None:
        box = next(
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QMessageBox) and widget.isVisible()
        )
        next(button for button in box.buttons() if button.text() == button_text).click()

    QTimer.singleShot(0, press)
