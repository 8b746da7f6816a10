"""Unlock the clinic: who you are and your passphrase, or the recovery sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import (
    PassphraseTooWeak,
    ProfileInUse,
    UserFacingError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from clinic_app.domain.ids import UserId
from clinic_app.gui import theme
from clinic_app.gui.background import Background
from clinic_app.gui.roles import role_word
from clinic_app.gui.widgets.column import Column, centred, text_label
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.gui.widgets.passphrase_field import NewPassphraseFields, PassphraseField
from clinic_app.services.clinic import Session, StaffEntry

_Answer = TypeVar("_Answer")
_ROLE_DATA = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Doors:
    """How to get in; each runs on the database thread.

    Attributes:
        unlock: user id and passphrase to session.
        check_code: raises WrongRecoveryCode.
        recover: code, user id and new passphrase to session.
    """

    unlock: Callable[[UserId, str], Session]
    check_code: Callable[[str], None]
    recover: Callable[[str, UserId, str], Session]


class UnlockPage(QWidget):
    """Signals:
    unlocked(Session): somebody is in.
    blocked(UserFacingError): trouble that another passphrase does not mend.
    """

    unlocked = Signal(object)
    blocked = Signal(object)

    def __init__(
        self,
        clinic_name: str,
        staff: Sequence[StaffEntry],
        doors: Doors,
        background: Background,
        parent: QWidget | None = None,
        *,
        preselected: UserId | None = None,
        hint: str = "",
    ) -> None:
        """`hint` is shown below the passphrase; only the demo has one."""
        super().__init__(parent)
        self._background = background
        self._doors = doors
        column = Column(clinic_name, self)
        self.notice = NoticeBar(column)
        self.sign_in = _SignIn(staff, preselected, hint, column)
        self.recovery = _Recovery(clinic_name, staff, column)
        self._stack = QStackedWidget(column)
        self._stack.addWidget(self.sign_in)
        self._stack.addWidget(self.recovery)
        column.body.addWidget(self.notice)
        column.body.addWidget(self._stack)
        centred(column, self)
        self.setFocusProxy(self.sign_in.passphrase)
        self.sign_in.submitted.connect(self._unlock)
        self.sign_in.recovery_wanted.connect(self._show_recovery)
        self.recovery.back.clicked.connect(self._show_sign_in)
        self.recovery.code_given.connect(self._check_code)
        self.recovery.submitted.connect(self._recover)

    def title(self) -> str:
        """The name of the page."""
        return self.tr("Unlock")

    @property
    def is_opening(self) -> bool:
        """Whether the clinic is being opened: the page must stay, it will get the session."""
        return not self._stack.isEnabled()

    def _show_recovery(self) -> None:
        self.notice.clear()
        self._stack.setCurrentWidget(self.recovery)
        self.recovery.start(self.sign_in.user_id())

    def _show_sign_in(self) -> None:
        self.notice.clear()
        self.recovery.forget()
        self._stack.setCurrentWidget(self.sign_in)
        self.sign_in.passphrase.setFocus()

    def _unlock(self) -> None:
        user_id, passphrase = self.sign_in.user_id(), self.sign_in.passphrase.text()
        if user_id is None:
            self.notice.show_problem(self.tr("Choose your name."))
            self.sign_in.people.setFocus()
        elif not passphrase:
            self.notice.show_problem(self.tr("Type your passphrase."))
            self.sign_in.passphrase.setFocus()
        else:
            unlock = self._doors.unlock
            self._ask_the_clinic(lambda: unlock(user_id, passphrase), self._let_in)

    def _check_code(self, code: str) -> None:
        check = self._doors.check_code
        self._ask_the_clinic(lambda: check(code), self._code_is_right)

    def _code_is_right(self, _: None) -> None:
        self._wait(False)
        self.notice.show_information(self.tr("The code is right. Now choose a new passphrase."))
        self.recovery.ask_passphrase()

    def _recover(self) -> None:
        user_id = self.recovery.user_id()
        if problem := self.recovery.new_passphrase.problem():
            self.notice.show_problem(problem)
            self.recovery.new_passphrase.setFocus()
            return
        code, passphrase = self.recovery.code.text(), self.recovery.new_passphrase.passphrase()
        recover = self._doors.recover
        self._ask_the_clinic(lambda: recover(code, user_id, passphrase), self._let_in)

    def _ask_the_clinic(self, work: Callable[[], _Answer], on_done: Callable[[_Answer], object]) -> None:
        self._wait(True)
        self._background.database(work, on_done, self._refused, on_end=lambda: self._wait(False), owner=self)

    def _let_in(self, session: Session) -> None:
        self._wait(False)
        self.sign_in.passphrase.clear()
        self.recovery.forget()
        self.unlocked.emit(session)

    def _refused(self, error: UserFacingError) -> None:
        self._wait(False)
        if isinstance(error, WrongPassphrase):
            self.notice.show_error(error)
            self.sign_in.passphrase.setFocus()
            self.sign_in.passphrase.line.selectAll()
        elif isinstance(error, WrongRecoveryCode):
            self.notice.show_error(error)
            self.recovery.code.setFocus()
            self.recovery.code.selectAll()
        elif isinstance(error, ProfileInUse):
            self.notice.show_error(error)
        elif isinstance(error, PassphraseTooWeak):
            self.notice.show_error(error)
            self.recovery.new_passphrase.setFocus()
        else:
            self.blocked.emit(error)

    def _wait(self, waiting: bool) -> None:
        self._stack.setEnabled(not waiting)


class _SignIn(QWidget):
    submitted = Signal()
    recovery_wanted = Signal()

    def __init__(
        self, staff: Sequence[StaffEntry], preselected: UserId | None, hint: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.people = QListWidget(self)
        self.people.setAccessibleName(self.tr("Your name"))
        for person in staff:
            item = QListWidgetItem(f"{person.name} – {role_word(person.role)}")
            item.setData(Qt.ItemDataRole.UserRole, person.id)
            item.setData(_ROLE_DATA, person.role)
            self.people.addItem(item)
            if person.id == preselected or self.people.count() == 1:
                self.people.setCurrentItem(item)
        row_height = theme.TARGET_HEIGHT_PX
        self.people.setStyleSheet(f"QListWidget::item {{ min-height: {row_height}px; padding-left: 8px; }}")
        shown = min(max(len(staff), 2), 6)
        self.people.setFixedHeight(row_height * shown + 6)
        if len(staff) <= shown:
            self.people.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        people_label = QLabel(self.tr("Your &name"), self)
        people_label.setBuddy(self.people)
        self.passphrase = PassphraseField(self.tr("Passphrase"), self)
        passphrase_label = QLabel(self.tr("&Passphrase"), self)
        passphrase_label.setBuddy(self.passphrase.line)
        self.unlock = QPushButton(self.tr("&Unlock"), self)
        theme.make_primary(self.unlock)
        forgotten = QPushButton(self.tr("Passphrase forgotten: use the &recovery sheet"), self)
        forgotten.setFlat(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (people_label, self.people, passphrase_label, self.passphrase):
            layout.addWidget(widget)
        if hint:
            layout.addWidget(_hint_box(hint, self))
        layout.addSpacing(8)
        layout.addWidget(self.unlock)
        layout.addWidget(forgotten, alignment=Qt.AlignmentFlag.AlignRight)
        layout.addStretch()
        self.setFocusProxy(self.passphrase)
        self.unlock.clicked.connect(self.submitted)
        self.passphrase.entered.connect(self.submitted)
        self.people.itemActivated.connect(lambda _: self.passphrase.setFocus())
        forgotten.clicked.connect(self.recovery_wanted)

    def choose(self, role: Role) -> None:
        """Select the first person of that role."""
        for row in range(self.people.count()):
            if self.people.item(row).data(_ROLE_DATA) == role:
                self.people.setCurrentRow(row)
                return

    def user_id(self) -> UserId | None:
        chosen = self.people.selectedItems()
        return UserId(chosen[0].data(Qt.ItemDataRole.UserRole)) if chosen else None


class _Recovery(QWidget):
    code_given = Signal(str)
    submitted = Signal()

    def __init__(self, clinic_name: str, staff: Sequence[StaffEntry], parent: QWidget) -> None:
        super().__init__(parent)
        explanation = text_label(
            self.tr(
                "Type the code from the paper. Capital or small letters, with or without hyphens: all are right."
            ),
            self,
        )
        self.person = QComboBox(self)
        self.person.setAccessibleName(self.tr("Your name"))
        for entry in staff:
            self.person.addItem(f"{entry.name} – {role_word(entry.role)}", entry.id)
        self.code = QLineEdit(self)
        self.code.setAccessibleName(self.tr("Recovery code"))
        self.code.setMaxLength(80)
        self.code.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self.new_passphrase = NewPassphraseFields(self)
        self.new_passphrase.set_hints((clinic_name, *(entry.name for entry in staff)))
        person_label, code_label = (
            QLabel(self.tr("Your &name"), self),
            QLabel(self.tr("Recovery &code"), self),
        )
        person_label.setBuddy(self.person)
        code_label.setBuddy(self.code)
        form = QFormLayout()
        form.addRow(person_label, self.person)
        form.addRow(code_label, self.code)
        self.back = QPushButton(self.tr("&Back"), self)
        self.go_on = QPushButton(self.tr("C&ontinue"), self)
        theme.make_primary(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(explanation)
        layout.addLayout(form)
        layout.addWidget(self.new_passphrase)
        layout.addWidget(self.go_on)
        layout.addWidget(self.back)
        layout.addStretch()
        self.code.returnPressed.connect(self.go_on.click)
        self.new_passphrase.entered.connect(self.go_on.click)
        self.go_on.clicked.connect(self._go_on)
        self.forget()

    def start(self, user_id: UserId | None) -> None:
        self.forget()
        self.person.setCurrentIndex(max(self.person.findData(user_id), 0))
        self.code.setFocus()

    def forget(self) -> None:
        self.code.clear()
        self.code.setEnabled(True)
        self.person.setEnabled(True)
        self.new_passphrase.clear()
        self.new_passphrase.hide()

    def ask_passphrase(self) -> None:
        self.code.setEnabled(False)
        self.person.setEnabled(False)
        self.new_passphrase.show()
        self.new_passphrase.setFocus()

    def user_id(self) -> UserId:
        return UserId(self.person.currentData())

    def _go_on(self) -> None:
        if self.new_passphrase.isHidden():
            self.code_given.emit(self.code.text())
        else:
            self.submitted.emit()


def _hint_box(hint: str, parent: QWidget) -> QFrame:
    box = QFrame(parent)
    box.setObjectName("Hint")
    box.setStyleSheet(theme.status_style(theme.INFORMATION, "QFrame#Hint"))
    label = text_label(hint, box)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    QVBoxLayout(box).addWidget(label)
    return box
