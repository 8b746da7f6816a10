"""Starts the window: fonts, language, the engine, one profile."""

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from clinic_app import __version__
from clinic_app.domain.errors import NoDisplay
from clinic_app.gui import fonts, theme
from clinic_app.gui.background import Background
from clinic_app.gui.ending import ended_by_signals
from clinic_app.gui.errors import BugReporter
from clinic_app.gui.i18n import LANGUAGES, set_language, system_language
from clinic_app.gui.main_window import LANGUAGE_SETTING, MainWindow, Setup
from clinic_app.gui.screenshots import take_screenshots
from clinic_app.services.assessment import Assessor
from clinic_app.services.demo import PASSPHRASE, demo_clinic
from clinic_app.services.engines import open_engine
from clinic_app.services.knowledge import load_knowledge

SETTINGS_NAME = "window.ini"


def run_app(profile: Path, demo: bool = False, language: str | None = None) -> int:
    """Open the window on `profile` (with `demo`, on a throw-away one) until it is closed; its exit code.

    SIGTERM and SIGINT end it as closing the window does, but without a question.

    Raises FontsMissing, NoDisplay, and storage trouble while the demo is made. Trouble with the profile or the
    model is shown in the window.
    """
    with _application() as app, ended_by_signals() as signals, contextlib.ExitStack() as ending:
        if demo:
            profile = ending.enter_context(demo_clinic()).folder
        settings = QSettings(str(profile / SETTINGS_NAME), QSettings.Format.IniFormat)
        set_language(app, language or _remembered_language(settings))
        engine = ending.enter_context(open_engine())
        knowledge = load_knowledge()
        background = Background()
        ending.callback(background.close)
        # Before the threads are waited for: a model that loads or hangs must not hold up the end.
        ending.callback(engine.close)
        window = MainWindow(
            Setup(
                profile=profile,
                knowledge=knowledge,
                assessor=Assessor(knowledge, engine),
                model_identity=engine.identity,
                settings=settings,
                demo_passphrase=PASSPHRASE if demo else "",
            ),
            background,
        )
        BugReporter(profile, window.tell_bug).install()
        ending.callback(setattr, sys, "excepthook", sys.__excepthook__)

        def end() -> None:
            # The exit below is the only one: a second would end whatever waits for events next.
            app.setQuitOnLastWindowClosed(False)
            ending.callback(app.setQuitOnLastWindowClosed, True)
            window.end()
            # Also out of a question that is open.
            app.exit(0)

        signals.instead(end)
        window.show()
        window.start()
        return app.exec()


def run_screenshots(folder: Path, language: str) -> int:
    """Render every page of the demo into `folder`, with the real model where it is installed; 0.

    Needs no display. Raises FontsMissing and storage trouble.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with _without_offscreen_noise(), _application() as app, demo_clinic() as demo, open_engine() as engine:
        set_language(app, language)
        knowledge = load_knowledge()
        take_screenshots(folder, demo, knowledge, Assessor(knowledge, engine), engine.identity)
    return 0


@contextlib.contextmanager
def _without_offscreen_noise() -> Iterator[None]:
    """Keep back what the offscreen platform says of every window: it has no window manager."""

    def tell(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message.startswith("This plugin does not support"):
            return
        if previous is not None:
            previous(kind, context, message)
        else:
            sys.stderr.write(f"{message}\n")

    previous = qInstallMessageHandler(tell)
    try:
        yield
    finally:
        qInstallMessageHandler(previous)


@contextlib.contextmanager
def _application() -> Iterator[QApplication]:
    """The one application of the process, with our fonts and looks. Raises NoDisplay, FontsMissing."""
    existing = QApplication.instance()
    if existing is None and sys.platform == "linux" and not _has_display(os.environ):
        raise NoDisplay
    app = existing if isinstance(existing, QApplication) else QApplication(["clinic-app"])
    app.setApplicationName("clinic-app")
    app.setApplicationVersion(__version__)
    fonts.load_fonts()
    theme.apply(app)
    yield app


def _has_display(environment: Mapping[str, str]) -> bool:
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


def _remembered_language(settings: QSettings) -> str:
    remembered = settings.value(LANGUAGE_SETTING)
    return remembered if remembered in LANGUAGES else system_language()
