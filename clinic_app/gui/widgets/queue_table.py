"""The rows of the queue, and how a triage level is painted in one."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from clinic_app.domain.moments import Clock, local_day, utc_text
from clinic_app.domain.records import EncounterStatus, QueueEntry
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui import fonts, theme
from clinic_app.gui.widgets.clinical_words import age_and_sex

_Index = QModelIndex | QPersistentModelIndex
LEVEL_ROLE = Qt.ItemDataRole.UserRole + 1
_ICON_PX = 22
_MARGIN_PX = 8


class QueueModel(QAbstractTableModel):
    """Rows in the order the service gives them: the worst level first, then who came first."""

    COMPLAINT = 5

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._entries: tuple[QueueEntry, ...] = ()

    def show(self, entries: tuple[QueueEntry, ...]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def tick(self) -> None:
        """Time has passed: the waiting times are new."""
        if self._entries:
            self.dataChanged.emit(self.index(0, 1), self.index(len(self._entries) - 1, 1))

    def entry(self, index: _Index) -> QueueEntry | None:
        """The row at `index`."""
        return self._entries[index.row()] if index.isValid() and index.row() < len(self._entries) else None

    def row_of(self, entry: QueueEntry | None) -> int:
        """Where that encounter stands now; the first row if it is gone."""
        wanted = entry.encounter if entry else None
        return next((row for row, other in enumerate(self._entries) if other.encounter == wanted), 0)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 7

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Triage"),
            self.tr("Waiting"),
            self.tr("Name"),
            self.tr("Age, sex"),
            self.tr("Village"),
            self.tr("Complaint"),
            self.tr("With"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == LEVEL_ROLE:
            return entry.level
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == self.COMPLAINT:
            return entry.complaint
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
        # A queue entry does not say whether danger was excluded, so NONE gets no word that could read like it.
        level = "—" if entry.level is TriageLevel.NONE else theme.level_word(entry.level)
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
    """Paints word, icon and colour of a level; the row's selection never hides them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        level: TriageLevel = index.data(LEVEL_ROLE)
        colours = theme.LEVEL_COLOURS[level]
        box: QRect = option.rect.adjusted(2, 3, -2, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.background))
        painter.setPen(QColor(colours.border))
        painter.drawRoundedRect(box, 4, 4)
        icon_box = QRect(box.left() + _MARGIN_PX, box.center().y() - _ICON_PX // 2, _ICON_PX, _ICON_PX)
        theme.level_icon(level).paint(painter, icon_box)
        painter.setPen(QColor(colours.text))
        painter.setFont(fonts.font(bold=True))
        words = box.adjusted(_ICON_PX + 2 * _MARGIN_PX, 0, -_MARGIN_PX, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, index.data(Qt.ItemDataRole.DisplayRole))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        wide = super().sizeHint(option, index)
        return QSize(wide.width() + _ICON_PX + 4 * _MARGIN_PX + 12, wide.height())
