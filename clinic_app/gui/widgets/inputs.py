"""Inputs that speak in raw strings, refuse what is too long without losing what was there, and drop stray signs."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from clinic_app.services.typed import without_control_signs

_TWO_LINES_PX = 52


class LineField(QLineEdit):
    """One line of text.

    Signals:
        edited(): the text changed, by typing or by `set_raw`.
        noted(str): something that was typed or pasted was not taken, in words; "" when that is over.
    """

    edited = Signal()
    noted = Signal(str)

    def __init__(self, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self._kept = ""
        # QLineEdit would cut off what is longer, in silence; `_check` refuses it with words.
        self.setMaxLength(limit + 100_000)
        self.textChanged.connect(self._check)

    def raw(self) -> str:
        """What stands in the field."""
        return self._kept

    def set_raw(self, text: str) -> None:
        """Put `text` in the field."""
        self.setText(text)

    def _check(self, text: str) -> None:
        if len(text) > self._limit:
            self._put_back(self._kept)
            self.noted.emit(
                self.tr("Not pasted: at most {limit} characters fit here. What was there is kept.").format(
                    limit=self._limit
                )
            )
            return
        clean = without_control_signs(text, lines=False)
        if clean != text:
            self._put_back(clean)
            self.noted.emit(self.tr("Characters that are not text were left out."))
        else:
            self.noted.emit("")
        self._kept = clean
        self.edited.emit()

    def _put_back(self, text: str) -> None:
        cursor = min(self.cursorPosition(), len(text))
        self.blockSignals(True)
        self.setText(text)
        self.blockSignals(False)
        self.setCursorPosition(cursor)


class StoryField(QPlainTextEdit):
    """Several lines of text; Tab leaves it.

    Signals:
        edited(): the text changed.
        noted(str): something pasted was not taken, in words; "" when that is over.
    """

    edited = Signal()
    noted = Signal(str)

    def __init__(self, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self._kept = ""
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._check)

    def raw(self) -> str:
        """What stands in the field."""
        return self._kept

    def set_raw(self, text: str) -> None:
        """Put `text` in the field."""
        self.setPlainText(text)

    def sizeHint(self) -> QSize:
        """Two lines: the layout gives more where there is room."""
        return QSize(super().sizeHint().width(), max(self.minimumHeight(), _TWO_LINES_PX))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop: all of it, or none of it with a word why."""
        # Judged before it is inserted: laying out two megabytes would freeze the window.
        pasted = source.text()
        room = self._limit - len(self._kept) + len(self.textCursor().selectedText())
        if len(pasted) > room:
            self._say_too_long(len(pasted))
            return
        clean = without_control_signs(pasted.replace("\r\n", "\n").replace("\r", "\n"), lines=True)
        self.textCursor().insertText(clean)
        if len(clean) < len(pasted.replace("\r", "")):
            self.noted.emit(self.tr("Characters that are not text were left out."))

    def _check(self) -> None:
        text = self.toPlainText()
        if text == self._kept:
            return  # only the formatting changed
        if len(text) > self._limit:
            too_long, place = len(text), self.textCursor().position()
            self.blockSignals(True)
            self.setPlainText(self._kept)
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(self._kept)))
            self.setTextCursor(cursor)
            self.blockSignals(False)
            self._say_too_long(too_long)
            return
        self._kept = text
        self.noted.emit("")
        self.edited.emit()

    def _say_too_long(self, length: int) -> None:
        self.noted.emit(
            self.tr(
                "Not taken: {length} characters, but at most {limit} fit here. What was there is kept."
            ).format(length=length, limit=self._limit)
        )


class ChoiceBox(QComboBox):
    """One of a few choices, each with the raw value that is stored; "" is the value of the first, "not known".

    The mouse wheel scrolls the page, it never changes an answer.

    Signals:
        edited(): another choice was made.
    """

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`choices` are (raw value, words)."""
        super().__init__(parent)
        for value, words in choices:
            self.addItem(words, value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.currentIndexChanged.connect(lambda _: self.edited.emit())

    def raw(self) -> str:
        """The value of the choice."""
        return str(self.currentData() or "")

    def set_raw(self, value: str) -> None:
        """Choose by value; the first choice where there is no such value."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
