"""For those in charge of the clinic: a new recovery sheet when the old one is lost."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from clinic_app.gui import theme
from clinic_app.gui.background import Background
from clinic_app.gui.widgets.column import Column, centred, text_label
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.gui.widgets.question import confirmed
from clinic_app.services.clinic import RecoverySheet, Session


class InChargePage(QWidget):
    """Signals:
    recovery_sheet_made(RecoverySheet): show it at once; the old code opens nothing any more.
    """

    recovery_sheet_made = Signal(object)

    def __init__(self, session: Session, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        column = Column(session.clinic_name, self)
        self.notice = NoticeBar(column)
        column.body.addWidget(self.notice)
        column.body.addWidget(
            text_label(
                self.tr(
                    "If the recovery sheet is lost, or somebody has seen it who should not, make a new one."
                    " The old code then opens nothing."
                ),
                column,
            )
        )
        self.make_sheet = QPushButton(self.tr("Make a new &recovery sheet…"), column)
        theme.make_primary(self.make_sheet)
        self.make_sheet.clicked.connect(self._ask)
        column.body.addWidget(self.make_sheet)
        centred(column, self)
        self.setFocusProxy(self.make_sheet)

    def title(self) -> str:
        """The name of the page."""
        return self.tr("Clinic")

    def _ask(self) -> None:
        if confirmed(
            self,
            self.title(),
            self.tr("The old recovery sheet will open nothing any more. Make a new one now?"),
            self.tr("Make a new one"),
            self.tr("Keep the old one"),
        ):
            self.make_new_sheet()

    def make_new_sheet(self) -> None:
        """Make the new code in the background, without asking."""
        self.make_sheet.setEnabled(False)
        self._background.database(
            self._session.new_recovery_sheet,
            self._made,
            self.notice.show_error,
            on_end=lambda: self.make_sheet.setEnabled(True),
            owner=self,
        )

    def _made(self, sheet: RecoverySheet) -> None:
        self.recovery_sheet_made.emit(sheet)
