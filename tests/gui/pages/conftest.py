"""A clinic behind the pages: real encryption, real services, an engine that needs no model."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from clinic_app.domain.accounts import Role
from clinic_app.domain.case import Case
from clinic_app.domain.ids import EncounterId
from clinic_app.domain.rules.engine import triage
from clinic_app.gui.background import Background
from clinic_app.services.assessment import Assessor
from clinic_app.services.clinic import Session
from clinic_app.services.knowledge import Knowledge
from tests.clinics import FakeClock, a_case, a_patient, found_clinic, unlock
from tests.fakes import FakeEngine

T = TypeVar("T")


class ClinicBehindPages:
    """What a page is built with, and short ways to prepare and to look."""

    def __init__(self, folder: Path, knowledge: Knowledge, background: Background) -> None:
        self.folder = folder
        self.knowledge = knowledge
        self.background = background
        self.clock = FakeClock()
        self.engine = FakeEngine(tuple(knowledge.conditions))
        self.assessor = Assessor(knowledge, self.engine)
        self._open: Session | None = None
        found_clinic(folder, self.clock)

    def ask(self, work: Callable[[], T]) -> T:
        """What `work` gives, done on the database thread as everything with a session."""
        answers: list[T] = []
        self.background.database(work, answers.append)
        self.background.drain()
        return answers[0]

    def sign_in(self, role: Role) -> Session:
        """A session of that role; the one before is closed."""
        self.sign_out()
        self._open = self.ask(lambda: unlock(self.folder, role, self.clock))
        return self._open

    def sign_out(self) -> None:
        """Lock the clinic."""
        session, self._open = self._open, None
        if session is not None:
            self.background.drain()
            self.background.database(session.close)
            self.background.drain()

    def send(self, session: Session, name: str = "Sita Devi", case: Case | None = None) -> EncounterId:
        """A registered patient in the doctor's queue."""
        chosen = case or a_case("fever malaria vivax", case_id="case")
        level = triage(chosen, self.knowledge.rulebook)

        def register_and_send() -> EncounterId:
            patient = session.patients.register(a_patient(name))
            return session.encounters.send_to_doctor(None, patient.id, chosen, level).id

        return self.ask(register_and_send)


@pytest.fixture
def clinic(tmp_path, knowledge, background):
    """A founded clinic; signed out at the end."""
    behind = ClinicBehindPages(tmp_path / "profile", knowledge, background)
    yield behind
    behind.sign_out()


@pytest.fixture
def shown(qtbot, clinic):
    """Show a page at the size of the smallest laptop and wait until it is there; gone before the clinic closes."""
    pages: list[QWidget] = []

    def show(page: QWidget) -> QWidget:
        pages.append(page)
        page.resize(1366, 656)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitActive(page)
        return page

    yield show
    clinic.background.drain()
    for page in pages:
        delete(page)


def quiet_case() -> Case:
    """A case in which nothing was asked or measured."""
    return replace(a_case(), findings={}, vitals=replace(a_case().vitals, temperature_c=37.0, pulse=None))
