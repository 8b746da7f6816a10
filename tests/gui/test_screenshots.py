"""Pictures of every page in both languages, without a display."""

import struct
import tempfile
from pathlib import Path

import pytest

from clinic_app.domain.errors import FileUnwritable
from clinic_app.gui.i18n import set_language
from clinic_app.gui.screenshots import take_screenshots
from clinic_app.services.assessment import Assessor
from clinic_app.services.demo import demo_clinic
from clinic_app.services.knowledge import load_knowledge
from tests.fakes import FakeEngine

PAGES = {
    "first_run",
    "recovery_sheet",
    "trouble",
    "unlock",
    "encounter",
    "queue",
    "review",
    "print_preview",
    "search",
    "notice",
    "clinic",
    "clinical_content",
}


@pytest.fixture(scope="module")
def demo():
    with demo_clinic() as made:
        yield made


def take(folder: Path, demo):
    knowledge = load_knowledge()
    engine = FakeEngine(tuple(knowledge.conditions))
    return take_screenshots(folder, demo, knowledge, Assessor(knowledge, engine), engine.identity)


def test_every_page_in_hindi_at_the_size_of_a_small_laptop(looks, tmp_path, demo):
    set_language(looks, "hi")
    before = set(Path(tempfile.gettempdir()).glob("clinic-app-pictures-*"))
    taken = take(tmp_path / "pictures", demo)
    assert {path.stem.split("-")[1] for path in taken} == PAGES
    assert [int(path.stem.split("-")[0]) for path in taken] == list(range(1, len(taken) + 1))
    for path in taken:
        header = path.read_bytes()[:24]
        assert header.startswith(b"\x89PNG")
        assert struct.unpack(">II", header[16:24]) == (1366, 768), f"{path.name}: the page needs more room"
    assert set(Path(tempfile.gettempdir()).glob("clinic-app-pictures-*")) == before


def test_a_folder_that_cannot_be_made_is_told(looks, tmp_path, demo):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FileUnwritable):
        take(tmp_path / "file" / "pictures", demo)
