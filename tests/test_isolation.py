"""Tests look through temporary files for what must not be there: those files have to be the tests' own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def test_temporary_files_are_the_tests_own(tmp_path: Path) -> None:
    private = Path(os.environ["HOME"]).parent
    assert Path(tempfile.gettempdir()).parent == private
    assert not tmp_path.is_relative_to(private)


def test_a_program_that_a_test_starts_has_the_same() -> None:
    code = "import tempfile; print(tempfile.gettempdir())"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == tempfile.gettempdir()


def test_qt_has_the_same() -> None:
    from PySide6.QtCore import QDir

    assert Path(QDir.tempPath()) == Path(tempfile.gettempdir())
