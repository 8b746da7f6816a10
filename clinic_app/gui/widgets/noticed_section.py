"""Asks back what was read in the text: nothing counts before somebody says that it is so."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from clinic_app.gui.widgets.answer_row import ANSWER_KEYS
from clinic_app.gui.widgets.clinical_words import noticed_words
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.parsed_form import NoticedAnswer
from clinic_app.services.questions import NO, YES

_SHOWN_AT_MOST = 8


class NoticedSection(QGroupBox):
    """One row for each answer that the text gives and the form does not have; hidden while there is none.

    Signals:
        taken(str, str): a field of the form and what is to stand there.
        refused(str, str): the field that keeps the refusal, and the words that do not mean this.
    """

    taken = Signal(str, str)
    refused = Signal(str, str)

    def __init__(self, knowledge: Knowledge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Read in the text: is it so?"))
        self._knowledge = knowledge
        self._answers: tuple[NoticedAnswer, ...] = ()
        self.rows: list[_NoticedRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 4, 10, 6)
        self._layout.setSpacing(3)
        self.hide()

    def show_noticed(self, answers: tuple[NoticedAnswer, ...]) -> bool:
        """Show these; the first ones where there are too many. False where nothing changed."""
        if answers == self._answers:
            return False
        had_focus = any(button.hasFocus() for row in self.rows for button in row.findChildren(QPushButton))
        self._answers = answers
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._row(answer) for answer in answers[:_SHOWN_AT_MOST]]
        for row in self.rows:
            self._layout.addWidget(row)
        self.setVisible(bool(answers))
        if had_focus:
            self.focus_first()
        return True

    def focus_chain(self) -> list[QWidget]:
        """What Tab goes through."""
        return [button for row in self.rows for button in row.findChildren(QPushButton)]

    def focus_first(self) -> None:
        """Put the keyboard on the first question."""
        if self.rows:
            self.rows[0].setFocus()

    def _row(self, answer: NoticedAnswer) -> "_NoticedRow":
        said = noticed_words(answer.noticed, self._knowledge)
        row = _NoticedRow(answer.noticed.text, said, self)
        row.right.clicked.connect(lambda: self.taken.emit(answer.field, answer.raw))
        row.wrong.clicked.connect(lambda: self.refused.emit(answer.refused_field, answer.noticed.text))
        return row


class _NoticedRow(QWidget):
    """What was read, and two buttons; Y and N press them."""

    def __init__(self, text: str, said: str, parent: QWidget) -> None:
        super().__init__(parent)
        words = QLabel(self.tr("“{text}”: {answer}").format(text=text, answer=said), self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self.right = QPushButton(self.tr("Right"), self)
        self.wrong = QPushButton(self.tr("Not so"), self)
        for button in (self.right, self.wrong):
            button.setAccessibleName(f"{button.text()}: {said}")
        words.setBuddy(self.right)
        self.setFocusProxy(self.right)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(words, stretch=1)
        layout.addWidget(self.right)
        layout.addWidget(self.wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = ANSWER_KEYS.get(event.text().lower())
        if answer == YES:
            self.right.click()
        elif answer == NO:
            self.wrong.click()
        else:
            super().keyPressEvent(event)
