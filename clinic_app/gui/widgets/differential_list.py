"""The ranked list of a suggestion: probability bars, names, ICD-10, usual urgency. Rows as many as matter."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from clinic_app.domain.differential import Differential, RankedCondition
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui import fonts, theme
from clinic_app.gui.i18n import current_language
from clinic_app.gui.widgets.tables import Index, ListModel, as_list, on_enter
from clinic_app.services.knowledge import Knowledge

_MASS = 0.9
_ROWS_AT_MOST = 7
_ROW_HEIGHT_PX = 43  # two lines: names are long
_PROBABILITY_ROLE = Qt.ItemDataRole.UserRole + 1
_NAME, _BAR, _URGENCY = 0, 1, 2


def rows_that_matter(differential: Differential) -> int:
    """How many rows hold nine tenths of the probability; one at least, seven at most."""
    total = 0.0
    for count, row in enumerate(differential.ranked[:_ROWS_AT_MOST], start=1):
        total += row.probability
        if total >= _MASS:
            return count
    return min(len(differential.ranked), _ROWS_AT_MOST)


def percent_words(probability: float) -> str:
    """A probability in whole percent; what rounds to nothing is not called nothing."""
    if 0 < probability < 0.01:
        return "<1 %"
    return f"{round(probability * 100)} %"


class DifferentialModel(ListModel[RankedCondition]):
    """The rows of one suggestion."""

    def __init__(self, knowledge: Knowledge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._knowledge = knowledge

    def condition(self, index: Index) -> str | None:
        """The condition of a row."""
        return self.rows[index.row()].condition if index.isValid() else None

    def headings(self) -> tuple[str, ...]:
        return (self.tr("Condition"), self.tr("Probability"), self.tr("Usual urgency"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        condition = self._knowledge.conditions[row.condition]
        if role == _PROBABILITY_ROLE:
            return row.probability
        if role == Qt.ItemDataRole.DisplayRole:
            # The code before the name: it stands in the same place in every row.
            words = condition.name.in_language(current_language())
            name = f"{index.row() + 1}. {condition.icd10[0]} {words}"
            return (name, percent_words(row.probability), theme.level_word(condition.urgency))[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == _URGENCY:
            return theme.level_icon(condition.urgency)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == _NAME:
            return condition.name.in_language(current_language())
        if role == Qt.ItemDataRole.FontRole:
            return fonts.font(bold=condition.urgency is TriageLevel.EMERGENCY)
        return None


class BarDelegate(QStyledItemDelegate):
    """A probability as a bar with its number."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette: QPalette = option.palette
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(option.rect, palette.highlight())
        box: QRect = option.rect.adjusted(4, 10, -4, -10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#dfe6ea"))
        painter.drawRect(box)
        bar = QRect(box)
        bar.setWidth(max(round(box.width() * float(index.data(_PROBABILITY_ROLE))), 2))
        painter.setBrush(QColor("#8fb8dc"))
        painter.drawRect(bar)
        painter.setPen(QColor("#16191c"))
        painter.setFont(fonts.font(bold=True))
        words = box.adjusted(6, -4, -6, 4)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, index.data(Qt.ItemDataRole.DisplayRole))
        painter.restore()


class DifferentialList(QWidget):
    """A suggestion, and which model made it.

    Attributes:
        table: the rows.

    Signals:
        chosen(str): Enter or a double click on a condition.
    """

    chosen = Signal(str)

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._differential = Differential.unavailable()
        self.model = DifferentialModel(knowledge, self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(_BAR, BarDelegate(self.table))
        self.table.setAccessibleName(self.tr("Suggested conditions, most probable first"))
        as_list(self.table, stretched=_NAME)
        # Rows as high as their names: a name that is cut may read like another one.
        self.table.verticalHeader().setMinimumSectionSize(_ROW_HEIGHT_PX)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setWordWrap(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self.table.resizeRowsToContents())
        self.table.horizontalHeader().setMinimumSectionSize(90)
        self.table.activated.connect(self._choose)
        on_enter(self.table, self._choose)
        self.rest = QLabel(self)
        self.rest.setWordWrap(True)
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.show_all = QPushButton(self.tr("S&how all"), self)
        self.show_all.clicked.connect(self._show_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.table, stretch=1)
        below = QHBoxLayout()
        below.addWidget(self.rest, stretch=1)
        below.addWidget(self.show_all)
        layout.addLayout(below)
        layout.addWidget(self.about)
        self.setFocusProxy(self.table)

    def show_differential(self, differential: Differential) -> None:
        """Show a ranked list that a model made."""
        self._differential = differential
        self._show(rows_that_matter(differential))
        model = differential.model
        if model is not None:
            self.about.setText(
                self.tr("Suggested by {name} {version}. Not a diagnosis: you decide.").format(
                    name=model.name, version=model.version
                )
            )

    def first(self) -> str | None:
        """The most probable condition."""
        return self._differential.ranked[0].condition if self._differential.ranked else None

    def current(self) -> str | None:
        """The condition of the row the keyboard is on."""
        return self.model.condition(self.table.currentIndex())

    def _show(self, count: int) -> None:
        ranked = self._differential.ranked
        self.model.show(ranked[:count])
        self.table.setCurrentIndex(self.model.index(0, 0))
        below = sum(row.probability for row in ranked[count:])
        none = percent_words(self._differential.other_probability)
        if count < len(ranked):
            self.rest.setText(
                self.tr("All {count} others together: {below}. None of these: {none}.").format(
                    count=len(ranked) - count, below=percent_words(below), none=none
                )
            )
        else:
            self.rest.setText(self.tr("None of these: {none}.").format(none=none))
        self.show_all.setVisible(count < len(ranked))

    def _show_all(self) -> None:
        self._show(len(self._differential.ranked))
        self.table.setFocus()

    def _choose(self, index: QModelIndex) -> None:
        condition = self.model.condition(index)
        if condition is not None:
            self.chosen.emit(condition)
