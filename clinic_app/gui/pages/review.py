"""A doctor reads a case, thinks, looks at the suggestions, decides, closes. Others, and later readers, read it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.accounts import Action, may
from clinic_app.domain.errors import UserFacingError
from clinic_app.domain.ids import EncounterId
from clinic_app.domain.moments import Clock, local_day, system_clock, utc_text
from clinic_app.domain.records import (
    Draft,
    DraftKind,
    Encounter,
    EncounterStatus,
)
from clinic_app.gui import theme
from clinic_app.gui.actions import Shortcut, add_button_shortcut
from clinic_app.gui.background import Background
from clinic_app.gui.errors import words
from clinic_app.gui.i18n import current_language
from clinic_app.gui.pages.review_decision import DecisionSection
from clinic_app.gui.pages.review_flow import SuggestionFlow
from clinic_app.gui.pages.review_opening import OpenedEncounter, open_for
from clinic_app.gui.pages.review_suggestion import SuggestionSection
from clinic_app.gui.widgets.case_summary import CaseSummary
from clinic_app.gui.widgets.clinical_words import age_and_sex
from clinic_app.gui.widgets.column import heading_label
from clinic_app.gui.widgets.draft_keeper import DraftKeeper
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.gui.widgets.saved_mark import SavedMark
from clinic_app.gui.widgets.triage_banner import TriageBanner
from clinic_app.services.assessment import Assessor
from clinic_app.services.clinic import Session
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.rehydration import rehydration


class ReviewPage(QWidget):
    """Signals:
    closed(str): the encounter was decided and closed.
    print_requested(str): print its visit note.
    left(): the user wants to go back.
    """

    closed = Signal(str)
    print_requested = Signal(str)
    left = Signal()

    def __init__(
        self,
        session: Session,
        knowledge: Knowledge,
        assessor: Assessor,
        background: Background,
        parent: QWidget | None = None,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._knowledge = knowledge
        self._background = background
        self._clock = clock
        self._request = 0
        self._encounter: Encounter | None = None
        self._keeper: DraftKeeper | None = None
        self.banner = TriageBanner(knowledge, self)
        self.notice = NoticeBar(self)
        self.summary = CaseSummary(knowledge, self)
        self.suggestion = SuggestionSection(knowledge, self)
        self.decision = DecisionSection(knowledge, self)
        self._flow = SuggestionFlow(session, assessor, background, self.suggestion, self.decision, self)
        self._lay_out()
        self._connect()
        self._show_nothing()

    def title(self) -> str:
        """The name of the page."""
        return self.tr("Review")

    def open(self, encounter_id: EncounterId) -> None:
        """Show an encounter: to decide, if it is open and the user may; else to read."""
        self._request += 1
        request = self._request
        self._leave_encounter()
        self._show_nothing()
        session, content_version = self._session, self._knowledge.content_version
        self._background.database(
            lambda: open_for(session, encounter_id, content_version),
            lambda opened: self._show(opened) if request == self._request else None,
            self._failed,
            owner=self,
        )

    def try_leave(self) -> bool:
        """Hands what was typed, also about others before, to the database thread. The page may always be left."""
        for keeper in self.findChildren(DraftKeeper):
            keeper.flush()
        return True

    def has_unsaved(self) -> bool:
        """Whether something typed, also about a patient opened before, is not on disk."""
        return any(keeper.has_unsaved for keeper in self.findChildren(DraftKeeper))

    def is_deciding(self) -> bool:
        """Whether the page is open for a decision, not only to read."""
        return not self._columns_to_decide.isHidden()

    def _lay_out(self) -> None:
        self.heading = heading_label("", self)
        self.sent_by = QLabel(self)
        self.sent_by.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        top = QHBoxLayout()
        top.addWidget(self.heading, stretch=1)
        top.addWidget(self.sent_by)
        self._columns_to_decide = QWidget(self)
        scroll = QScrollArea(self)
        scroll.setWidget(self.decision)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        deciding = QHBoxLayout(self._columns_to_decide)
        deciding.setContentsMargins(0, 0, 0, 0)
        deciding.addWidget(self.suggestion, stretch=11)
        deciding.addWidget(scroll, stretch=10)
        columns = QHBoxLayout()
        columns.addWidget(self.summary, stretch=10)
        columns.addWidget(self._columns_to_decide, stretch=20)
        self.saved_mark = SavedMark(self.notice, self)
        back = QPushButton(self.tr("&Back"), self)
        back.clicked.connect(self._go_back)
        add_button_shortcut(self, Shortcut.BACK, back)
        self.print_note = QPushButton(self.tr("&Print the visit note"), self)
        self.print_note.clicked.connect(self._print)
        add_button_shortcut(self, Shortcut.PRINT, self.print_note)
        self.close_encounter = QPushButton(self.tr("Close the encou&nter"), self)
        theme.make_primary(self.close_encounter)
        self.close_encounter.clicked.connect(self._close)
        add_button_shortcut(self, Shortcut.CLOSE_ENCOUNTER, self.close_encounter)
        buttons = QHBoxLayout()
        buttons.addWidget(self.saved_mark)
        buttons.addStretch()
        for button in (back, self.print_note, self.close_encounter):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(6)
        layout.addWidget(self.banner)
        layout.addLayout(top)
        layout.addWidget(self.notice)
        layout.addLayout(columns, stretch=1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.suggestion.edited.connect(self._typed)
        self.suggestion.accepted.connect(self.decision.accept)
        self.suggestion.pick_wanted.connect(self.decision.pick_another)
        self.suggestion.own_words_wanted.connect(self.decision.own_words)
        self._flow.recorded.connect(self.notice.clear)
        self._flow.trouble.connect(self._failed)
        self.decision.edited.connect(self._typed)
        # On the page, so that they work wherever the keyboard is.
        for shortcut, button in (
            (Shortcut.SHOW_SUGGESTIONS, self.suggestion.record),
            (Shortcut.ACCEPT, self.suggestion.accept),
            (Shortcut.PICK_ANOTHER, self.suggestion.other),
            (Shortcut.OWN_WORDS, self.suggestion.own),
        ):
            add_button_shortcut(self, shortcut, button)

    def _leave_encounter(self) -> None:
        self.try_leave()
        self._keeper = None
        self._encounter = None
        self._flow.leave()

    def _show_nothing(self) -> None:
        self.notice.clear()
        self.heading.clear()
        self.sent_by.clear()
        self.saved_mark.clear()
        self.summary.clear()
        self.banner.hide()
        self._columns_to_decide.hide()
        self.close_encounter.hide()
        self.print_note.hide()
        self.suggestion.begin()
        self.suggestion.setEnabled(True)
        self.setEnabled(True)

    def _show(self, opened: OpenedEncounter) -> None:
        encounter = opened.encounter
        self._encounter = encounter
        patient, case = encounter.patient, encounter.case
        parts = (
            patient.name,
            age_and_sex(case.age, case.sex),
            patient.guardian,
            patient.village,
            patient.phone,
        )
        self.heading.setText(" · ".join(part for part in parts if part))
        self.sent_by.setText(
            self.tr("Sent by {name}").format(name=opened.staff.get(encounter.sent_by, self.tr("somebody")))
        )
        self.banner.show_triage(encounter.triage)
        self.banner.show()
        amounts = rehydration(
            encounter.triage, case.age, self._knowledge.rehydration, opened.sign_off, current_language()
        )
        self.summary.show_encounter(encounter, opened.visits, opened.staff, amounts)
        self.print_note.setVisible(encounter.status is EncounterStatus.CLOSED)
        role = self._session.user.role
        if encounter.status is not EncounterStatus.CLOSED and may(role, Action.CLOSE_ENCOUNTER):
            self._prepare_decision(encounter, opened.draft)
        elif encounter.status is EncounterStatus.CLOSED:
            self.print_note.setFocus()
        else:
            self.summary.setFocus()

    def _prepare_decision(self, encounter: Encounter, draft: Draft | None) -> None:
        self.decision.clear(local_day(utc_text(self._clock())))
        unsaved = self._unsaved_about(encounter)
        if unsaved is not None:
            # Newer than what is on disk; and two that save one draft would write over each other.
            draft = unsaved.hand_on()
        typed = {name: text for name, text in (draft.form if draft else {}).items() if isinstance(text, str)}
        self.suggestion.impression.set_raw(typed.get("impression", ""))
        self.decision.restore(typed)
        started = draft or self._session.drafts.new(DraftKind.REVIEW, encounter.id)
        keeper = DraftKeeper(self._session.drafts, self._background, started, self._form, self)
        keeper.saved.connect(
            lambda time: self.saved_mark.show_saved(time) if keeper is self._keeper else None
        )
        keeper.failed.connect(self.saved_mark.show_trouble)
        self._keeper = keeper
        if unsaved is not None:
            keeper.changed()
        self._columns_to_decide.show()
        self.close_encounter.show()
        self._flow.begin(encounter)

    def _unsaved_about(self, encounter: Encounter) -> DraftKeeper | None:
        keepers = self.findChildren(DraftKeeper)
        return next(
            (keeper for keeper in keepers if keeper.has_unsaved and keeper.about == encounter.id), None
        )

    def _form(self) -> dict[str, str]:
        typed = {"impression": self.suggestion.impression.raw(), **self.decision.state()}
        return {name: text for name, text in typed.items() if text}

    def _typed(self) -> None:
        if self._keeper is not None:
            self._keeper.changed()

    def _close(self) -> None:
        encounter, keeper = self._encounter, self._keeper
        obstacle = self.decision.obstacle()
        if encounter is None or keeper is None:
            return
        if obstacle is not None:
            field, why = obstacle
            self.notice.show_problem(why)
            self.decision.focus_field(field)
            return
        decision, plan = self.decision.decision(), self.decision.plan()
        close, request = self._session.encounters.close, self._request
        keeper.flush()
        keeper.end()
        self.setEnabled(False)

        is_closed = False

        def done(_: Encounter) -> None:
            nonlocal is_closed
            is_closed = True
            if request == self._request:
                self._keeper = None
                self.closed.emit(encounter.id)

        def ended() -> None:
            if not is_closed:
                keeper.go_on()
                if request == self._request:
                    self.setEnabled(True)

        self._background.database(
            lambda: close(encounter.id, decision, plan, keeper.draft_id),
            done,
            lambda error: self._failed(error) if request == self._request else None,
            on_end=ended,
            owner=self,
        )

    def _print(self) -> None:
        if self._encounter is not None:
            self.print_requested.emit(self._encounter.id)

    def _go_back(self) -> None:
        self.try_leave()
        self.left.emit()

    def _failed(self, error: UserFacingError) -> None:
        self.notice.show_problem(words(error))
