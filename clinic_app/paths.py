"""Where the program's own files and the user's files are.

The lowest layer: it knows folders and nothing of what is in them. Three kinds of installation are told apart: a
source checkout (``assets`` beside the package), an installed wheel (``clinic_app/_assets``) and a frozen program
(``assets`` in the bundle). No function here creates a folder or raises where one is missing; whoever reads a file
says what is wrong with it.
"""

import sys
from pathlib import Path

import platformdirs

APP_NAME = "clinic-app"


def assets_dir() -> Path:
    """The folder of the data files that come with the program (read-only)."""
    return find_assets(Path(__file__).resolve().parent, getattr(sys, "_MEIPASS", None))


def knowledge_dir() -> Path:
    """Conditions, findings, ranges and rules, as JSON files."""
    return assets_dir() / "knowledge"


def i18n_dir() -> Path:
    """Translation catalogues and the words for error codes."""
    return assets_dir() / "i18n"


def icons_dir() -> Path:
    """Icons, as SVG files."""
    return assets_dir() / "icons"


def bundled_model_package_dir() -> Path:
    """The model package that comes with the program: it works with no network."""
    return assets_dir() / "model"


def default_profile_dir() -> Path:
    """The platform's user data folder for this program; ``--profile DIR`` takes its place."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False, roaming=False))


def find_assets(package_dir: Path, frozen_dir: str | None) -> Path:
    """The data folder for a package that lies in ``package_dir``; ``frozen_dir`` is the bundle of a frozen program."""
    if frozen_dir is not None:
        return Path(frozen_dir) / "assets"
    in_wheel = package_dir / "_assets"
    return in_wheel if in_wheel.is_dir() else package_dir.parent / "assets"
