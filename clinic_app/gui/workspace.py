"""What a signed-in user sees: the bar of places on top, one page below it, and the ways between the pages."""

from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from clinic_app.domain.accounts import Action, may
from clinic_app.domain.errors import UserFacingError
from clinic_app.domain.ids import DraftId, EncounterId
from clinic_app.domain.records import Draft, DraftKind
from clinic_app.gui import theme
from clinic_app.gui.actions import Shortcut, add_shortcut
from clinic_app.gui.background import Background
from clinic_app.gui.i18n import current_language
from clinic_app.gui.pages import LeavablePage, Page, RefreshablePage
from clinic_app.gui.pages.clinical_content import ClinicalContentPage
from clinic_app.gui.pages.encounter import EncounterPage
from clinic_app.gui.pages.in_charge import InChargePage
from clinic_app.gui.pages.print_preview import PrintPreviewPage
from clinic_app.gui.pages.queue import QueuePage
from clinic_app.gui.pages.review import ReviewPage
from clinic_app.gui.pages.search import SearchPage
from clinic_app.gui.roles import role_word
from clinic_app.gui.widgets.draft_keeper import DraftKeeper
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.services.assessment import Assessor
from clinic_app.services.clinic import Session
from clinic_app.services.documents import Document, visit_note
from clinic_app.services.knowledge import Knowledge


class PlaceKind(Enum):
    """The pages that one can come back to."""

    QUEUE = "queue"
    ENCOUNTER = "encounter"
    REVIEW = "review"
    SEARCH = "search"
    IN_CHARGE = "in_charge"
    CLINICAL_CONTENT = "clinical_content"


@dataclass(frozen=True, slots=True)
class Place:
    """A page and what it shows: a draft (ENCOUNTER) or an encounter (REVIEW), or ""."""

    kind: PlaceKind
    subject: str = ""


class Workspace(QWidget):
    """Built for one session and one language.

    Attributes:
        session: whose it is.
        queue, encounter, review, search, in_charge, clinical_content: the pages.

    Signals:
        lock_requested(): the user wants to leave.
        recovery_sheet_made(RecoverySheet): it must be put on paper before anything else.
        title_changed(str): name of the page that is shown; never of a patient.
    """

    lock_requested = Signal()
    recovery_sheet_made = Signal(object)
    title_changed = Signal(str)

    def __init__(
        self,
        session: Session,
        knowledge: Knowledge,
        assessor: Assessor,
        background: Background,
        notice: NoticeBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._knowledge = knowledge
        self._background = background
        self._notice = notice
        role = session.user.role
        self._clinical = may(role, Action.READ_QUEUE)
        self.queue = QueuePage(session, background, self)
        self.encounter = EncounterPage(session, knowledge, assessor, background, self)
        self.review = ReviewPage(session, knowledge, assessor, background, self)
        self.search = SearchPage(session, background, self)
        self.in_charge = InChargePage(session, background, self)
        self.clinical_content = ClinicalContentPage(session, knowledge, background, self)
        self._pages: dict[PlaceKind, QWidget] = {
            PlaceKind.QUEUE: self.queue,
            PlaceKind.ENCOUNTER: self.encounter,
            PlaceKind.REVIEW: self.review,
            PlaceKind.SEARCH: self.search,
            PlaceKind.IN_CHARGE: self.in_charge,
            PlaceKind.CLINICAL_CONTENT: self.clinical_content,
        }
        self._stack = QStackedWidget(self)
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._behind_preview: QWidget | None = None
        self._reviewed = ""
        self._buttons: dict[PlaceKind, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(self._stack, stretch=1)
        self._connect()

    def place(self) -> Place:
        """Where the user is, to come back to after a change of language."""
        current = self._current()
        kind = next((kind for kind, page in self._pages.items() if page is current), PlaceKind.QUEUE)
        if kind is PlaceKind.ENCOUNTER:
            return Place(kind, self.encounter.draft_id())
        if kind is PlaceKind.REVIEW:
            return Place(kind, self._reviewed)
        return Place(kind)

    def go_to(self, place: Place) -> None:
        """Show a place without asking the page that is shown; see `leave_to`."""
        self._behind_preview = None
        if place.kind is PlaceKind.ENCOUNTER:
            self._show(self.encounter)
            if place.subject:
                self._resume(place.subject)
            else:
                self.encounter.start_new()
        elif place.kind is PlaceKind.REVIEW:
            self._open_review(place.subject)
        else:
            self._show(self._pages[place.kind])

    def home(self) -> Place:
        """Where a user of this role begins."""
        return Place(PlaceKind.QUEUE if self._clinical else PlaceKind.IN_CHARGE)

    def leave_to(self, place: Place) -> None:
        """Show a place if the page that is shown may be left."""
        if self.try_leave():
            self._notice.clear()
            self.go_to(place)

    def try_leave(self) -> bool:
        """Hand what was typed, also on other pages, over to be saved; whether the page may be left."""
        answers = [page.try_leave() for page in self._leavable()]  # each one hands over what it has
        return all(answers)

    def has_unsaved(self) -> bool:
        """Whether something typed, on any page, is not on disk; ask when the background is drained."""
        return any(page.has_unsaved() for page in self._leavable())

    def retire(self) -> None:
        """Stop everything that would go on by itself: the session is about to close.

        What `has_unsaved` told of is lost with it.
        """
        for keeper in self.findChildren(DraftKeeper):
            keeper.end()
        for timer in self.findChildren(QTimer):
            timer.stop()

    def show_document(self, document: Document, encounter_id: str = "") -> None:
        """Show the print preview; leaving it comes back to the page that is shown now."""
        back_to = self._current()
        preview = PrintPreviewPage(document, self._background, self)
        self._stack.addWidget(preview)
        self._behind_preview = back_to
        self._show(preview)
        if encounter_id:
            note = self.session.encounters.note_printed
            preview.printed.connect(
                lambda: self._background.database(lambda: note(EncounterId(encounter_id), "visit_note"))
            )
        preview.left.connect(lambda: self._close_preview(preview, back_to))

    def _bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setObjectName("PlacesBar")
        bar.setStyleSheet("QFrame#PlacesBar { background: #dde5ea; border-bottom: 1px solid #b4bfc6; }")
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(10, 5, 10, 5)
        places = []
        if self._clinical:
            places += [
                (PlaceKind.QUEUE, self.tr("&Queue"), "queue", Shortcut.QUEUE),
                (PlaceKind.ENCOUNTER, self.tr("New &encounter"), "new_encounter", Shortcut.NEW_ENCOUNTER),
                (PlaceKind.SEARCH, self.tr("&Find a patient"), "search", Shortcut.SEARCH),
            ]
        if may(self.session.user.role, Action.MANAGE_STAFF):
            places.append((PlaceKind.IN_CHARGE, self.tr("&Clinic"), "clinic", Shortcut.IN_CHARGE))
        content = self.tr("Clinical content")
        places.append((PlaceKind.CLINICAL_CONTENT, content, "information", Shortcut.CLINICAL_CONTENT))
        for kind, text, icon, shortcut in places:
            button = QPushButton(theme.icon(icon), text, bar)
            button.setCheckable(True)
            button.setToolTip(f"{text.replace('&', '')} ({shortcut.words})")
            button.clicked.connect(lambda _=False, kind=kind: self._clicked(kind))
            add_shortcut(self, shortcut, partial(self.leave_to, Place(kind)))
            self._buttons[kind] = button
            layout.addWidget(button)
        layout.addStretch()
        who = QLabel(
            self.tr("{name}, {role} · {clinic}").format(
                name=self.session.user.name,
                role=role_word(self.session.user.role),
                clinic=self.session.clinic_name,
            ),
            bar,
        )
        who.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(who)
        lock = QPushButton(theme.icon("lock"), self.tr("&Lock"), bar)
        lock.setToolTip(
            self.tr("Lock, or let somebody else sign in ({keys})").format(keys=Shortcut.LOCK.words)
        )
        lock.clicked.connect(self.lock_requested)
        add_shortcut(self, Shortcut.LOCK, self.lock_requested.emit)
        layout.addWidget(lock)
        return bar

    def _leavable(self) -> list[LeavablePage]:
        return [page for page in self._pages.values() if isinstance(page, LeavablePage)]

    def _current(self) -> QWidget:
        """The page that is shown, or that the print preview covers."""
        return self._behind_preview or self._stack.currentWidget() or self.queue

    def _connect(self) -> None:
        self.queue.open_encounter.connect(
            lambda encounter_id: self.leave_to(Place(PlaceKind.REVIEW, encounter_id))
        )
        self.queue.new_encounter.connect(lambda: self.leave_to(Place(PlaceKind.ENCOUNTER)))
        self.queue.resume_draft.connect(lambda draft_id: self.leave_to(Place(PlaceKind.ENCOUNTER, draft_id)))
        self.search.open_encounter.connect(
            lambda encounter_id: self.leave_to(Place(PlaceKind.REVIEW, encounter_id))
        )
        self.encounter.sent.connect(self._sent)
        self.encounter.left.connect(lambda: self.go_to(self.home()))
        self.review.closed.connect(self._closed)
        self.review.left.connect(lambda: self.go_to(self.home()))
        self.review.print_requested.connect(self._print_visit)
        self.in_charge.recovery_sheet_made.connect(self.recovery_sheet_made)

    def _clicked(self, kind: PlaceKind) -> None:
        self.leave_to(Place(kind))
        self._mark(self._stack.currentWidget())

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._mark(page)
        if isinstance(page, RefreshablePage):
            page.refresh()
        if isinstance(page, Page):
            self.title_changed.emit(page.title())
        page.setFocus()

    def _mark(self, page: QWidget | None) -> None:
        for kind, button in self._buttons.items():
            button.setChecked(self._pages[kind] is page)

    def _open_review(self, encounter_id: str) -> None:
        self._reviewed = encounter_id
        self._show(self.review)
        self.review.open(EncounterId(encounter_id))

    def _resume(self, draft_id: str) -> None:
        def found(drafts: tuple[Draft, ...]) -> None:
            draft = next((draft for draft in drafts if draft.id == DraftId(draft_id)), None)
            if draft is None:
                self.encounter.start_new()
            elif draft.kind is DraftKind.REVIEW and draft.encounter is not None:
                self._open_review(draft.encounter)
            else:
                self.encounter.resume(draft)

        self._background.database(self.session.drafts.mine, found, owner=self)

    def _sent(self, _: str) -> None:
        self.go_to(self.home())
        self._notice.show_information(self.tr("Sent to the doctor."))

    def _closed(self, encounter_id: str) -> None:
        self.go_to(Place(PlaceKind.REVIEW, encounter_id))
        self._notice.show_information(self.tr("Closed. The visit note can be printed now."))

    def _print_visit(self, encounter_id: str) -> None:
        language, session, knowledge = current_language(), self.session, self._knowledge

        def note() -> Document:
            staff = {user.id: user.name for user in session.staff()}
            encounter = session.encounters.get(EncounterId(encounter_id))
            sign_off = session.sign_off.state(knowledge.content_version)
            return visit_note(encounter, session.clinic_name, staff, knowledge, language, sign_off)

        self._background.database(
            note, lambda document: self.show_document(document, encounter_id), self._failed, owner=self
        )

    def _close_preview(self, preview: PrintPreviewPage, back_to: QWidget) -> None:
        self._behind_preview = None
        self._show(back_to)
        self._stack.removeWidget(preview)
        preview.deleteLater()

    def _failed(self, error: UserFacingError) -> None:
        self._notice.show_error(error)
