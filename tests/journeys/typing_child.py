"""A program of its own that types into the form and then waits to be killed: `python -m tests.journeys.typing_child DIR`."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clinic_app import paths
from clinic_app.domain.accounts import Role
from clinic_app.gui import fonts
from clinic_app.gui.workspace import Place, PlaceKind
from clinic_app.services.knowledge import load_knowledge
from tests.journeys.conftest import Program


class Hands:
    """What `Program` needs of pytest-qt's bot."""

    keyClicks = staticmethod(QTest.keyClicks)  # noqa: N815 - the names of the bot
    mouseClick = staticmethod(QTest.mouseClick)  # noqa: N815
    waitExposed = staticmethod(QTest.qWaitForWindowExposed)  # noqa: N815

    @staticmethod
    def waitUntil(condition: Callable[[], bool], timeout: int) -> None:
        deadline = QDeadlineTimer(timeout)
        while not condition():
            if deadline.hasExpired():
                raise TimeoutError
            QTest.qWait(20)


def main(profile: Path, name: str, temperature: str) -> None:
    app = QApplication(["clinic-app"])
    fonts.load_fonts()
    program = Program(profile, paths.bundled_model_package_dir(), load_knowledge(), Hands())
    program.sign_in(Role.HEALTH_WORKER)
    program.workspace.leave_to(Place(PlaceKind.ENCOUNTER))
    program.fill(name=name, age="41", temperature_c=temperature)
    program.wait_for(lambda: bool(program.workspace.encounter.saved_mark.text()))
    program.wait_for(lambda: not program.workspace.has_unsaved())
    print("saved", flush=True)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
