"""Documents as PDFs: what they say, with fonts embedded, and clear words when they cannot be saved."""

import contextlib
import io
from dataclasses import replace

import pypdf
import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.records import Decision, DecisionKind, Impression, Plan
from clinic_app.domain.rules.engine import triage
from clinic_app.gui.pages.print_preview import PrintPreviewPage
from clinic_app.gui.printing import PaperSize, html_of, pdf_of
from clinic_app.services.clinic import RecoverySheet
from clinic_app.services.demo import demo_clinic
from clinic_app.services.documents import Section, recovery_sheet, visit_note
from clinic_app.services.knowledge import load_knowledge
from tests.clinics import a_case, a_differential, a_patient, found_clinic, unlock

SHEET = RecoverySheet("PHC Rampur", "ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567", "2026-11-23T08:15:30.123Z", "0190")


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture
def closed(tmp_path, knowledge):
    folder = tmp_path / "profile"
    found_clinic(folder)
    with contextlib.closing(unlock(folder, Role.DOCTOR)) as session:
        patient = session.patients.register(a_patient("Sita <b>Devi</b>", village="रामपुर"))
        case = a_case()
        encounter = session.encounters.send_to_doctor(
            None, patient.id, case, triage(case, knowledge.rulebook)
        )
        session.encounters.record_impression(encounter.id, Impression(("dengue",)))
        session.encounters.record_suggestion(encounter.id, a_differential())
        encounter = session.encounters.close(
            encounter.id,
            Decision(DecisionKind.ACCEPTED, "dengue"),
            Plan("Dengue fever", "A90", treatment="Fluids by mouth\nRest", advice="ख़ून आए तो तुरंत आएँ।"),
        )
        staff = {user.id: user.name for user in session.staff()}
        return encounter, staff


@pytest.fixture
def demo_emergency(knowledge):
    """The worst adult of the demo, closed with a full plan and a referral."""
    with demo_clinic() as demo, contextlib.closing(demo.unlock(Role.DOCTOR)) as session:
        entry = next(entry for entry in session.encounters.queue() if entry.name.startswith("Ramesh"))
        session.encounters.record_impression(entry.encounter, Impression(("pneumonia_adult",)))
        session.encounters.record_suggestion(entry.encounter, a_differential())
        decision = Decision(DecisionKind.OTHER_LISTED, "pneumonia_adult", "Crepitations at the right base.")
        plan = Plan(
            "Community-acquired pneumonia",
            "J18.9",
            treatment="Oxygen, first dose of antibiotic as per the national guideline.",
            investigations="Chest X-ray, blood count, blood glucose",
            advice="Admission needed.",
            referral="District hospital, now, by 108 ambulance\nlow oxygen and confusion",
        )
        yield session.encounters.close(entry.encounter, decision, plan)


@pytest.fixture
def note(closed, knowledge):
    return visit_note(closed[0], "PHC Rampur", closed[1], knowledge, "en")


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


@pytest.mark.parametrize("paper", list(PaperSize))
def test_a_visit_note_says_who_what_and_who_decided(note, paper):
    text = text_of(pdf_of(note, paper))
    for expected in (
        "Dengue fever",
        "A90",
        "Sita <b>Devi</b>",
        "39.2",
        "fever for 5 days",
        "Fluids by mouth",
        "Dr Rao",
        "The doctor decided.",
        "0.1.0-untuned",
    ):
        assert expected in text


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("language", ["en", "hi"])
def test_fonts_are_embedded(closed, knowledge, paper, language):
    note = visit_note(closed[0], "PHC Rampur", closed[1], knowledge, language)
    fonts = [
        font.get_object()
        for page in read(pdf_of(note, paper)).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor
        assert "NotoSans" in descriptor["/FontName"]


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_emergency_of_the_demo_fits_on_one_small_page(demo_emergency, knowledge, language):
    note = visit_note(demo_emergency, "PHC Namunapur (demo)", {}, knowledge, language)
    pages = read(pdf_of(note, PaperSize.A5)).pages
    assert len(pages) == 1


def test_the_paper_has_its_size(note):
    for paper, points in ((PaperSize.A5, (420, 595)), (PaperSize.A4, (595, 842))):
        box = read(pdf_of(note, paper)).pages[0].mediabox
        assert (round(box.width), round(box.height)) == points


def test_a_long_note_goes_on_over_pages_and_loses_nothing(closed, knowledge):
    encounter, staff = closed
    note = visit_note(encounter, "PHC Rampur", staff, knowledge, "en")
    sentences = "\n".join(f"sentence{number}" for number in range(200))
    long_note = replace(note, sections=(Section("Long", paragraphs=(sentences,)),))
    pdf = pdf_of(long_note, PaperSize.A5)
    assert len(read(pdf).pages) > 2
    text = text_of(pdf)
    assert all(f"sentence{number}" in text for number in range(200))
    assert f"Page 1 of {len(read(pdf).pages)}" in text


def test_nothing_typed_is_read_as_layout(note):
    assert "&lt;b&gt;Devi" in html_of(note, PaperSize.A5)


def test_the_title_of_the_file_names_no_patient(note):
    assert "Sita" not in (read(pdf_of(note, PaperSize.A5)).metadata.title or "")


def test_the_recovery_sheet_has_the_code(looks):
    assert SHEET.code in text_of(pdf_of(recovery_sheet(SHEET, "en"), PaperSize.A5))
    assert SHEET.code in text_of(pdf_of(recovery_sheet(SHEET, "hi"), PaperSize.A5))


@pytest.fixture
def preview(note, background, qtbot):
    page = PrintPreviewPage(note, background)
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_preview_saves_a_pdf(preview, background, tmp_path, qtbot):
    target = tmp_path / "note.pdf"
    with qtbot.waitSignal(preview.printed):
        preview.save_as(target)
    assert "Dengue fever" in text_of(target.read_bytes())
    assert str(target) in preview.notice.text()
    assert "not encrypted" in preview.notice.text()


def test_a_file_that_cannot_be_written_is_said_and_no_half_file_stays(preview, background, tmp_path):
    printed = []
    preview.printed.connect(lambda: printed.append(True))
    preview.save_as(tmp_path / "no such folder" / "note.pdf")
    background.drain()
    assert preview.notice.text() != ""
    assert printed == []
    assert list(tmp_path.glob("**/*.pdf")) == []


def test_the_preview_changes_paper(preview):
    preview.paper.setCurrentText("A4")
    assert preview.paper_size() is PaperSize.A4
    assert preview.preview.pageCount() >= 1
