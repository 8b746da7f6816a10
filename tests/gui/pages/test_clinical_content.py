"""Everybody reads what is open; a medical officer signs with the passphrase, knowing what."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from clinic_app.domain.accounts import Role
from clinic_app.gui.i18n import set_language
from clinic_app.gui.pages.clinical_content import ClinicalContentPage
from tests.clinics import CLINIC_NAME, PASSPHRASES


@pytest.fixture
def make_page(clinic, shown):
    def make(role, knowledge=clinic.knowledge):
        session = clinic.sign_in(role)
        page = shown(ClinicalContentPage(session, knowledge, clinic.background, clock=clinic.clock))
        page.refresh()
        clinic.background.drain()
        return page

    return make


def sign(page, clinic, passphrase=PASSPHRASES[Role.DOCTOR]):
    page.sign.click()
    page.dialog.passphrase.line.setText(passphrase)
    page.dialog.sign.click()
    clinic.background.drain()


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_every_open_question_with_its_answer_and_reason(
    looks, make_page, clinic, role, language
):
    set_language(looks, language)
    text = make_page(role).questions.toPlainText()
    review = clinic.knowledge.review
    for item in review.items:
        for words in (item.question, item.default, item.why_safer):
            assert words.in_language(language) in text, item.id
    for statement in review.unasked:
        assert statement.text.in_language(language) in text, statement.condition


@pytest.mark.parametrize("role", [Role.HEALTH_WORKER, Role.CLINIC_ADMIN])
def test_who_is_no_medical_officer_sees_no_button(make_page, role):
    page = make_page(role)
    assert not page.sign.isVisible()
    assert any("Only a doctor" in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_confirmation_says_who_signs_what_where_and_when(make_page, clinic, qtbot):
    page = make_page(Role.DOCTOR)
    page.sign.click()
    content = clinic.knowledge
    count = f"{content.review.open_questions} open questions"
    for expected in ("Dr Rao", "doctor", CLINIC_NAME, "23-11-2026", content.content_version, count):
        assert expected in page.dialog.statement
    line = page.dialog.passphrase.line
    qtbot.waitUntil(line.hasFocus)
    assert line.accessibleName()
    assert line in [label.buddy() for label in page.dialog.findChildren(QLabel)]
    page.dialog.reject()


def test_signing_is_kept_and_told(make_page, clinic, qtbot):
    page = make_page(Role.DOCTOR)
    assert page.state.text() == "Clinical content not signed off by this clinic."
    with qtbot.waitSignal(page.state_known) as known:
        sign(page, clinic)
    assert page.dialog is None
    assert page.state.text() == "Clinical content signed off by Dr Rao on 23-11-2026."
    assert not page.sign.isEnabled(), "the same doctor has nothing to add"
    (state,) = known.args
    assert state.current.statement.startswith("Dr Rao, doctor, PHC Rampur, 23-11-2026:")
    assert f"version {clinic.knowledge.content_version}, " in page.questions.toPlainText()
    assert make_page(Role.HEALTH_WORKER).state.text() == page.state.text()


@pytest.mark.parametrize("typed", ["", PASSPHRASES[Role.HEALTH_WORKER]])
def test_a_wrong_passphrase_signs_nothing_and_can_be_typed_again(make_page, clinic, typed):
    page = make_page(Role.DOCTOR)
    sign(page, clinic, typed)
    assert "assphrase" in page.dialog.notice.text()
    assert page.dialog.sign.isEnabled()
    page.dialog.passphrase.line.setText(PASSPHRASES[Role.DOCTOR])
    page.dialog.sign.click()
    clinic.background.drain()
    assert "signed off by Dr Rao" in page.state.text()


def test_escape_signs_nothing(make_page, clinic, qtbot):
    page = make_page(Role.DOCTOR)
    page.sign.click()
    qtbot.keyClick(page.dialog, Qt.Key.Key_Escape)
    assert page.dialog is None
    page.refresh()
    clinic.background.drain()
    assert page.state.text() == "Clinical content not signed off by this clinic."


def test_after_the_content_changed_the_old_signature_is_shown_as_old(make_page, clinic):
    sign(make_page(Role.DOCTOR), clinic)
    changed = replace(clinic.knowledge, content_version="0.2.1+00000000")
    page = make_page(Role.DOCTOR, changed)
    assert "it changed after Dr Rao signed on 23-11-2026" in page.state.text()
    assert page.sign.isEnabled()
    assert clinic.knowledge.content_version in page.questions.toPlainText()
