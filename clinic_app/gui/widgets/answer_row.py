"""One danger-sign question: yes, no, or not known, which is where it starts."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from clinic_app.gui.widgets.clinical_words import not_known, yes_no_words
from clinic_app.services.questions import NO, YES

_NOT_KNOWN = ""
# The keys of an answer, on an English and a Hindi keyboard.
ANSWER_KEYS = {
    "y": YES,
    "1": YES,
    "ह": YES,
    "n": NO,
    "2": NO,
    "न": NO,
    "?": _NOT_KNOWN,
    "0": _NOT_KNOWN,
    "u": _NOT_KNOWN,
}
_STYLE = (
    "QPushButton { padding: 2px 8px; min-height: 26px; min-width: 30px; }"
    " QPushButton:checked { background: #0f4c81; color: #ffffff; font-weight: 600; border: 1px solid #0a3358;"
    " border-radius: 3px; }"
    " QPushButton[answer='yes']:checked { background: #8c0d17; border-color: #5e0810; }"
    " QPushButton[answer='']:checked { background: #d5dbe0; color: #1c1f22; border-color: #7b858d; }"
    " QPushButton:focus { border: 2px solid #16191c; border-radius: 3px; }"
)


class AnswerRow(QWidget):
    """A question with three buttons. Y, N and ? answer it; Y and N go on to the next question.

    Attributes:
        name: the field of the form.

    Signals:
        edited(): another answer was given.
        answered(): by a key; the keyboard should go on to the next question.
    """

    edited = Signal()
    answered = Signal()

    def __init__(
        self, name: str, question: str, parent: QWidget | None = None, *, alarming: bool = True
    ) -> None:
        """`alarming`: yes is shown in red."""
        super().__init__(parent)
        self.name = name
        self.label = QLabel(question, self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.label, stretch=1)
        for answer, words, text in (
            (YES, yes_no_words(True), yes_no_words(True)),
            (NO, yes_no_words(False), yes_no_words(False)),
            (_NOT_KNOWN, not_known(), "?"),
        ):
            button = QPushButton(text, self)
            button.setCheckable(True)
            button.setProperty("answer", answer if alarming or answer != YES else "plain_yes")
            button.setStyleSheet(_STYLE)
            button.setAccessibleName(f"{question} {words}")
            button.setToolTip(words)
            button.installEventFilter(self)
            self._group.addButton(button)
            self.buttons[answer] = button
            layout.addWidget(button)
        self.buttons[_NOT_KNOWN].setChecked(True)
        self.label.setBuddy(self.buttons[_NOT_KNOWN])
        self._group.buttonToggled.connect(self._toggled)

    def raw(self) -> str:
        """ "yes", "no", or "" for not known."""
        return next(answer for answer, button in self.buttons.items() if button.isChecked())

    def set_raw(self, answer: str) -> None:
        """Give an answer; anything else than yes and no is not known."""
        self.buttons[answer if answer in (YES, NO) else _NOT_KNOWN].setChecked(True)

    def focus_chain(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return tuple(self.buttons.values())

    def focus(self) -> None:
        """Put the keyboard here."""
        self.buttons[self.raw()].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self.answered.emit()
                return True
            answer = ANSWER_KEYS.get(event.text().lower())
            if answer is not None:
                button = self.buttons[answer]
                button.setChecked(True)
                button.setFocus()
                if answer:
                    self.answered.emit()
                return True
        return super().eventFilter(watched, event)

    def _toggled(self, button: QPushButton, checked: bool) -> None:
        if checked:
            self.label.setBuddy(button)
            self.edited.emit()
