"""What the story says is asked back, and counts only once somebody says that it is so."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from clinic_app.domain.triage import TriageLevel
from clinic_app.services.parsed_form import finding_field
from clinic_app.services.questions import CHOSEN_COMPLAINTS

UNCONSCIOUS = finding_field("lethargic_or_unconscious")


def buttons(page, row=0):
    right, wrong = page.form.noticed.rows[row].findChildren(QPushButton)
    return right, wrong


def test_nothing_is_assumed_until_one_key_says_that_it_is_so(page, type_in, qtbot):
    type_in(name="Ram", age="34", narrative="unconscious since morning")
    assert page.banner.level() is TriageLevel.NONE
    assert page.form.noticed.isVisible()
    right, _ = buttons(page)
    right.setFocus()
    qtbot.keyClicks(right, "y")
    assert page.form.state()[UNCONSCIOUS] == "yes"
    assert page.banner.level() is TriageLevel.EMERGENCY
    assert not page.form.noticed.isVisible()


def test_what_is_not_so_is_not_asked_again_and_the_refusal_is_kept(page, type_in, qtbot):
    type_in(name="Ram", age="34", narrative="unconscious since morning")
    qtbot.mouseClick(buttons(page)[1], Qt.MouseButton.LeftButton)
    assert not page.form.noticed.isVisible()
    assert UNCONSCIOUS not in page.form.state()
    page.form.restore(page.form.state())
    page._edited()
    assert not page.form.noticed.isVisible()
    page.form.fields["narrative"].editor.set_raw("unresponsive since morning")
    assert page.form.noticed.isVisible()


def test_a_danger_sign_in_the_text_is_settled_before_the_form_is_sent(page, type_in):
    type_in(name="Ram", age="34", narrative="had a fit today")
    page.send.click()
    assert page.form.noticed.rows[0].isAncestorOf(page.focusWidget())


def test_a_measurement_in_the_text_goes_into_its_field(page, type_in, qtbot):
    type_in(name="Ram", age="34", narrative="BP 90/60")
    said = [row.findChildren(QPushButton)[0] for row in page.form.noticed.rows]
    assert len(said) == 2
    qtbot.mouseClick(said[0], Qt.MouseButton.LeftButton)
    assert page.form.state()["systolic"] == "90"
    type_in(diastolic="70")
    assert not page.form.noticed.isVisible()


def test_a_denial_is_offered_too_and_a_contradiction_is_asked_about(page, type_in, qtbot):
    type_in(name="Ram", age="34", narrative="no fits")
    qtbot.mouseClick(buttons(page)[0], Qt.MouseButton.LeftButton)
    assert page.form.state()[finding_field("convulsions_now_or_history")] == "no"
    page.form.fields["narrative"].editor.set_raw("no fits. fits again in the evening")
    assert page.form.noticed.isVisible()


def test_a_complaint_chosen_from_the_menu_brings_its_questions_and_comes_back(page, type_in):
    type_in(name="Ram", age="34")
    page.form.questions.about.actions_by_complaint["snake_sting"].trigger()
    assert "snakebite_suspected" in page._parsed.asked
    state = page.form.state()
    assert state[CHOSEN_COMPLAINTS] == "snake_sting"
    page.form.restore(state)
    page._edited()
    assert "snakebite_suspected" in page._parsed.asked


def test_what_the_complaint_says_ticks_itself(page, type_in):
    type_in(name="Ram", age="34", complaint="fever for 3 days")
    action = page.form.questions.about.actions_by_complaint["fever"]
    assert action.isChecked()
    assert not action.isEnabled()
