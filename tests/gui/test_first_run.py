"""The first run ends with a clinic that unlocks and a recovery code that is on paper."""

import threading

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import DiskFull
from clinic_app.gui.pages.first_run import FirstRunPage
from clinic_app.gui.pages.recovery_sheet import RecoverySheetPage
from clinic_app.services.clinic import Clinic, RecoverySheet
from tests.clinics import CHEAP_KDF

DOCTOR, HEALTH_WORKER = "tiger lamp river 42", "mango bridge cloud 9"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "profile"


@pytest.fixture
def page(folder, background, qtbot):
    made = FirstRunPage(lambda name, staff: Clinic.create(folder, name, staff, kdf=CHEAP_KDF), background)
    qtbot.addWidget(made)
    made.show()
    return made


def fill(step, name, passphrase, again=None):
    step.line.setText(name)
    step.passphrase.first.line.setText(passphrase)
    step.passphrase.second.line.setText(passphrase if again is None else again)


def go_to_doctor(page):
    page.next.click()
    page.clinic.line.setText("PHC Rampur")
    page.next.click()


def go_to_health_worker(page):
    go_to_doctor(page)
    fill(page.doctor, "Dr Rao", DOCTOR)
    page.next.click()


def test_it_makes_a_clinic_that_both_can_unlock(page, folder, background, qtbot):
    go_to_health_worker(page)
    fill(page.health_worker, "Sunita", HEALTH_WORKER)
    with qtbot.waitSignal(page.created) as created:
        page.next.click()
    sheet = created.args[0]
    assert isinstance(sheet, RecoverySheet)
    assert Clinic.name(folder) == "PHC Rampur"
    passphrases = {Role.DOCTOR: DOCTOR, Role.HEALTH_WORKER: HEALTH_WORKER}
    for person in Clinic.staff(folder):
        session = Clinic.unlock(folder, person.id, passphrases[person.role])
        session.close()
    Clinic.check_recovery_code(folder, sheet.code)


def test_passphrases_do_not_stay_in_the_page(page, qtbot):
    go_to_health_worker(page)
    fill(page.health_worker, "Sunita", HEALTH_WORKER)
    with qtbot.waitSignal(page.created):
        page.next.click()
    for step in (page.doctor, page.health_worker):
        assert step.passphrase.first.text() == step.passphrase.second.text() == ""


@pytest.mark.parametrize(
    ("name", "passphrase", "again", "said"),
    [
        ("", DOCTOR, DOCTOR, "Type the name."),
        ("Dr Rao", "short", "short", "at least 10"),
        ("Dr Rao", "phc-rampur", "phc-rampur", "name of the clinic"),
        ("Dr Rao", DOCTOR, "tiger lamp river 43", "not the same"),
    ],
)
def test_what_is_wrong_is_said_and_the_step_stays(page, name, passphrase, again, said):
    go_to_doctor(page)
    fill(page.doctor, name, passphrase, again)
    page.next.click()
    assert said in page._notice.text()
    assert page.doctor.isVisible()


def test_two_people_need_two_names_and_two_passphrases(page):
    go_to_health_worker(page)
    fill(page.health_worker, "dr rao", HEALTH_WORKER)
    page.next.click()
    assert "has this name too" in page._notice.text()
    fill(page.health_worker, "Sunita", DOCTOR)
    page.next.click()
    assert "passphrase of their own" in page._notice.text()


def test_back_keeps_what_was_typed(page):
    go_to_health_worker(page)
    page.back.click()
    assert page.doctor.isVisible()
    assert page.doctor.name() == "Dr Rao"
    assert page.doctor.passphrase.passphrase() == DOCTOR


def test_trouble_with_the_disk_is_told_and_can_be_tried_again(background, qtbot):
    attempts = []

    def create(name, staff):
        attempts.append(threading.get_ident())
        raise DiskFull

    page = FirstRunPage(create, background)
    qtbot.addWidget(page)
    page.show()
    go_to_health_worker(page)
    fill(page.health_worker, "Sunita", HEALTH_WORKER)
    page.next.click()
    background.drain()
    assert "disk is full" in page._notice.text()
    assert page.health_worker.isVisible()
    assert not page.is_making
    page.next.click()
    background.drain()
    assert len(attempts) == 2


def test_a_bug_while_the_clinic_is_made_lets_the_user_try_again(background, qtbot):
    def create(name, staff):
        raise ZeroDivisionError

    page = FirstRunPage(create, background)
    qtbot.addWidget(page)
    page.show()
    go_to_doctor(page)
    fill(page.doctor, "Dr Rao", DOCTOR)
    page.next.click()
    fill(page.health_worker, "Sunita", HEALTH_WORKER)
    with qtbot.captureExceptions() as exceptions:
        page.next.click()
        background.drain()
    assert len(exceptions) == 1
    assert not page.is_making
    assert page.health_worker.isVisible()


def test_a_name_typed_later_can_weaken_the_doctors_passphrase(page, background, folder):
    go_to_doctor(page)
    fill(page.doctor, "Dr Rao", "sunitakumari")
    page.next.click()
    fill(page.health_worker, "Sunita Kumari", HEALTH_WORKER)
    page.next.click()
    background.drain()
    assert page.doctor.isVisible()
    assert page._notice.text() != ""
    assert not Clinic.exists(folder)


def test_the_other_language_takes_over_what_was_typed(page, background, qtbot):
    go_to_doctor(page)
    fill(page.doctor, "Dr Rao", DOCTOR)
    other = FirstRunPage(lambda name, staff: None, background)
    qtbot.addWidget(other)
    other.show()
    other.take_over(page)
    assert other.doctor.isVisible()
    assert other.clinic.name() == "PHC Rampur"
    assert other.doctor.name() == "Dr Rao"
    assert other.doctor.problem() == ""


def test_the_sheet_lets_on_only_who_has_the_paper(qtbot):
    page = RecoverySheetPage(RecoverySheet("PHC", "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-01XYZ", "", "p"))
    qtbot.addWidget(page)
    for typed in ("", "AAAAA", "01XY"):
        page.line.setText(typed)
        assert not page.go_on.isEnabled()
    page.line.setText(" o1xyz ")
    with qtbot.waitSignal(page.confirmed):
        page.go_on.click()
