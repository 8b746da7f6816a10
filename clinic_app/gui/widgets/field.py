"""A labelled input with its unit, and below it what is wrong or doubtful, with one key to settle it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.gui.i18n import current_language
from clinic_app.gui.widgets.clinical_words import unit_of_finding
from clinic_app.gui.widgets.inputs import ChoiceBox, LineField, StoryField
from clinic_app.services.parsed_form import Problem

# Long enough to finish a number: nobody wants to read that "1" is no pulse on the way to "110".
_PATIENCE_MS = 600
_PROBLEM_COLOUR = "#8c0d17"
_QUESTION_COLOUR = "#6a4300"


Editor = LineField | StoryField | ChoiceBox


class Field(QWidget):
    """An input under its label.

    Enter settles an offer or a question if there is one, and goes on to the next field if not.

    Attributes:
        name: the field of the form.
        editor: the input itself.

    Signals:
        edited(): what stands in it changed.
        confirmed(str): the user says that this text is right.
    """

    edited = Signal()
    confirmed = Signal(str)

    def __init__(
        self, name: str, label: str, editor: Editor, parent: QWidget | None = None, *, unit: str = ""
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.editor = editor
        self._problem: Problem | None = None
        self._is_question = False
        self._note = ""
        self._marked = ""
        self.label = QLabel(label, self)
        self.label.setBuddy(editor)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        editor.setParent(self)
        editor.setObjectName(name)
        editor.setAccessibleName(f"{label} ({unit})" if unit else label)
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.hide()
        self.offer_button = QPushButton(self)
        self.offer_button.clicked.connect(self._take_offer)
        self.offer_button.hide()
        self.confirm_button = QPushButton(self)
        self.confirm_button.clicked.connect(self._confirm)
        self.confirm_button.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.settle)
        self._lay_out(unit)
        self.setFocusProxy(editor)
        editor.installEventFilter(self)
        editor.edited.connect(self.edited)
        if not isinstance(editor, ChoiceBox):
            editor.noted.connect(self._take_note)

    def show_problem(self, problem: Problem) -> None:
        """What stands here does not count, and why."""
        self._show(problem, is_question=False)

    def show_question(self, question: Problem) -> None:
        """What stands here counts but is doubtful."""
        self._show(question, is_question=True)

    def clear_problem(self) -> None:
        """Nothing is wrong here."""
        self._problem = None
        self._patience.stop()
        self._draw()

    def focus_chain(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return (self.editor, self.offer_button, self.confirm_button)

    def settle(self) -> None:
        """Show at once what is wrong, without waiting for the typing to end."""
        self._patience.stop()
        self._draw()

    def said(self) -> str:
        """The words below the input, "" while there are none."""
        return "" if self.message.isHidden() else self.message.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.editor:
            if event.type() == QEvent.Type.FocusOut and self._patience.isActive():
                self.settle()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._enter(event):
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self, unit: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.editor, stretch=1)
        if unit:
            unit_label = QLabel(unit, self)
            unit_label.setMinimumWidth(46)
            row.addWidget(unit_label)
        if not isinstance(self.editor, StoryField):
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(self.label)
        layout.addLayout(row, stretch=1)
        layout.addWidget(self.message)
        layout.addWidget(self.offer_button)
        layout.addWidget(self.confirm_button)

    def _enter(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or isinstance(self.editor, StoryField):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if self._problem is None:
            self.editor.focusNextChild()
        elif self._patience.isActive():
            self.settle()  # the first Enter shows the question, only the next one answers it
        elif self._problem.proposal is not None and self._is_question:
            self.offer_button.setFocus()  # both readings are possible: no key chooses for the user
        elif self._problem.proposal is not None:
            self._take_offer()
        elif self._is_question:
            self._confirm()
        else:
            self.editor.focusNextChild()
        return True

    def _show(self, problem: Problem, *, is_question: bool) -> None:
        unchanged = problem == self._problem and is_question == self._is_question
        self._problem, self._is_question = problem, is_question
        if unchanged:
            return
        if self.editor.hasFocus() and self.message.isHidden():
            self._patience.start()
        else:
            self._draw()

    def _take_note(self, note: str) -> None:
        self._note = note
        self._draw()

    def _draw(self) -> None:
        problem = None if self._patience.isActive() else self._problem
        words = " ".join(
            part for part in (self._note, problem.words(current_language()) if problem else "") if part
        )
        self.message.setText(words)
        self.message.setVisible(bool(words))
        doubtful = problem is not None and self._is_question and not self._note
        colour = "" if not words else _QUESTION_COLOUR if doubtful else _PROBLEM_COLOUR
        if colour != self._marked:
            self._marked = colour
            self.message.setStyleSheet(f"color: {colour}; font-weight: 600;" if colour else "")
            kind = type(self.editor).__mro__[1].__name__
            self.editor.setStyleSheet(f"{kind} {{ border: 2px solid {colour}; }}" if colour else "")
        self.editor.setAccessibleDescription(words)
        self._draw_buttons(problem)

    def _draw_buttons(self, problem: Problem | None) -> None:
        proposal = problem.proposal if problem else None
        if proposal is not None:
            self.offer_button.setText(
                self.tr("{value} {unit} (from {from_unit})").format(
                    value=proposal.text,
                    unit=unit_of_finding(proposal.unit),
                    from_unit=unit_of_finding(proposal.from_unit),
                )
            )
        self.offer_button.setVisible(proposal is not None)
        if problem is not None and self._is_question:
            text = self.editor.raw().strip()
            self.confirm_button.setText(self.tr("Yes, {value} is right").format(value=text))
        self.confirm_button.setVisible(problem is not None and self._is_question)

    def _take_offer(self) -> None:
        if self._problem is not None and self._problem.proposal is not None:
            text = self._problem.proposal.text
            self.editor.setFocus()
            self.editor.set_raw(text)

    def _confirm(self) -> None:
        self.editor.setFocus()
        self.confirmed.emit(self.editor.raw())
        self.editor.focusNextChild()
