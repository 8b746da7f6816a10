"""A doctor reads a case, thinks, looks at the suggestions, decides, closes. Others, and later readers, read it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.accounts import Action, may
from clinic_app.domain.differential import Differential
from clinic_app.domain.errors import ModelUnavailable, UserFacingError
from clinic_app.domain.ids import EncounterId
from clinic_app.domain.moments import Clock, local_day, system_clock, utc_text
from clinic_app.domain.records import (
    Draft,
    DraftKind,
    Encounter,
    EncounterStatus,
    Impression,
    SuggestionShown,
)
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui import theme
from clinic_app.gui.actions import Shortcut, add_button_shortcut
from clinic_app.gui.background import Background
from clinic_app.gui.errors import words
from clinic_app.gui.pages.review_decision import DecisionSection
from clinic_app.gui.pages.review_opening import OpenedEncounter, open_for
from clinic_app.gui.pages.review_suggestion import SuggestionSection
from clinic_app.gui.widgets.case_summary import CaseSummary
from clinic_app.gui.widgets.clinical_words import age_and_sex
from clinic_app.gui.widgets.column import heading_label
from clinic_app.gui.widgets.draft_keeper import DraftKeeper
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.gui.widgets.triage_banner import TriageBanner
from clinic_app.services.assessment import Assessor
from clinic_app.services.clinic import Session
from clinic_app.services.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class _Suggested:
    differential: Differential
    error: ModelUnavailable | None = None
    urgency: TriageLevel = TriageLevel.NONE


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
        self._assessor = assessor
        self._background = background
        self._clock = clock
        self._request = 0
        self._encounter: Encounter | None = None
        self._suggested: _Suggested | None = None
        self._keeper: DraftKeeper | None = None
        self.banner = TriageBanner(knowledge, self)
        self.notice = NoticeBar(self)
        self.summary = CaseSummary(knowledge, self)
        self.suggestion = SuggestionSection(knowledge, self)
        self.decision = DecisionSection(knowledge, self)
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
        session = self._session
        self._background.database(
            lambda: open_for(session, encounter_id),
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
        self.saved_mark = QLabel(self)
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
        self.suggestion.impression_given.connect(self._record_impression)
        self.suggestion.accepted.connect(self.decision.accept)
        self.suggestion.pick_wanted.connect(self.decision.pick_another)
        self.suggestion.own_words_wanted.connect(self.decision.own_words)
        self.suggestion.retry_wanted.connect(self._ask_model)
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
        self._suggested = None

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
        self.summary.show_encounter(encounter, opened.visits, opened.staff)
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
        keeper.saved.connect(lambda time: self._saved(time) if keeper is self._keeper else None)
        keeper.failed.connect(self._not_saved)
        self._keeper = keeper
        if unsaved is not None:
            keeper.changed()
        self._columns_to_decide.show()
        self.close_encounter.show()
        shown_before = [item for item in encounter.suggestions if item.differential.ranked]
        if encounter.impression is not None:
            self.suggestion.show_impression(encounter.impression)
        if encounter.impression is not None and shown_before:
            self._show_again(shown_before[-1].differential)
            return
        self._ask_model()
        self.suggestion.impression.setFocus()

    def _unsaved_about(self, encounter: Encounter) -> DraftKeeper | None:
        keepers = self.findChildren(DraftKeeper)
        return next(
            (keeper for keeper in keepers if keeper.has_unsaved and keeper.about == encounter.id), None
        )

    def _show_again(self, differential: Differential) -> None:
        """A list that was shown before, with the haste that it asks for."""
        self._show_suggestion(_Suggested(differential))
        request, asked_for = self._request, self._assessor.asked_for
        self._background.model(
            lambda: asked_for(differential),
            lambda level: self._show_urgency(level) if request == self._request else None,
            owner=self,
        )

    def _form(self) -> dict[str, str]:
        typed = {"impression": self.suggestion.impression.raw(), **self.decision.state()}
        return {name: text for name, text in typed.items() if text}

    def _typed(self) -> None:
        if self._keeper is not None:
            self._keeper.changed()

    def _ask_model(self) -> None:
        """While the doctor reads; what is in the list is not shown before there is an own impression."""
        encounter = self._encounter
        assert encounter is not None
        request, case, assessor = self._request, encounter.case, self._assessor
        self._suggested = None

        def assess() -> _Suggested:
            assessment = assessor.assess(case)
            without_model = assessment.differential.model is None
            return _Suggested(
                assessment.differential,
                assessor.last_model_error if without_model else None,
                assessment.urgency_level,
            )

        def assessed(suggested: _Suggested) -> None:
            if request == self._request:
                self._suggested = suggested
                self._reveal()

        def ended() -> None:
            if self._suggested is None:  # a bug
                assessed(_Suggested(Differential.unavailable()))

        if encounter.impression is not None:
            self.suggestion.show_impression(encounter.impression)
            self.suggestion.retry.hide()
        self._background.model(assess, assessed, on_end=ended, owner=self)

    def _record_impression(self, impression: Impression) -> None:
        encounter = self._encounter
        assert encounter is not None
        request, record = self._request, self._session.encounters.record_impression
        # A second click while the first is on its way would record it a second time.
        self.suggestion.setEnabled(False)

        def recorded(changed: Encounter) -> None:
            if request == self._request and changed.impression is not None:
                self.notice.clear()
                self._encounter = changed
                self.suggestion.show_impression(changed.impression)
                self._reveal()

        def not_recorded(error: UserFacingError) -> None:
            if request == self._request:
                ended()
                self.suggestion.impression.setFocus()
                self._failed(error)

        def ended() -> None:
            if request == self._request:
                self.suggestion.setEnabled(True)

        self._background.database(
            lambda: record(encounter.id, impression), recorded, not_recorded, on_end=ended, owner=self
        )

    def _reveal(self) -> None:
        """Show the list once both are there: the doctor's own impression, and the list, kept as shown."""
        encounter, suggested = self._encounter, self._suggested
        if encounter is None or encounter.impression is None or suggested is None:
            return
        if suggested.differential.model is None:
            self._show_suggestion(suggested)
            return
        request, record = self._request, self._session.encounters.record_suggestion
        # What was shown must be on record, or nobody can ever tell how good it was.
        to_show = _Suggested(Differential.unavailable())

        def recorded(_: SuggestionShown) -> None:
            nonlocal to_show
            to_show = suggested

        def ended() -> None:
            if request == self._request:
                self._show_suggestion(to_show)

        self._background.database(
            lambda: record(encounter.id, suggested.differential),
            recorded,
            lambda error: self._failed(error) if request == self._request else None,
            on_end=ended,
            owner=self,
        )

    def _show_suggestion(self, suggested: _Suggested) -> None:
        differential = suggested.differential
        self.suggestion.show_differential(differential, suggested.error)
        self._show_urgency(suggested.urgency)
        listed = differential.model is not None and differential.abstain is None
        self.decision.show_suggested(differential.ranked[0].condition if listed else None)

    def _show_urgency(self, level: TriageLevel) -> None:
        triaged = self._encounter.triage.level if self._encounter else TriageLevel.NONE
        self.suggestion.show_urgency(level if level > triaged else None)

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

    def _saved(self, time: str) -> None:
        self.saved_mark.setStyleSheet("")
        self.saved_mark.setText(self.tr("Saved {time}").format(time=time))

    def _not_saved(self, error: UserFacingError) -> None:
        self.saved_mark.setStyleSheet("color: #8c0d17; font-weight: 700;")
        self.saved_mark.setText(self.tr("NOT SAVED: trying again"))
        self.notice.show_problem(
            self.tr("What you type is not being saved. {why} The program keeps trying.").format(
                why=words(error)
            )
        )

    def _failed(self, error: UserFacingError) -> None:
        self.notice.show_problem(words(error))
