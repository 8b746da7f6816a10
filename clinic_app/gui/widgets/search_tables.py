"""Rows of a search: patients found, and the visits of one of them."""

from typing import Any

from PySide6.QtCore import QObject, Qt

from clinic_app.domain.moments import Clock, local_day, utc_text
from clinic_app.domain.records import EncounterStatus, PatientHit, VisitSummary
from clinic_app.gui import theme
from clinic_app.gui.widgets.case_summary import day_words
from clinic_app.gui.widgets.clinical_words import age_and_sex
from clinic_app.gui.widgets.tables import Index, ListModel


def visit_words(visit: VisitSummary | None, not_closed: str) -> str:
    """What came of a visit."""
    if visit is None:
        return ""
    if visit.status is not EncounterStatus.CLOSED:
        return not_closed
    return f"{visit.diagnosis} ({visit.icd10})" if visit.icd10 else visit.diagnosis


class HitsModel(ListModel[PatientHit]):
    """Patients found, best first."""

    DIAGNOSIS = 5

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock

    def headings(self) -> tuple[str, ...]:
        return (
            self.tr("Name"),
            self.tr("Age, sex"),
            self.tr("Guardian"),
            self.tr("Village"),
            self.tr("Last visit"),
            self.tr("Last diagnosis"),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.row(index)
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


class VisitsModel(ListModel[VisitSummary]):
    """The visits of one patient, the latest first."""

    DIAGNOSIS = 3

    def headings(self) -> tuple[str, ...]:
        return (self.tr("Day"), self.tr("Triage"), self.tr("Complaint"), self.tr("Diagnosis"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        visit = self.row(index)
        if visit is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            day_words(visit.sent_at),
            theme.triage_word(visit.level, danger_excluded=visit.danger_excluded, alarmed=bool(visit.alarms)),
            " ".join(visit.complaint.split())[:80],
            visit_words(visit, self.tr("not decided yet")),
        )[index.column()]
