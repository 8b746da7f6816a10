"""A tired nurse types: triage follows every key, nothing impossible is counted."""

import random

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from clinic_app.domain.triage import TriageLevel
from clinic_app.services.parsed_form import finding_field


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


def test_a_last_period_is_taken_as_weeks_with_one_key(page, type_in, qtbot):
    type_in(age="24", sex="F")
    page.form.questions._rows["pregnant"].set_raw("yes")
    type_in(gestation_weeks="15/06/2026")
    field = page.form.fields["gestation_weeks"]
    assert "Weeks of pregnancy" in page.banner.words().split("Not counted")[1]
    qtbot.waitUntil(field.offer_button.isVisible)
    weeks = page._parsed.problems["gestation_weeks"].proposal.text
    assert field.offer_button.text() == f"{weeks} weeks (from 15-06-2026)"
    press_enter(qtbot, page, "gestation_weeks")
    assert field.editor.raw() == weeks
    assert "gestation_weeks" not in page._parsed.problems


def test_a_date_of_birth_counts_and_one_key_confirms_it(page, type_in, qtbot):
    type_in(age="15/06/1990")
    field = page.form.fields["age"]
    assert page._parsed.age.unit == "years"
    qtbot.waitUntil(field.confirm_button.isVisible)
    assert "Born on 15-06-1990" in field.said()
    press_enter(qtbot, page, "age")
    assert page.form.state()["accepted.age"] == "15/06/1990"
    assert "age" not in page._parsed.questions


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
