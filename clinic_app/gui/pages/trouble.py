"""A full page for trouble that must be mended before anything can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from clinic_app.domain.errors import UserFacingError
from clinic_app.gui import theme
from clinic_app.gui.errors import words
from clinic_app.gui.widgets.column import Column, centred, text_label


class TroublePage(QWidget):
    """What happened, what to do, and that the records were left alone.

    Signals:
        retry(): try again.
        leave(): close the program.
    """

    retry = Signal()
    leave = Signal()

    def __init__(self, error: UserFacingError, where: str, parent: QWidget | None = None) -> None:
        """`where` is the folder of the records, for whoever helps."""
        super().__init__(parent)
        column = Column(self.title(), self)
        picture = QLabel(column)
        picture.setPixmap(theme.icon("problem").pixmap(48, 48))
        self.message = text_label(words(error), column)
        folder = text_label(self.tr("Folder of the records: {folder}").format(folder=where), column)
        again = QPushButton(self.tr("&Try again"), column)
        leave = QPushButton(self.tr("&Close the program"), column)
        column.body.addWidget(picture)
        column.body.addWidget(self.message)
        column.body.addWidget(folder)
        column.buttons.addWidget(leave)
        column.buttons.addStretch()
        column.buttons.addWidget(again)
        centred(column, self)
        theme.make_primary(again)
        self.setFocusProxy(again)
        again.clicked.connect(self.retry)
        leave.clicked.connect(self.leave)

    def title(self) -> str:
        """The name of the page."""
        return self.tr("The records cannot be opened")
