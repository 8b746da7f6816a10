"""Every page, walked: what takes input has a name and a label, Tab reaches all of it in reading order, colours read."""

import itertools
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from clinic_app.domain.accounts import Role
from clinic_app.domain.errors import DatabaseDamaged
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui import theme
from clinic_app.gui.actions import Shortcut
from clinic_app.gui.pages.clinical_content import ClinicalContentPage
from clinic_app.gui.pages.encounter import EncounterPage
from clinic_app.gui.pages.first_run import FirstRunPage
from clinic_app.gui.pages.in_charge import InChargePage
from clinic_app.gui.pages.print_preview import PrintPreviewPage
from clinic_app.gui.pages.queue import QueuePage
from clinic_app.gui.pages.recovery_sheet import RecoverySheetPage
from clinic_app.gui.pages.review import ReviewPage
from clinic_app.gui.pages.search import SearchPage
from clinic_app.gui.pages.trouble import TroublePage
from clinic_app.gui.pages.unlock import Doors, UnlockPage
from clinic_app.services.assessment import Assessor
from clinic_app.services.clinic import Clinic
from clinic_app.services.documents import recovery_sheet
from clinic_app.services.knowledge import load_knowledge
from tests.clinics import CLINIC_NAME, found_clinic, unlock
from tests.fakes import FakeEngine

INPUTS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
PAGES = (
    "first_run",
    "recovery_sheet",
    "unlock",
    "trouble",
    "print_preview",
    "in_charge",
    "queue",
    "encounter",
    "review",
    "search",
    "clinical_content",
)


@pytest.fixture
def pages(tmp_path, background, qtbot):
    """Builds the page of a name, shown at the size of a small laptop."""
    folder = tmp_path / "profile"
    sheet = found_clinic(folder)
    session = unlock(folder, Role.DOCTOR)
    knowledge = load_knowledge()
    assessor = Assessor(knowledge, FakeEngine(tuple(knowledge.conditions)))
    nothing = Doors(lambda *_: session, lambda *_: None, lambda *_: session)
    clinical = (session, knowledge, assessor, background)
    builders = {
        "first_run": partial(FirstRunPage, partial(Clinic.create, folder), background),
        "recovery_sheet": partial(RecoverySheetPage, sheet),
        "unlock": partial(UnlockPage, CLINIC_NAME, Clinic.staff(folder), nothing, background),
        "trouble": partial(TroublePage, DatabaseDamaged(), "folder"),
        "print_preview": partial(PrintPreviewPage, recovery_sheet(sheet, "en"), background),
        "in_charge": partial(InChargePage, session, background),
        "queue": partial(QueuePage, session, background, None),
        "encounter": partial(EncounterPage, *clinical, None),
        "review": partial(ReviewPage, *clinical, None),
        "search": partial(SearchPage, session, background, None),
        "clinical_content": partial(ClinicalContentPage, session, knowledge, background),
    }

    def build(name: str) -> QWidget:
        page = builders[name]()
        qtbot.addWidget(page)
        page.resize(1366, 660)
        page.show()
        qtbot.waitExposed(page)
        return page

    yield build
    background.drain()
    session.close()


def inputs_of(page: QWidget) -> list[QWidget]:
    """What the user types into or picks from, without the inner parts of other widgets."""
    found = [
        widget
        for kind in INPUTS
        for widget in page.findChildren(kind)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    return [
        widget
        for widget in found
        if not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
        and not isinstance(widget.window(), QComboBox)
        and widget.window() is page.window()
        and not (isinstance(widget, QTextEdit | QPlainTextEdit) and widget.isReadOnly())
    ]


@pytest.mark.parametrize("name", PAGES)
def test_every_input_has_a_name_for_screen_readers(pages, name):
    page = pages(name)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in inputs_of(page)
        if not widget.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize("name", PAGES)
def test_every_visible_line_and_list_has_a_label(pages, name):
    page = pages(name)
    buddies = {label.buddy() for label in page.findChildren(QLabel) if label.buddy() is not None}
    proxied = {buddy.focusProxy() for buddy in buddies if buddy.focusProxy() is not None}
    unlabelled = [
        widget.accessibleName()
        for widget in inputs_of(page)
        if isinstance(widget, QLineEdit | QComboBox | QPlainTextEdit) and widget not in buddies | proxied
    ]
    assert unlabelled == []


@pytest.mark.parametrize("name", PAGES)
def test_every_button_says_what_it_does(pages, name):
    page = pages(name)
    silent = [
        button
        for button in page.findChildren(QAbstractButton)
        if button.isVisible()
        and button.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (button.text() or button.accessibleName())
    ]
    assert silent == []


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_everything_and_never_jumps_far_up(pages, name):
    page = pages(name)
    chain, widget = [], page.nextInFocusChain()
    while widget is not page and widget is not None and len(chain) < 2000:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    for needed in inputs_of(page):
        if needed.isVisible() and needed.isEnabled():
            assert needed in chain or needed.focusProxy() in chain, needed.accessibleName()
    tops = [each.mapTo(page, QPoint(0, 0)).y() for each in chain if page.isAncestorOf(each)]
    climbs = [later - earlier for earlier, later in itertools.pairwise(tops) if later < earlier]
    # A page in columns climbs once a column; anything more is a tab order that nobody thought about.
    assert len([climb for climb in climbs if climb < -150]) <= 3


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_title(pages, name):
    assert pages(name).title()


@pytest.mark.parametrize("level", list(TriageLevel))
def test_levels_have_strong_contrast_an_icon_and_a_word(looks, level):
    colours = theme.LEVEL_COLOURS[level]
    assert theme.contrast(colours.text, colours.background) >= 7
    assert not theme.level_icon(level).pixmap(24, 24).isNull()
    assert theme.level_word(level)


@pytest.mark.parametrize("colours", [theme.PROBLEM, theme.INFORMATION, theme.DEMO])
def test_notices_have_strong_contrast(colours):
    assert theme.contrast(colours.text, colours.background) >= 7


def test_no_two_shortcuts_clash():
    keys = [shortcut.keys.toString() for shortcut in Shortcut]
    assert len(set(keys)) == len(keys)
    assert all(keys)


def test_the_icons_are_there(looks):
    for name in (
        "app",
        "clinic",
        "information",
        "language",
        "lock",
        "new_encounter",
        "problem",
        "queue",
        "search",
    ):
        assert not theme.icon(name).pixmap(24, 24).isNull(), name
