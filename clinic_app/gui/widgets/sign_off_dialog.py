"""The medical officer puts their name under the clinical content: what is signed, and the passphrase once more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from clinic_app.gui import theme
from clinic_app.gui.widgets.column import text_label
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.gui.widgets.passphrase_field import PassphraseField


class SignOffDialog(QDialog):
    """Stays open, with what was wrong, until the passphrase is right. Escape signs nothing.

    Attributes:
        statement: what is signed, in words.

    Signals:
        signed(str): the passphrase that was typed.
    """

    signed = Signal(str)

    def __init__(self, statement: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.statement = statement
        self.setWindowTitle(self.tr("Sign off the clinical content"))
        self.setMinimumWidth(620)
        self.notice = NoticeBar(self)
        self.passphrase = PassphraseField(self.tr("Your passphrase"), self)
        label = QLabel(self.tr("Your &passphrase, to sign"), self)
        label.setBuddy(self.passphrase.line)
        self.sign = QPushButton(self.tr("&Sign off"), self)
        theme.make_primary(self.sign)
        # Enter in the passphrase signs; no other key does by accident.
        self.sign.setAutoDefault(False)
        self.sign.clicked.connect(self._sign)
        self.not_now = QPushButton(self.tr("&Not now"), self)
        self.not_now.setAutoDefault(False)
        self.not_now.clicked.connect(self.reject)
        self.passphrase.entered.connect(self._sign)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.not_now)
        buttons.addWidget(self.sign)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        to_type = QVBoxLayout()
        to_type.setSpacing(4)
        to_type.addWidget(label)
        to_type.addWidget(self.passphrase)
        layout.addWidget(text_label(statement, self))
        layout.addWidget(self.notice)
        layout.addLayout(to_type)
        layout.addStretch()
        layout.addLayout(buttons)
        self.passphrase.setFocus()

    def wait(self, waiting: bool) -> None:
        """While the passphrase is looked at nothing can be pressed."""
        for widget in (self.passphrase, self.sign, self.not_now):
            widget.setEnabled(not waiting)

    def reject(self) -> None:
        """Close without signing; not while a signature is on its way."""
        if self.not_now.isEnabled():
            super().reject()

    def refuse(self, why: str) -> None:
        """Say why nothing was signed, and let the passphrase be typed again."""
        self.wait(False)
        self.notice.show_problem(why)
        self.passphrase.setFocus()
        self.passphrase.line.selectAll()

    def _sign(self) -> None:
        if not self.passphrase.text():
            self.refuse(self.tr("Type your passphrase."))
            return
        self.wait(True)
        self.signed.emit(self.passphrase.text())
