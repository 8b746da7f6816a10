"""The rows of the queue, and how a triage level is painted in one."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from clinic_app.domain.moments import Clock, local_day, utc_text
from clinic_app.domain.records import EncounterStatus, QueueEntry
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui import fonts, theme
from clinic_app.gui.widgets.clinical_words import age_and_sex
from clinic_app.gui.widgets.tables import Index, ListModel

LEVEL_ROLE = Qt.ItemDataRole.UserRole + 1
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 2
_ICON_PX = 22
_MARK_PX = 18
_MARGIN_PX = 8


def danger_left_open(entry: QueueEntry) -> bool:
    """Whether a level is shown that says less than all: a worse one is still possible."""
    return not entry.danger_excluded and entry.level in (TriageLevel.URGENT, TriageLevel.ROUTINE)


class QueueModel(ListModel[QueueEntry]):
    """Rows in the order the service gives them: who must be seen first on top."""

    TRIAGE = 0
    COMPLAINT = 5

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock

    def tick(self) -> None:
        """Time has passed: the waiting times are new."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 1), self.index(len(self.rows) - 1, 1))

    def row_of(self, entry: QueueEntry | None) -> int:
        """Where that encounter stands now; the first row if it is gone."""
        wanted = entry.encounter if entry else None
        return next((row for row, other in enumerate(self.rows) if other.encounter == wanted), 0)

    def headings(self) -> tuple[str, ...]:
        return (
            self.tr("Triage"),
            self.tr("Waiting"),
            self.tr("Name"),
            self.tr("Age, sex"),
            self.tr("Village"),
            self.tr("Complaint"),
            self.tr("With"),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.row(index)
        if entry is None:
            return None
        if role == LEVEL_ROLE:
            return entry.level
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == self.COMPLAINT:
            return entry.complaint
        if index.column() == self.TRIAGE and danger_left_open(entry):
            left_open = self.tr("Cannot exclude danger yet.")
            if role == Qt.ItemDataRole.ToolTipRole:
                return left_open
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._words(entry, index.column())}. {left_open}"
        if role == Qt.ItemDataRole.FontRole:
            return fonts.font(bold=entry.level is TriageLevel.EMERGENCY)
        return None

    def time_words(self, moment: str) -> str:
        """The time of day of a stored moment, with the date where it was not today."""
        when = datetime.fromisoformat(moment).astimezone()
        if when.date() == local_day(utc_text(self._clock())):
            return when.strftime("%H:%M")
        return when.strftime("%d-%m-%Y %H:%M")

    def _words(self, entry: QueueEntry, column: int) -> str:
        today = local_day(utc_text(self._clock()))
        with_whom = entry.opened_by if entry.status is EncounterStatus.IN_REVIEW else ""
        level = theme.triage_word(
            entry.level, danger_excluded=entry.danger_excluded, alarmed=bool(entry.alarms)
        )
        return (
            level,
            self._waiting(entry.sent_at),
            entry.name,
            age_and_sex(entry.age.at(today), entry.sex),
            entry.village,
            " ".join(entry.complaint.split()),
            with_whom,
        )[column]

    def _waiting(self, sent_at: str) -> str:
        sent_ms = datetime.fromisoformat(sent_at).timestamp() * 1000
        minutes = max(int(self._clock() - sent_ms) // 60_000, 0)
        if minutes < 60:
            return self.tr("{minutes} min").format(minutes=minutes)
        if minutes < 24 * 60:
            return self.tr("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
        return self.tr("{days} d {hours} h").format(days=minutes // 1440, hours=minutes % 1440 // 60)


class LevelDelegate(QStyledItemDelegate):
    """Paints word, icon and colour of a triage; the row's selection never hides them.

    A second mark says that danger is not excluded yet.
    """

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: QueueEntry = index.data(ENTRY_ROLE)
        alarmed = bool(entry.alarms)
        colours = theme.triage_colours(entry.level, alarmed=alarmed)
        picture = theme.triage_icon(entry.level, danger_excluded=entry.danger_excluded, alarmed=alarmed)
        box: QRect = option.rect.adjusted(2, 3, -2, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.background))
        painter.setPen(QColor(colours.border))
        painter.drawRoundedRect(box, 4, 4)
        icon_box = QRect(box.left() + _MARGIN_PX, box.center().y() - _ICON_PX // 2, _ICON_PX, _ICON_PX)
        picture.paint(painter, icon_box)
        if danger_left_open(entry):
            mark = QRect(box.right() - _MARGIN_PX - _MARK_PX, 0, _MARK_PX, _MARK_PX)
            mark.moveTop(box.center().y() - _MARK_PX // 2)
            theme.icon("danger_open").paint(painter, mark)
        painter.setPen(QColor(colours.text))
        painter.setFont(fonts.font(bold=True))
        words = box.adjusted(_ICON_PX + 2 * _MARGIN_PX, 0, -_MARGIN_PX, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, index.data(Qt.ItemDataRole.DisplayRole))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = super().sizeHint(option, index)
        mark = _MARK_PX + _MARGIN_PX if danger_left_open(index.data(ENTRY_ROLE)) else 0
        return QSize(wide.width() + _ICON_PX + 4 * _MARGIN_PX + 12 + mark, wide.height())
