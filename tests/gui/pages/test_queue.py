"""The queue: emergencies on top and unmistakable, one's own forms offered again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from clinic_app.domain.accounts import Role
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui.pages.queue import QueuePage
from clinic_app.gui.widgets.queue_table import LEVEL_ROLE
from tests.clinics import a_case


@pytest.fixture
def session(clinic):
    return clinic.sign_in(Role.HEALTH_WORKER)


@pytest.fixture
def page(clinic, session, shown):
    return shown(QueuePage(session, clinic.background, clock=clinic.clock))


def minutes(clinic, count):
    clinic.clock.now_ms += count * 60_000


def names(page):
    return [page.model.index(row, 2).data() for row in range(page.model.rowCount())]


def test_an_empty_queue_says_what_to_do(page, clinic):
    page.refresh()
    clinic.background.drain()
    assert page.empty.isVisible()
    assert "New encounter" in page.empty.text()


def test_emergencies_come_first_and_then_who_came_first(page, clinic, session):
    calm = a_case("cough")
    urgent = replace(calm, vitals=replace(calm.vitals, resp_rate=26))
    danger = replace(calm, findings={"not_breathing_normally": True})
    for name, case in (("First", calm), ("Urgent", urgent), ("Danger", danger), ("Last", calm)):
        clinic.send(session, name, case)
        minutes(clinic, 10)
    page.refresh()
    clinic.background.drain()
    assert names(page) == ["Danger", "Urgent", "First", "Last"]
    top = page.model.index(0, 0)
    assert top.data(LEVEL_ROLE) is TriageLevel.EMERGENCY
    assert top.data() == "EMERGENCY"
    assert page.model.index(0, 1).data() == "20 min"
    minutes(clinic, 90)
    assert page.model.index(0, 1).data() == "1 h 50 min"


def test_a_level_is_painted_as_a_picture_with_its_own_colour(page, clinic, session):
    clinic.send(session, "Danger", replace(a_case(), findings={"not_breathing_normally": True}))
    page.refresh()
    clinic.background.drain()
    option = QStyleOptionViewItem()
    size = page.table.itemDelegateForIndex(page.model.index(0, 0)).sizeHint(option, page.model.index(0, 0))
    assert size.width() > 100
    picture = page.table.grab().toImage()
    reds = sum(
        picture.pixelColor(x, y).name() == "#8c0d17" for x in range(0, 150, 5) for y in range(0, 90, 5)
    )
    assert reds > 10


def test_a_patient_without_an_alarm_is_not_called_safe(page, clinic, session):
    quiet = replace(a_case(), vitals=replace(a_case().vitals, temperature_c=None, pulse=None))
    clinic.send(session, "Quiet", quiet)
    page.refresh()
    clinic.background.drain()
    assert page.model.index(0, 0).data() == "NOT YET KNOWN"


def test_a_danger_sign_without_a_level_is_called_one(page, clinic, session):
    calm = a_case("cough")
    urgent = replace(calm, vitals=replace(calm.vitals, resp_rate=26))
    quiet = replace(a_case(), vitals=replace(a_case().vitals, temperature_c=None, pulse=None))
    for name, case in (("Urgent", urgent), ("Blue", replace(quiet, findings={"cyanosis": True}))):
        clinic.send(session, name, case)
    page.refresh()
    clinic.background.drain()
    assert names(page) == ["Blue", "Urgent"]
    assert page.model.index(0, 0).data() == "DANGER SIGN"
    left_open = page.model.index(1, 0)
    assert left_open.data() == "URGENT"
    assert left_open.data(Qt.ItemDataRole.ToolTipRole) == "Cannot exclude danger yet."
    assert "Cannot exclude danger yet" in left_open.data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize("role", [Role.DOCTOR, Role.HEALTH_WORKER])
def test_the_usual_next_step_stands_out_and_a_patient_can_be_opened_by_mouse(clinic, shown, qtbot, role):
    session = clinic.sign_in(role)
    page = shown(QueuePage(session, clinic.background, clock=clinic.clock))
    assert not page.open.isEnabled()
    encounter_id = clinic.send(session)
    page.refresh()
    clinic.background.drain()
    assert bool(page.open.property("primary")) is (role is Role.DOCTOR)
    assert bool(page.new.property("primary")) is (role is Role.HEALTH_WORKER)
    with qtbot.waitSignal(page.open_encounter) as opened:
        qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    assert opened.args == [encounter_id]


def test_enter_opens_the_chosen_patient(page, clinic, session, qtbot):
    encounter_id = clinic.send(session)
    page.refresh()
    clinic.background.drain()
    page.table.setFocus()
    with qtbot.waitSignal(page.open_encounter) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == [encounter_id]


def test_a_refresh_keeps_the_chosen_patient(page, clinic, session):
    for name in ("First", "Second"):
        clinic.send(session, name)
        minutes(clinic, 1)
    page.refresh()
    clinic.background.drain()
    page.table.selectRow(1)
    clinic.send(session, "Danger", replace(a_case(), findings={"not_breathing_normally": True}))
    page.refresh()
    clinic.background.drain()
    assert page.model.row(page.table.currentIndex()).name == "Second"


def test_forms_not_sent_are_offered_again(page, clinic, session, qtbot):
    draft = clinic.ask(lambda: session.drafts.save(replace(session.drafts.new(), form={"name": "Geeta"})))
    clinic.ask(lambda: session.drafts.save(replace(session.drafts.new(), form={"age": "x"})))
    page.refresh()
    clinic.background.drain()
    texts = [page.drafts.item(row).text() for row in range(page.drafts.count())]
    assert any(text.startswith("Geeta") for text in texts)
    assert any(text.startswith("no name yet") for text in texts)
    row = next(row for row, text in enumerate(texts) if text.startswith("Geeta"))
    page.drafts.setCurrentRow(row)
    page.drafts.setFocus()
    with qtbot.waitSignal(page.resume_draft) as resumed:
        qtbot.keyClick(page.drafts, Qt.Key.Key_Return)
    assert resumed.args == [draft.id]
