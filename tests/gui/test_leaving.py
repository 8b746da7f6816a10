"""Locking, closing, another language: nothing typed is lost without a question, no session stays open."""

import contextlib
from dataclasses import replace

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import DiskFull
from clinic_app.domain.records import Draft
from clinic_app.gui.i18n import current_language
from clinic_app.gui.main_window import MainWindow
from clinic_app.gui.pages.recovery_sheet import RecoverySheetPage
from clinic_app.gui.pages.unlock import Doors, UnlockPage
from clinic_app.gui.workspace import Place, PlaceKind
from clinic_app.services.clinic import Clinic
from clinic_app.services.drafts import DraftService
from tests.clinics import found_clinic, unlock
from tests.windows import answer, press_unlock, unlock_as

LEAVING = {
    "lock": MainWindow.lock,
    "close": MainWindow.close,
    "language": lambda window: window.switch_language("hi"),
}


class DraftsInTrouble:
    """Drafts of a session of which none can be saved while there is `trouble`; everything else works."""

    def __init__(self, drafts: DraftService, trouble: Exception) -> None:
        self.new, self.mine, self.discard = drafts.new, drafts.mine, drafts.discard
        self._save = drafts.save
        self.trouble: Exception | None = trouble

    def save(self, draft: Draft) -> Draft:
        if self.trouble is not None:
            raise self.trouble
        return self._save(draft)


@pytest.fixture
def in_trouble(open_window, setup, background):
    """A window with somebody signed in whose drafts cannot be saved."""
    found_clinic(setup.profile)

    def sign_in(trouble: Exception, role: Role = Role.HEALTH_WORKER) -> MainWindow:
        def unlock_with_trouble(user_id, passphrase):
            session = Clinic.unlock(setup.profile, user_id, passphrase)
            session.drafts = DraftsInTrouble(session.drafts, trouble)
            return session

        doors = Doors(unlock_with_trouble, lambda code: None, unlock_with_trouble)
        window = open_window(replace(setup, doors=doors))
        unlock_as(window, setup, background, role)
        return window

    return sign_in


def type_name(window: MainWindow, name: str) -> None:
    window.workspace.leave_to(Place(PlaceKind.ENCOUNTER))
    window.workspace.encounter.form.fields["name"].editor.set_raw(name)


def is_free(profile) -> bool:
    with contextlib.closing(unlock(profile, Role.DOCTOR)):
        return True


@pytest.mark.parametrize("elsewhere", [PlaceKind.QUEUE, PlaceKind.ENCOUNTER, PlaceKind.SEARCH])
@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING)
def test_an_unsaved_form_is_asked_about_wherever_the_user_is(in_trouble, background, leave, elsewhere):
    window = in_trouble(DiskFull())
    type_name(window, "Sita Devi")
    workspace = window.workspace
    workspace.leave_to(Place(elsewhere))  # ENCOUNTER begins another form
    background.drain()
    answer("Stay here")
    leave(window)
    assert window.workspace is workspace
    answer("Go on and lose it")
    leave(window)
    assert window.workspace is not workspace


def test_closing_asks_when_what_was_typed_cannot_be_saved(in_trouble):
    window = in_trouble(DiskFull())
    type_name(window, "Sita Devi")
    answer("Stay here")
    assert not window.close()
    answer("Go on and lose it")
    assert window.close()


def test_a_form_on_another_page_is_saved_once_there_is_room(in_trouble, background, setup):
    window = in_trouble(DiskFull())
    type_name(window, "Sita Devi")
    window.workspace.leave_to(Place(PlaceKind.QUEUE))
    background.drain()
    window.workspace.session.drafts.trouble = None
    assert window.close(), "without a question"
    background.drain()
    with contextlib.closing(unlock(setup.profile, Role.HEALTH_WORKER)) as session:
        assert [draft.form["name"] for draft in session.drafts.mine()] == ["Sita Devi"]


def test_a_bug_in_the_last_save_neither_loses_the_form_unasked_nor_keeps_the_session(
    in_trouble, background, setup, qtbot
):
    window = in_trouble(ZeroDivisionError())
    type_name(window, "Sita Devi")
    with qtbot.captureExceptions() as exceptions:
        answer("Stay here")
        assert not window.close()
        answer("Go on and lose it")
        assert window.close()
        background.drain()
    assert {raised[0] for raised in exceptions} == {ZeroDivisionError}
    assert is_free(setup.profile)


def test_a_form_that_could_not_be_sent_is_a_draft_and_no_reason_to_ask(unlocked, background, setup):
    def send(*_):
        raise DiskFull

    window = unlocked(Role.HEALTH_WORKER)
    type_name(window, "Sita Devi")
    window.workspace.encounter.form.fields["age"].editor.set_raw("34")
    window.workspace.session.encounters.send_to_doctor = send
    window.workspace.encounter.send.click()
    assert window.close()
    background.drain()
    with contextlib.closing(unlock(setup.profile, Role.HEALTH_WORKER)) as session:
        assert [draft.form["name"] for draft in session.drafts.mine()] == ["Sita Devi"]


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING)
def test_nobody_leaves_before_a_new_recovery_code_was_seen(unlocked, background, setup, leave):
    window = unlocked()
    window.workspace.go_to(Place(PlaceKind.IN_CHARGE))
    window.workspace.in_charge.make_new_sheet()
    leave(window)
    assert window.isVisible()
    assert current_language() == "en"
    assert isinstance(window.page, RecoverySheetPage)
    window.page.line.setText(window.page._last_group)
    window.page.go_on.click()
    assert window.close()
    background.drain()
    assert is_free(setup.profile)


def test_a_code_on_paper_is_not_kept_by_the_window(unlocked, background):
    window = unlocked()
    window.workspace.go_to(Place(PlaceKind.IN_CHARGE))
    window.workspace.in_charge.make_new_sheet()
    background.drain()
    window.page.line.setText(window.page._last_group)
    window.page.go_on.click()
    assert window._show_again.func == window._show_workspace
    window.lock()
    window.switch_language("hi")  # while the session still closes
    background.drain()
    assert isinstance(window.page, UnlockPage)


def test_the_language_waits_while_the_clinic_is_opened(open_window, background, setup):
    found_clinic(setup.profile)
    window = open_window()
    press_unlock(window, setup, Role.DOCTOR)
    window.switch_language("hi")
    assert current_language() == "en"
    background.drain()
    assert window.workspace is not None
    window.switch_language("hi")
    assert current_language() == "hi"


@pytest.mark.parametrize("leave", [MainWindow.close, MainWindow.end])
def test_a_session_that_opens_behind_a_closed_window_is_closed(open_window, background, setup, leave):
    found_clinic(setup.profile)
    window = open_window()
    press_unlock(window, setup, Role.DOCTOR)
    leave(window)
    background.drain()
    assert window.workspace is None
    assert is_free(setup.profile)


def test_a_bug_while_opening_lets_the_user_try_again(open_window, background, setup, qtbot):
    def broken(*_):
        raise ZeroDivisionError

    found_clinic(setup.profile)
    window = open_window(replace(setup, doors=Doors(broken, broken, broken)))
    with qtbot.captureExceptions() as exceptions:
        unlock_as(window, setup, background, Role.DOCTOR)
    assert len(exceptions) == 1
    assert window.page.sign_in.unlock.isEnabled()
