"""What every test gets: no screen, a home and a temporary folder of its own, and the shared data where it exists."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from clinic_app.services.knowledge import Knowledge

REPOSITORY = Path(__file__).resolve().parent.parent

# Before anything imports PySide6 or platformdirs: no test opens a window on somebody's desktop (set
# QT_QPA_PLATFORM yourself to watch one) or touches a real profile. What tests and the programs they start leave in
# the temporary folder is theirs alone, so that it can be looked through; `tmp_path` stays where pytest has it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
_PRIVATE = Path(tempfile.mkdtemp(prefix="clinic-app-tests-"))
for _variable, _folder in {
    "HOME": "home",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_RUNTIME_DIR": "run",
    "USERPROFILE": "home",
    "APPDATA": "home/AppData/Roaming",
    "LOCALAPPDATA": "home/AppData/Local",
    "TMPDIR": "tmp",
    "TEMP": "tmp",
    "TMP": "tmp",
}.items():
    (_PRIVATE / _folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ[_variable] = str(_PRIVATE / _folder)
# Tests that act as a user without privileges get to their own files through these.
for _folder in ("", "tmp"):
    (_PRIVATE / _folder).chmod(0o711)
tempfile.tempdir = None


def pytest_unconfigure() -> None:
    shutil.rmtree(_PRIVATE, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test that reads the shared data, so that ``-m "not shared_data"`` leaves them out."""
    for item in items:
        if "shared_dir" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared_data)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of the checkout under test."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The evaluation data that is not part of the repository; skips the test where it is absent."""
    configured = os.environ.get("CLINIC_APP_SHARED_DATA")
    folder = Path(configured) if configured else REPOSITORY.parent / "shared"
    if not (folder / "data" / "dev_vignettes.jsonl").is_file():
        pytest.skip(
            "the evaluation data is not here: put it beside the checkout as 'shared' or set CLINIC_APP_SHARED_DATA"
        )
    return folder


@pytest.fixture(scope="session")
def knowledge() -> "Knowledge":
    """The knowledge that comes with the program."""
    from clinic_app.services.knowledge import load_knowledge

    return load_knowledge()
