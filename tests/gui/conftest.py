"""Windows for tests: our fonts and looks, English, nothing left over from the test before."""

import pytest
from pytestqt.qtbot import QtBot

from clinic_app.gui import fonts, theme
from clinic_app.gui.background import Background
from clinic_app.gui.i18n import set_language

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
