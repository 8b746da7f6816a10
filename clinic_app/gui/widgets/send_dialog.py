"""One last look before an emergency goes to the doctor."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from clinic_app.domain.triage import Triage
from clinic_app.gui import theme
from clinic_app.gui.widgets.triage_banner import TriageBanner
from clinic_app.services.knowledge import Knowledge


class SendEmergencyDialog(QDialog):
    """Shows the triage once more. Enter sends, Escape goes back to the form.

    Signals:
        confirmed(): send it.
    """

    confirmed = Signal()

    def __init__(self, triage: Triage, knowledge: Knowledge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Emergency"))
        self.setMinimumWidth(620)
        banner = TriageBanner(knowledge, self)
        banner.show_triage(triage)
        what = QLabel(
            self.tr(
                "Call the doctor now, do not wait for the queue. Send what you have; more can be told in person."
            ),
            self,
        )
        what.setWordWrap(True)
        self.send = QPushButton(self.tr("&Send to the doctor now"), self)
        theme.make_primary(self.send)
        self.send.setDefault(True)
        self.send.clicked.connect(self.accept)
        back = QPushButton(self.tr("&Back to the form"), self)
        back.clicked.connect(self.reject)
        self.accepted.connect(self.confirmed)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(back)
        buttons.addWidget(self.send)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(banner)
        layout.addWidget(what)
        layout.addLayout(buttons)
        self.send.setFocus()
