"""The first run: language, clinic, doctor, health worker. Then the clinic is made."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import PassphraseTooWeak, UserFacingError
from clinic_app.gui import theme
from clinic_app.gui.background import Background
from clinic_app.gui.i18n import LANGUAGES, current_language
from clinic_app.gui.widgets.column import Column, centred, text_label
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.gui.widgets.passphrase_field import NewPassphraseFields
from clinic_app.services.clinic import NewUser, RecoverySheet

CreateClinic = Callable[[str, Sequence[NewUser]], RecoverySheet]


class FirstRunPage(QWidget):
    """Asks one thing at a time; Back keeps what was typed.

    Signals:
        language_chosen(str): build the window in this language.
        created(RecoverySheet): the clinic exists.
    """

    language_chosen = Signal(str)
    created = Signal(object)

    def __init__(
        self, create_clinic: CreateClinic, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._create_clinic = create_clinic
        self._background = background
        self._column = Column(self.title(), self)
        self._step = QLabel(self)
        self._notice = NoticeBar(self)
        self.clinic = _ClinicStep(self)
        self.doctor = _PersonStep(
            self.tr("The doctor"),
            self.tr("The medical officer who decides."),
            self,
        )
        self.health_worker = _PersonStep(
            self.tr("The health worker"),
            self.tr("Who registers patients and sends cases to the doctor."),
            self,
        )
        self._language = _LanguageStep(self)
        self._making = _MakingStep(self)
        self._stack = QStackedWidget(self)
        for step in (self._language, self.clinic, self.doctor, self.health_worker, self._making):
            self._stack.addWidget(step)
        self.back = QPushButton(self.tr("&Back"), self)
        self.next = QPushButton(self.tr("&Next"), self)
        for button in (self.back, self.next):
            button.setMinimumWidth(140)
            button.setAutoDefault(True)
        theme.make_primary(self.next)
        self._column.body.addWidget(self._step)
        self._column.body.addWidget(self._notice)
        self._column.body.addWidget(self._stack)
        self._column.buttons.addWidget(self.back)
        self._column.buttons.addStretch()
        self._column.buttons.addWidget(self.next)
        centred(self._column, self)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self._language.chosen.connect(self.language_chosen)
        self.clinic.entered.connect(self._go_on)
        self.doctor.entered.connect(self._go_on)
        self.health_worker.entered.connect(self._go_on)
        for named in (self.clinic, self.doctor, self.health_worker):
            named.line.textChanged.connect(self._names_changed)
        for step in (self.clinic, self.doctor, self.health_worker):
            step.changed.connect(self._notice.clear)
        self._show_step(0)

    def title(self) -> str:
        """The name of the page."""
        return self.tr("Set up the clinic")

    @property
    def is_making(self) -> bool:
        """Whether the clinic is being made: the page must stay, it will get the only copy of the code."""
        return self._stack.currentWidget() is self._making

    def take_over(self, other: "FirstRunPage") -> None:
        """Go on where `other`, in another language, is; from the choice of language go on to the next step."""
        self.clinic.line.setText(other.clinic.line.text())
        for mine, theirs in ((self.doctor, other.doctor), (self.health_worker, other.health_worker)):
            mine.line.setText(theirs.line.text())
            mine.passphrase.first.line.setText(theirs.passphrase.first.text())
            mine.passphrase.second.line.setText(theirs.passphrase.second.text())
        self._show_step(max(other._stack.currentIndex(), 1))

    def _show_step(self, number: int) -> None:
        self._notice.clear()
        self._stack.setCurrentIndex(number)
        making = self.is_making
        self._step.setText(
            self.tr("Step {number} of {count}").format(number=number + 1, count=self._stack.count() - 1)
        )
        self._step.setVisible(not making)
        self.back.setVisible(number > 0 and not making)
        self.next.setVisible(not making)
        last = self._stack.widget(number + 1) is self._making
        self.next.setText(self.tr("&Create the clinic") if last else self.tr("&Next"))
        step = self._stack.currentWidget()
        focus = step.focusProxy() if step is not None else None
        (focus or self.next).setFocus()

    def _names_changed(self) -> None:
        names = (self.clinic.name(), self.doctor.name(), self.health_worker.name())
        for person in (self.doctor, self.health_worker):
            person.passphrase.set_hints(names)

    def _go_back(self) -> None:
        self._show_step(self._stack.currentIndex() - 1)

    def _go_on(self) -> None:
        step = self._stack.currentWidget()
        if isinstance(step, _ClinicStep | _PersonStep) and (problem := self._problem(step)):
            self._notice.show_problem(problem)
            step.focus_problem()
            return
        self._show_step(self._stack.currentIndex() + 1)
        if self.is_making:
            self._make()

    def _problem(self, step: "_ClinicStep | _PersonStep") -> str:
        same = self.doctor.name().casefold() == self.health_worker.name().casefold()
        if step is self.health_worker and same:
            return self.tr("The doctor has this name too. Add a family name or a number.")
        if step is self.health_worker and self.doctor.passphrase.passphrase() == step.passphrase.passphrase():
            return self.tr("Everybody needs a passphrase of their own: this is the doctor's.")
        return step.problem()

    def _make(self) -> None:
        name = self.clinic.name()
        staff = (
            NewUser(self.doctor.name(), Role.DOCTOR, self.doctor.passphrase.passphrase()),
            NewUser(
                self.health_worker.name(), Role.HEALTH_WORKER, self.health_worker.passphrase.passphrase()
            ),
        )
        create = self._create_clinic
        self._is_made = False
        self._background.database(
            lambda: create(name, staff), self._made, self._not_made, on_end=self._ended, owner=self
        )

    def _ended(self) -> None:
        if self.is_making and not self._is_made:  # a bug
            self._show_step(self._stack.indexOf(self.health_worker))

    def _made(self, sheet: RecoverySheet) -> None:
        self._is_made = True
        self.doctor.passphrase.clear()
        self.health_worker.passphrase.clear()
        self.created.emit(sheet)

    def _not_made(self, error: UserFacingError) -> None:
        # The doctor's passphrase can hold the name of the health worker, which was typed later.
        doctors = isinstance(error, PassphraseTooWeak) and error.params.get("person") == 1
        self._show_step(self._stack.indexOf(self.doctor if doctors else self.health_worker))
        self._notice.show_error(error)


class _LanguageStep(QWidget):
    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            text_label(
                self.tr(
                    "This program keeps the patients' records of one clinic on this computer, encrypted."
                    " It needs no network."
                ),
                self,
            )
        )
        layout.addWidget(text_label(self.tr("Choose the language. You can change it at any time."), self))
        for code, name in LANGUAGES.items():
            button = QPushButton(name, self)
            button.setMinimumHeight(theme.TARGET_HEIGHT_PX + 12)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(code == current_language())
            button.clicked.connect(lambda _=False, code=code: self.chosen.emit(code))
            layout.addWidget(button)
        layout.addStretch()


class _ClinicStep(QWidget):
    entered = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setMaxLength(120)
        self.line.setAccessibleName(self.tr("Name of the clinic"))
        self.line.setPlaceholderText(self.tr("for example: PHC Rampur, Block Sadar"))
        label = QLabel(self.tr("&Name of the clinic"), self)
        label.setBuddy(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(text_label(self.tr("It is printed at the top of every note."), self))
        layout.addWidget(label)
        layout.addWidget(self.line)
        layout.addStretch()
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(lambda: self.changed.emit())

    def name(self) -> str:
        return self.line.text().strip()

    def problem(self) -> str:
        return "" if self.name() else self.tr("Type the name of the clinic.")

    def focus_problem(self) -> None:
        self.line.setFocus()


class _PersonStep(QWidget):
    entered = Signal()
    changed = Signal()

    def __init__(self, heading: str, explanation: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setMaxLength(80)
        self.line.setAccessibleName(self.tr("Name"))
        label = QLabel(self.tr("Na&me"), self)
        label.setBuddy(self.line)
        self.passphrase = NewPassphraseFields(self)
        title = QLabel(heading, self)
        bold = title.font()
        bold.setBold(True)
        title.setFont(bold)
        form = QFormLayout()
        form.addRow(label, self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(title)
        layout.addWidget(text_label(explanation, self))
        layout.addLayout(form)
        layout.addWidget(self.passphrase)
        layout.addStretch()
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self.passphrase.first.line.setFocus)
        self.passphrase.entered.connect(self.entered)
        self.line.textChanged.connect(lambda: self.changed.emit())
        self.passphrase.changed.connect(self.changed)

    def name(self) -> str:
        return self.line.text().strip()

    def problem(self) -> str:
        return self.passphrase.problem() if self.name() else self.tr("Type the name.")

    def focus_problem(self) -> None:
        if not self.name():
            self.line.setFocus()
        else:
            self.passphrase.first.line.setFocus()


class _MakingStep(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        bar = QProgressBar(self)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Creating the clinic"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            text_label(self.tr("Creating the clinic and its keys. This takes a few seconds."), self)
        )
        layout.addWidget(bar)
        layout.addStretch()
