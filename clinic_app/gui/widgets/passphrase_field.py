"""Type a passphrase, hidden or shown; choose a new one, with its strength shown while it is typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from clinic_app.gui import theme
from clinic_app.services import passphrase as rules

_BAR_COLOURS = ("#8c0d17", "#8c0d17", "#a15c00", "#1b6b2f", "#1b6b2f")


class PassphraseField(QWidget):
    """A line for a passphrase with a button that shows it.

    Attributes:
        line: the line itself; it is the buddy for a label.

    Signals:
        changed(): on every key.
        entered(): the return key.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(accessible_name)
        self.line.setMaxLength(200)
        # No predictive keyboard learns it and no input method changes it.
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._show = QPushButton(self)
        self._show.setCheckable(True)
        self._show.toggled.connect(self._hide_or_show)
        self._hide_or_show(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, stretch=1)
        layout.addWidget(self._show)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(lambda: self.changed.emit())
        self.line.returnPressed.connect(self.entered)

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what is typed and hide again."""
        self.line.clear()
        self._show.setChecked(False)

    def _hide_or_show(self, show: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if show else QLineEdit.EchoMode.Password)
        self._show.setText(self.tr("Hide") if show else self.tr("Show"))
        self._show.setAccessibleName(
            self.tr("Hide the passphrase") if show else self.tr("Show the passphrase")
        )


class NewPassphraseFields(QWidget):
    """A new passphrase, typed twice. Put it in a form; `problem()` says in words what is still wrong.

    Signals:
        changed(): on every key.
        entered(): the return key in the second line.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[str, ...] = ()
        rule = QLabel(
            self.tr(
                "At least {count} characters. Four or five words that do not belong together are easy to"
                " remember and hard to guess. No names, dates or phone numbers."
            ).format(count=rules.LEAST_CHARACTERS),
            self,
        )
        rule.setWordWrap(True)
        self.first = PassphraseField(self.tr("Passphrase"), self)
        self.second = PassphraseField(self.tr("Passphrase again"), self)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 4)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(10)
        self._bar.setAccessibleName(self.tr("Strength of the passphrase"))
        self._advice = QLabel(self)
        self._advice.setWordWrap(True)
        # Room for two lines from the start: the form must not jump while one types.
        self._advice.setMinimumHeight(self._advice.fontMetrics().lineSpacing() * 2)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

        first_label = QLabel(self.tr("&Passphrase"), self)
        first_label.setBuddy(self.first.line)
        second_label = QLabel(self.tr("Passphrase &again"), self)
        second_label.setBuddy(self.second.line)
        strength = QVBoxLayout()
        strength.setSpacing(4)
        strength.addWidget(self._bar)
        strength.addWidget(self._advice)
        form = QFormLayout()
        form.addRow(first_label, self.first)
        form.addRow(QLabel(self.tr("Strength"), self), strength)
        form.addRow(second_label, self.second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(rule)
        layout.addLayout(form)
        self.setFocusProxy(self.first)
        self.first.changed.connect(self._judge)
        self.second.changed.connect(self._judge)
        self.first.entered.connect(self.second.line.setFocus)
        self.second.entered.connect(self.entered)
        self._judge()

    def set_hints(self, hints: Sequence[str]) -> None:
        """Names that somebody who wants to guess would try first."""
        self._hints = tuple(hints)
        self._judge()

    def passphrase(self) -> str:
        """What is typed in the first line."""
        return self.first.text()

    def problem(self) -> str:
        """What is still wrong, in words; "" when the passphrase can be used."""
        strength = rules.judge(self.first.text(), self._hints)
        if not strength.acceptable:
            return self._words(strength.advice)
        if self.first.text() != self.second.text():
            return self.tr("The two passphrases are not the same.")
        return ""

    def clear(self) -> None:
        """Forget both."""
        self.first.clear()
        self.second.clear()

    def _judge(self) -> None:
        typed = self.first.text()
        different = self.second.text() not in ("", typed)
        strength = rules.judge(typed, self._hints)
        self._bar.setValue(max(strength.score, 1) if typed else 0)
        colour = _BAR_COLOURS[strength.score]
        self._bar.setStyleSheet(
            "QProgressBar { background: #dde2e5; border: none; border-radius: 4px; }"
            f" QProgressBar::chunk {{ background: {colour}; border-radius: 4px; }}"
        )
        if not typed:
            self._advice.clear()
        elif strength.acceptable and different:
            self._advice.setText(self.tr("The two passphrases are not the same."))
        else:
            self._advice.setText(self._words(strength.advice))
        wrong = bool(typed) and (not strength.acceptable or different)
        self._advice.setStyleSheet(f"color: {theme.PROBLEM.border};" if wrong else "")
        self.changed.emit()

    def _words(self, advice: str) -> str:
        return {
            rules.TOO_SHORT: self.tr("Too short: at least {count} characters.").format(
                count=rules.LEAST_CHARACTERS
            ),
            rules.USES_NAMES: self.tr("Too easy: it contains a name of the clinic or its staff."),
            rules.COMMON_WORDS: self.tr("Too easy: common words. Add a word that does not belong with them."),
            rules.REPEATS: self.tr("Too easy: the same characters again and again."),
            rules.KEYBOARD_ROW: self.tr("Too easy: neighbouring keys of the keyboard."),
            rules.DATE: self.tr("Too easy: a date can be guessed."),
            rules.TOO_SIMPLE: self.tr("Too easy to guess."),
            rules.ADD_WORD: self.tr("Nearly there: add one more word."),
            rules.GOOD: self.tr("Good. Hard to guess."),
        }[advice]
