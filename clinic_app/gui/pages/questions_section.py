"""The coded questions that fit the patient: danger signs first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGroupBox, QLabel, QVBoxLayout, QWidget

from clinic_app.domain.vocabulary import Finding
from clinic_app.gui import fonts
from clinic_app.gui.i18n import current_language
from clinic_app.gui.widgets.answer_row import AnswerRow
from clinic_app.gui.widgets.clinical_words import choice_words, not_known, unit_of_finding, vital_label
from clinic_app.gui.widgets.complaint_menu import ComplaintMenu
from clinic_app.gui.widgets.field import Field
from clinic_app.gui.widgets.inputs import ChoiceBox, LineField
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.parsed_form import FormState, ParsedForm, finding_field
from clinic_app.services.questions import (
    CHOSEN_COMPLAINTS,
    DANGER_SIGNS,
    STILL_TO_ASK,
    YES,
    Sections,
)

_NUMBER_LIMIT = 20
# Of what the rules read, the groups where yes is bad news by itself; and in them, where it is not.
_ALARMING_GROUPS = frozenset({"danger_signs", "neonate", "obstetric", "neuro", "chest_pain"})
_PLAIN = frozenset({"child_calm", "in_labour", "hypercapnic_target_88_92"})


class QuestionsSection(QGroupBox):
    """Questions with yes, no, not known; a few with choices or a number.

    Questions that do not fit any more are hidden; their answers are kept and count again when they fit again.

    Signals:
        edited(): another answer was given.
        confirmed(str, str): field and text that the user says is right.
    """

    edited = Signal()
    confirmed = Signal(str, str)

    def __init__(self, knowledge: Knowledge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Danger signs: Y yes, N no, ? not known"))
        self._knowledge = knowledge
        self._rows: dict[str, AnswerRow | Field] = {}
        self._headings: dict[str, QLabel] = {}
        self._asked: Sections | None = None
        self._shown: list[AnswerRow | Field] = []
        self._tab_after: QWidget | None = None
        self.about = ComplaintMenu(knowledge, self)
        self.about.edited.connect(self.edited)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 6, 10, 8)
        self._layout.setSpacing(4)
        self._layout.addWidget(self.about)
        self._pregnant = self._add(AnswerRow("pregnant", self.tr("Pregnant?"), self, alarming=False))
        self._weeks = self._add_number(
            "gestation_weeks", vital_label("gestation_weeks"), self.tr("weeks, or 28+3")
        )
        self._delivered = self._add_number(
            "postpartum_days",
            self.tr("If she gave birth in the last 42 days: how long ago?"),
            self.tr("days"),
        )

    @property
    def fields(self) -> dict[str, Field]:
        """Inputs that can have a problem, by their name in the form."""
        return {name: row for name, row in self._rows.items() if isinstance(row, Field)}

    def state(self) -> dict[str, str]:
        """Every answer, also of questions that are hidden now."""
        answers = {
            name: row.raw() if isinstance(row, AnswerRow) else row.editor.raw()
            for name, row in self._rows.items()
        }
        return {**answers, CHOSEN_COMPLAINTS: self.about.raw()}

    def restore(self, state: FormState) -> None:
        """Put saved answers back."""
        self.about.set_raw(state.get(CHOSEN_COMPLAINTS, ""))
        for name in state:
            finding = name.removeprefix("finding.")
            if finding != name and finding in self._knowledge.vocabulary:
                self._row(finding)
        for name, row in self._rows.items():
            editor = row if isinstance(row, AnswerRow) else row.editor
            editor.set_raw(state.get(name, ""))

    def answer(self, name: str, raw: str) -> None:
        """Give the answer `raw` to the question of the field `name`, as if it had been given here."""
        row = self._row(name.removeprefix("finding."))
        editor = row if isinstance(row, AnswerRow) else row.editor
        editor.set_raw(raw)

    def show_asked(self, parsed: ParsedForm) -> None:
        """Show the questions that fit, in their order."""
        pregnant = self._pregnant.raw() == YES
        self._pregnant.setVisible(parsed.asks_pregnancy)
        self._weeks.setVisible(parsed.asks_pregnancy and pregnant)
        self._delivered.setVisible(parsed.asks_pregnancy and not pregnant)
        self.about.show_complaints(parsed.complaints)
        if parsed.sections == self._asked:
            return
        self._asked = parsed.sections
        self._arrange(parsed.sections)

    def focus_row(self, name: str) -> bool:
        """Put the keyboard on a question; False where there is none of that name."""
        row = self._rows.get(name)
        if row is None:
            return False
        if isinstance(row, AnswerRow):
            row.focus()
        else:
            row.editor.setFocus()
        return True

    def follow_in_tab_order(self, before: QWidget) -> None:
        """Tab comes here from `before`."""
        self._tab_after = before

    def row(self, finding: str) -> AnswerRow | Field:
        """The row of a question."""
        return self._rows[finding_field(finding)]

    def _arrange(self, sections: Sections) -> None:
        fixed = (self.about, self._pregnant, self._weeks, self._delivered)
        shown: list[QWidget] = list(fixed)
        for section, findings in sections:
            heading = self._heading(section)
            if section != DANGER_SIGNS:
                shown.append(heading)
            shown += [self._row(finding) for finding in findings]
        keep = {id(widget) for widget in shown}
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and id(widget) not in keep:
                widget.hide()
        for widget in shown:
            self._layout.addWidget(widget)
            if widget not in fixed:
                widget.show()
        self._layout.addStretch()
        self._in_tab_order(shown)

    def _in_tab_order(self, shown: list[QWidget]) -> None:
        self._shown = [widget for widget in shown if isinstance(widget, AnswerRow | Field)]
        before = self._tab_after
        if before is not None:
            QWidget.setTabOrder(before, self.about)
            before = self.about
        for row in self._shown:
            for after in row.focus_chain():
                if before is not None:
                    QWidget.setTabOrder(before, after)
                before = after

    def _go_on(self, row: AnswerRow) -> None:
        place = self._shown.index(row)
        for following in self._shown[place + 1 :]:
            if not following.isHidden():
                self.focus_row(following.name)
                return

    def _heading(self, section: str) -> QLabel:
        if section not in self._headings:
            complaint = self._knowledge.plan.complaints.get(section)
            words = {
                DANGER_SIGNS: self.tr("Danger signs"),
                "young_infant": self.tr("Baby under 2 months"),
                "child": self.tr("Child"),
                "obstetric": self.tr("Pregnancy and birth"),
                "other_signs": self.tr("Other signs"),
                STILL_TO_ASK: self.tr("Still to ask"),
            }
            named = complaint.name.in_language(current_language()) if complaint else words[section]
            label = QLabel(named, self)
            label.setFont(fonts.font(bold=True))
            label.hide()
            self._headings[section] = label
        return self._headings[section]

    def _row(self, finding: str) -> AnswerRow | Field:
        name = finding_field(finding)
        if name not in self._rows:
            entry = self._knowledge.vocabulary[finding]
            label = entry.label.in_language(current_language())
            if entry.kind == "bool":
                self._add(AnswerRow(name, label, self, alarming=_is_alarming(entry)))
            elif entry.kind == "enum":
                choices = [
                    ("", not_known()),
                    *((choice, choice_words(finding, choice)) for choice in entry.choices),
                ]
                self._add_field(Field(name, label, ChoiceBox(choices, self), self))
            else:
                self._add_number(name, label, unit_of_finding(entry.unit))
        return self._rows[name]

    def _add(self, row: AnswerRow) -> AnswerRow:
        self._rows[row.name] = row
        row.hide()
        row.edited.connect(self.edited)
        row.answered.connect(lambda: self._go_on(row))
        return row

    def _add_number(self, name: str, label: str, unit: str) -> Field:
        return self._add_field(Field(name, label, LineField(_NUMBER_LIMIT, self), self, unit=unit))

    def _add_field(self, field: Field) -> Field:
        self._rows[field.name] = field
        field.label.setWordWrap(True)
        field.hide()
        field.edited.connect(self.edited)
        field.confirmed.connect(lambda text, name=field.name: self.confirmed.emit(name, text))
        return field


def _is_alarming(finding: Finding) -> bool:
    return bool(finding.used_by) and finding.group in _ALARMING_GROUPS and finding.id not in _PLAIN
