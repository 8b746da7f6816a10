"""The recovery code, shown once: it must be on paper before the work begins."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from clinic_app.gui import fonts, theme
from clinic_app.gui.actions import Shortcut, add_button_shortcut
from clinic_app.gui.widgets.column import Column, centred, text_label
from clinic_app.services.clinic import RecoverySheet


class RecoverySheetPage(QWidget):
    """Goes on only when the last group of the code was typed, which is read from the paper.

    Signals:
        print_requested(RecoverySheet): show the sheet for printing.
        confirmed(): it is on paper.
    """

    print_requested = Signal(object)
    confirmed = Signal()

    def __init__(self, sheet: RecoverySheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last_group = sheet.code.split("-")[-1]
        column = Column(self.title(), self)
        explanation = text_label(
            self.tr(
                "If a passphrase is forgotten, this code is the only way back to the patients' records."
                " It is shown only now. Print it, or write it down by hand, and lock the paper away."
                " Whoever has the paper and this computer can read every record."
            ),
            column,
        )
        code = QLabel(sheet.code, column)
        code.setFont(fonts.font(fonts.BASE_POINT_SIZE + 6, bold=True))
        code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        code.setStyleSheet("border: 2px solid #16191c; padding: 14px; background: #ffffff;")
        code.setAccessibleName(self.tr("Recovery code: {code}").format(code=" ".join(sheet.code)))
        self.print_button = QPushButton(self.tr("&Print or save as PDF…"), column)
        self.print_button.clicked.connect(lambda: self.print_requested.emit(sheet))
        add_button_shortcut(self, Shortcut.PRINT, self.print_button)
        self.line = QLineEdit(column)
        self.line.setMaxLength(12)
        self.line.setAccessibleName(self.tr("Last group of the code"))
        label = text_label(
            self.tr("I have it on &paper. Read the last five characters from the paper and type them here:"),
            column,
        )
        label.setBuddy(self.line)
        self.go_on = QPushButton(self.tr("&Start working"), column)
        self.go_on.setEnabled(False)
        theme.make_primary(self.go_on)
        column.body.addWidget(explanation)
        column.body.addWidget(code)
        column.body.addWidget(self.print_button)
        column.body.addWidget(label)
        column.body.addWidget(self.line)
        column.buttons.addStretch()
        column.buttons.addWidget(self.go_on)
        centred(column, self)
        self.setFocusProxy(self.print_button)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.go_on.click)
        self.go_on.clicked.connect(self.confirmed)

    def title(self) -> str:
        """The name of the page."""
        return self.tr("Recovery sheet")

    def _typed(self, text: str) -> None:
        # As the code itself is read: O for 0, I and L for 1.
        typed = text.strip().upper().translate(str.maketrans("OIL", "011"))
        self.go_on.setEnabled(typed == self._last_group)
