"""Who the patient is: found again while the name is typed, or registered anew."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QGroupBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from clinic_app.domain.moments import Clock, local_day, utc_text
from clinic_app.domain.records import PatientHit
from clinic_app.domain.text import plain_number
from clinic_app.gui.background import Background
from clinic_app.gui.widgets.clinical_words import age_and_sex, sex_words
from clinic_app.gui.widgets.field import Field
from clinic_app.gui.widgets.inputs import ChoiceBox, LineField
from clinic_app.services.parsed_form import TEXT_LIMITS, FormState
from clinic_app.services.patients import PatientService

_SEARCH_PAUSE_MS = 250
_SEARCH_FROM_LETTERS = 2
_SHOWN = 6


class RegistrationSection(QGroupBox):
    """Name, age, sex, guardian, village, phone.

    Attributes:
        fields: every input by its name in the form.

    Signals:
        edited(): something changed.
        confirmed(str, str): field and text that the user says is right.
        picked(): a registered patient was chosen.
    """

    edited = Signal()
    confirmed = Signal(str, str)
    picked = Signal()

    def __init__(
        self, patients: PatientService, background: Background, clock: Clock, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Patient"))
        self._patients = patients
        self._background = background
        self._clock = clock
        self._patient_id = ""
        self._request = 0
        self._restoring = False
        self.fields = self._make_fields()
        self._found = QListWidget(self)
        self._found.setAccessibleName(self.tr("Patients already registered"))
        self._found.itemActivated.connect(self._pick)
        self._found.itemClicked.connect(self._pick)
        self._found.hide()
        self._found_label = QLabel(self.tr("Already registered? Down arrow, then Enter:"), self)
        self._found_label.setBuddy(self._found)
        self._found_label.hide()
        self._known = QPushButton(self.tr("Registered before. Not this person?"), self)
        self._known.clicked.connect(self.forget_patient)
        self._known.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._lay_out()
        self.fields["name"].editor.installEventFilter(self)
        for field in self.fields.values():
            field.edited.connect(self._edited)
        self.fields["name"].edited.connect(self._search_soon)
        for field in self.fields.values():
            field.confirmed.connect(lambda text, name=field.name: self.confirmed.emit(name, text))

    def state(self) -> dict[str, str]:
        """What stands in the fields; `patient_id` only where somebody was picked."""
        typed = {name: field.editor.raw() for name, field in self.fields.items()}
        return {**typed, "patient_id": self._patient_id}

    def restore(self, state: FormState) -> None:
        """Put a saved form back."""
        self._restoring = True
        for name, field in self.fields.items():
            field.editor.set_raw(state.get(name, "years" if name == "age_unit" else ""))
        self._restoring = False
        self._know_patient(state.get("patient_id", ""))

    def focus_chain(self) -> list[QWidget]:
        """What Tab goes through."""
        name, *others = self.fields.values()
        rest = [widget for field in others for widget in field.focus_chain()]
        return [*name.focus_chain(), self._found, self._known, *rest]

    def forget_patient(self) -> None:
        """Register somebody new after all; what stands in the fields stays."""
        self._know_patient("")
        self.fields["name"].editor.setFocus()
        self.edited.emit()

    def _make_fields(self) -> dict[str, Field]:
        def line(name: str, label: str, limit: int | None = None) -> Field:
            return Field(name, label, LineField(limit or TEXT_LIMITS[name], self), self)

        units = [("years", self.tr("years")), ("months", self.tr("months")), ("days", self.tr("days"))]
        sexes = [
            ("", self.tr("Not known")),
            ("F", sex_words("F")),
            ("M", sex_words("M")),
            ("O", sex_words("O")),
        ]
        fields = [
            line("name", self.tr("&Name")),
            line("age", self.tr("&Age"), 20),
            Field("age_unit", self.tr("Age in"), ChoiceBox(units, self), self),
            Field("sex", self.tr("Se&x"), ChoiceBox(sexes, self), self),
            line("phone", self.tr("&Phone")),
            line("guardian", self.tr("G&uardian")),
            line("village", self.tr("&Village")),
        ]
        return {field.name: field for field in fields}

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(5)
        top = Qt.AlignmentFlag.AlignTop
        layout.addWidget(self.fields["name"], 0, 0, 1, 12)
        layout.addWidget(self._found_label, 1, 0, 1, 12)
        layout.addWidget(self._found, 2, 0, 1, 12)
        layout.addWidget(self._known, 3, 0, 1, 12)
        places = (
            ("age", 4, 0, 2),
            ("age_unit", 4, 2, 3),
            ("sex", 4, 5, 3),
            ("phone", 4, 8, 4),
            ("guardian", 5, 0, 6),
            ("village", 5, 6, 6),
        )
        for name, row, column, columns in places:
            self.fields[name].editor.setMinimumWidth(56)
            layout.addWidget(self.fields[name], row, column, 1, columns, top)
        for column in range(12):
            layout.setColumnStretch(column, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The down arrow goes from the name into the list of patients found."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and self._found.isVisible() and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self._found.setCurrentRow(0)
                self._found.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._show_found(())
                return True
        return super().eventFilter(watched, event)

    def _edited(self) -> None:
        if not self._restoring:
            self.edited.emit()

    def _search_soon(self) -> None:
        if not self._restoring and not self._patient_id:
            self._pause.start()

    def _search(self) -> None:
        text = self.fields["name"].editor.raw().strip()
        self._request += 1
        request = self._request
        if len(text) < _SEARCH_FROM_LETTERS or self._patient_id:
            self._show_found(())
            return
        search = self._patients.search
        self._background.database(
            lambda: search(text, _SHOWN),
            lambda hits: self._show_found(hits) if request == self._request else None,
            owner=self,
        )

    def _show_found(self, hits: tuple[PatientHit, ...]) -> None:
        self._found.clear()
        today = local_day(utc_text(self._clock()))
        for hit in hits:
            patient = hit.patient
            parts = (
                patient.name,
                age_and_sex(patient.age_at(today), patient.sex),
                patient.guardian,
                patient.village,
                patient.phone,
            )
            item = QListWidgetItem(" · ".join(part for part in parts if part), self._found)
            item.setData(Qt.ItemDataRole.UserRole, hit)
        shown = bool(hits) and not self._patient_id
        row = self._found.sizeHintForRow(0) if hits else 0
        self._found.setFixedHeight(min(len(hits), 4) * row + 8 if hits else 0)
        self._found.setVisible(shown)
        self._found_label.setVisible(shown)

    def _pick(self, item: QListWidgetItem) -> None:
        hit: PatientHit = item.data(Qt.ItemDataRole.UserRole)
        patient = hit.patient
        age = patient.age_at(local_day(utc_text(self._clock())))
        self._restoring = True
        for name, text in {
            "name": patient.name,
            "age": plain_number(float(age.value)) if age else "",
            "age_unit": age.unit if age else "years",
            "sex": patient.sex or "",
            "guardian": patient.guardian,
            "village": patient.village,
            "phone": patient.phone,
        }.items():
            self.fields[name].editor.set_raw(text)
        self._restoring = False
        self._know_patient(patient.id)
        self.edited.emit()
        self.picked.emit()

    def _know_patient(self, patient_id: str) -> None:
        """The form is about this registered patient; "" for somebody new."""
        self._patient_id = patient_id
        self._request += 1
        self._pause.stop()
        self._show_found(())
        self._known.setVisible(bool(patient_id))
        for name, field in self.fields.items():
            if isinstance(field.editor, LineField):
                # The age may be out of date or was only an estimate: it stays open.
                field.editor.setReadOnly(bool(patient_id) and name != "age")
            elif name == "sex":
                field.editor.setEnabled(not patient_id)
