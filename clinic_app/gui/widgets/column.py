"""A page whose content stands in one column of readable width, in the middle of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from clinic_app.gui import fonts


class Column(QFrame):
    """A card of fixed width; add to `body`, buttons to `buttons` (a row at its end).

    Attributes:
        body: layout for the content.
        buttons: layout for the row of buttons.
    """

    def __init__(self, heading: str, parent: QWidget, width_px: int = 680) -> None:
        super().__init__(parent)
        self.setObjectName("Column")
        self.setStyleSheet(
            "QFrame#Column { background: #ffffff; border: 1px solid #c3ccd2; border-radius: 6px; }"
        )
        self.setFixedWidth(width_px)
        self.heading = heading_label(heading, self)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.buttons = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 22)
        layout.setSpacing(14)
        layout.addWidget(self.heading)
        layout.addLayout(self.body)
        layout.addLayout(self.buttons)


def heading_label(text: str, parent: QWidget) -> QLabel:
    """A heading: bold and larger."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(fonts.font(fonts.BASE_POINT_SIZE + 5, bold=True))
    label.setWordWrap(True)
    return label


def text_label(text: str, parent: QWidget) -> QLabel:
    """A paragraph."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def centred(content: QWidget, page: QWidget) -> None:
    """Lay `content` out in the middle of `page`."""
    layout = QHBoxLayout(page)
    layout.addWidget(content, alignment=Qt.AlignmentFlag.AlignCenter)
