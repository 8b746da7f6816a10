"""A bar that tells what went wrong, or right, without taking the page away."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from clinic_app.domain.errors import UserFacingError
from clinic_app.gui import theme
from clinic_app.gui.errors import words


class NoticeKind(Enum):
    """What a notice is about."""

    PROBLEM = "problem"
    INFORMATION = "information"


class NoticeBar(QFrame):
    """One message at a time, hidden while there is none. It stays until it is dismissed or replaced.

    Signals:
        dismissed(): the user has read it.
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("NoticeBar")
        self._picture = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        # What it says can hold names of files and of people.
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QPushButton(self.tr("OK"), self)
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self._picture)
        layout.addWidget(self._text, stretch=1)
        layout.addWidget(self._close)
        self.hide()

    def show_error(self, error: UserFacingError) -> None:
        """Say what happened in the language of the window."""
        self.show_problem(words(error))

    def show_problem(self, text: str) -> None:
        """Something did not work."""
        self._show(NoticeKind.PROBLEM, text)

    def show_information(self, text: str) -> None:
        """Something worked."""
        self._show(NoticeKind.INFORMATION, text)

    def text(self) -> str:
        """What is shown, or "" while nothing is."""
        return "" if self.isHidden() else self._text.text()

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        self.dismissed.emit()

    def _show(self, kind: NoticeKind, text: str) -> None:
        colours = theme.PROBLEM if kind is NoticeKind.PROBLEM else theme.INFORMATION
        self.setStyleSheet(theme.status_style(colours, "QFrame#NoticeBar"))
        picture = theme.icon("problem" if kind is NoticeKind.PROBLEM else "information")
        self._picture.setPixmap(picture.pixmap(24, 24))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
