"""The power goes while a health worker types: the next morning the form is offered again, as it was typed."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from clinic_app.domain.accounts import Role
from clinic_app.gui.workspace import Place, PlaceKind
from tests.journeys.conftest import Program


def test_half_typed_text_survives_a_kill(
    start: Callable[..., Program], tmp_path: Path, repository: Path
) -> None:
    profile = tmp_path / "profile"
    program = start(profile)
    program.found_clinic()
    program.end()

    typing = subprocess.Popen(
        (sys.executable, "-m", "tests.journeys.typing_child", str(profile), "Half Typed", "not a number"),
        stdout=subprocess.PIPE,
        text=True,
        cwd=repository,
    )
    assert typing.stdout is not None
    assert typing.stdout.readline() == "saved\n"
    typing.kill()
    typing.communicate()

    program = start(profile)
    program.sign_in(Role.HEALTH_WORKER)
    workspace = program.workspace
    [draft] = workspace.session.drafts.mine()
    workspace.queue.resume_draft.emit(draft.id)
    program.settle()
    assert workspace.place() == Place(PlaceKind.ENCOUNTER, draft.id)
    typed = {name: field.editor.raw() for name, field in workspace.encounter.form.fields.items()}
    assert (typed["name"], typed["age"], typed["temperature_c"]) == ("Half Typed", "41", "not a number")
    program.end()
