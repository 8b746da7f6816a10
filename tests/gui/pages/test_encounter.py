"""A tired nurse types: triage follows every key, nothing typed is lost, nothing impossible is counted."""

import random

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import DiskFull
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui.pages.encounter import EncounterPage
from clinic_app.services.parsed_form import finding_field
from tests.clinics import a_patient


@pytest.fixture
def session(clinic):
    return clinic.sign_in(Role.HEALTH_WORKER)


@pytest.fixture
def page(clinic, session, shown):
    made = EncounterPage(session, clinic.knowledge, clinic.assessor, clinic.background, clock=clinic.clock)
    shown(made)
    made.start_new()
    return made


@pytest.fixture
def type_in(page, qtbot):
    def type_in(**texts):
        for name, text in texts.items():
            editor = page.form.fields[name].editor
            if isinstance(editor, QComboBox) or not text.isascii():
                editor.set_raw(text)
            else:
                editor.setFocus()
                qtbot.keyClicks(editor, text)

    return type_in


def press_enter(qtbot, page, name):
    qtbot.keyClick(page.form.fields[name].editor, Qt.Key.Key_Return)


def test_an_empty_form_says_that_nothing_is_known(page):
    assert page.banner.level() is TriageLevel.NONE
    assert "Cannot exclude danger yet" in page.banner.words()
    assert page.draft_id() == ""


def test_typing_drives_the_banner(page, type_in):
    type_in(name="Sita", age="34", resp_rate="26")
    assert page.banner.level() is TriageLevel.URGENT
    type_in(spo2="90", pulse="132")
    assert page.banner.level() is TriageLevel.EMERGENCY
    assert "NEWS2" in page.banner.words()
    assert "Temperature" in page.banner.words()


def test_one_answer_makes_an_emergency_before_the_age_is_known(page, qtbot):
    row = page.form.questions.row("uncontrolled_bleeding")
    qtbot.keyClicks(row.buttons[""], "y")
    assert page.banner.level() is TriageLevel.EMERGENCY
    assert "Bleeding" in page.banner.words()


def test_nothing_reads_like_no_danger_while_danger_is_not_excluded(page, knowledge):
    dice = random.Random(3)
    page.form.fields["name"].editor.set_raw("A")
    for _ in range(60):
        page.form.fields["age"].editor.set_raw(dice.choice(["", "20", "3", "70"]))
        page.form.fields["age_unit"].editor.set_raw(dice.choice(["days", "months", "years"]))
        for finding in page._parsed.asked:
            row = page.form.questions.row(finding)
            if hasattr(row, "buttons"):
                row.set_raw(dice.choice(["", "no", "no", "no"]))
        triage = page._triage()
        if not triage.danger_excluded:
            assert "No danger" not in page.banner.words()
            assert triage.level is TriageLevel.EMERGENCY or "Cannot exclude danger yet" in page.banner.words()


def test_fahrenheit_is_taken_with_one_key(page, type_in, qtbot):
    type_in(age="34", temperature_c="101.2")
    field = page.form.fields["temperature_c"]
    assert "Temperature" in page.banner.words().split("Not counted")[1]
    qtbot.waitUntil(field.offer_button.isVisible)
    assert field.offer_button.text() == "38.4 °C (from °F)"
    press_enter(qtbot, page, "temperature_c")
    assert field.editor.raw() == "38.4"
    assert field.said() == ""
    assert "Not counted" not in page.banner.words()


def test_an_unusual_value_counts_and_one_key_confirms_it(page, type_in, qtbot):
    type_in(age="34", pulse="172")
    assert page.banner.level() is TriageLevel.URGENT
    field = page.form.fields["pulse"]
    qtbot.waitUntil(field.confirm_button.isVisible)
    press_enter(qtbot, page, "pulse")
    assert not field.confirm_button.isVisible()
    assert page.form.state()["accepted.pulse"] == "172"


def test_a_low_glucose_is_never_converted_by_one_key(page, type_in, qtbot):
    type_in(age="34", glucose_mg_dl="20")
    field = page.form.fields["glucose_mg_dl"]
    qtbot.waitUntil(field.offer_button.isVisible)
    press_enter(qtbot, page, "glucose_mg_dl")
    assert field.editor.raw() == "20"
    assert field.confirm_button.isVisible()


def test_the_lower_pressure_must_be_below_the_upper(page, type_in):
    type_in(age="34", systolic="120", diastolic="130", pulse="80")
    page.form.settle()
    assert "below" in page.form.fields["diastolic"].said()
    assert "BP lower" in page.banner.words().split("Not counted")[1]


def test_a_slash_goes_on_to_the_lower_pressure(page, type_in, qtbot):
    type_in(age="34", systolic="120/")
    assert page.form.fields["systolic"].editor.raw() == "120"
    assert page.form.fields["diastolic"].editor.hasFocus()
    page.form.fields["systolic"].editor.set_raw("110/70")
    assert page.form.fields["diastolic"].editor.raw() == "70"


def test_questions_follow_the_age(page, type_in):
    type_in(age="34")
    assert not page.form.questions.row("lethargic_or_unconscious").isHidden()
    assert finding_field("movement") not in page.form.questions._rows
    page.form.fields["age_unit"].editor.set_raw("days")
    assert not page.form.questions.row("movement").isHidden()
    page.form.fields["age_unit"].editor.set_raw("years")
    assert page.form.questions.row("movement").isHidden()


def test_keys_answer_and_go_on(page, qtbot):
    first, second = (
        page.form.questions.row(name) for name in ("not_breathing_normally", "lethargic_or_unconscious")
    )
    first.focus()
    qtbot.keyClicks(first.buttons[""], "n")
    assert first.raw() == "no"
    assert second.buttons[""].hasFocus()


def test_a_paste_of_two_megabytes_is_refused_and_what_was_there_is_kept(page, type_in):
    type_in(narrative="fever since Monday")
    field = page.form.fields["narrative"]
    too_much = QMimeData()
    too_much.setText("x" * 2_000_000)
    field.editor.insertFromMimeData(too_much)
    assert field.editor.raw() == "fever since Monday"
    assert "2000000" in field.said()
    QGuiApplication.clipboard().setText("y" * 2_000_000)
    name = page.form.fields["name"]
    name.editor.set_raw("Sita")
    name.editor.paste()
    assert name.editor.raw() == "Sita"
    assert "at most" in name.said()
    QGuiApplication.clipboard().clear()


def test_nul_bytes_are_dropped_with_a_word(page):
    for name in ("narrative", "complaint"):
        pasted = QMimeData()
        pasted.setText("fe\x00ver\x07")
        editor = page.form.fields[name].editor
        if name == "narrative":
            editor.insertFromMimeData(pasted)
        else:
            editor.setText(pasted.text())
        assert editor.raw() == "fever"
        assert "left out" in page.form.fields[name].said()


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


def test_every_input_can_be_reached_and_is_named(page):
    for kind in (QLineEdit, QPlainTextEdit, QComboBox):
        for editor in page.findChildren(kind):
            if editor.objectName().startswith("qt_") or not editor.isVisible():
                continue
            assert editor.accessibleName(), editor.objectName()
            assert editor.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert any(label.buddy() is editor for label in page.findChildren(QLabel)), editor.objectName()
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert button.accessibleName() or button.text()


def test_tab_goes_from_the_name_through_the_measurements_to_the_questions(page, type_in):
    type_in(age="34")
    order = []
    widget = page.form.fields["name"].editor
    for _ in range(400):
        widget = widget.nextInFocusChain()
        order.append(widget.objectName())
    wanted = [
        "age",
        "complaint",
        "narrative",
        "temperature_c",
        "pulse",
        "systolic",
        "diastolic",
        "consciousness",
    ]
    assert [name for name in order if name in wanted][: len(wanted)] == wanted
    assert page.form.questions.row("not_breathing_normally").buttons["yes"].focusPolicy() is not None


def test_the_smallest_laptop_shows_the_whole_frame(page, type_in):
    type_in(age="20")
    page.form.fields["age_unit"].editor.set_raw("days")
    assert page.minimumSizeHint().width() <= 1366
    assert page.minimumSizeHint().height() <= 600
    assert page.send.visibleRegion().boundingRect().size() == page.send.size()
    assert page.banner.visibleRegion().boundingRect().size() == page.banner.size()


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
