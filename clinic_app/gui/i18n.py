"""The language of the window: English in the source, others as Qt catalogues in `assets/i18n`."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from clinic_app import paths

SOURCE_LANGUAGE = "en"
# Each language in its own words: somebody who cannot read the current one must find theirs.
LANGUAGES: Mapping[str, str] = {"en": "English", "hi": "हिन्दी"}
_TRANSLATOR_NAME = "clinic_app_translator"


def current_language() -> str:
    """Language code of the window (`en`, `hi`): for `say(error, ...)` and `Text.in_language(...)`."""
    code = QLocale().name().split("_")[0]
    return code if code in LANGUAGES else SOURCE_LANGUAGE


def system_language() -> str:
    """The language of the laptop where we have it, else English."""
    code = QLocale.system().name().split("_")[0]
    return code if code in LANGUAGES else SOURCE_LANGUAGE


def set_language(app: QCoreApplication, language: str) -> None:
    """Make `language` the current one. Widgets that exist keep their texts: build them again.

    A missing catalogue leaves the texts English.
    """
    # India in both: dates and numbers are written alike, with Latin digits and a decimal point.
    locale = QLocale(QLocale.Language(QLocale(language).language()), QLocale.Country.India)
    QLocale.setDefault(locale)
    for old in app.findChildren(QTranslator, _TRANSLATOR_NAME):
        app.removeTranslator(old)
        old.setParent(None)
    if language == SOURCE_LANGUAGE:
        return
    translator = QTranslator(app)
    translator.setObjectName(_TRANSLATOR_NAME)
    if translator.load(f"clinic_app_{language}", str(paths.i18n_dir())):
        app.installTranslator(translator)
