"""Without a list, after a bug, for other readers: the page works and nothing typed is lost."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import DiskFull, ModelUnavailable
from clinic_app.domain.records import DraftKind, EncounterStatus
from clinic_app.gui.widgets.differential_list import percent_words, rows_that_matter
from clinic_app.inference.ranking import Thresholds
from tests.clinics import a_case, a_differential
from tests.gui.pages.review.hands import stored, write


@pytest.mark.parametrize("reason", ["missing", "damaged", "crashed", "timed_out"])
def test_without_a_model_the_page_says_why_and_everything_else_works(
    make_page, clinic, session, encounter_id, qtbot, reason
):
    clinic.engine.trouble = ModelUnavailable(reason=reason)
    page = make_page(session)
    page.open(encounter_id)
    clinic.background.drain()
    page.suggestion.no_idea.click()
    clinic.background.drain()
    assert page.suggestion.list.isHidden()
    assert "Triage and the form work as usual" in page.suggestion.said()
    write(page, diagnosis="Malaria")
    with qtbot.waitSignal(page.closed):
        page.close_encounter.click()
    assert stored(clinic, session, encounter_id).suggestions == ()


def test_a_model_that_recovers_is_tried_again_on_request(make_page, clinic, session, encounter_id):
    clinic.engine.trouble = ModelUnavailable(reason="crashed")
    page = make_page(session)
    page.open(encounter_id)
    clinic.background.drain()
    page.suggestion.no_idea.click()
    clinic.background.drain()
    assert page.suggestion.retry.isVisible()
    clinic.engine.trouble = None
    page.suggestion.retry.click()
    clinic.background.drain()
    assert page.suggestion.list.isVisible()


def test_too_little_to_say_is_said_in_a_sentence(make_page, clinic, qtbot):
    case = replace(a_case(), complaint=None, narrative=None, findings={})
    encounter_id = clinic.send(clinic.sign_in(Role.HEALTH_WORKER), case=case)
    page = make_page(clinic.sign_in(Role.DOCTOR))
    page.open(encounter_id)
    clinic.background.drain()
    page.suggestion.no_idea.click()
    clinic.background.drain()
    assert "too little is known" in page.suggestion.said()
    write(page, diagnosis="Well child")
    with qtbot.waitSignal(page.closed):
        page.close_encounter.click()


def test_the_warning_of_more_haste_is_there_when_the_case_is_opened_again(
    page, make_page, clinic, session, encounter_id
):
    clinic.engine._thresholds = Thresholds(emergency=0.0, urgent=0.0, out_of_list=1.1)
    page.open(encounter_id)
    clinic.background.drain()
    page.suggestion.no_idea.click()
    clinic.background.drain()
    warning = page.suggestion.urgency.text()
    assert page.suggestion.urgency.isVisible()
    assert "more haste" in warning
    again = make_page(session)
    again.open(encounter_id)
    clinic.background.drain()
    assert again.suggestion.list.isVisible()
    assert again.suggestion.urgency.isVisible()
    assert again.suggestion.urgency.text() == warning


class BrokenOnce:
    """A service of which one call, the first, meets a bug."""

    def __init__(self, service, call):
        self._service = service
        self._call = call

    def __getattr__(self, name):
        if name == self._call:
            self._call = ""
            return self._break
        return getattr(self._service, name)

    def _break(self, *_):
        raise ZeroDivisionError


@pytest.mark.parametrize("call", ["record_impression", "record_suggestion", "close"])
def test_a_bug_leaves_the_page_in_use(page, clinic, session, encounter_id, qtbot, call):
    encounters = session.encounters
    session.encounters = BrokenOnce(encounters, call)
    with qtbot.captureExceptions() as exceptions:
        for _ in range(2):
            if page.suggestion.no_idea.isVisible():
                page.suggestion.no_idea.click()
                clinic.background.drain()
        assert "being prepared" not in page.suggestion.said()
        write(page, diagnosis="Malaria", reason="seen before")
        for _ in range(2):
            if stored(clinic, session, encounter_id).status is not EncounterStatus.CLOSED:
                page.close_encounter.click()
                clinic.background.drain()
    session.encounters = encounters
    assert [raised[0] for raised in exceptions] == [ZeroDivisionError]
    assert stored(clinic, session, encounter_id).status is EncounterStatus.CLOSED


def test_a_bug_in_the_model_offers_another_try(make_page, clinic, session, encounter_id, qtbot):
    clinic.engine.trouble = ZeroDivisionError()
    page = make_page(session)
    with qtbot.captureExceptions() as exceptions:
        page.open(encounter_id)
        clinic.background.drain()
        page.suggestion.no_idea.click()
        clinic.background.drain()
    assert len(exceptions) == 1
    assert page.suggestion.retry.isVisible()
    clinic.engine.trouble = None
    page.suggestion.retry.click()
    clinic.background.drain()
    assert page.suggestion.list.isVisible()


def test_a_decision_that_is_not_saved_yet_is_taken_up_as_it_was_typed(page, clinic, session, encounter_id):
    drafts = session.drafts
    session.drafts = page._keeper._drafts = FullDisk(drafts)
    write(page, treatment="rest")
    page.open(encounter_id)
    clinic.background.drain()
    assert page.decision.state()["treatment"] == "rest"
    assert page.has_unsaved()
    session.drafts = drafts
    page._keeper._drafts = drafts
    page.try_leave()
    clinic.background.drain()
    (draft,) = clinic.ask(drafts.mine)
    assert draft.form["treatment"] == "rest"


class FullDisk:
    """Drafts of which none can be saved."""

    def __init__(self, drafts):
        self.new, self.mine = drafts.new, drafts.mine

    def save(self, draft):
        raise DiskFull


def test_a_late_answer_for_another_patient_is_ignored(make_page, clinic, encounter_id):
    other = clinic.send(clinic.sign_in(Role.HEALTH_WORKER), "Ramesh", a_case("dengue", case_id="other"))
    page = make_page(clinic.sign_in(Role.DOCTOR))
    page.open(encounter_id)
    page.open(other)
    clinic.background.drain()
    assert "Ramesh" in page.heading.text()
    page.suggestion.no_idea.click()
    clinic.background.drain()
    assert page.suggestion.list.first() == "dengue"


def test_what_the_doctor_types_survives_and_comes_back(with_list, make_page, clinic, session, encounter_id):
    with_list.suggestion.accept.click()
    write(with_list, treatment="half a sent", reason="")
    with_list.decision.refer.setChecked(True)
    typed = with_list.decision.state()
    with_list.try_leave()
    clinic.background.drain()
    (draft,) = clinic.ask(session.drafts.mine)
    assert (draft.kind, draft.encounter) == (DraftKind.REVIEW, encounter_id)
    again = make_page(session)
    again.open(encounter_id)
    clinic.background.drain()
    assert again.decision.state() == typed
    assert again.suggestion.list.isVisible()
    assert len(stored(clinic, session, encounter_id).suggestions) == 1
    again.close_encounter.click()
    clinic.background.drain()
    write(again, refer_where="CHC")
    again.close_encounter.click()
    clinic.background.drain()
    assert clinic.ask(session.drafts.mine) == ()


def test_a_half_typed_impression_comes_back(page, make_page, clinic, session, encounter_id):
    page.suggestion.impression.set_raw("mala")
    page.try_leave()
    clinic.background.drain()
    again = make_page(session)
    again.open(encounter_id)
    clinic.background.drain()
    assert again.suggestion.impression.raw() == "mala"


def test_a_closed_encounter_is_read_and_printed(with_list, make_page, clinic, session, encounter_id, qtbot):
    with_list.suggestion.accept.click()
    with qtbot.waitSignal(with_list.closed):
        with_list.close_encounter.click()
    with_list.open(encounter_id)
    clinic.background.drain()
    assert with_list.isEnabled()
    assert not with_list.is_deciding()
    assert "Malaria, Plasmodium vivax (B51.9)" in with_list.summary.toPlainText()
    assert "Dr Rao" in with_list.summary.toPlainText()
    with qtbot.waitSignal(with_list.print_requested) as asked:
        with_list.print_note.click()
    assert asked.args == [encounter_id]


def test_a_health_worker_reads_and_does_not_decide(make_page, clinic):
    session = clinic.sign_in(Role.HEALTH_WORKER)
    encounter_id = clinic.send(session)
    page = make_page(session)
    page.open(encounter_id)
    clinic.background.drain()
    assert "fever malaria vivax" in page.summary.toPlainText()
    assert not page.is_deciding()
    assert page.close_encounter.isHidden()
    assert not clinic.engine.asked
    assert stored(clinic, session, encounter_id).status is EncounterStatus.WAITING


def test_as_many_rows_as_matter():
    assert rows_that_matter(a_differential()) == 3
    ranked = a_differential().ranked
    assert rows_that_matter(replace(a_differential(), ranked=ranked * 1)) == 3
    sure = replace(a_differential(), ranked=(replace(ranked[0], probability=0.95), *ranked[1:]))
    assert rows_that_matter(sure) == 1
    flat = replace(a_differential(), ranked=tuple(replace(ranked[0], probability=0.01) for _ in range(60)))
    assert rows_that_matter(flat) == 7


def test_show_all_shows_every_condition(with_list, clinic):
    with_list.suggestion.list.show_all.click()
    assert with_list.suggestion.list.model.rowCount() == len(clinic.knowledge.conditions)
    assert with_list.suggestion.list.show_all.isHidden()


def test_a_small_probability_is_not_called_nothing():
    assert [percent_words(value) for value in (0, 0.004, 0.01, 0.416, 1)] == [
        "0 %",
        "<1 %",
        "1 %",
        "42 %",
        "100 %",
    ]


def test_every_input_is_named_and_has_a_label(with_list):
    with_list.decision.refer.setChecked(True)
    for kind in (QLineEdit, QPlainTextEdit, QComboBox):
        for editor in with_list.findChildren(kind):
            if editor.objectName().startswith("qt_") or not editor.isVisible():
                continue
            assert editor.accessibleName(), editor.objectName()
            assert any(label.buddy() is editor for label in with_list.findChildren(QLabel)), (
                editor.objectName()
            )
    for button in with_list.findChildren(QAbstractButton):
        assert not button.isVisible() or button.accessibleName() or button.text() or not button.focusPolicy()


def test_the_smallest_laptop_shows_the_whole_frame(with_list):
    assert with_list.minimumSizeHint().width() <= 1366
    assert with_list.minimumSizeHint().height() <= 600
    shown = with_list.close_encounter.visibleRegion().boundingRect().size()
    assert shown == with_list.close_encounter.size()
