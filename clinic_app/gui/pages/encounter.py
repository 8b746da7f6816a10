"""A new encounter: typed by a health worker, triaged at every key, saved as it is typed, sent to the doctor."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserFacingError
from clinic_app.domain.ids import PatientId
from clinic_app.domain.moments import Clock, local_day, system_clock, utc_text
from clinic_app.domain.records import Draft, Encounter
from clinic_app.domain.triage import Triage, TriageLevel
from clinic_app.gui import theme
from clinic_app.gui.actions import Shortcut, add_button_shortcut
from clinic_app.gui.background import Background
from clinic_app.gui.errors import words
from clinic_app.gui.i18n import current_language
from clinic_app.gui.pages.encounter_form import EncounterForm
from clinic_app.gui.widgets.draft_keeper import DraftKeeper
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.gui.widgets.question import confirmed
from clinic_app.gui.widgets.saved_mark import SavedMark
from clinic_app.gui.widgets.send_dialog import SendEmergencyDialog
from clinic_app.gui.widgets.triage_banner import TriageBanner
from clinic_app.services.assessment import Assessor
from clinic_app.services.clinic import Session
from clinic_app.services.form import new_patient, read_form, triage_form
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.parsed_form import ParsedForm


class EncounterPage(QWidget):
    """Signals:
    sent(str): the encounter is in the doctor's queue.
    left(): the user wants to go back; what was typed is kept as a draft, or thrown away if they said so.
    """

    sent = Signal(str)
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
        self._assessor = assessor
        self._background = background
        self._clock = clock
        self.banner = TriageBanner(knowledge, self)
        self.notice = NoticeBar(self)
        self.form = EncounterForm(session.patients, knowledge, background, clock, self)
        self.saved_mark = SavedMark(self.notice, self)
        self._lay_out()
        self.form.edited.connect(self._edited)
        self.setFocusProxy(self.form)
        self._held: set[DraftKeeper] = set()
        self._keeper = self._keep(session.drafts.new())
        self._parsed = self._read()
        self._show_reading()

    def title(self) -> str:
        """The name of the page."""
        return self.tr("New encounter")

    def start_new(self) -> None:
        """Begin with an empty form."""
        self._begin(self._session.drafts.new())
        self.form.focus_field("name")

    def resume(self, draft: Draft) -> None:
        """Go on with a draft, exactly as it was typed."""
        self._begin(draft)
        self.form.settle()

    def draft_id(self) -> str:
        """The draft that is being typed; "" while nothing is."""
        return self._keeper.draft_id if self._keeper.in_use else ""

    def try_leave(self) -> bool:
        """Hands what was typed, also in forms begun before, to the database thread. The page may always be left."""
        for keeper in self.findChildren(DraftKeeper):
            keeper.flush()
        return True

    def has_unsaved(self) -> bool:
        """Whether something typed, also in a form begun before, is not on disk."""
        return any(keeper.has_unsaved for keeper in self.findChildren(DraftKeeper))

    def _lay_out(self) -> None:
        self.discard = QPushButton(self.tr("Throw this form away…"), self)
        self.discard.clicked.connect(self._ask_to_discard)
        add_button_shortcut(self, Shortcut.DISCARD_DRAFT, self.discard)
        later = QPushButton(self.tr("Finish la&ter"), self)
        later.setToolTip(self.tr("What is typed is kept; the queue offers it again"))
        later.clicked.connect(self._leave)
        add_button_shortcut(self, Shortcut.BACK, later)
        self.send = QPushButton(self.tr("&Send to doctor"), self)
        theme.make_primary(self.send)
        self.send.clicked.connect(self._try_to_send)
        add_button_shortcut(self, Shortcut.SEND_TO_DOCTOR, self.send)
        buttons = QHBoxLayout()
        buttons.addWidget(self.saved_mark)
        buttons.addStretch()
        buttons.addWidget(self.discard)
        buttons.addWidget(later)
        buttons.addWidget(self.send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(6)
        layout.addWidget(self.banner)
        layout.addWidget(self.notice)
        layout.addWidget(self.form, stretch=1)
        layout.addLayout(buttons)

    def _begin(self, draft: Draft) -> None:
        self._keeper.flush()
        unsaved = next(
            (
                keeper
                for keeper in self.findChildren(DraftKeeper)
                if keeper.draft_id == draft.id and keeper.has_unsaved
            ),
            None,
        )
        if unsaved is not None:
            # Newer than what is on disk; and two that save one draft would write over each other.
            draft = unsaved.hand_on()
        self._keeper = self._keep(draft)
        self.notice.clear()
        self.saved_mark.clear()
        self.form.restore({name: text for name, text in draft.form.items() if isinstance(text, str)})
        if unsaved is not None:
            self._keeper.changed()
        self.setEnabled(True)
        self._parsed = self._read()
        self._show_reading()

    def _keep(self, draft: Draft) -> DraftKeeper:
        keeper = DraftKeeper(self._session.drafts, self._background, draft, self.form.state, self)
        # Of an earlier form only trouble is of interest: it goes on trying to save it.
        keeper.saved.connect(
            lambda time: self.saved_mark.show_saved(time) if keeper is self._keeper else None
        )
        keeper.failed.connect(self.saved_mark.show_trouble)
        return keeper

    def _read(self) -> ParsedForm:
        today = local_day(utc_text(self._clock()))
        return read_form(self.form.state(), self._knowledge, self._keeper.draft_id, today)

    def _edited(self) -> None:
        self._parsed = self._read()
        self._show_reading()
        self._keeper.changed()

    def _show_reading(self) -> None:
        self.form.show_reading(self._parsed)
        not_counted = [self.form.label(name) for name in self._parsed.problems]
        self.banner.show_triage(self._triage(), not_counted)

    def _triage(self) -> Triage:
        return triage_form(self._parsed, self._assessor.triage)

    def _leave(self) -> None:
        self.try_leave()
        self.left.emit()

    def _ask_to_discard(self) -> None:
        if not self._keeper.in_use or confirmed(
            self,
            self.title(),
            self.tr("Throw away everything typed in this form? It cannot be brought back."),
            self.tr("Throw it away"),
            self.tr("Keep it"),
        ):
            self.discard_draft()

    def discard_draft(self) -> None:
        """Throw the form away, on disk too, without asking."""
        keeper = self._keeper
        self._hold(keeper)
        discard = self._session.drafts.discard

        def discarded(_: None) -> None:
            self._over(keeper)
            self.left.emit()

        self._background.database(
            lambda: discard(keeper.draft_id),
            discarded,
            self.notice.show_error,
            on_end=lambda: self._go_on(keeper),
            owner=self,
        )

    def _hold(self, keeper: DraftKeeper) -> None:
        """Nothing is typed and saved while the form is sent or thrown away."""
        keeper.end()
        self._held.add(keeper)
        self.setEnabled(False)

    def _over(self, keeper: DraftKeeper) -> None:
        """The form is sent or thrown away; an empty one takes its place."""
        self._held.discard(keeper)
        if keeper is self._keeper:
            self._begin(self._session.drafts.new())

    def _go_on(self, keeper: DraftKeeper) -> None:
        """It was neither sent nor thrown away: the form is still there."""
        if keeper not in self._held:
            return
        self._held.discard(keeper)
        keeper.go_on()
        if keeper is self._keeper:
            self.setEnabled(True)

    def _try_to_send(self) -> None:
        self.form.settle()
        obstacles = self._parsed.obstacles()
        if obstacles:
            field, problem = obstacles[0]
            self.notice.show_problem(
                self.tr("{field}: {problem}").format(
                    field=self.form.label(field), problem=problem.words(current_language())
                )
            )
            self.form.focus_field(field)
            return
        self.notice.clear()
        triage = self._triage()
        if triage.level is TriageLevel.EMERGENCY:
            self.dialog = SendEmergencyDialog(triage, self._knowledge, self)
            self.dialog.confirmed.connect(self._send)
            self.dialog.finished.connect(self.dialog.deleteLater)
            self.dialog.open()
        else:
            self._send()

    def _send(self) -> None:
        case, age = self._parsed.case, self._parsed.age
        assert case is not None
        assert age is not None
        keeper = self._keeper
        keeper.flush()
        self._hold(keeper)
        state = self.form.state()
        known = PatientId(state.get("patient_id", ""))
        patient = known or new_patient(state, age, local_day(utc_text(self._clock())))
        triage, draft_id = self._triage(), keeper.draft_id
        send = self._session.encounters.send_to_doctor

        def committed(encounter: Encounter) -> None:
            self._over(keeper)
            self.sent.emit(encounter.id)

        self._background.database(
            lambda: send(draft_id, patient, case, triage),
            committed,
            self._not_sent,
            on_end=lambda: self._go_on(keeper),
            owner=self,
        )

    def _not_sent(self, error: UserFacingError) -> None:
        self.notice.show_problem(self.tr("Not sent. {why}").format(why=words(error)))
