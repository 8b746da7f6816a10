"""Asks back what was read in the text: nothing counts before somebody says that it is so."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from clinic_app.gui.widgets.clinical_words import noticed_words
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.parsed_form import NoticedAnswer

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
        self.rows: list[QWidget] = []
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

    def _row(self, answer: NoticedAnswer) -> QWidget:
        row = QWidget(self)
        said = noticed_words(answer.noticed, self._knowledge)
        words = QLabel(self.tr("“{text}”: {answer}").format(text=answer.noticed.text, answer=said), row)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        yes = QPushButton(self.tr("Right"), row)
        no = QPushButton(self.tr("Not so"), row)
        for button in (yes, no):
            button.setAccessibleName(f"{button.text()}: {said}")
        words.setBuddy(yes)
        row.setFocusProxy(yes)
        yes.clicked.connect(lambda: self.taken.emit(answer.field, answer.raw))
        no.clicked.connect(lambda: self.refused.emit(answer.refused_field, answer.noticed.text))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(words, stretch=1)
        layout.addWidget(yes)
        layout.addWidget(no)
        return row
