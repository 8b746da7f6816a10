"""Every keyboard shortcut of the window, in one table, so that no two can clash."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget


class Shortcut(Enum):
    """What a shortcut does; the value is the key in Qt's portable text."""

    # Anywhere
    QUEUE = "Ctrl+1"
    NEW_ENCOUNTER = "Ctrl+N"
    SEARCH = "Ctrl+F"
    IN_CHARGE = "Ctrl+4"
    CLINICAL_CONTENT = "Ctrl+5"
    LOCK = "Ctrl+L"
    SWITCH_LANGUAGE = "Ctrl+Shift+L"
    QUIT = "Ctrl+Q"
    BACK = "Alt+Left"
    # Lists
    REFRESH = "F5"
    # New encounter
    SEND_TO_DOCTOR = "Ctrl+Return"
    DISCARD_DRAFT = "Ctrl+D"
    # Review
    SHOW_SUGGESTIONS = "Ctrl+G"
    ACCEPT = "Ctrl+K"
    PICK_ANOTHER = "Ctrl+J"
    OWN_WORDS = "Ctrl+O"
    CLOSE_ENCOUNTER = "Ctrl+Shift+Return"
    # Clinical content
    SIGN_OFF = "Ctrl+Shift+S"
    # Printing
    PRINT = "Ctrl+P"
    SAVE_PDF = "Ctrl+S"

    @property
    def keys(self) -> QKeySequence:
        """The key sequence."""
        return QKeySequence(self.value)

    @property
    def words(self) -> str:
        """The keys as the user's keyboard names them, for tool tips."""
        return self.keys.toString(QKeySequence.SequenceFormat.NativeText)


def add_shortcut(page: QWidget, shortcut: Shortcut, triggered: Callable[[], object]) -> QAction:
    """Make `shortcut` work anywhere inside `page` (only while it is shown and enabled)."""
    action = QAction(page)
    action.setShortcut(shortcut.keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda: triggered())
    page.addAction(action)
    return action


def add_button_shortcut(page: QWidget, shortcut: Shortcut, button: QAbstractButton) -> QAction:
    """The keys click `button` (never while it is disabled), and its tool tip names them."""
    action = add_shortcut(page, shortcut, button.click)
    tip = button.toolTip() or button.text().replace("&", "")
    button.setToolTip(f"{tip} ({shortcut.words})")
    return action
