"""Windows for tests: our fonts and looks, English, nothing left over from the test before."""

from functools import partial

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from clinic_app.domain.accounts import Role
from clinic_app.gui import fonts, theme
from clinic_app.gui.background import Background
from clinic_app.gui.i18n import set_language
from clinic_app.gui.main_window import MainWindow, Setup
from clinic_app.services.assessment import Assessor
from clinic_app.services.clinic import Clinic
from tests.clinics import CHEAP_KDF, found_clinic
from tests.fakes import FakeEngine
from tests.windows import unlock_as

# Nothing here takes a second; on a machine with a hundred other things to do it may.
AT_MOST_MS = 30_000


class PatientBot(QtBot):
    """Waits for as long as a busy machine may need, without each test naming a time."""

    def waitUntil(self, callback, *, timeout=AT_MOST_MS):
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=AT_MOST_MS, **more):
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitExposed(self, widget, *, timeout=AT_MOST_MS):
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget, *, timeout=AT_MOST_MS):
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp, request):
    """Qt for tests, in no hurry."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def looks(qapp):
    """The application with our fonts and theme."""
    fonts.load_fonts()
    theme.apply(qapp)
    return qapp


@pytest.fixture(autouse=True)
def english(looks):
    """Every test begins in English and leaves English behind."""
    set_language(looks, "en")
    yield
    set_language(looks, "en")


@pytest.fixture
def background(looks):
    """The door to threads, closed at the end."""
    made = Background()
    yield made
    made.close()


@pytest.fixture
def setup(tmp_path, knowledge):
    """What a main window works with: an empty profile, an engine that needs no model."""
    profile = tmp_path / "profile"
    engine = FakeEngine(tuple(knowledge.conditions))
    return Setup(
        profile=profile,
        knowledge=knowledge,
        assessor=Assessor(knowledge, engine),
        model_identity=engine.identity,
        settings=QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat),
        create_clinic=partial(Clinic.create, profile, kdf=CHEAP_KDF),
    )


@pytest.fixture
def open_window(setup, background, qtbot):
    """Opens a main window and waits until it has looked at the profile; ended, with its session, afterwards."""
    windows: list[MainWindow] = []

    def opened(changed: Setup = setup) -> MainWindow:
        window = MainWindow(changed, background)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        window.start()
        background.drain()
        return window

    yield opened
    for window in windows:
        window.end()
    background.drain()


@pytest.fixture
def unlocked(open_window, setup, background):
    """Opens a main window on a founded clinic with somebody signed in."""
    found_clinic(setup.profile)

    def sign_in(role: Role = Role.DOCTOR) -> MainWindow:
        window = open_window()
        unlock_as(window, setup, background, role)
        return window

    return sign_in
