"""What stands around every page: the banner of the demo, the notice bar, the footer."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from clinic_app.domain.differential import ModelIdentity
from clinic_app.domain.sign_off import SignOffState
from clinic_app.gui import theme
from clinic_app.gui.actions import Shortcut
from clinic_app.gui.i18n import LANGUAGES, current_language
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.gui.widgets.sign_off_words import sign_off_words


class Frame(QWidget):
    """Holds one page. Built again with every change of language.

    Attributes:
        notice: where trouble is told that no page tells itself.
        progress: shown while work goes on for more than a second.
        page: the page inside.
    """

    def __init__(
        self,
        switch_language: Callable[[str], object],
        parent: QWidget | None = None,
        *,
        is_demo: bool,
        model: ModelIdentity | None,
    ) -> None:
        super().__init__(parent)
        self.notice = NoticeBar(self)
        self.progress = QProgressBar(self)
        self.page = QWidget(self)
        self._footer_text = QLabel(self)
        self._body = QVBoxLayout()
        self._body.addWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if is_demo:
            layout.addWidget(self._demo_banner())
        layout.addWidget(self.notice)
        layout.addLayout(self._body, stretch=1)
        layout.addWidget(self._footer(switch_language))
        self._model = model
        self._sign_off: SignOffState | None = None
        self._say()

    def show_page(self, page: QWidget) -> None:
        """Put `page` in place of the one that is shown, which is deleted."""
        old, self.page = self.page, page
        self._body.replaceWidget(old, page)
        old.hide()
        old.deleteLater()

    def show_model(self, model: ModelIdentity | None) -> None:
        """Say which model suggests, None while that is not known."""
        self._model = model
        self._say()

    def show_sign_off(self, state: SignOffState | None) -> None:
        """Say whether the clinical content is signed off, None while nobody is signed in who could know."""
        self._sign_off = state
        self._say()

    def _say(self) -> None:
        words = [] if self._sign_off is None else [sign_off_words(self._sign_off)]
        model = self._model
        if model is not None:
            words.append(
                self.tr("Suggestion model: {name} {version}.").format(name=model.name, version=model.version)
            )
            if "untuned" in model.version:
                words.append(self.tr("It is not trained for clinical use yet."))
        self._footer_text.setText(" ".join(words))

    def _demo_banner(self) -> QFrame:
        banner = QFrame(self)
        banner.setObjectName("DemoBanner")
        banner.setStyleSheet(theme.status_style(theme.DEMO, "QFrame#DemoBanner"))
        text = QLabel(
            self.tr("DEMO – synthetic patients. Everything is deleted when the window closes."), banner
        )
        row = QHBoxLayout(banner)
        row.setContentsMargins(12, 1, 12, 1)
        row.addWidget(text)
        return banner

    def _footer(self, switch_language: Callable[[str], object]) -> QFrame:
        footer = QFrame(self)
        # Names of people, and name and version of the model, which come from a package that anybody may have made.
        self._footer_text.setTextFormat(Qt.TextFormat.PlainText)
        self.progress.setRange(0, 0)
        self.progress.setFixedSize(120, 12)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Working"))
        self.progress.hide()
        row = QHBoxLayout(footer)
        row.setContentsMargins(12, 1, 12, 1)
        row.addWidget(self._footer_text, stretch=1)
        row.addWidget(self.progress)
        for code, name in LANGUAGES.items():
            if code != current_language():
                button = QPushButton(theme.icon("language"), name, footer)
                # Low, because the form above needs every line of a small screen.
                button.setStyleSheet("min-height: 18px; padding: 1px 12px;")
                button.setToolTip(f"{name} ({Shortcut.SWITCH_LANGUAGE.words})")
                button.clicked.connect(lambda _=False, code=code: switch_language(code))
                row.addWidget(button)
        return footer
