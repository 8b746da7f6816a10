"""What the doctor decides: diagnosis, reason where the suggestion was not followed, plan, referral, follow-up."""

import re
from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QGridLayout, QLabel, QWidget

from clinic_app.domain.errors import EntryMissing
from clinic_app.domain.records import Decision, DecisionKind, Plan
from clinic_app.gui import fonts
from clinic_app.gui.errors import words
from clinic_app.gui.i18n import current_language
from clinic_app.gui.widgets.condition_field import ConditionField
from clinic_app.gui.widgets.field import Field
from clinic_app.gui.widgets.inputs import LineField, StoryField
from clinic_app.services.knowledge import Knowledge

_ICD10 = re.compile(r"[A-Z][0-9]{2}(\.[0-9]{1,2})?")
_TEXT_LIMIT = 5_000
_LINE_LIMIT = 300
_FOLLOW_UP_DAYS = 3


class DecisionSection(QWidget):
    """The doctor's decision and plan, as typed.

    A diagnosis that is simply written counts as own words. Accepting, or picking from the closed list, fills in its
    name and code; both may be reworded.

    Attributes:
        fields: every input by its name in the draft.

    Signals:
        edited(): something changed.
    """

    edited = Signal()

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knowledge = knowledge
        self._kind = DecisionKind.OWN_WORDS
        self._condition: str | None = None
        self._first: str | None = None
        self._today = date.min
        self.fields = self._make_fields()
        self.decided = QLabel(self)
        self.decided.setFont(fonts.font(bold=True))
        self.decided.setWordWrap(True)
        self.decided.setTextFormat(Qt.TextFormat.PlainText)
        self.refer = QCheckBox(self.tr("&Refer"), self)
        self.refer.toggled.connect(self._edited)
        self.follow_up = QCheckBox(self.tr("Follow-&up on"), self)
        self.follow_up.toggled.connect(self._edited)
        self.follow_up_on = QDateEdit(self)
        self.follow_up_on.setDisplayFormat("dd-MM-yyyy")
        self.follow_up_on.setCalendarPopup(True)
        self.follow_up_on.setAccessibleName(self.tr("Day of the follow-up"))
        self.follow_up_on.dateChanged.connect(self._edited)
        self._lay_out()
        for field in self.fields.values():
            field.edited.connect(self._edited)
        self._pick = self._editor_of("pick", ConditionField)
        self._pick.edited.connect(self._picked)
        self.clear(date.min)

    def clear(self, today: date) -> None:
        """Nothing decided yet."""
        self._today = today
        self.show_suggested(None)
        self.restore({})

    def show_suggested(self, first: str | None) -> None:
        """A list with this condition on top is shown: not following it needs a reason. None: no list."""
        self._first = first
        self._show_kind()

    def accept(self, condition: str) -> None:
        """Take a condition of the list shown; any but the first is another choice and needs a reason."""
        self._take(
            DecisionKind.ACCEPTED if condition == self._first else DecisionKind.OTHER_LISTED, condition
        )
        next_field = "reason" if self.needs_reason() else "treatment"
        self.fields[next_field].editor.setFocus()

    def pick_another(self) -> None:
        """Let the user type the name of a condition."""
        self.fields["pick"].editor.setFocus()

    def own_words(self) -> None:
        """The diagnosis is the doctor's own."""
        self._kind, self._condition = DecisionKind.OWN_WORDS, None
        self._pick.set_raw("")
        self.fields["diagnosis"].editor.set_raw("")
        self.fields["icd10"].editor.set_raw("")
        self.fields["diagnosis"].editor.setFocus()
        self._edited()

    def needs_reason(self) -> bool:
        """Whether a reason must be given: a list was shown and is not followed."""
        return self._first is not None and self._kind is not DecisionKind.ACCEPTED

    def state(self) -> dict[str, str]:
        """The raw form, for the draft."""
        typed = {name: field.editor.raw() for name, field in self.fields.items()}
        return {
            **typed,
            "kind": self._kind.value,
            "condition": self._condition or "",
            "refer": "yes" if self.refer.isChecked() else "",
            "follow_up": self.follow_up_on.date().toString(Qt.DateFormat.ISODate)
            if self.follow_up.isChecked()
            else "",
        }

    def restore(self, state: Mapping[str, str]) -> None:
        """Put a saved form back."""
        self.blockSignals(True)
        for name, field in self.fields.items():
            field.editor.set_raw(state.get(name, ""))
        kind = state.get("kind", "")
        self._kind = DecisionKind(kind) if kind in set(DecisionKind) else DecisionKind.OWN_WORDS
        known = state.get("condition", "")
        self._condition = known if known in self._knowledge.conditions else None
        if self._condition is None:
            self._kind = DecisionKind.OWN_WORDS
        self.refer.setChecked(state.get("refer") == "yes")
        day = QDate.fromString(state.get("follow_up", ""), Qt.DateFormat.ISODate)
        self.follow_up.setChecked(day.isValid())
        today = QDate(self._today.year, self._today.month, self._today.day)
        self.follow_up_on.setDate(day if day.isValid() else today.addDays(_FOLLOW_UP_DAYS))
        self.blockSignals(False)
        self._show_kind()

    def obstacle(self) -> tuple[str, str] | None:
        """The first field that stands in the way of closing, and why; None if nothing does."""
        raw = self.state()
        if not raw["diagnosis"].strip():
            return "diagnosis", words(EntryMissing(entry="diagnosis"))
        if self.needs_reason() and not raw["reason"].strip():
            return "reason", words(EntryMissing(entry="reason"))
        if raw["icd10"].strip() and not _ICD10.fullmatch(raw["icd10"].strip().upper()):
            return "icd10", self.tr("This is no ICD-10 code. Write one like A09 or B51.9, or leave it empty.")
        if self.refer.isChecked() and not raw["refer_where"].strip():
            return "refer_where", self.tr("Write where the patient is referred to.")
        if self.follow_up.isChecked() and self._follow_up() < self._today:
            return "follow_up", self.tr("The day of the follow-up is in the past.")
        return None

    def decision(self) -> Decision:
        """The decision as recorded."""
        return Decision(self._kind, self._condition, self.fields["reason"].editor.raw())

    def plan(self) -> Plan:
        """Diagnosis and plan as recorded. The first line of a referral says where, the others why."""
        raw = self.state()
        referral = "\n".join(part for part in (raw["refer_where"].strip(), raw["refer_why"].strip()) if part)
        return Plan(
            diagnosis=raw["diagnosis"],
            icd10=raw["icd10"].strip().upper(),
            treatment=raw["treatment"],
            investigations=raw["investigations"],
            advice=raw["advice"],
            referral=referral if self.refer.isChecked() else "",
            follow_up=self._follow_up() if self.follow_up.isChecked() else None,
        )

    def focus_field(self, name: str) -> None:
        """Put the keyboard on a field."""
        (self.follow_up_on if name == "follow_up" else self.fields[name].editor).setFocus()

    def _make_fields(self) -> dict[str, Field]:
        def story(name: str, label: str, height_px: int) -> Field:
            editor = StoryField(_TEXT_LIMIT, self)
            editor.setMinimumHeight(height_px)
            return Field(name, label, editor, self)

        def line(name: str, label: str) -> Field:
            editor = LineField(_LINE_LIMIT, self)
            editor.setMinimumWidth(60)
            return Field(name, label, editor, self)

        pick = ConditionField(self._knowledge, self)
        pick.setPlaceholderText(self.tr("type part of its name"))
        fields = (
            Field("pick", self.tr("Another condition of the list"), pick, self),
            line("diagnosis", self.tr("&Diagnosis")),
            line("icd10", self.tr("&ICD-10")),
            line("reason", self.tr("Why not the first suggestion?")),
            story("treatment", self.tr("&Treatment"), 56),
            story("investigations", self.tr("Investi&gations"), 36),
            story("advice", self.tr("Ad&vice to the patient"), 36),
            line("refer_where", self.tr("Where to")),
            line("refer_why", self.tr("Why")),
        )
        return {field.name: field for field in fields}

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(8, 0, 8, 4)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(4)
        layout.addWidget(self.decided, 0, 0, 1, 6)
        layout.addWidget(self.fields["pick"], 1, 0, 1, 6)
        layout.addWidget(self.fields["diagnosis"], 2, 0, 1, 4)
        layout.addWidget(self.fields["icd10"], 2, 4, 1, 2)
        layout.addWidget(self.fields["reason"], 3, 0, 1, 6)
        layout.addWidget(self.fields["treatment"], 4, 0, 1, 6)
        layout.addWidget(self.fields["investigations"], 5, 0, 1, 3)
        layout.addWidget(self.fields["advice"], 5, 3, 1, 3)
        layout.addWidget(self.refer, 6, 0, 1, 2)
        layout.addWidget(self.fields["refer_where"], 7, 0, 1, 3)
        layout.addWidget(self.fields["refer_why"], 7, 3, 1, 3)
        layout.addWidget(self.follow_up, 6, 2, 1, 2)
        layout.addWidget(self.follow_up_on, 6, 4, 1, 2)
        for column in range(6):
            layout.setColumnStretch(column, 1)
        layout.setRowStretch(4, 3)
        layout.setRowStretch(5, 2)

    def _editor_of(self, name: str, kind: type[ConditionField]) -> ConditionField:
        editor = self.fields[name].editor
        assert isinstance(editor, kind)
        return editor

    def _picked(self) -> None:
        condition = self._pick.condition()
        if condition is not None and condition != self._condition:
            self._take(
                DecisionKind.ACCEPTED if condition == self._first else DecisionKind.OTHER_LISTED, condition
            )

    def _take(self, kind: DecisionKind, condition: str) -> None:
        entry = self._knowledge.conditions[condition]
        self._kind, self._condition = kind, condition
        self.fields["diagnosis"].editor.set_raw(entry.name.in_language(current_language()))
        self.fields["icd10"].editor.set_raw(entry.icd10[0])
        if self._pick.condition() not in (None, condition):
            self._pick.set_raw("")
        self._edited()

    def _follow_up(self) -> date:
        day = self.follow_up_on.date()
        return date(day.year(), day.month(), day.day())

    def _edited(self) -> None:
        self._show_kind()
        self.edited.emit()

    def _show_kind(self) -> None:
        decided = self._condition is not None or bool(self.fields["diagnosis"].editor.raw().strip())
        self.fields["reason"].setVisible(self.needs_reason() and decided)
        for name in ("refer_where", "refer_why"):
            self.fields[name].setVisible(self.refer.isChecked())
        self.follow_up_on.setEnabled(self.follow_up.isChecked())
        if self._condition is not None:
            name = self._knowledge.conditions[self._condition].name.in_language(current_language())
            template = (
                self.tr("Accepted: {name}")
                if self._kind is DecisionKind.ACCEPTED
                else self.tr("Chosen from the list: {name}")
            )
            self.decided.setText(template.format(name=name))
        elif decided:
            self.decided.setText(self.tr("Own diagnosis"))
        else:
            self.decided.setText(self.tr("Nothing decided yet"))
