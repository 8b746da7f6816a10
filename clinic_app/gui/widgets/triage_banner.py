"""The level of a case, why, and what is still not known: one bar that is always in sight."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.domain.triage import FiredRule, Triage, TriageLevel
from clinic_app.gui import fonts, theme
from clinic_app.gui.i18n import current_language
from clinic_app.gui.widgets.clinical_words import input_label
from clinic_app.services.knowledge import Knowledge

_ICON_PX = 40
_NAMED = 4


class TriageBanner(QFrame):
    """Level by word, icon and colour; reasons; what is missing; what was typed but cannot be counted.

    While a danger sign is not known it says so, and nothing in it reads like "no danger" (rules R28.3).
    """

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TriageBanner")
        self._knowledge = knowledge
        self._level: TriageLevel | None = None
        self._painted: tuple[TriageLevel, bool, bool] | None = None
        self._announced = ""
        self._picture = QLabel(self)
        self._word = self._line(bold=True, larger=4)
        self._word.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._reasons = self._line(bold=True)
        self._missing = self._line()
        self._not_counted = self._line(bold=True)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        for line in (self._reasons, self._missing, self._not_counted):
            line.setWordWrap(True)
            lines.addWidget(line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(12)
        layout.addWidget(self._picture)
        layout.addWidget(self._word)
        layout.addLayout(lines, stretch=1)
        # Room for three lines, so that the form below does not jump at every answer.
        self.setMinimumHeight(76)

    def show_triage(self, triage: Triage, not_counted: Sequence[str] = ()) -> None:
        """Show a triage. `not_counted` names fields whose content is left out of it."""
        language = current_language()
        self._paint(triage)
        open_question = not triage.danger_excluded
        self._word.setText(
            theme.triage_word(
                triage.level, danger_excluded=triage.danger_excluded, alarmed=bool(triage.alarms)
            )
        )
        reasons = [self._knowledge.rulebook.reason(fired, language) for fired in triage.fired]
        if triage.alarms:
            signs = " · ".join(input_label(name, self._knowledge, language) for name in triage.alarms)
            # The signs are questions and keep their mark, which then ends the sentence.
            said = self.tr("Danger sign answered yes: {signs}.").format(signs=signs)
            reasons.append(said[:-1] if signs.endswith("?") else said)
        if triage.level is TriageLevel.NONE:
            reasons.append(
                self.tr("Cannot exclude danger yet.")
                if open_question
                else self.tr("No danger sign in what was asked and measured.")
            )
        elif open_question and triage.level < TriageLevel.EMERGENCY:
            reasons.append(self.tr("Cannot exclude danger yet."))
        self._put(self._reasons, "  ".join(reasons))
        self._reasons.setToolTip("\n".join(self._source(fired, language) for fired in triage.fired))
        self._put(self._missing, self._missing_words(triage, language))
        self._put(
            self._not_counted,
            self.tr("Not counted until corrected: {fields}").format(fields=", ".join(not_counted))
            if not_counted
            else "",
        )
        self._announce(triage.level)

    def words(self) -> str:
        """All that it says, for screen readers and tests."""
        lines = (self._word, self._reasons, self._missing, self._not_counted)
        return "\n".join(line.text() for line in lines if line.text())

    def level(self) -> TriageLevel | None:
        """The level shown; None before the first triage."""
        return self._level

    def _source(self, fired: FiredRule, language: str) -> str:
        """Which rule speaks, and from which source: for whoever wants to look it up."""
        data = self._knowledge.rulebook.rules[fired.rule]
        return f"{data.title.in_language(language)} ({fired.rule}): {data.source} [{data.trust_of(fired)}]"

    def _missing_words(self, triage: Triage, language: str) -> str:
        labels = [input_label(name, self._knowledge, language) for name in triage.danger_missing]
        if not labels:
            return ""
        named = " · ".join(labels[:_NAMED])
        self._missing.setToolTip("\n".join(labels))
        if len(labels) > _NAMED:
            more = self.tr("{named}; and {count} more").format(named=named, count=len(labels) - _NAMED)
            return self.tr("Not yet known: {what}").format(what=more)
        return self.tr("Not yet known: {what}").format(what=named)

    def _line(self, *, bold: bool = False, larger: int = 0) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(fonts.font(fonts.BASE_POINT_SIZE + larger, bold=bold))
        return label

    def _put(self, line: QLabel, text: str) -> None:
        line.setText(text)
        line.setVisible(bool(text))

    def _paint(self, triage: Triage) -> None:
        self._level = triage.level
        painted = (triage.level, triage.danger_excluded, bool(triage.alarms))
        if painted == self._painted:
            return
        self._painted = painted
        level, danger_excluded, alarmed = painted
        colours = theme.triage_colours(level, alarmed=alarmed)
        self.setStyleSheet(theme.status_style(colours, "QFrame#TriageBanner"))
        picture = theme.triage_icon(level, danger_excluded=danger_excluded, alarmed=alarmed)
        self._picture.setPixmap(picture.pixmap(QSize(_ICON_PX, _ICON_PX), self.devicePixelRatioF()))

    def _announce(self, level: TriageLevel) -> None:
        words = self.words()
        self.setAccessibleName(words)
        if level is TriageLevel.EMERGENCY and self._announced != words:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._announced = words
