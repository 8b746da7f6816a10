"""A doctor reads, thinks first, then looks at the list, decides."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt

from clinic_app.domain.records import DecisionKind, EncounterStatus
from clinic_app.gui.actions import Shortcut
from tests.gui.pages.review.hands import press, stored, write


def test_the_whole_case_is_there_and_what_is_not_known_is_named(page):
    text = page.summary.toPlainText()
    assert "fever malaria vivax" in text
    assert "39.2 °C" in text
    assert "NOT KNOWN" in text
    assert "Not breathing, or gasping" in text
    assert "Not measured: Breathing rate" in text
    assert "Sita Devi" in page.heading.text()


def test_the_list_is_hidden_before_the_own_impression_though_the_model_has_answered(page, clinic):
    assert clinic.engine.asked
    assert page.suggestion.list.isHidden()
    assert page.suggestion.accept.isHidden()
    assert "after your own impression" in page.suggestion.said()
    page.suggestion.record.click()
    clinic.background.drain()
    assert "impression" in page.notice.text()
    assert page.suggestion.list.isHidden()


def test_the_impression_and_the_list_as_shown_are_kept(with_list, clinic, session, encounter_id):
    assert with_list.suggestion.list.isVisible()
    assert with_list.suggestion.list.first() == "malaria_vivax"
    assert "0.0.0-fake" in with_list.suggestion.list.about.text()
    assert "Not a diagnosis" in with_list.suggestion.list.about.text()
    encounter = stored(clinic, session, encounter_id)
    assert encounter.impression.conditions == ("malaria_vivax",)
    assert encounter.impression.words == "perhaps flu"
    assert encounter.suggestions[0].differential.ranked[0].condition == "malaria_vivax"


def test_no_idea_yet_is_an_impression_too(page, clinic, session, encounter_id):
    page.suggestion.no_idea.click()
    clinic.background.drain()
    assert page.suggestion.list.isVisible()
    assert "no idea" in page.suggestion.recorded.text()


def test_an_impatient_second_click_records_nothing_twice(page, clinic, session, encounter_id):
    page.suggestion.no_idea.click()
    page.suggestion.no_idea.click()
    page.suggestion.record.click()
    clinic.background.drain()
    assert page.suggestion.list.isVisible()
    assert len(stored(clinic, session, encounter_id).versions) == 2


def test_accepting_needs_two_keys_and_no_reason(with_list, clinic, session, encounter_id, qtbot):
    press(with_list, Shortcut.ACCEPT)
    assert with_list.decision.state()["diagnosis"] == "Malaria, Plasmodium vivax"
    assert with_list.decision.state()["icd10"] == "B51.9"
    assert with_list.decision.fields["reason"].isHidden()
    write(with_list, treatment="as by the guideline", advice="net at night")
    with qtbot.waitSignal(with_list.closed):
        press(with_list, Shortcut.CLOSE_ENCOUNTER)
    encounter = stored(clinic, session, encounter_id)
    assert encounter.status is EncounterStatus.CLOSED
    assert encounter.decision.kind is DecisionKind.ACCEPTED
    assert encounter.plan.treatment == "as by the guideline"


def test_another_condition_needs_a_reason(with_list, clinic, session, encounter_id, qtbot):
    write(
        with_list, pick="Dengue fever" if "Dengue fever" in names(clinic) else clinic_name(clinic, "dengue")
    )
    assert with_list.decision.fields["reason"].isVisible()
    with_list.close_encounter.click()
    assert "why" in with_list.notice.text()
    assert with_list.decision.fields["reason"].editor.hasFocus()
    write(with_list, reason="rash and low platelets")
    with qtbot.waitSignal(with_list.closed):
        with_list.close_encounter.click()
    decision = stored(clinic, session, encounter_id).decision
    assert (decision.kind, decision.condition) == (DecisionKind.OTHER_LISTED, "dengue")
    assert decision.reason == "rash and low platelets"


def names(clinic):
    return {condition.name.in_language("en") for condition in clinic.knowledge.conditions.values()}


def clinic_name(clinic, condition):
    return clinic.knowledge.conditions[condition].name.in_language("en")


def test_enter_on_a_lower_row_is_another_choice(with_list, qtbot):
    table = with_list.suggestion.list.table
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert with_list.decision.decision().kind is DecisionKind.OTHER_LISTED
    assert with_list.decision.needs_reason()


def test_own_words_need_a_reason_and_keep_no_condition(with_list, clinic, session, encounter_id, qtbot):
    with_list.suggestion.accept.click()
    with_list.suggestion.own.click()
    write(with_list, diagnosis="Snake oil poisoning", icd10="t65.8", reason="seen it before")
    with qtbot.waitSignal(with_list.closed):
        with_list.close_encounter.click()
    encounter = stored(clinic, session, encounter_id)
    assert (encounter.decision.kind, encounter.decision.condition) == (DecisionKind.OWN_WORDS, None)
    assert encounter.plan.icd10 == "T65.8"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "diagnosis"),
        ({"diagnosis": "Malaria", "reason": "r", "icd10": "malaria"}, "icd10"),
    ],
)
def test_what_is_missing_is_said_and_gets_the_keyboard(with_list, typed, field):
    write(with_list, **typed)
    with_list.close_encounter.click()
    assert with_list.notice.text()
    assert with_list.decision.fields[field].editor.hasFocus()
    assert with_list.isEnabled()


def test_a_referral_says_where_and_a_follow_up_is_not_in_the_past(
    with_list, clinic, session, encounter_id, qtbot
):
    with_list.suggestion.accept.click()
    with_list.decision.refer.setChecked(True)
    with_list.close_encounter.click()
    assert with_list.decision.fields["refer_where"].editor.hasFocus()
    write(with_list, refer_where="CHC Rampur", refer_why="no platelets here")
    with_list.decision.follow_up.setChecked(True)
    with_list.decision.follow_up_on.setDate(QDate(2020, 1, 1))
    with_list.close_encounter.click()
    assert "past" in with_list.notice.text()
    with_list.decision.follow_up_on.setDate(QDate(2026, 11, 26))
    with qtbot.waitSignal(with_list.closed):
        with_list.close_encounter.click()
    plan = stored(clinic, session, encounter_id).plan
    assert plan.referral == "CHC Rampur\nno platelets here"
    assert plan.follow_up == date(2026, 11, 23) + timedelta(days=3)
