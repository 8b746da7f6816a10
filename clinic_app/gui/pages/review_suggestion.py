"""First the doctor's own impression, then the list: in this order, so that the list cannot do the thinking."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from clinic_app.domain.differential import OUT_OF_LIST, TOO_LITTLE_INFORMATION, Differential
from clinic_app.domain.errors import ModelUnavailable
from clinic_app.domain.records import NO_IDEA, Impression
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui import fonts, theme
from clinic_app.gui.errors import words
from clinic_app.gui.widgets.case_summary import impression_words
from clinic_app.gui.widgets.condition_field import ConditionField
from clinic_app.gui.widgets.differential_list import DifferentialList
from clinic_app.gui.widgets.field import Field
from clinic_app.services.knowledge import Knowledge

_ROOM = " QLabel { padding: 4px 8px; }"


class SuggestionSection(QWidget):
    """Own impression, then suggestions or the reason why there are none.

    Signals:
        edited(): the impression being typed changed.
        impression_given(Impression): record it.
        accepted(str): the first condition, or the one the keyboard is on, is taken.
        pick_wanted(), own_words_wanted(): the doctor decides otherwise.
        retry_wanted(): try the model again.
    """

    edited = Signal()
    impression_given = Signal(object)
    accepted = Signal(str)
    pick_wanted = Signal()
    own_words_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knowledge = knowledge
        self.impression = ConditionField(knowledge, self)
        self.impression_field = Field(
            "impression",
            self.tr("1. Your own first i&mpression (several: separate with ;)"),
            self.impression,
            self,
        )
        self.impression_field.edited.connect(self.edited)
        self.record = QPushButton(self.tr("&Keep it and show suggestions"), self)
        self.record.clicked.connect(self._give)
        self.no_idea = QPushButton(self.tr("No idea yet"), self)
        self.no_idea.clicked.connect(lambda: self.impression_given.emit(Impression(words=NO_IDEA)))
        self.recorded = QLabel(self)
        self.recorded.setWordWrap(True)
        self.recorded.setTextFormat(Qt.TextFormat.PlainText)
        self.recorded.setFont(fonts.font(bold=True))
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.retry = QPushButton(self.tr("Tr&y again"), self)
        self.retry.clicked.connect(self.retry_wanted)
        self.urgency = QLabel(self)
        self.urgency.setWordWrap(True)
        self.urgency.setTextFormat(Qt.TextFormat.PlainText)
        self.list = DifferentialList(knowledge, self)
        self.list.chosen.connect(self.accepted)
        self.accept = QPushButton(self.tr("&Accept the first"), self)
        theme.make_primary(self.accept)
        self.accept.clicked.connect(self._accept_first)
        self.other = QPushButton(self.tr("An&other from the list…"), self)
        self.other.clicked.connect(self.pick_wanted)
        self.own = QPushButton(self.tr("O&wn diagnosis…"), self)
        self.own.clicked.connect(self.own_words_wanted)
        self._lay_out()
        self.begin()

    def begin(self) -> None:
        """No impression yet, so no list."""
        self._ask_impression(True)
        self.recorded.clear()
        self.list.hide()
        self.urgency.hide()
        self.retry.hide()
        self.accept.hide()
        self._say(self.tr("2. Suggestions appear here after your own impression."))

    def show_impression(self, impression: Impression) -> None:
        """The impression is recorded: it stands, and the list is on its way."""
        self._ask_impression(False)
        text = impression_words(impression, self._knowledge)
        self.recorded.setText(self.tr("1. Your first impression: {impression}").format(impression=text))
        self._say(self.tr("2. Suggestions are being prepared…"))

    def show_differential(self, differential: Differential, error: ModelUnavailable | None) -> None:
        """Show the list, or say in a sentence why there is none; the rest of the page works either way."""
        self.retry.setVisible(differential.model is None)
        shown = differential.model is not None and differential.abstain is None
        self.list.setVisible(shown)
        self.accept.setVisible(shown)
        if shown:
            self.list.show_differential(differential)
            self._say("")
            self.list.table.setFocus()
        elif differential.abstain == TOO_LITTLE_INFORMATION:
            self._say(
                self.tr(
                    "No suggestions: too little is known. A complaint, a story or an answered question would help."
                    " Decide as you always do."
                )
            )
        elif differential.abstain == OUT_OF_LIST:
            self._say(
                self.tr(
                    "No suggestions: this case does not look like any of the {count} conditions the program knows."
                    " Decide as you always do."
                ).format(count=len(self._knowledge.conditions))
            )
        else:
            self._say(words(error) if error is not None else self.tr("No suggestions this time."))

    def show_urgency(self, level: TriageLevel | None) -> None:
        """Say that the suggestions ask for more haste than the rules do; None if they do not."""
        self.urgency.setVisible(level is not None)
        if level is not None:
            self.urgency.setText(
                self.tr("{level}: these suggestions ask for more haste than the triage rules.").format(
                    level=theme.level_word(level)
                )
            )
            self.urgency.setStyleSheet(theme.status_style(theme.LEVEL_COLOURS[level], "QLabel") + _ROOM)

    def said(self) -> str:
        """The sentence in place of the list; "" while there is a list."""
        return self.state.text()

    def _lay_out(self) -> None:
        asking = QHBoxLayout()
        asking.addWidget(self.record)
        asking.addWidget(self.no_idea)
        asking.addStretch()
        deciding = QHBoxLayout()
        for button in (self.accept, self.other, self.own):
            deciding.addWidget(button)
        deciding.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(6)
        layout.addWidget(self.impression_field)
        layout.addLayout(asking)
        layout.addWidget(self.recorded)
        layout.addWidget(self.state)
        layout.addWidget(self.retry, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.urgency)
        layout.addWidget(self.list, stretch=20)
        layout.addStretch(1)
        layout.addLayout(deciding)

    def _ask_impression(self, asked: bool) -> None:
        for widget in (self.impression_field, self.record, self.no_idea):
            widget.setVisible(asked)
        self.recorded.setVisible(not asked)

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def _give(self) -> None:
        conditions, own_words = self.impression.conditions_and_words()
        self.impression_given.emit(Impression(conditions, own_words))

    def _accept_first(self) -> None:
        first = self.list.first()
        if first is not None:
            self.accepted.emit(first)
