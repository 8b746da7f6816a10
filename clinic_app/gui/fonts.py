"""The bundled fonts. Without them Hindi would show as boxes on a laptop that has no Devanagari font."""

import os
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_sans_devanagari
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from clinic_app.domain.errors import FontsMissing

# Latin first: Noto Sans Devanagari has Latin letters of its own and lower ones, which would clip Devanagari.
FAMILIES: tuple[str, ...] = ("Noto Sans", "Noto Sans Devanagari")
BASE_POINT_SIZE = 11

_FOLDERS: tuple[Path, ...] = (
    Path(fontpkg_noto_sans.ROOT) / "files",
    Path(fontpkg_noto_sans_devanagari.ROOT) / "files",
)


def load_fonts(folders: tuple[Path, ...] = _FOLDERS) -> None:
    """Register the bundled fonts with Qt. Needs a QGuiApplication. Raises FontsMissing."""
    loaded: set[str] = set()
    for folder in folders:
        for file in sorted(folder.glob("*.ttf")):
            number = QFontDatabase.addApplicationFont(str(file))
            if number >= 0:
                loaded.update(QFontDatabase.applicationFontFamilies(number))
    if not set(FAMILIES) <= loaded:
        raise FontsMissing


def check_fonts() -> tuple[str, ...]:
    """The families that can be loaded, for self-diagnosis; needs no display. Raises FontsMissing."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication.instance() or QGuiApplication([])
    load_fonts()
    del application
    return FAMILIES


def font(point_size: float = BASE_POINT_SIZE, *, bold: bool = False) -> QFont:
    """The font of the program at `point_size`."""
    made = QFont(list(FAMILIES))
    made.setPointSizeF(point_size)
    made.setBold(bold)
    return made
