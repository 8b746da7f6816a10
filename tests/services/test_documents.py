"""The visit note: never an all-clear that nobody gave, no codes, what matters boxed."""

import contextlib
from dataclasses import replace

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.case import Vitals
from clinic_app.domain.records import Decision, DecisionKind, Plan
from clinic_app.domain.triage import Incomplete, Triage, TriageLevel
from clinic_app.services.documents import SectionStyle, visit_note
from tests.clinics import a_case, a_patient, found_clinic, unlock

NOTHING_FIRED = Triage(TriageLevel.NONE, (), (), {}, danger_excluded=True)
OPEN = replace(
    NOTHING_FIRED, danger_excluded=False, incomplete=(Incomplete("R28", ("convulsing_now", "spo2", "age")),)
)
ALARM = replace(NOTHING_FIRED, danger_excluded=False, alarms=("cyanosis",))


@pytest.fixture
def doctor(tmp_path):
    found_clinic(tmp_path)
    with contextlib.closing(unlock(tmp_path, Role.DOCTOR)) as session:
        yield session


@pytest.fixture
def note(doctor, knowledge):
    def made(triage=NOTHING_FIRED, language="en", case=None, plan=None):
        patient = doctor.patients.register(a_patient())
        encounter = doctor.encounters.send_to_doctor(None, patient.id, case or a_case(), triage)
        if plan is not None:
            encounter = doctor.encounters.close(encounter.id, Decision(DecisionKind.OWN_WORDS), plan)
        return visit_note(encounter, "PHC Rampur", {}, knowledge, language)

    return made


def text_of(section) -> str:
    return "\n".join([section.strong, *section.paragraphs])


@pytest.mark.parametrize("triage", [OPEN, ALARM])
@pytest.mark.parametrize(("language", "all_clear"), [("en", ("NONE", "No danger")), ("hi", ("कोई",))])
def test_nothing_reads_like_an_all_clear_while_danger_is_open(note, triage, language, all_clear):
    said = text_of(note(triage, language).sections[1])
    assert not any(words in said for words in all_clear)


def test_what_is_missing_is_named(note):
    section = note(OPEN).sections[1]
    assert section.strong == "NOT YET KNOWN"
    assert section.paragraphs == (
        "Some danger signs were not asked or measured: danger cannot be excluded.",
        "Not yet known: Having a fit right now; SpO2; Age.",
    )
    assert note(OPEN, "hi").sections[1].strong == "अभी पता नहीं"


def test_a_danger_sign_without_a_level_is_named(note):
    section = note(ALARM).sections[1]
    assert section.strong == "DANGER SIGN"
    assert section.paragraphs == ("Danger sign answered yes: Lips or tongue blue.",)
    assert note(ALARM, "hi").sections[1].strong == "ख़तरे का लक्षण"


def test_only_excluded_danger_is_called_that(note):
    section = note().sections[1]
    assert "No danger sign in what was asked and measured." in section.paragraphs
    urgent = replace(NOTHING_FIRED, level=TriageLevel.URGENT)
    assert "No danger" not in text_of(note(urgent).sections[1])


def test_a_level_with_open_danger_says_so(note):
    lacking = replace(OPEN, level=TriageLevel.ROUTINE)
    said = text_of(note(lacking, "hi").sections[1])
    assert "बारी से देखें" in said
    assert "ख़तरे से इनकार नहीं कर सकते" in said


def test_a_hindi_note_has_no_english_codes(note):
    findings = {"movement": "less_than_normal", "leaking_hours": 3.0}
    vitals = Vitals(capillary_refill_s=4, consciousness="C", pulse=90)
    case = replace(a_case(), findings=findings, vitals=vitals)
    values = [row.value for section in note(language="hi", case=case).sections for row in section.rows]
    for expected in ("कम", "3 घंटे", "4 सेकंड", "नया भ्रम", "90 /मिनट"):
        assert expected in values


def test_a_referral_is_boxed_right_after_the_diagnosis(note):
    plan = Plan("Sepsis", "A41.9", referral="District hospital\nlow oxygen")
    sections = note(plan=plan).sections
    place = next(place for place, section in enumerate(sections) if section.strong.startswith("Sepsis"))
    referral = sections[place + 1]
    assert (referral.strong, referral.paragraphs) == ("District hospital", ("low oxygen",))
    assert referral.style is SectionStyle.BOXED
    assert not any(section.heading == "Referral" for section in note(plan=Plan("Sepsis")).sections)
