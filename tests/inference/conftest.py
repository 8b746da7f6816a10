"""The packages that inference tests load."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clinic_app import paths


@pytest.fixture(scope="session")
def bundled() -> Path:
    """The folder of the package that comes with the program."""
    return paths.bundled_model_package_dir()


@pytest.fixture
def copy_of_bundled(bundled: Path, tmp_path: Path) -> Callable[[], Path]:
    """Makes a copy of the bundled package that a test may damage."""

    def copy() -> Path:
        return shutil.copytree(bundled, tmp_path / "package")

    return copy
