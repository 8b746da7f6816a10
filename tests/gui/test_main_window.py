"""The frame: first run to unlocked, locking, switching language, trouble, closing without loss."""

import contextlib
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import DiskFull, ModelUnavailable
from clinic_app.gui.actions import Shortcut
from clinic_app.gui.errors import BugReporter
from clinic_app.gui.i18n import current_language
from clinic_app.gui.pages.first_run import FirstRunPage
from clinic_app.gui.pages.recovery_sheet import RecoverySheetPage
from clinic_app.gui.pages.trouble import TroublePage
from clinic_app.gui.pages.unlock import UnlockPage
from clinic_app.gui.workspace import Place, PlaceKind
from clinic_app.services.clinic import Clinic
from clinic_app.storage.files import ProfileFiles
from tests.clinics import CLINIC_NAME, PASSPHRASES, found_clinic, unlock
from tests.gui.pages.review.hands import press
from tests.windows import answer, unlock_as


def texts(window) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_an_empty_profile_begins_with_the_first_run(open_window):
    assert isinstance(open_window().page, FirstRunPage)


def test_from_the_first_run_to_the_queue(open_window, setup, background):
    window = open_window()
    page = window.page
    page.next.click()
    page.clinic.line.setText("PHC Rampur")
    page.next.click()
    for step, role in ((page.doctor, Role.DOCTOR), (page.health_worker, Role.HEALTH_WORKER)):
        step.line.setText(role.value)
        step.passphrase.first.line.setText(PASSPHRASES[role])
        step.passphrase.second.line.setText(PASSPHRASES[role])
        page.next.click()
    assert page.is_making
    assert not window.close(), "the only copy of the recovery code is on its way"
    background.drain()
    assert isinstance(window.page, RecoverySheetPage)
    window.page.line.setText(window.page._last_group)
    window.page.go_on.click()
    background.drain()
    assert isinstance(window.page, UnlockPage)
    unlock_as(window, setup, background, Role.HEALTH_WORKER)
    assert window.workspace is not None
    assert window.workspace.place() == Place(PlaceKind.QUEUE)


def test_closing_before_the_code_is_on_paper_asks(open_window, setup, background):
    window = open_window()
    window.page.created.emit(found_clinic(setup.profile))
    answer("Stay here")
    assert not window.close()
    answer("Close all the same")
    assert window.close()


def test_it_shows_who_is_signed_in_and_that_nothing_is_signed_off(unlocked):
    window = unlocked()
    shown = texts(window)
    assert "Dr Rao" in shown
    assert CLINIC_NAME in shown
    assert "Clinical content not signed off by this clinic." in shown
    assert "fake" in shown, "which model suggests"


def test_locking_ends_the_session_and_keeps_the_name(unlocked, setup, background):
    window = unlocked(Role.HEALTH_WORKER)
    window.workspace.lock_requested.emit()
    background.drain()
    assert isinstance(window.page, UnlockPage)
    chosen = window.page.sign_in.user_id()
    assert (
        next(person.role for person in Clinic.staff(setup.profile) if person.id == chosen)
        is Role.HEALTH_WORKER
    )
    unlock_as(window, setup, background, Role.DOCTOR)
    assert window.workspace is not None
    assert "Dr Rao" in texts(window)


def test_nothing_asks_a_session_that_is_closed(unlocked, background):
    window = unlocked()
    workspace = window.workspace
    workspace.search.field.set_raw("sita")
    window.lock()
    assert not any(timer.isActive() for timer in workspace.findChildren(QTimer))
    background.drain()
    assert isinstance(window.page, UnlockPage)


def test_what_was_typed_is_there_after_locking(unlocked, setup, background):
    window = unlocked(Role.HEALTH_WORKER)
    window.workspace.go_to(Place(PlaceKind.ENCOUNTER))
    window.workspace.encounter.form.restore({"name": "Sita Devi"})
    window.workspace.encounter._edited()
    draft = window.workspace.place().subject
    window.lock()
    background.drain()
    assert isinstance(window.page, UnlockPage)
    unlock_as(window, setup, background, Role.HEALTH_WORKER)
    window.workspace.go_to(Place(PlaceKind.ENCOUNTER, draft))
    background.drain()
    assert window.workspace.encounter.form.state()["name"] == "Sita Devi"


def test_an_end_from_outside_saves_what_is_typed_and_asks_nothing(unlocked, setup, background):
    window = unlocked(Role.HEALTH_WORKER)
    window.workspace.go_to(Place(PlaceKind.ENCOUNTER))
    window.workspace.encounter.form.restore({"name": "Sita Devi"})
    window.workspace.encounter._edited()
    window._sheet_unconfirmed = True
    window.end()
    background.drain()
    assert not window.isVisible()
    with contextlib.closing(unlock(setup.profile, Role.HEALTH_WORKER)) as session:
        assert [draft.form["name"] for draft in session.drafts.mine()] == ["Sita Devi"]


def test_the_language_changes_live_and_comes_back_to_the_same_draft(unlocked, background, setup):
    window = unlocked(Role.HEALTH_WORKER)
    window.workspace.go_to(Place(PlaceKind.ENCOUNTER))
    window.workspace.encounter.form.restore({"name": "Sita Devi"})
    window.workspace.encounter._edited()
    before = window.workspace
    window.switch_language("hi")
    background.drain()
    assert current_language() == "hi"
    assert window.workspace is not before
    assert window.workspace.encounter.form.state()["name"] == "Sita Devi"
    assert "स्वास्थ्य कर्मी" in texts(window)
    assert setup.settings.value("language") == "hi"


def test_the_title_of_the_window_names_no_patient(unlocked):
    window = unlocked()
    assert window.windowTitle() == f"{window.workspace.queue.title()} – Clinic decision support"


def test_nobody_in_charge_sees_patients(unlocked):
    window = unlocked(Role.CLINIC_ADMIN)
    assert window.workspace.place() == Place(PlaceKind.IN_CHARGE)
    assert set(window.workspace._buttons) == {PlaceKind.IN_CHARGE, PlaceKind.CLINICAL_CONTENT}


def sign_off(window, background):
    page = window.workspace.clinical_content
    window.workspace.leave_to(Place(PlaceKind.CLINICAL_CONTENT))
    background.drain()
    page.sign.click()
    page.dialog.passphrase.line.setText(PASSPHRASES[Role.DOCTOR])
    page.dialog.sign.click()
    background.drain()


def test_a_sign_off_shows_at_once_in_both_languages_and_to_the_next_user(unlocked, setup, background):
    window = unlocked()
    sign_off(window, background)
    assert "Clinical content signed off by Dr Rao" in texts(window)
    window.switch_language("hi")
    background.drain()
    assert "Dr Rao ने" in texts(window)
    window.switch_language("en")
    background.drain()
    window.lock()
    background.drain()
    assert "signed off" not in texts(window), "whoever is not in cannot know"
    unlock_as(window, setup, background, Role.HEALTH_WORKER)
    assert "Clinical content signed off by Dr Rao" in texts(window)


def test_content_that_changed_is_not_signed_off_any_more(open_window, setup, background):
    found_clinic(setup.profile)
    window = open_window()
    unlock_as(window, setup, background, Role.DOCTOR)
    sign_off(window, background)
    window.end()
    background.drain()
    changed = replace(setup, knowledge=replace(setup.knowledge, content_version="0.2.1+00000000"))
    window = open_window(changed)
    unlock_as(window, changed, background, Role.HEALTH_WORKER)
    assert "not signed off by this clinic: it changed after Dr Rao signed" in texts(window)


def test_everybody_reaches_the_clinical_content_by_its_key(unlocked):
    window = unlocked(Role.HEALTH_WORKER)
    press(window.workspace, Shortcut.CLINICAL_CONTENT)
    assert window.workspace.place() == Place(PlaceKind.CLINICAL_CONTENT)


def test_a_new_recovery_sheet_must_be_put_on_paper(unlocked, setup, background):
    window = unlocked()
    window.workspace.go_to(Place(PlaceKind.IN_CHARGE))
    window.workspace.in_charge.make_new_sheet()
    background.drain()
    assert isinstance(window.page, RecoverySheetPage)
    window.page.line.setText(window.page._last_group)
    window.page.go_on.click()
    assert window.workspace is not None
    assert window.workspace.place() == Place(PlaceKind.IN_CHARGE)


def test_a_damaged_profile_says_what_to_do_and_is_left_alone(open_window, setup):
    found_clinic(setup.profile)
    keyring = ProfileFiles(setup.profile).keyring
    keyring.write_bytes(b"{" + keyring.read_bytes()[:100])
    damaged = keyring.read_bytes()
    window = open_window()
    assert isinstance(window.page, TroublePage)
    assert "delete nothing" in window.page.message.text()
    assert keyring.read_bytes() == damaged


def test_a_damaged_database_says_what_to_do(open_window, setup, background):
    found_clinic(setup.profile)
    database = ProfileFiles(setup.profile).database
    database.write_bytes(b"\0" * 8192)
    window = open_window()
    unlock_as(window, setup, background, Role.DOCTOR)
    assert isinstance(window.page, TroublePage)
    assert "damaged" in window.page.message.text()


def test_trouble_can_be_tried_again(open_window, setup, background):
    found_clinic(setup.profile)
    window = open_window()
    window.show_trouble(DiskFull())
    window.page.retry.emit()
    background.drain()
    assert isinstance(window.page, UnlockPage)


def test_a_second_program_on_the_same_records_is_told_kindly(open_window, setup, background):
    found_clinic(setup.profile)
    doctor = Clinic.staff(setup.profile)[1]
    role = doctor.role
    held = Clinic.unlock(setup.profile, doctor.id, PASSPHRASES[role])
    window = open_window()
    unlock_as(window, setup, background, role)
    assert isinstance(window.page, UnlockPage)
    assert "already open" in window.page.notice.text()
    held.close()
    unlock_as(window, setup, background, role)
    assert window.workspace is not None


def test_without_a_model_everything_else_works(open_window, setup, background):
    def missing():
        raise ModelUnavailable(reason="missing")

    found_clinic(setup.profile)
    window = open_window(replace(setup, model_identity=missing))
    unlock_as(window, setup, background, Role.DOCTOR)
    assert window.workspace is not None
    assert window.notice.text() == ""


def test_trouble_of_background_work_is_shown(unlocked, background):
    def full():
        raise DiskFull

    window = unlocked()
    background.database(full)
    background.drain()
    assert "disk is full" in window.notice.text()


def test_closing_lets_the_profile_go(unlocked, setup, background):
    window = unlocked()
    assert window.close()
    background.drain()
    doctor = next(person for person in Clinic.staff(setup.profile) if person.role is Role.DOCTOR)
    Clinic.unlock(setup.profile, doctor.id, PASSPHRASES[Role.DOCTOR]).close()


def test_the_demo_says_that_it_is_one_and_tells_the_passphrase(open_window, setup):
    found_clinic(setup.profile)
    window = open_window(replace(setup, demo_passphrase="neem lantern"))
    assert "DEMO" in texts(window)
    assert "neem lantern" in texts(window)


def test_a_bug_is_logged_without_what_was_typed(tmp_path):
    told = []
    reporter = BugReporter(tmp_path, lambda: told.append(True), clock=lambda: 0)
    try:
        name = "Sita Devi"
        {}[name]
    except KeyError as error:
        reporter.report(type(error), error, error.__traceback__)
    log = (tmp_path / "trouble.log").read_text()
    assert told == [True]
    assert "KeyError" in log
    assert "test_main_window.py" in log
    assert "Sita" not in log


def test_a_bug_is_told_kindly(open_window):
    window = open_window()
    window.tell_bug()
    assert "What you typed is kept" in window.notice.text()
