"""Windows for tests: our fonts and looks, English, nothing left over from the test before."""

import pytest

from clinic_app.gui import fonts, theme
from clinic_app.gui.background import Background
from clinic_app.gui.i18n import set_language


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
