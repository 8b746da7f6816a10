"""What every test gets: no screen, a home of its own, and the shared evaluation data where it exists."""

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
# QT_QPA_PLATFORM yourself to watch one) or touches a real profile.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = Path(tempfile.mkdtemp(prefix="clinic-app-tests-"))
for _variable, _folder in {
    "HOME": "",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": "run",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}.items():
    (_HOME / _folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ[_variable] = str(_HOME / _folder)


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


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
