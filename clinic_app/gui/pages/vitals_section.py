"""Measurements, each with its unit, and what could not be measured."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QGroupBox, QWidget

from clinic_app.gui.i18n import current_language
from clinic_app.gui.widgets.clinical_words import (
    consciousness_words,
    not_known,
    unit_words,
    vital_label,
    yes_no_words,
)
from clinic_app.gui.widgets.field import Field
from clinic_app.gui.widgets.inputs import ChoiceBox, LineField
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.parsed_form import MEASUREMENTS, SECOND_COUNT, FormState, finding_field
from clinic_app.services.questions import NO, YES
from clinic_app.services.typed import typed_pressure

_NUMBER_LIMIT = 20
_STATES_ROW = 5
# Row by row, in the order a nurse measures.
_PLACES: tuple[tuple[str, int, int], ...] = (
    ("temperature_c", 0, 0),
    ("pulse", 0, 1),
    ("resp_rate", 1, 0),
    (finding_field(SECOND_COUNT), 2, 0),
    ("spo2", 1, 1),
    ("systolic", 3, 0),
    ("diastolic", 3, 1),
    ("consciousness", _STATES_ROW, 0),
    ("on_oxygen", _STATES_ROW, 1),
    ("weight_kg", 6, 0),
    ("height_cm", 6, 1),
    ("glucose_mg_dl", 7, 0),
    ("hb_g_dl", 7, 1),
    ("muac_cm", 8, 0),
    ("capillary_refill_s", 8, 1),
    ("gcs", 9, 0),
)
_CANNOT = (("bp_unrecordable", 4, 0, ("systolic", "diastolic")), ("spo2_no_reading", 4, 1, ("spo2",)))


class VitalsSection(QGroupBox):
    """Measurements.

    Attributes:
        fields: every input by its name in the form.

    Signals:
        edited(): something changed.
        confirmed(str, str): field and text that the user says is right.
    """

    edited = Signal()
    confirmed = Signal(str, str)

    def __init__(self, knowledge: Knowledge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Measurements"))
        self._knowledge = knowledge
        self.fields = self._make_fields()
        self._cannot: dict[str, QCheckBox] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setHorizontalSpacing(14)
        layout.setVerticalSpacing(2)
        for name, row, column in _PLACES:
            layout.addWidget(self.fields[name], row, column, Qt.AlignmentFlag.AlignTop)
        for finding, row, column, switched_off in _CANNOT:
            layout.addWidget(self._make_box(finding, switched_off), row, column)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(10, 1)
        self._boxes = list(self._cannot.values())
        for field in self.fields.values():
            field.edited.connect(self.edited)
            field.confirmed.connect(lambda text, name=field.name: self.confirmed.emit(name, text))
        self.fields["systolic"].edited.connect(self._split_pressure)
        self.show_second_count(False)

    def state(self) -> dict[str, str]:
        """What stands in the fields."""
        typed = {name: field.editor.raw() for name, field in self.fields.items()}
        return {
            **typed,
            **{
                finding_field(finding): YES if box.isChecked() else ""
                for finding, box in self._cannot.items()
            },
        }

    def restore(self, state: FormState) -> None:
        """Put a saved form back."""
        for name, field in self.fields.items():
            field.editor.set_raw(state.get(name, ""))
        for finding, box in self._cannot.items():
            box.setChecked(state.get(finding_field(finding)) == YES)

    def show_second_count(self, asked: bool) -> None:
        """Ask for a second count of the breaths, or not."""
        field = self.fields[finding_field(SECOND_COUNT)]
        field.setVisible(asked or bool(field.editor.raw()))

    def _make_fields(self) -> dict[str, Field]:
        consciousness = [("", not_known()), *((code, consciousness_words(code)) for code in "ACVPU")]
        oxygen = [("", not_known()), (NO, yes_no_words(False)), (YES, yes_no_words(True))]
        fields = {
            "consciousness": Field(
                "consciousness", vital_label("consciousness"), ChoiceBox(consciousness, self), self
            ),
            "on_oxygen": Field("on_oxygen", vital_label("on_oxygen"), ChoiceBox(oxygen, self), self),
        }
        for quantity in (*MEASUREMENTS, SECOND_COUNT):
            name = finding_field(SECOND_COUNT) if quantity == SECOND_COUNT else quantity
            editor = LineField(_NUMBER_LIMIT, self)
            editor.setMinimumWidth(64)
            unit = unit_words(self._knowledge, quantity)
            fields[name] = Field(name, vital_label(quantity), editor, self, unit=unit)
        return fields

    def _make_box(self, finding: str, switched_off: tuple[str, ...]) -> QCheckBox:
        words = {
            "bp_unrecordable": self.tr("BP cannot be recorded"),
            "spo2_no_reading": self.tr("SpO2: no reading"),
        }
        box = QCheckBox(words[finding], self)
        box.setToolTip(self._knowledge.vocabulary[finding].label.in_language(current_language()))
        box.setObjectName(finding_field(finding))

        def toggled(cannot: bool) -> None:
            for name in switched_off:
                self.fields[name].editor.setEnabled(not cannot)
            self.edited.emit()

        box.toggled.connect(toggled)
        self._cannot[finding] = box
        return box

    def focus_chain(self) -> list[QWidget]:
        """What Tab goes through: row by row, what cannot be measured after what can."""
        chain: list[QWidget] = []
        for name, row, _ in _PLACES:
            if row == _STATES_ROW and self._boxes[0] not in chain:
                chain += self._boxes
            chain += self.fields[name].focus_chain()
        return chain

    def _split_pressure(self) -> None:
        """ "120/" goes on to the lower pressure; "120/80" pasted fills both."""
        upper, lower = self.fields["systolic"].editor, self.fields["diastolic"].editor
        both = typed_pressure(upper.raw())
        if both is None:
            return
        was_typing = upper.hasFocus()
        upper.set_raw(both[0])
        if both[1]:
            lower.set_raw(both[1])
        if was_typing:
            lower.setFocus()
