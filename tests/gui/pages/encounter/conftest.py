"""The form of a health worker who is signed in."""

import pytest
from PySide6.QtWidgets import QComboBox

from clinic_app.domain.accounts import Role
from clinic_app.gui.pages.encounter import EncounterPage


@pytest.fixture
def session(clinic):
    return clinic.sign_in(Role.HEALTH_WORKER)


@pytest.fixture
def page(clinic, session, shown):
    made = EncounterPage(session, clinic.knowledge, clinic.assessor, clinic.background, clock=clinic.clock)
    shown(made)
    made.start_new()
    return made


@pytest.fixture
def type_in(page, qtbot):
    def type_in(**texts):
        for name, text in texts.items():
            editor = page.form.fields[name].editor
            if isinstance(editor, QComboBox) or not text.isascii():
                editor.set_raw(text)
            else:
                editor.setFocus()
                qtbot.keyClicks(editor, text)

    return type_in
