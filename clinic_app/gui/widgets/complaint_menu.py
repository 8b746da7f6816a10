"""Chooses what the patient complains of, so that the questions worth asking appear."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from clinic_app.gui.i18n import current_language
from clinic_app.services.knowledge import Knowledge

# Frame and the arrow of the menu.
_AROUND_THE_WORDS_PX = 36


class ComplaintMenu(QToolButton):
    """A button with a menu of complaints, the commonest first; several may be chosen.

    What the words of the main complaint speak of is ticked by itself and cannot be taken away here.

    Signals:
        edited(): another complaint was chosen, or one was taken away.
    """

    edited = Signal()

    def __init__(self, knowledge: Knowledge, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen: set[str] = set()
        self._words = ""
        self._names = {
            complaint.id: complaint.name.in_language(current_language())
            for complaint in knowledge.plan.complaints.values()
        }
        self._menu = QMenu(self)
        self.actions_by_complaint: dict[str, QAction] = {}
        for identifier, name in self._names.items():
            action = self._menu.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(lambda checked, which=identifier: self._choose(which, checked))
            self.actions_by_complaint[identifier] = action
        self.setMenu(self._menu)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleName(self.tr("Questions about a complaint"))
        self._show(())

    def raw(self) -> str:
        """The ids of the chosen complaints, with commas between them."""
        return ",".join(identifier for identifier in self._names if identifier in self._chosen)

    def set_raw(self, raw: str) -> None:
        """Put a saved choice back; what is no complaint of this version is left out."""
        self._chosen = {identifier for identifier in raw.split(",") if identifier in self._names}

    def show_complaints(self, complaints: tuple[str, ...]) -> None:
        """Show which complaints the questions are about."""
        for identifier, action in self.actions_by_complaint.items():
            action.setChecked(identifier in complaints)
            action.setEnabled(identifier not in complaints or identifier in self._chosen)
        self._show(complaints)

    def _show(self, complaints: tuple[str, ...]) -> None:
        named = ", ".join(self._names[identifier] for identifier in complaints)
        if named:
            self._words = self.tr("Questions about: {complaints}").format(complaints=named)
        else:
            self._words = self.tr("Questions about…")
        self.setToolTip(self._words)
        self._elide()

    def _elide(self) -> None:
        """As much of the words as there is room for: the column is narrow."""
        room = max(self.width() - _AROUND_THE_WORDS_PX, 0)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _choose(self, identifier: str, chosen: bool) -> None:
        if chosen:
            self._chosen.add(identifier)
        else:
            self._chosen.discard(identifier)
        self.edited.emit()
