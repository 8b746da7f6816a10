"""How the window looks: Fusion, one palette, and colours for status only.

Status is never told by colour alone: each level has an icon of its own shape and a word. Text on a status colour
has a contrast of at least 7:1 (WCAG AAA), which a test holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QStyleFactory

from clinic_app import paths
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui import fonts

TARGET_HEIGHT_PX = 36
"""Smallest height of something to click: a finger or a trembling mouse must hit it."""


@dataclass(frozen=True, slots=True)
class StatusColours:
    """Colours of one status; `text` on `background` has a contrast of at least 7:1."""

    text: str
    background: str
    border: str


LEVEL_COLOURS: Mapping[TriageLevel, StatusColours] = {
    TriageLevel.EMERGENCY: StatusColours("#ffffff", "#8c0d17", "#5e0810"),
    TriageLevel.URGENT: StatusColours("#1a1200", "#ffb938", "#8a5a00"),
    TriageLevel.ROUTINE: StatusColours("#ffffff", "#0f4c81", "#0a3358"),
    TriageLevel.NONE: StatusColours("#1c1f22", "#e3e7ea", "#7b858d"),
}
PROBLEM = StatusColours("#4a0a10", "#fde8e9", "#8c0d17")
INFORMATION = StatusColours("#0a2e4d", "#e4f0fa", "#0f4c81")
DEMO = StatusColours("#ffffff", "#5b2a86", "#3d1a5c")


def level_word(level: TriageLevel) -> str:
    """The word for a triage level in the language of the window."""
    return {
        TriageLevel.EMERGENCY: QCoreApplication.translate("TriageLevel", "EMERGENCY"),
        TriageLevel.URGENT: QCoreApplication.translate("TriageLevel", "URGENT"),
        TriageLevel.ROUTINE: QCoreApplication.translate("TriageLevel", "ROUTINE"),
        TriageLevel.NONE: QCoreApplication.translate("TriageLevel", "NONE"),
    }[level]


def triage_word(level: TriageLevel, *, danger_excluded: bool, alarmed: bool) -> str:
    """The word for a triage. Without a level it never reads like an all-clear while danger is not excluded."""
    if level is not TriageLevel.NONE or danger_excluded:
        return level_word(level)
    if alarmed:
        return QCoreApplication.translate("TriageLevel", "DANGER SIGN")
    return QCoreApplication.translate("TriageLevel", "NOT YET KNOWN")


def triage_icon(level: TriageLevel, *, danger_excluded: bool, alarmed: bool) -> QIcon:
    """The picture that goes with `triage_word`."""
    if level is not TriageLevel.NONE or danger_excluded:
        return level_icon(level)
    return icon("problem" if alarmed else "danger_open")


def triage_colours(level: TriageLevel, *, alarmed: bool) -> StatusColours:
    """The colours that go with `triage_word`: a danger sign stands out also while it has no level."""
    return PROBLEM if alarmed and level is TriageLevel.NONE else LEVEL_COLOURS[level]


@cache
def level_icon(level: TriageLevel) -> QIcon:
    """An icon whose shape alone tells the level: octagon, triangle, clock, dash."""
    return icon(f"level_{level.name.lower()}")


def icon(name: str) -> QIcon:
    """An icon of `assets/icons` by its name without `.svg`; not dimmed in a selected row."""
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        made.addFile(str(paths.icons_dir() / f"{name}.svg"), QSize(), mode)
    return made


def status_style(colours: StatusColours, selector: str = "QFrame") -> str:
    """A style sheet for a widget that shows a status, and only for that one (not its children's own look)."""
    return (
        f"{selector} {{ background: {colours.background}; color: {colours.text};"
        f" border: 1px solid {colours.border}; border-radius: 4px; }}"
        f" {selector} QLabel {{ color: {colours.text}; background: transparent; border: none; }}"
    )


def contrast(first: str, second: str) -> float:
    """WCAG contrast ratio of two colours (`#rrggbb`), 1 to 21."""
    lighter, darker = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def apply(app: QApplication) -> None:
    """Fusion, our palette, our fonts (which must be loaded)."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette())
    app.setFont(fonts.font())
    app.setStyleSheet(
        f"QPushButton, QToolButton, QLineEdit, QComboBox {{ min-height: {TARGET_HEIGHT_PX - 10}px; }}"
        " QPushButton { padding: 4px 14px; }"
        " QLineEdit, QComboBox { padding: 2px 6px; }"
        " QPushButton:checked { background: #cfe0ee; border: 2px solid #0f4c81; border-radius: 4px;"
        " font-weight: bold; }"
        ' QPushButton[primary="true"] { background: #0f4c81; color: #ffffff; border: 1px solid #0a3358;'
        " border-radius: 4px; font-weight: bold; }"
        ' QPushButton[primary="true"]:hover, QPushButton[primary="true"]:focus { background: #0a3358; }'
        ' QPushButton[primary="true"]:focus { border: 2px solid #ffb938; }'
        ' QPushButton[primary="true"]:disabled { background: #d5dbdf; color: #4f585f; border-color: #aab4ba; }'
    )


def make_primary(button: QPushButton) -> None:
    """Mark the one button of a page that is the usual next step."""
    button.setProperty("primary", True)
    button.setMinimumWidth(180)
    button.setMinimumHeight(TARGET_HEIGHT_PX)


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: "#f4f6f7",
        role.WindowText: "#16191c",
        role.Base: "#ffffff",
        role.AlternateBase: "#eef2f4",
        role.Text: "#16191c",
        role.PlaceholderText: "#5a646c",
        role.Button: "#e6ebee",
        role.ButtonText: "#16191c",
        role.BrightText: "#8c0d17",
        role.Highlight: "#0f4c81",
        role.HighlightedText: "#ffffff",
        role.Link: "#0f4c81",
        role.LinkVisited: "#5b2a86",
        role.ToolTipBase: "#16191c",
        role.ToolTipText: "#ffffff",
        role.Accent: "#0f4c81",
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor("#6b757d"))
    return palette


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
