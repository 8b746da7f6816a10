"""A clinic's first day: found it, send a case, decide it, print it, find it again; nothing of it in the clear."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from clinic_app import paths
from clinic_app.domain.accounts import Role
from clinic_app.domain.records import QueueEntry
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui.pages.print_preview import PrintPreviewPage
from clinic_app.gui.pages.unlock import UnlockPage
from clinic_app.gui.workspace import Place, PlaceKind, Workspace
from tests.journeys.conftest import CLINIC, Program

# A patient whose words are nowhere else in the program.
MARKER_NAME, MARKER_VILLAGE, MARKER_STORY = "Zubeida Quartzwala", "Marmotpur", "saw a zebra-striped umbrella"
MARKERS = (MARKER_NAME, "Quartzwala", MARKER_VILLAGE, "zebra-striped", "Xylophonia")


def test_one_case_end_to_end(start: Callable[..., Program], tmp_path: Path) -> None:
    program = start()
    program.found_clinic()

    # The health worker: a wrong passphrase first, then a case in English, Hindi and numbers.
    program.sign_in(Role.HEALTH_WORKER, "not my passphrase")
    assert isinstance(program.window.page, UnlockPage)
    assert "not right" in program.window.page.notice.text()
    program.sign_in(Role.HEALTH_WORKER)
    workspace = program.workspace
    workspace.leave_to(Place(PlaceKind.ENCOUNTER))
    program.fill(name=MARKER_NAME, age="52", sex="F", village=MARKER_VILLAGE, complaint="cough and fever")
    assert workspace.encounter.banner.level() is TriageLevel.NONE
    program.fill(temperature_c="101.2")
    temperature = workspace.encounter.form.fields["temperature_c"]
    temperature.settle()
    assert "38.4" in temperature.offer_button.text()
    program.click(temperature.offer_button)
    program.fill(pulse="118", resp_rate="28", spo2="91", systolic="104", diastolic="66", consciousness="A")
    assert workspace.encounter.banner.level() is TriageLevel.EMERGENCY
    assert "NEWS2" in workspace.encounter.banner.words()
    program.fill(
        narrative=f"Productive cough with rusty sputum, chest pain on breathing; {MARKER_STORY}. बुखार"
    )
    program.wait_for(lambda: bool(workspace.encounter.saved_mark.text()))
    _assert_nothing_in_the_clear(program.profile)
    program.click(workspace.encounter.send)
    program.click(workspace.encounter.dialog.send)
    assert workspace.place() == Place(PlaceKind.QUEUE)
    program.window.lock()
    program.settle()

    # The doctor: own impression first, then the list by the real model, then the decision.
    program.sign_in(Role.DOCTOR)
    workspace = program.workspace
    entry = _waiting(workspace)[0]
    assert (entry.name, entry.level) == (MARKER_NAME, TriageLevel.EMERGENCY)
    workspace.queue.open_encounter.emit(entry.encounter)
    program.settle()
    review = workspace.review
    assert not review.suggestion.list.isVisible()
    program.type(review.suggestion.impression, "Acute bronchitis")
    program.click(review.suggestion.record)
    program.wait_for(review.suggestion.list.isVisible)
    rows = review.suggestion.list.model.rowCount()
    assert 1 <= rows <= 7
    assert "untuned" in review.suggestion.list.about.text()
    program.click(review.suggestion.accept)
    assert review.decision.fields["diagnosis"].editor.raw()
    program.type(review.decision.fields["treatment"].editor, "Xylophonia syrup as per guideline")
    program.click(review.close_encounter)
    _assert_nothing_in_the_clear(program.profile)

    # The visit note, as a PDF.
    workspace.review.print_requested.emit(entry.encounter)
    program.settle()
    preview = program.workspace.findChild(PrintPreviewPage)
    note = tmp_path / "note.pdf"
    preview.save_as(note)
    program.settle()
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(note).pages).split())
    for words in (CLINIC, MARKER_NAME, "38.4", "EMERGENCY", "Xylophonia", "Dr Meera Nair"):
        assert words in text
    note.unlink()
    preview.left.emit()
    program.end()

    # Next morning: found again, decided as it was.
    program = start()
    program.sign_in(Role.DOCTOR)
    workspace = program.workspace
    assert workspace.queue.model.rowCount() == 0
    workspace.leave_to(Place(PlaceKind.SEARCH))
    program.type(workspace.search.field, "quartz")
    program.wait_for(lambda: workspace.search.hits.rowCount() == 1)
    program.settle()
    encounter = workspace.search.hits.row(workspace.search.hits.index(0, 0)).last_visit.encounter
    stored = workspace.session.encounters.get(encounter)
    assert stored.plan.treatment.startswith("Xylophonia")
    assert stored.impression is not None
    [shown] = stored.suggestions
    assert len(shown.differential.ranked) == 190
    assert "untuned" in shown.differential.model.version
    program.end()
    _assert_nothing_in_the_clear(program.profile)


def test_a_killed_worker_and_then_a_missing_model_cost_only_the_list(
    start: Callable[..., Program], tmp_path: Path
) -> None:
    package = tmp_path / "package"
    shutil.copytree(paths.bundled_model_package_dir(), package)
    program = start(package=package)
    program.found_clinic()
    program.sign_in(Role.DOCTOR)
    workspace = program.workspace
    workspace.leave_to(Place(PlaceKind.ENCOUNTER))
    program.fill(name="Arjun", age="30", complaint="fever with chills")
    program.click(workspace.encounter.send)
    program.wait_for(lambda: program.engine.worker_pid is not None)

    # Killed: started again at the next need, nobody notices.
    program.kill_worker()
    encounter = _waiting(workspace)[0].encounter
    workspace.queue.open_encounter.emit(encounter)
    program.settle()
    program.click(workspace.review.suggestion.no_idea)
    program.wait_for(workspace.review.suggestion.list.isVisible)

    # Killed and its model gone: the reason stands in place of the list, the case can be decided all the same.
    workspace.leave_to(Place(PlaceKind.ENCOUNTER))
    program.fill(name="Bhola", age="8", complaint="cough")
    program.click(workspace.encounter.send)
    (package / "model.gguf").unlink()
    program.kill_worker()
    waiting = next(entry for entry in _waiting(workspace) if entry.name == "Bhola")
    workspace.queue.open_encounter.emit(waiting.encounter)
    program.settle()
    program.click(workspace.review.suggestion.no_idea)
    program.wait_for(lambda: "missing" in workspace.review.suggestion.said())
    program.click(workspace.review.suggestion.own)
    program.type(workspace.review.decision.fields["diagnosis"].editor, "Common cold")
    program.click(workspace.review.close_encounter)
    stored = workspace.session.encounters.get(waiting.encounter)
    assert stored.plan.diagnosis == "Common cold"
    program.end()


def test_a_name_in_a_temporary_file_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "clinic.db").touch()
    _assert_nothing_in_the_clear(tmp_path)
    with tempfile.NamedTemporaryFile(dir=tempfile.mkdtemp()) as left:
        left.write(MARKER_NAME.encode("utf-16-le"))
        left.flush()
        with pytest.raises(AssertionError, match=MARKER_NAME):
            _assert_nothing_in_the_clear(tmp_path)


def _waiting(workspace: Workspace) -> list[QueueEntry]:
    """The rows of the queue, from the top."""
    return list(workspace.queue.model.rows)


def _assert_nothing_in_the_clear(profile: Path) -> None:
    """No marker in any file of the profile (database, -wal, -shm, keyring, logs), of the home or of temporary files.

    The temporary folder is that of the tests alone: `tmp_path`, where the note is saved on purpose, lies elsewhere.
    """
    files = [
        path
        for root in (profile, Path(os.environ["HOME"]), Path(tempfile.gettempdir()))
        for folder, _, names in os.walk(root)
        for path in (Path(folder, name) for name in names)
        if path.is_file()
    ]
    assert any(path.name == "clinic.db" for path in files)
    for path in files:
        content = path.read_bytes()
        for marker in MARKERS:
            for encoding in ("utf-8", "utf-16-le"):
                assert marker.encode(encoding) not in content, f"{marker} in {path.name}"
            assert json.dumps(marker).strip('"').encode() not in content
