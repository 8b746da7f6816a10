"""Found as typed, opened with Enter."""

import pytest
from PySide6.QtCore import Qt

from clinic_app.domain.accounts import Role
from clinic_app.domain.records import Decision, DecisionKind, Plan
from clinic_app.gui.pages.search import SearchPage
from tests.clinics import a_case, a_patient


@pytest.fixture
def session(clinic):
    return clinic.sign_in(Role.DOCTOR)


@pytest.fixture
def page(clinic, session, shown):
    return shown(SearchPage(session, clinic.background, clock=clinic.clock))


def search(page, qtbot, text):
    page.field.set_raw(text)
    qtbot.waitUntil(lambda: page.hits.rowCount() > 0)


def test_it_says_what_to_type_and_what_to_do_when_nobody_is_found(page, clinic):
    assert "Type a part of the name" in page.empty.text()
    page.field.set_raw("zzz")
    page.refresh()
    clinic.background.drain()
    assert "Nobody found" in page.empty.text()


def test_a_patient_is_found_by_the_start_of_the_name_and_opened(page, clinic, session, qtbot):
    encounter_id = clinic.send(session, "Sita Devi")
    clinic.send(session, "Ramesh")
    search(page, qtbot, "sit")
    assert [page.hits.index(row, 0).data() for row in range(page.hits.rowCount())] == ["Sita Devi"]
    assert page.hits.index(0, 5).data() == "not decided yet"
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    with qtbot.waitSignal(page.open_encounter) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == [encounter_id]


def test_a_closed_visit_shows_its_diagnosis_and_is_found_by_it(page, clinic, session, qtbot):
    encounter_id = clinic.send(session)
    plan = Plan(diagnosis="Malaria vivax", icd10="B51.9")
    clinic.ask(lambda: session.encounters.close(encounter_id, Decision(DecisionKind.OWN_WORDS), plan))
    search(page, qtbot, "malar")
    assert page.hits.index(0, 5).data() == "Malaria vivax (B51.9)"


def test_the_button_opens_the_last_visit_and_only_where_there_is_one(page, clinic, session, qtbot):
    assert not page.open.isEnabled()
    encounter_id = clinic.send(session, "Sita Devi")
    clinic.ask(lambda: session.patients.register(a_patient("Zarina")))
    search(page, qtbot, "sit")
    with qtbot.waitSignal(page.open_encounter) as opened:
        qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    assert opened.args == [encounter_id]
    search(page, qtbot, "zarina")
    page.refresh()
    clinic.background.drain()
    assert not page.open.isEnabled()


def test_every_visit_of_a_patient_can_be_opened(page, clinic, session, knowledge, qtbot):
    first = clinic.send(session, "Sita Devi", a_case("fever"))
    hit = clinic.ask(lambda: session.patients.search("sita"))[0]
    case, level = a_case("cough"), clinic.assessor.triage(a_case("cough"))
    clinic.clock.now_ms += 86_400_000
    clinic.ask(lambda: session.encounters.send_to_doctor(None, hit.patient.id, case, level))
    search(page, qtbot, "sita")
    qtbot.waitUntil(lambda: page.visits.rowCount() == 2)
    page.visits_table.selectRow(1)
    page.visits_table.setFocus()
    with qtbot.waitSignal(page.open_encounter) as opened:
        qtbot.keyClick(page.visits_table, Qt.Key.Key_Return)
    assert opened.args == [first]


def test_a_slow_answer_to_what_was_typed_before_is_ignored(page, clinic, session):
    clinic.send(session, "Sita Devi")
    clinic.send(session, "Ramesh")
    page.field.set_raw("sita")
    page.refresh()
    page.field.set_raw("rames")
    page.refresh()
    clinic.background.drain()
    assert page.hits.index(0, 0).data() == "Ramesh"
