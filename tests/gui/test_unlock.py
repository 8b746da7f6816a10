"""Unlocking: the right passphrase, the wrong one, the recovery sheet, trouble that no passphrase mends."""

from functools import partial

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import DatabaseDamaged, ProfileInUse
from clinic_app.gui.pages.unlock import Doors, UnlockPage
from clinic_app.services.clinic import Clinic
from tests.clinics import CHEAP_KDF, CLINIC_NAME, PASSPHRASES, found_clinic

NEW = "copper window yellow 31"


@pytest.fixture
def clinic(tmp_path):
    folder = tmp_path / "profile"
    return folder, found_clinic(folder)


@pytest.fixture
def page(clinic, background, qtbot):
    folder, _ = clinic
    doors = Doors(
        partial(Clinic.unlock, folder),
        partial(Clinic.check_recovery_code, folder),
        partial(Clinic.unlock_with_recovery, folder, kdf=CHEAP_KDF),
    )
    made = UnlockPage(CLINIC_NAME, Clinic.staff(folder), doors, background)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(page, role, folder):
    numbers = [person.role for person in Clinic.staff(folder)]
    page.sign_in.people.setCurrentRow(numbers.index(role))


def test_the_right_passphrase_opens(page, clinic, background, qtbot):
    choose(page, Role.DOCTOR, clinic[0])
    page.sign_in.passphrase.line.setText(PASSPHRASES[Role.DOCTOR])
    with qtbot.waitSignal(page.unlocked) as unlocked:
        page.sign_in.unlock.click()
    session = unlocked.args[0]
    assert session.user.role is Role.DOCTOR
    assert page.sign_in.passphrase.text() == "", "the passphrase must not stay in the window"
    background.database(session.close)


def test_a_wrong_passphrase_is_said_and_can_be_typed_over(page, background, qtbot):
    page.sign_in.passphrase.line.setText("not this one")
    page.sign_in.unlock.click()
    background.drain()
    assert "not right" in page.notice.text()
    assert page.focusWidget() is page.sign_in.passphrase.line
    assert page.sign_in.passphrase.line.selectedText() != ""
    assert page.sign_in.isEnabled()


def test_nothing_typed_asks_for_the_passphrase(page):
    page.sign_in.unlock.click()
    assert "Type your passphrase" in page.notice.text()


def test_the_recovery_sheet_gives_a_new_passphrase(page, clinic, background, qtbot):
    folder, sheet = clinic
    choose(page, Role.HEALTH_WORKER, folder)
    page.sign_in.recovery_wanted.emit()
    page.recovery.code.setText(sheet.code.lower().replace("-", " "))
    page.recovery.go_on.click()
    background.drain()
    page.recovery.new_passphrase.first.line.setText(NEW)
    page.recovery.new_passphrase.second.line.setText(NEW)
    with qtbot.waitSignal(page.unlocked) as unlocked:
        page.recovery.go_on.click()
    session = unlocked.args[0]
    assert session.user.role is Role.HEALTH_WORKER
    background.database(session.close)
    background.drain()
    Clinic.unlock(folder, session.user.id, NEW).close()


def test_a_mistyped_code_is_told_before_a_passphrase_is_asked(page, clinic, background):
    page.sign_in.recovery_wanted.emit()
    page.recovery.code.setText("AAAAA-BBBBB")
    page.recovery.go_on.click()
    background.drain()
    assert page.notice.text() != ""
    assert page.recovery.new_passphrase.isHidden()
    assert page.focusWidget() is page.recovery.code


@pytest.mark.parametrize(("error", "blocks"), [(DatabaseDamaged(), True), (ProfileInUse(), False)])
def test_trouble_that_no_passphrase_mends(clinic, background, qtbot, error, blocks):
    def fail(*_):
        raise error

    page = UnlockPage(CLINIC_NAME, Clinic.staff(clinic[0]), Doors(fail, fail, fail), background)
    qtbot.addWidget(page)
    blocked = []
    page.blocked.connect(blocked.append)
    page.sign_in.passphrase.line.setText("anything")
    page.sign_in.unlock.click()
    background.drain()
    assert blocked == ([error] if blocks else [])
    assert bool(page.notice._text.text()) is not blocks
