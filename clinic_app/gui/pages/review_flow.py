"""From the doctor's own impression to the list: asked for while the doctor reads, shown only after, kept as shown."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from clinic_app.domain.differential import Differential
from clinic_app.domain.errors import ModelUnavailable, UserFacingError
from clinic_app.domain.records import Encounter, Impression, SuggestionShown
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui.background import Background
from clinic_app.gui.pages.review_decision import DecisionSection
from clinic_app.gui.pages.review_suggestion import SuggestionSection
from clinic_app.services.assessment import Assessor
from clinic_app.services.clinic import Session


@dataclass(frozen=True, slots=True)
class _Suggested:
    differential: Differential
    error: ModelUnavailable | None = None
    urgency: TriageLevel = TriageLevel.NONE


class SuggestionFlow(QObject):
    """Drives the suggestion section for one encounter at a time; answers about an earlier one are ignored.

    Signals:
        recorded(): the own impression is on record.
        trouble(UserFacingError): the impression or the list could not be recorded.
    """

    recorded = Signal()
    trouble = Signal(object)

    def __init__(
        self,
        session: Session,
        assessor: Assessor,
        background: Background,
        section: SuggestionSection,
        decision: DecisionSection,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._assessor = assessor
        self._background = background
        self._section = section
        self._decision = decision
        self._request = 0
        self._encounter: Encounter | None = None
        self._suggested: _Suggested | None = None
        section.impression_given.connect(self._record_impression)
        section.retry_wanted.connect(self._ask_model)

    def begin(self, encounter: Encounter) -> None:
        """Go on where `encounter` is: ask for an impression, or show what was shown before."""
        self.leave()
        self._encounter = encounter
        shown_before = [item for item in encounter.suggestions if item.differential.ranked]
        if encounter.impression is not None:
            self._section.show_impression(encounter.impression)
        if encounter.impression is not None and shown_before:
            self._show_again(shown_before[-1].differential)
            return
        self._ask_model()
        self._section.impression.setFocus()

    def leave(self) -> None:
        """Nothing that is on its way is of interest any more."""
        self._request += 1
        self._encounter = None
        self._suggested = None

    def _show_again(self, differential: Differential) -> None:
        """A list that was shown before, with the haste that it asks for."""
        self._show_suggestion(_Suggested(differential))
        request, asked_for = self._request, self._assessor.asked_for
        self._background.model(
            lambda: asked_for(differential),
            lambda level: self._show_urgency(level) if request == self._request else None,
            owner=self,
        )

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
            self._section.show_impression(encounter.impression)
            self._section.retry.hide()
        self._background.model(assess, assessed, on_end=ended, owner=self)

    def _record_impression(self, impression: Impression) -> None:
        encounter = self._encounter
        assert encounter is not None
        request, record = self._request, self._session.encounters.record_impression
        # A second click while the first is on its way would record it a second time.
        self._section.setEnabled(False)

        def recorded(changed: Encounter) -> None:
            if request == self._request and changed.impression is not None:
                self.recorded.emit()
                self._encounter = changed
                self._section.show_impression(changed.impression)
                self._reveal()

        def not_recorded(error: UserFacingError) -> None:
            if request == self._request:
                ended()
                self._section.impression.setFocus()
                self.trouble.emit(error)

        def ended() -> None:
            if request == self._request:
                self._section.setEnabled(True)

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
            lambda error: self.trouble.emit(error) if request == self._request else None,
            on_end=ended,
            owner=self,
        )

    def _show_suggestion(self, suggested: _Suggested) -> None:
        differential = suggested.differential
        self._section.show_differential(differential, suggested.error)
        self._show_urgency(suggested.urgency)
        listed = differential.model is not None and differential.abstain is None
        self._decision.show_suggested(differential.ranked[0].condition if listed else None)

    def _show_urgency(self, level: TriageLevel) -> None:
        triaged = self._encounter.triage.level if self._encounter else TriageLevel.NONE
        self._section.show_urgency(level if level > triaged else None)
