"""The form of a new encounter: who, why, what was measured, what was asked. It holds raw strings only."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QGroupBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.moments import Clock
from clinic_app.gui.background import Background
from clinic_app.gui.i18n import current_language
from clinic_app.gui.pages.questions_section import QuestionsSection
from clinic_app.gui.pages.registration import RegistrationSection
from clinic_app.gui.pages.vitals_section import VitalsSection
from clinic_app.gui.widgets.clinical_words import vital_label
from clinic_app.gui.widgets.field import Field
from clinic_app.gui.widgets.inputs import ChoiceBox, LineField, StoryField
from clinic_app.gui.widgets.noticed_section import NoticedSection
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.parsed_form import (
    MEASUREMENTS,
    NOTICED,
    SECOND_COUNT,
    TEXT_LIMITS,
    FormState,
    ParsedForm,
    accepted_field,
)
from clinic_app.services.patients import PatientService


class ComplaintSection(QGroupBox):
    """Why the patient came, since when, and the story.

    Attributes:
        fields: every input by its name in the form.

    Signals:
        edited(): something changed.
    """

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Complaint"))
        units = [("days", self.tr("days")), ("hours", self.tr("hours")), ("weeks", self.tr("weeks"))]
        units += [("months", self.tr("months")), ("years", self.tr("years"))]
        story = StoryField(TEXT_LIMITS["narrative"], self)
        story.setMinimumHeight(66)
        history = StoryField(TEXT_LIMITS["history"], self)
        history.setMinimumHeight(40)
        fields = (
            Field("complaint", self.tr("Main c&omplaint"), LineField(TEXT_LIMITS["complaint"], self), self),
            Field("duration", self.tr("For how lon&g"), LineField(20, self), self),
            Field("duration_unit", self.tr("Unit"), ChoiceBox(units, self), self),
            Field("narrative", self.tr("Story and exa&mination"), story, self),
            Field("history", self.tr("Past illness, medicines, allergies"), history, self),
        )
        self.fields = {field.name: field for field in fields}
        layout = QGridLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setHorizontalSpacing(10)
        layout.setVerticalSpacing(5)
        layout.addWidget(self.fields["complaint"], 0, 0, 1, 2)
        layout.addWidget(self.fields["duration"], 1, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.fields["duration_unit"], 1, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.fields["narrative"], 2, 0, 1, 2)
        layout.addWidget(self.fields["history"], 3, 0, 1, 2)
        layout.setRowStretch(2, 3)
        layout.setRowStretch(3, 1)
        for field in fields:
            field.edited.connect(self.edited)

    def state(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.editor.raw() for name, field in self.fields.items()}

    def restore(self, state: FormState) -> None:
        """Put a saved form back."""
        for name, field in self.fields.items():
            field.editor.set_raw(state.get(name, ""))


class EncounterForm(QWidget):
    """Three columns: patient and complaint, measurements, danger signs. Each scrolls by itself where it must.

    Signals:
        edited(): something changed.
    """

    edited = Signal()

    def __init__(
        self,
        patients: PatientService,
        knowledge: Knowledge,
        background: Background,
        clock: Clock,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._knowledge = knowledge
        self._accepted: dict[str, str] = {}
        self._refused: dict[str, str] = {}
        self._quiet = False
        left = QWidget(self)
        self.registration = RegistrationSection(patients, background, clock, left)
        self.complaint = ComplaintSection(left)
        self.vitals = VitalsSection(knowledge, self)
        right = QWidget(self)
        self.noticed = NoticedSection(knowledge, right)
        self.questions = QuestionsSection(knowledge, right)
        asked = QVBoxLayout(right)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(4)
        asked.addWidget(self.noticed)
        asked.addWidget(self.questions, stretch=1)
        stacked = QVBoxLayout(left)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(4)
        stacked.addWidget(self.registration)
        stacked.addWidget(self.complaint, stretch=1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(8)
        columns.addWidget(self._scrolling(left), stretch=12)
        columns.addWidget(self._scrolling(self.vitals), stretch=11)
        columns.addWidget(self._scrolling(right), stretch=12)
        self._set_tab_order()
        self.setFocusProxy(self.registration.fields["name"].editor)
        for section in (self.registration, self.complaint, self.vitals, self.questions):
            section.edited.connect(self._edited)
        for asking in (self.registration, self.vitals, self.questions):
            asking.confirmed.connect(self._confirmed)
        self.noticed.taken.connect(self._take)
        self.noticed.refused.connect(self._refuse)
        self.registration.picked.connect(self.fields["complaint"].editor.setFocus)

    @property
    def fields(self) -> Mapping[str, Field]:
        """Every input that can have a problem, by its name in the form."""
        return {
            **self.registration.fields,
            **self.complaint.fields,
            **self.vitals.fields,
            **self.questions.fields,
        }

    def state(self) -> dict[str, str]:
        """The raw form: everything as typed, nothing that is empty."""
        sections = (self.registration, self.complaint, self.vitals, self.questions)
        typed = {name: text for section in sections for name, text in section.state().items() if text}
        accepted = {
            accepted_field(name): text for name, text in self._accepted.items() if typed.get(name) == text
        }
        return {**typed, **accepted, **self._refused}

    def restore(self, state: FormState) -> None:
        """Put a saved form back; an empty one clears everything. Says nothing of it through `edited`."""
        self._quiet = True
        prefix = accepted_field("")
        refused = accepted_field(f"{NOTICED}.")
        self._refused = {name: text for name, text in state.items() if name.startswith(refused)}
        self._accepted = {
            name.removeprefix(prefix): text
            for name, text in state.items()
            if name.startswith(prefix) and name not in self._refused
        }
        for section in (self.registration, self.complaint, self.vitals, self.questions):
            section.restore(state)
        self._quiet = False

    def show_reading(self, parsed: ParsedForm) -> None:
        """Show what the reading of the form found, at the fields it found it in."""
        self.vitals.show_second_count(parsed.asks_second_count)
        if self.noticed.show_noticed(parsed.noticed):
            self._set_tab_order()
        self.questions.show_asked(parsed)
        for name, field in self.fields.items():
            if name in parsed.problems:
                field.show_problem(parsed.problems[name])
            elif name in parsed.questions:
                field.show_question(parsed.questions[name])
            else:
                field.clear_problem()

    def settle(self) -> None:
        """Show every problem at once, also where somebody is still typing."""
        for field in self.fields.values():
            field.settle()

    def focus_field(self, name: str) -> None:
        """Bring a field in sight and put the keyboard there."""
        field = self.fields.get(name)
        if name == NOTICED:
            self.noticed.focus_first()
        elif field is not None:
            field.editor.setFocus()
        else:
            self.questions.focus_row(name)

    def label(self, name: str) -> str:
        """What a field is called, for a sentence about it."""
        if name == NOTICED:
            return self.tr("Read in the text")
        quantity = name.removeprefix("finding.")
        if quantity in (*MEASUREMENTS, SECOND_COUNT, "gestation_weeks"):
            return vital_label(quantity)
        if name != quantity:
            return self._knowledge.vocabulary[quantity].label.in_language(current_language())
        field = self.fields.get(name)
        return field.label.text().replace("&", "") if field else name

    def _set_tab_order(self) -> None:
        complaint = [widget for field in self.complaint.fields.values() for widget in field.focus_chain()]
        story = [*complaint, *self.noticed.focus_chain()]
        chain = [*self.registration.focus_chain(), *story, *self.vitals.focus_chain()]
        for before, after in pairwise(chain):
            self.setTabOrder(before, after)
        self.questions.follow_in_tab_order(chain[-1])

    def _scrolling(self, column: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidget(column)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumWidth(column.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
        return area

    def _edited(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def _confirmed(self, name: str, text: str) -> None:
        self._accepted[name] = text
        self._edited()

    def _take(self, name: str, raw: str) -> None:
        """What was read in the text is so: it stands where it belongs as if it had been typed there."""
        field = self.fields.get(name)
        if field is not None:
            field.editor.set_raw(raw)
        else:
            self.questions.answer(name, raw)

    def _refuse(self, name: str, text: str) -> None:
        self._refused[name] = text
        self._edited()
