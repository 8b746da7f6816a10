"""Tables that are lists: whole rows, one at a time, the keyboard as good as the mouse."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

ROW_HEIGHT_PX = 40
Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class ListModel(QAbstractTableModel, Generic[Row]):
    """Rows that are shown all at once; a subclass says what stands in their columns.

    Attributes:
        rows: what is shown, from the top.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def headings(self) -> tuple[str, ...]:
        """The headings of the columns, in the current language."""
        return ()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """The row at `index`; None where there is none."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.headings())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.headings()[section]


def as_list(table: QTableView, stretched: int) -> None:
    """Rows are chosen whole; the column `stretched` takes the room that is left; Tab leaves the table."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT_PX)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(84)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)


def on_enter(table: QTableView, open_row: Callable[[QModelIndex], object]) -> None:
    """Enter opens the current row, on every platform."""
    table.installEventFilter(_EnterFilter(table, open_row))


class _EnterFilter(QObject):
    def __init__(self, table: QTableView, open_row: Callable[[QModelIndex], object]) -> None:
        super().__init__(table)
        self._table = table
        self._open_row = open_row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                return False
            if self._table.currentIndex().isValid():
                self._open_row(self._table.currentIndex())
            return True
        return super().eventFilter(watched, event)
