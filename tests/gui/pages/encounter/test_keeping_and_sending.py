"""Nothing typed is lost: saved as typed, sent once, thrown away only on request."""

import pytest
from PySide6.QtCore import Qt

from clinic_app.domain.errors import DiskFull
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui.pages.encounter import EncounterPage
from tests.clinics import a_patient


def test_every_change_is_on_disk_soon_and_comes_back_as_typed(page, clinic, session, type_in, qtbot, shown):
    type_in(name="Sita", age="abc", temperature_c="101.2", narrative="ठंड लगकर बुखार")
    page.form.questions.row("convulsing_now").set_raw("no")
    typed = page.form.state()
    qtbot.waitUntil(lambda: page.saved_mark.text().startswith("Saved"))
    qtbot.waitUntil(lambda: not page.has_unsaved())
    (draft,) = clinic.ask(session.drafts.mine)
    assert draft.form == typed
    assert draft.id == page.draft_id()
    again = shown(
        EncounterPage(session, clinic.knowledge, clinic.assessor, clinic.background, clock=clinic.clock)
    )
    again.resume(draft)
    assert again.form.state() == typed
    assert again.form.fields["age"].said() == "This is not a number."
    assert again.draft_id() == draft.id


def test_leaving_hands_over_the_last_letter(page, clinic, session, type_in):
    type_in(name="Sit")
    assert page.has_unsaved()
    assert page.try_leave()
    clinic.background.drain()
    assert not page.has_unsaved()
    assert clinic.ask(session.drafts.mine)[0].form["name"] == "Sit"


def test_a_form_begun_before_is_saved_when_another_one_begins(page, clinic, session, type_in):
    type_in(name="First")
    page.start_new()
    type_in(name="Second")
    page.try_leave()
    clinic.background.drain()
    assert {draft.form["name"] for draft in clinic.ask(session.drafts.mine)} == {"First", "Second"}


class FullDisk:
    """Drafts that cannot be saved until there is room."""

    def __init__(self, drafts):
        self._drafts = drafts
        self.full = True
        self.tries = 0
        self.mine = drafts.mine

    def new(self, *about):
        return self._drafts.new(*about)

    def save(self, draft):
        self.tries += 1
        if self.full:
            raise DiskFull
        return self._drafts.save(draft)


def test_a_full_disk_is_told_and_tried_again(clinic, session, shown, qtbot):
    disk = FullDisk(session.drafts)
    session.drafts = disk
    page = shown(
        EncounterPage(session, clinic.knowledge, clinic.assessor, clinic.background, clock=clinic.clock)
    )
    page.form.fields["name"].editor.set_raw("Sita")
    qtbot.waitUntil(lambda: "NOT SAVED" in page.saved_mark.text())
    assert "full" in page.notice.text()
    assert page.has_unsaved()
    disk.full = False
    qtbot.waitUntil(lambda: page.saved_mark.text().startswith("Saved"))
    assert disk.tries >= 2
    assert not page.has_unsaved()
    session.drafts = disk._drafts


def test_sending_points_to_what_is_missing(page, type_in):
    page.send.click()
    assert "name" in page.notice.text().lower()
    assert page.form.fields["name"].editor.hasFocus()
    type_in(name="Sita", age="34", spo2="102")
    page.send.click()
    assert "102" in page.notice.text()
    assert page.form.fields["spo2"].editor.hasFocus()


def test_a_sent_case_waits_for_the_doctor_and_its_draft_is_gone(page, clinic, session, type_in, qtbot):
    type_in(name="Sita", age="34", complaint="fever", temperature_c="38.2")
    triage = page._triage()
    with qtbot.waitSignal(page.sent):
        page.send.click()
    (entry,) = clinic.ask(session.encounters.queue)
    assert (entry.name, entry.complaint) == ("Sita", "fever")
    assert clinic.ask(session.drafts.mine) == ()
    encounter = clinic.ask(lambda: session.encounters.get(entry.encounter))
    assert encounter.case.vitals.temperature_c == 38.2
    assert encounter.triage == triage
    assert page.draft_id() == "", "what is typed from now on belongs to a new form"


def test_an_emergency_is_shown_once_more_before_it_is_sent(page, clinic, session, type_in, qtbot):
    type_in(name="Sita", age="34")
    page.form.questions.row("not_breathing_normally").set_raw("yes")
    page.send.click()
    assert page.dialog.isVisible()
    assert clinic.ask(session.encounters.queue) == ()
    with qtbot.waitSignal(page.sent):
        page.dialog.send.click()
    assert clinic.ask(session.encounters.queue)[0].level is TriageLevel.EMERGENCY


class SendsOnSecondTry:
    """An encounter service whose disk is full once, or that has a bug once."""

    def __init__(self, encounters, trouble=DiskFull):
        self._encounters = encounters
        self._trouble = trouble
        self.failed = False

    def send_to_doctor(self, *what):
        if not self.failed:
            self.failed = True
            raise self._trouble
        return self._encounters.send_to_doctor(*what)


def test_a_send_that_failed_keeps_everything_and_registers_nobody_twice(
    page, clinic, session, type_in, qtbot
):
    encounters = session.encounters
    session.encounters = SendsOnSecondTry(encounters)
    type_in(name="Sita", age="34")
    page.send.click()
    qtbot.waitUntil(lambda: "Not sent" in page.notice.text())
    assert page.isEnabled()
    assert page.form.fields["name"].editor.raw() == "Sita"
    with qtbot.waitSignal(page.sent):
        page.send.click()
    session.encounters = encounters
    assert len(clinic.ask(lambda: session.patients.search("Sita"))) == 1
    assert clinic.ask(session.drafts.mine) == ()


def test_a_registered_patient_is_found_while_the_name_is_typed(page, clinic, session, type_in, qtbot):
    clinic.ask(lambda: session.patients.register(a_patient("Sita Devi", village="Rampur")))
    registration = page.form.registration
    type_in(name="sit")
    qtbot.waitUntil(registration._found.isVisible)
    qtbot.keyClick(page.form.fields["name"].editor, Qt.Key.Key_Down)
    qtbot.keyClick(registration._found, Qt.Key.Key_Return)
    assert page.form.fields["name"].editor.raw() == "Sita Devi"
    assert page.form.fields["age"].editor.raw() == "34"
    assert page.form.fields["village"].editor.raw() == "Rampur"
    with qtbot.waitSignal(page.sent):
        page.send.click()
    (hit,) = clinic.ask(lambda: session.patients.search("Sita"))
    assert hit.visits == 1


def test_throwing_away_takes_the_draft_too(page, clinic, session, type_in, qtbot):
    type_in(name="Sita")
    page.try_leave()
    with qtbot.waitSignal(page.left):
        page.discard_draft()
    assert clinic.ask(session.drafts.mine) == ()


def test_a_bug_while_sending_gives_the_form_back(page, clinic, session, type_in, qtbot):
    encounters = session.encounters
    session.encounters = SendsOnSecondTry(encounters, ZeroDivisionError)
    type_in(name="Sita", age="34")
    with qtbot.captureExceptions() as exceptions:
        page.send.click()
        clinic.background.drain()
    assert [raised[0] for raised in exceptions] == [ZeroDivisionError]
    assert page.isEnabled()
    type_in(village="Rampur")
    page.try_leave()
    clinic.background.drain()
    assert clinic.ask(session.drafts.mine)[0].form["village"] == "Rampur"
    with qtbot.waitSignal(page.sent):
        page.send.click()
    session.encounters = encounters


class CannotDiscard:
    """Drafts of which none can be thrown away."""

    def __init__(self, drafts, trouble):
        self.new, self.save, self.mine = drafts.new, drafts.save, drafts.mine
        self._trouble = trouble

    def discard(self, draft_id):
        raise self._trouble


@pytest.mark.parametrize("trouble", [DiskFull, ZeroDivisionError])
def test_a_form_that_cannot_be_thrown_away_is_saved_as_before(page, clinic, session, type_in, qtbot, trouble):
    drafts = session.drafts
    type_in(name="Sita")
    session.drafts = CannotDiscard(drafts, trouble)
    with qtbot.captureExceptions() as exceptions:
        page.discard_draft()
        assert not page.isEnabled(), "nothing can be typed into a form that goes"
        clinic.background.drain()
    session.drafts = drafts
    assert len(exceptions) == (trouble is ZeroDivisionError)
    assert page.isEnabled()
    type_in(village="Rampur")
    page.try_leave()
    clinic.background.drain()
    assert clinic.ask(drafts.mine)[0].form["village"] == "Rampur"


def test_a_form_that_is_not_saved_yet_is_taken_up_as_it_was_typed(clinic, session, shown):
    disk = FullDisk(session.drafts)
    disk.full = False
    session.drafts = disk
    page = shown(
        EncounterPage(session, clinic.knowledge, clinic.assessor, clinic.background, clock=clinic.clock)
    )
    page.form.fields["name"].editor.set_raw("Sita")
    page.try_leave()
    clinic.background.drain()
    (on_disk,) = clinic.ask(session.drafts.mine)
    disk.full = True
    page.form.fields["village"].editor.set_raw("Rampur")
    page.start_new()
    clinic.background.drain()
    disk.full = False
    page.resume(on_disk)
    assert page.form.state()["village"] == "Rampur"
    page.try_leave()
    clinic.background.drain()
    assert clinic.ask(session.drafts.mine)[0].form["village"] == "Rampur"
    session.drafts = disk._drafts
