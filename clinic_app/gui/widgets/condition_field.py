"""A line in which a condition of the closed list is found by typing any part of its name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from clinic_app.gui.i18n import current_language
from clinic_app.gui.widgets.inputs import LineField
from clinic_app.services.knowledge import Knowledge

_LIMIT = 500


class ConditionField(LineField):
    """Own words, or names of conditions; several are separated by semicolons."""

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(_LIMIT, parent)
        language = current_language()
        self._ids = {
            condition.name.in_language(language).casefold(): condition.id
            for condition in knowledge.conditions.values()
        }
        names = [condition.name.in_language(language) for condition in knowledge.conditions.values()]
        completer = QCompleter(sorted(names), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    def condition(self) -> str | None:
        """The condition whose name stands here, if nothing else does."""
        return self._ids.get(self.raw().strip().casefold())

    def conditions_and_words(self) -> tuple[tuple[str, ...], str]:
        """The conditions named here, in order, and what else is written."""
        whole = self.condition()
        if whole is not None:
            return (whole,), ""
        parts = [part.strip() for part in self.raw().split(";") if part.strip()]
        found = tuple(self._ids[part.casefold()] for part in parts if part.casefold() in self._ids)
        return found, "; ".join(part for part in parts if part.casefold() not in self._ids)
