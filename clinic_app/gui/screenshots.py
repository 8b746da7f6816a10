"""Pictures of every page of the demo, taken by the program itself: for the user guide, and to look at."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from clinic_app.domain.accounts import Role
from clinic_app.domain.differential import Differential, ModelIdentity
from clinic_app.domain.errors import DatabaseDamaged, DiskFull, FileUnwritable
from clinic_app.domain.ids import EncounterId
from clinic_app.domain.records import Decision, DecisionKind, Draft, Encounter, Impression, Plan
from clinic_app.gui.background import Background
from clinic_app.gui.i18n import current_language
from clinic_app.gui.main_window import WINDOW_SIZE, MainWindow, Setup
from clinic_app.gui.pages.first_run import FirstRunPage
from clinic_app.gui.pages.unlock import UnlockPage
from clinic_app.gui.workspace import Place, PlaceKind, Workspace
from clinic_app.services.assessment import Assessor
from clinic_app.services.clinic import Session
from clinic_app.services.demo import PASSPHRASE, DemoClinic
from clinic_app.services.knowledge import Knowledge

_Result = TypeVar("_Result")

# What is half typed in the picture of an emergency; the fields of the encounter form.
_TYPED_EMERGENCY: Mapping[str, str] = {
    "name": "Baby Munni (demo)",
    "age": "9",
    "age_unit": "months",
    "sex": "F",
    "village": "Namuna Tola",
    "guardian": "Asha Devi (demo)",
    "complaint": "तेज़ बुखार और दौरा",
    "duration": "1",
    "duration_unit": "days",
    "narrative": "Bukhar kal se. Subah ek baar daura pada, 5 minute. Tab se bahut sust hai.",
    "temperature_c": "39.8",
    "pulse": "172",
    "resp_rate": "52",
    "spo2": "94",
    "consciousness": "V",
    "finding.not_able_to_drink": "yes",
    "finding.lethargic_or_unconscious": "yes",
    "finding.convulsions_now_or_history": "yes",
    "finding.vomits_everything": "no",
}


def take_screenshots(
    folder: Path,
    demo: DemoClinic,
    knowledge: Knowledge,
    assessor: Assessor,
    model_identity: Callable[[], ModelIdentity],
) -> tuple[Path, ...]:
    """Write `NN-page-state.png` into `folder`, in the current language; the files in order.

    Raises FileUnwritable, and storage trouble of the demo.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileUnwritable(path=str(folder), reason=error.strerror) from error
    background = Background()
    try:
        with tempfile.TemporaryDirectory(prefix="clinic-app-pictures-") as empty:

            def window_on(profile: Path, demo_passphrase: str) -> MainWindow:
                settings = QSettings(str(Path(empty) / "window.ini"), QSettings.Format.IniFormat)
                setup = Setup(profile, knowledge, assessor, model_identity, settings, demo_passphrase)
                return MainWindow(setup, background)

            camera = _Camera(folder, background)
            _first_run(camera, window_on(Path(empty) / "profile", ""), demo)
            window = window_on(demo.folder, PASSPHRASE)
            _demo(camera, window, knowledge, assessor)
            window.close()
            window.deleteLater()
            return tuple(camera.taken)
    finally:
        background.close()


class _Camera:
    """Takes pictures of a window when everything in it has come to rest."""

    def __init__(self, folder: Path, background: Background) -> None:
        self._folder = folder
        self._background = background
        self.taken: list[Path] = []

    def settle(self) -> None:
        """Wait for background work, its callbacks and the layout they cause."""
        for _ in range(4):
            self._background.drain()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()

    def run(self, work: Callable[[], _Result]) -> _Result:
        """Do `work` on the database thread and wait for it."""
        results: list[_Result] = []
        self._background.database(work, results.append)
        self.settle()
        return results[0]

    def take(self, window: MainWindow, name: str, over: QWidget | None = None) -> None:
        """Take the window, with the dialog `over` in the middle of it."""
        self.settle()
        path = self._folder / f"{len(self.taken) + 1:02}-{name}.png"
        picture = window.grab()
        if over is not None:
            middle = window.rect().center() - over.rect().center()
            painter = QPainter(picture)
            painter.drawPixmap(middle, over.grab())
            painter.drawRect(over.rect().translated(middle))
            painter.end()
        if not picture.save(str(path)):
            raise FileUnwritable(path=str(path), reason="")
        self.taken.append(path)


def _first_run(camera: _Camera, window: MainWindow, demo: DemoClinic) -> None:
    window.resize(WINDOW_SIZE)
    window.show()
    window.start()
    camera.take(window, "first_run-language")
    page = window.page
    assert isinstance(page, FirstRunPage)
    page.next.click()
    camera.take(window, "first_run-clinic")
    page.clinic.line.setText(demo.sheet.clinic_name)
    page.next.click()
    page.doctor.line.setText("Dr. Anil Verma (demo)")
    page.doctor.passphrase.first.line.setText("anil verma 1")
    camera.take(window, "first_run-weak_passphrase")
    page.doctor.passphrase.first.line.setText(PASSPHRASE)
    page.doctor.passphrase.second.line.setText(PASSPHRASE)
    camera.take(window, "first_run-doctor")
    page.created.emit(demo.sheet)
    camera.take(window, "recovery_sheet-shown")
    window.show_trouble(DatabaseDamaged())
    camera.take(window, "trouble-damaged")
    window.hide()
    window.deleteLater()


def _demo(camera: _Camera, window: MainWindow, knowledge: Knowledge, assessor: Assessor) -> None:
    window.resize(WINDOW_SIZE)
    window.show()
    window.start()
    camera.take(window, "unlock-demo")
    page = _unlock_page(window)
    page.sign_in.passphrase.line.setText("wrong")
    page.sign_in.unlock.click()
    camera.take(window, "unlock-wrong_passphrase")
    page.sign_in.recovery_wanted.emit()
    camera.take(window, "unlock-recovery")

    window.start()
    workspace, session = _sign_in(camera, window, Role.HEALTH_WORKER)
    workspace.leave_to(Place(PlaceKind.ENCOUNTER))
    camera.take(window, "encounter-empty")
    draft = Draft(session.drafts.new().id, dict(_TYPED_EMERGENCY))
    camera.run(lambda: session.drafts.save(draft))
    workspace.leave_to(Place(PlaceKind.ENCOUNTER, draft.id))
    camera.take(window, "encounter-emergency")
    workspace.leave_to(Place(PlaceKind.QUEUE))
    camera.take(window, "queue-health_worker")
    window.lock()
    camera.settle()

    workspace, session = _sign_in(camera, window, Role.DOCTOR)
    camera.take(window, "queue-doctor")
    encounter = camera.run(lambda: session.encounters.get(_worst_adult(session)))
    workspace.leave_to(Place(PlaceKind.REVIEW, encounter.id))
    camera.take(window, "review-before_impression")
    differential = assessor.assess(encounter.case).differential
    camera.run(lambda: _see_suggestions(session, encounter, differential))
    workspace.leave_to(Place(PlaceKind.REVIEW, encounter.id))
    camera.take(window, "review-suggestions")
    camera.run(lambda: _decide(session, encounter, differential, knowledge))
    workspace.leave_to(Place(PlaceKind.REVIEW, encounter.id))
    camera.take(window, "review-decided")
    workspace.review.print_requested.emit(encounter.id)
    camera.take(window, "print_preview-visit_note")
    workspace.leave_to(Place(PlaceKind.SEARCH))
    camera.take(window, "search-empty")
    workspace.search.field.set_raw("namuna")
    workspace.search.refresh()
    camera.take(window, "search-found")
    window.notice.show_error(DiskFull())
    camera.take(window, "notice-disk_full")
    workspace.leave_to(Place(PlaceKind.IN_CHARGE))
    camera.take(window, "clinic-in_charge")
    workspace.leave_to(Place(PlaceKind.CLINICAL_CONTENT))
    camera.take(window, "clinical_content-not_signed_off")
    _sign_off(camera, window, workspace)


def _sign_off(camera: _Camera, window: MainWindow, workspace: Workspace) -> None:
    page = workspace.clinical_content
    page.sign.click()
    dialog = page.dialog
    assert dialog is not None
    camera.settle()
    camera.take(window, "clinical_content-confirming", over=dialog)
    dialog.passphrase.line.setText(PASSPHRASE)
    dialog.sign.click()
    camera.take(window, "clinical_content-signed_off")


def _unlock_page(window: MainWindow) -> UnlockPage:
    page = window.page
    assert isinstance(page, UnlockPage)
    return page


def _sign_in(camera: _Camera, window: MainWindow, role: Role) -> tuple[Workspace, Session]:
    """As a user does: choose the name, type the passphrase, unlock."""
    camera.settle()
    page = _unlock_page(window)
    page.sign_in.choose(role)
    page.sign_in.passphrase.line.setText(PASSPHRASE)
    page.sign_in.unlock.click()
    camera.settle()
    assert window.workspace is not None
    return window.workspace, window.workspace.session


def _worst_adult(session: Session) -> EncounterId:
    """The case of the pictures: the first of the queue whose age is in years."""
    return next(
        entry.encounter
        for entry in session.encounters.queue()
        if entry.age.stated is not None and entry.age.stated.unit == "years"
    )


def _see_suggestions(session: Session, encounter: Encounter, differential: Differential) -> None:
    session.encounters.record_impression(encounter.id, Impression(("pneumonia_adult",)))
    session.encounters.record_suggestion(encounter.id, differential)


def _decide(session: Session, encounter: Encounter, differential: Differential, knowledge: Knowledge) -> None:
    condition = knowledge.conditions["pneumonia_adult"]
    first = differential.ranked[0].condition if differential.ranked else ""
    decision = Decision(
        DecisionKind.ACCEPTED if first == condition.id else DecisionKind.OTHER_LISTED,
        condition.id,
        reason="" if first == condition.id else "Crepitations at the right base, yellow phlegm.",
    )
    plan = Plan(
        diagnosis=condition.name.in_language(current_language()),
        icd10=condition.icd10[0],
        treatment="Oxygen, first dose of antibiotic as per the national guideline.",
        investigations="Chest X-ray, blood count, blood glucose",
        advice="Admission needed.",
        referral="District hospital, now, by 108 ambulance: low oxygen and confusion.",
    )
    session.encounters.close(encounter.id, decision, plan)
