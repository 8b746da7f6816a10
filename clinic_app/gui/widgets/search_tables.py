"""Rows of a search: patients found, and the visits of one of them."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from clinic_app.domain.moments import Clock, local_day, utc_text
from clinic_app.domain.records import EncounterStatus, PatientHit, VisitSummary
from clinic_app.gui import theme
from clinic_app.gui.widgets.case_summary import day_words
from clinic_app.gui.widgets.clinical_words import age_and_sex

_Index = QModelIndex | QPersistentModelIndex


def visit_words(visit: VisitSummary | None, not_closed: str) -> str:
    """What came of a visit."""
    if visit is None:
        return ""
    if visit.status is not EncounterStatus.CLOSED:
        return not_closed
    return f"{visit.diagnosis} ({visit.icd10})" if visit.icd10 else visit.diagnosis


class HitsModel(QAbstractTableModel):
    """Patients found, best first."""

    DIAGNOSIS = 5

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._hits: tuple[PatientHit, ...] = ()

    def show(self, hits: tuple[PatientHit, ...]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def hit(self, index: _Index) -> PatientHit | None:
        """The row at `index`."""
        return self._hits[index.row()] if index.isValid() and index.row() < len(self._hits) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 6

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Name"),
            self.tr("Age, sex"),
            self.tr("Guardian"),
            self.tr("Village"),
            self.tr("Last visit"),
            self.tr("Last diagnosis"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index)
        if hit is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        patient, visit = hit.patient, hit.last_visit
        today = local_day(utc_text(self._clock()))
        return (
            patient.name,
            age_and_sex(patient.age_at(today), patient.sex),
            patient.guardian,
            patient.village,
            day_words(visit.sent_at) if visit else self.tr("none yet"),
            visit_words(visit, self.tr("not decided yet")),
        )[index.column()]


class VisitsModel(QAbstractTableModel):
    """The visits of one patient, the latest first."""

    DIAGNOSIS = 3

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visits: tuple[VisitSummary, ...] = ()

    def show(self, visits: tuple[VisitSummary, ...]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._visits = visits
        self.endResetModel()

    def visit(self, index: _Index) -> VisitSummary | None:
        """The row at `index`."""
        return self._visits[index.row()] if index.isValid() and index.row() < len(self._visits) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._visits)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Day"), self.tr("Triage"), self.tr("Complaint"), self.tr("Diagnosis"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        visit = self.visit(index)
        if visit is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            day_words(visit.sent_at),
            theme.triage_word(visit.level, danger_excluded=visit.danger_excluded, alarmed=bool(visit.alarms)),
            " ".join(visit.complaint.split())[:80],
            visit_words(visit, self.tr("not decided yet")),
        )[index.column()]
