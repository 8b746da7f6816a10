"""The banner says the level by word, picture and colour, why, and what is not known."""

import pytest
from PySide6.QtWidgets import QLabel

from clinic_app.domain.rules.engine import triage
from clinic_app.domain.triage import Incomplete, Triage, TriageLevel
from clinic_app.gui import theme
from clinic_app.gui.i18n import set_language
from clinic_app.gui.widgets.triage_banner import TriageBanner
from tests.clinics import a_case


@pytest.fixture
def banner(knowledge, qtbot, looks):
    made = TriageBanner(knowledge)
    qtbot.addWidget(made)
    return made


def complete(level=TriageLevel.NONE):
    return Triage(level, (), (), {}, danger_excluded=True)


def test_a_fired_rule_is_told_in_words_with_its_colour_and_picture(banner, knowledge):
    banner.show_triage(triage(a_case(), knowledge.rulebook))
    assert "NEWS2" in banner.words()
    for level in TriageLevel:
        banner.show_triage(complete(level))
        assert theme.LEVEL_COLOURS[level].background in banner.styleSheet()
        assert not banner.findChildren(QLabel)[0].pixmap().isNull()
    banner.show_triage(complete(TriageLevel.EMERGENCY))
    assert "EMERGENCY" in banner.words()


def test_only_a_complete_none_says_that_there_is_no_danger_sign(banner):
    banner.show_triage(complete())
    assert "No danger sign" in banner.words()
    open_question = Triage(TriageLevel.NONE, (), (Incomplete("R28", ("convulsing_now",)),), {}, False)
    banner.show_triage(open_question)
    assert "No danger" not in banner.words()
    assert "Cannot exclude danger yet" in banner.words()
    assert "Having a fit right now" in banner.words()


def test_what_is_missing_is_named_and_the_rest_counted(banner):
    names = ("temperature_c", "pulse", "spo2", "systolic", "on_oxygen", "convulsing_now")
    banner.show_triage(Triage(TriageLevel.ROUTINE, (), (Incomplete("R4", names),), {}, False))
    assert "Temperature" in banner.words()
    assert "and 2 more" in banner.words()
    assert "Cannot exclude danger yet" in banner.words()


def test_what_cannot_be_counted_is_said(banner):
    banner.show_triage(complete(), ["Temperature"])
    assert "Not counted until corrected: Temperature" in banner.words()


def test_the_reasons_speak_hindi(banner, knowledge, looks):
    set_language(looks, "hi")
    urgent = triage(a_case(), knowledge.rulebook)
    banner.show_triage(urgent)
    assert knowledge.rulebook.reason(urgent.fired[0], "hi") in banner.words()


def test_a_danger_sign_that_no_rule_weighs_is_named_all_the_same(banner):
    banner.show_triage(Triage(TriageLevel.NONE, (), (), {}, False, alarms=("cyanosis",)))
    assert "Danger sign answered yes: Lips or tongue blue?  " in banner.words()
    assert "No danger" not in banner.words()
