"""Find a patient, and every visit of theirs."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout, QTableView, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserFacingError
from clinic_app.domain.moments import Clock, system_clock
from clinic_app.domain.records import PatientHit, VisitSummary
from clinic_app.gui import theme
from clinic_app.gui.background import Background
from clinic_app.gui.errors import words
from clinic_app.gui.widgets.field import Field
from clinic_app.gui.widgets.inputs import LineField
from clinic_app.gui.widgets.search_tables import HitsModel, VisitsModel
from clinic_app.gui.widgets.tables import as_list, on_enter
from clinic_app.services.clinic import Session

_PAUSE_MS = 200
_MOST = 50
_QUERY_LIMIT = 200


class SearchPage(QWidget):
    """Signals:
    open_encounter(str): show this visit.
    """

    open_encounter = Signal(str)

    def __init__(
        self,
        session: Session,
        background: Background,
        parent: QWidget | None = None,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._request = 0
        self._visits_request = 0
        self.field = LineField(_QUERY_LIMIT, self)
        self.field.setClearButtonEnabled(True)
        self.field.setPlaceholderText(self.tr("name, village, phone, guardian, complaint or diagnosis"))
        self.hits = HitsModel(clock, self)
        self.table = QTableView(self)
        self.table.setModel(self.hits)
        self.table.setAccessibleName(self.tr("Patients found"))
        as_list(self.table, stretched=HitsModel.DIAGNOSIS)
        self.table.horizontalHeader().setMinimumSectionSize(120)
        self.table.activated.connect(self._open_last)
        on_enter(self.table, self._open_last)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._ask_visits())
        self.visits = VisitsModel(self)
        self.visits_table = QTableView(self)
        self.visits_table.setModel(self.visits)
        self.visits_table.setAccessibleName(self.tr("Visits of this patient"))
        as_list(self.visits_table, stretched=VisitsModel.DIAGNOSIS)
        self.visits_table.activated.connect(self._open_visit)
        on_enter(self.visits_table, self._open_visit)
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.field.edited.connect(self._pause.start)
        self.field.returnPressed.connect(self._into_list)
        self.setFocusProxy(self.field)
        self._show(())

    def title(self) -> str:
        """The name of the page."""
        return self.tr("Find a patient")

    def refresh(self) -> None:
        """Search again for what stands in the field."""
        text = self.field.raw().strip()
        self._request += 1
        request = self._request
        if not text:
            self._show(())
            return
        search = self._session.patients.search
        self._background.database(
            lambda: search(text, _MOST),
            lambda hits: self._show(hits) if request == self._request else None,
            self._failed,
            owner=self,
        )

    def _lay_out(self) -> None:
        self.open = QPushButton(self.tr("&Open"), self)
        theme.make_primary(self.open)
        self.open.setToolTip(self.tr("Enter or double-click opens the patient."))
        self.open.clicked.connect(self._open_chosen)
        holder = QWidget(self)
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.empty)
        self._visits_label = QLabel(self.tr("&Visits of this patient (Enter opens one):"), self)
        self._visits_label.setBuddy(self.visits_table)
        self.visits_table.setMaximumHeight(190)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(Field("query", self.tr("Fin&d a patient by"), self.field, self))
        layout.addWidget(holder, stretch=1)
        layout.addWidget(self._visits_label)
        layout.addWidget(self.visits_table)
        layout.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignRight)

    def _show(self, hits: tuple[PatientHit, ...]) -> None:
        self.hits.show(hits)
        self._either.setCurrentIndex(0 if hits else 1)
        typed = bool(self.field.raw().strip())
        self.empty.setText(
            self.tr("Nobody found. Try fewer letters, the village, or the phone number.")
            if typed
            else self.tr("Type a part of the name, the village or the phone number.")
        )
        if hits:
            self.table.setCurrentIndex(self.hits.index(0, 0))
        else:
            self._ask_visits()

    def _ask_visits(self) -> None:
        hit = self.hits.row(self.table.currentIndex())
        self.open.setEnabled(hit is not None and hit.last_visit is not None)
        self._visits_request += 1
        request = self._visits_request
        if hit is None or hit.visits < 2:
            self._show_visits(())
            return
        patient, of_patient = hit.patient.id, self._session.encounters.of_patient
        self._background.database(
            lambda: of_patient(patient),
            lambda visits: self._show_visits(visits) if request == self._visits_request else None,
            self._failed,
            owner=self,
        )

    def _show_visits(self, visits: tuple[VisitSummary, ...]) -> None:
        self.visits.show(visits)
        self._visits_label.setVisible(bool(visits))
        self.visits_table.setVisible(bool(visits))

    def _into_list(self) -> None:
        if self.hits.rowCount():
            self.table.setFocus()

    def _open_chosen(self) -> None:
        if self.visits.row(self.visits_table.currentIndex()) is not None:
            self._open_visit(self.visits_table.currentIndex())
        else:
            self._open_last(self.table.currentIndex())

    def _open_last(self, index: QModelIndex) -> None:
        hit = self.hits.row(index)
        if hit is not None and hit.last_visit is not None:
            self.open_encounter.emit(hit.last_visit.encounter)

    def _open_visit(self, index: QModelIndex) -> None:
        visit = self.visits.row(index)
        if visit is not None:
            self.open_encounter.emit(visit.encounter)

    def _failed(self, error: UserFacingError) -> None:
        self._show(())
        self.empty.setText(words(error))
