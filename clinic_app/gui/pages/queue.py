"""Who waits for the doctor, emergencies on top, and the forms that are still being typed."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from clinic_app.domain.accounts import Action, may
from clinic_app.domain.errors import UserFacingError
from clinic_app.domain.moments import Clock, system_clock
from clinic_app.domain.records import Draft, DraftKind, QueueEntry
from clinic_app.gui import theme
from clinic_app.gui.actions import Shortcut, add_button_shortcut
from clinic_app.gui.background import Background
from clinic_app.gui.errors import words
from clinic_app.gui.widgets.column import heading_label
from clinic_app.gui.widgets.queue_table import LevelDelegate, QueueModel
from clinic_app.gui.widgets.tables import as_list, on_enter
from clinic_app.services.clinic import Session

_TICK_MS = 30_000


class QueuePage(QWidget):
    """Signals:
    open_encounter(str): show this encounter.
    new_encounter(): begin an empty form.
    resume_draft(str): go on with this form.
    """

    open_encounter = Signal(str)
    new_encounter = Signal()
    resume_draft = Signal(str)

    def __init__(
        self,
        session: Session,
        background: Background,
        parent: QWidget | None = None,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._request = 0
        self.model = QueueModel(clock, self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(0, LevelDelegate(self.table))
        self.table.setAccessibleName(self.tr("Patients waiting for the doctor"))
        as_list(self.table, stretched=QueueModel.COMPLAINT)
        self.table.activated.connect(self._open)
        on_enter(self.table, self._open)
        self.drafts = QListWidget(self)
        self.drafts.setAccessibleName(self.tr("Forms not sent yet"))
        self.drafts.itemActivated.connect(self._resume)
        self._lay_out()
        self.setFocusProxy(self.table)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.model.tick)
        self._tick.start()

    def title(self) -> str:
        """The name of the page."""
        return self.tr("Queue")

    def refresh(self) -> None:
        """Ask again who waits and what is still being typed."""
        self._request += 1
        request = self._request
        session = self._session

        def look() -> tuple[tuple[QueueEntry, ...], tuple[Draft, ...]]:
            return session.encounters.queue(), session.drafts.mine()

        self._background.database(
            look,
            lambda found: self._show(*found) if request == self._request else None,
            self._failed,
            owner=self,
        )

    def _lay_out(self) -> None:
        # The usual next step: a doctor opens who waits, others begin a form.
        decides = may(self._session.user.role, Action.CLOSE_ENCOUNTER)
        picture = theme.icon("new_encounter" if decides else "new_encounter_light")
        new = self.new = QPushButton(picture, self.tr("&New encounter"), self)
        self.open = QPushButton(self.tr("&Open"), self)
        self.open.setToolTip(self.tr("Enter or double-click opens the patient."))
        self.open.clicked.connect(lambda: self._open(self.table.currentIndex()))
        theme.make_primary(self.open if decides else new)
        new.clicked.connect(self.new_encounter)
        new.setVisible(may(self._session.user.role, Action.SEND_TO_DOCTOR))
        new.setToolTip(f"{new.text().replace('&', '')} ({Shortcut.NEW_ENCOUNTER.words})")
        self.again = QPushButton(self.tr("&Refresh"), self)
        self.again.clicked.connect(self.refresh)
        add_button_shortcut(self, Shortcut.REFRESH, self.again)
        self._heading = heading_label("", self)
        top = QHBoxLayout()
        top.addWidget(self._heading, stretch=1)
        top.addWidget(self.again)
        top.addWidget(new)
        top.addWidget(self.open)
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        holder = QWidget(self)
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.empty)
        self._drafts_label = QLabel(self.tr("For&ms not sent yet (press Enter to continue one):"), self)
        self._drafts_label.setBuddy(self.drafts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addLayout(top)
        layout.addWidget(holder, stretch=1)
        layout.addWidget(self._drafts_label)
        layout.addWidget(self.drafts)
        self._show((), ())

    def _show(self, entries: tuple[QueueEntry, ...], drafts: tuple[Draft, ...]) -> None:
        chosen = self.model.row(self.table.currentIndex())
        self.model.show(entries)
        self._heading.setText(self.tr("Waiting: {count}").format(count=len(entries)))
        self.empty.setText(self.tr("Nobody is waiting. Begin with “New encounter”."))
        self._either.setCurrentIndex(0 if entries else 1)
        self.open.setEnabled(bool(entries))
        if entries:
            self.table.setCurrentIndex(self.model.index(self.model.row_of(chosen), 0))
        self._show_drafts([draft for draft in drafts if draft.kind is DraftKind.ENCOUNTER])

    def _show_drafts(self, drafts: list[Draft]) -> None:
        self.drafts.clear()
        for draft in drafts:
            name = str(draft.form.get("name") or "").strip() or self.tr("no name yet")
            text = self.tr("{name}, last typed {time}").format(
                name=name, time=self.model.time_words(draft.saved_at)
            )
            item = QListWidgetItem(text, self.drafts)
            item.setData(Qt.ItemDataRole.UserRole, str(draft.id))
        row = self.drafts.sizeHintForRow(0) if drafts else 0
        self.drafts.setFixedHeight(min(len(drafts), 4) * row + 6)
        self.drafts.setVisible(bool(drafts))
        self._drafts_label.setVisible(bool(drafts))

    def _open(self, index: QModelIndex) -> None:
        entry = self.model.row(index)
        if entry is not None:
            self.open_encounter.emit(entry.encounter)

    def _resume(self, item: QListWidgetItem) -> None:
        self.resume_draft.emit(item.data(Qt.ItemDataRole.UserRole))

    def _failed(self, error: UserFacingError) -> None:
        self.empty.setText(words(error))
        self.open.setEnabled(False)
        self._either.setCurrentIndex(1)
