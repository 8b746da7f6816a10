"""The frame of the program: which page is shown when, in which language, and what is asked before it closes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QWidget,
)

from clinic_app.domain.differential import ModelIdentity
from clinic_app.domain.errors import ModelUnavailable, UserFacingError
from clinic_app.domain.ids import UserId
from clinic_app.domain.sign_off import SignOffState
from clinic_app.gui import theme
from clinic_app.gui.actions import Shortcut, add_shortcut
from clinic_app.gui.background import Background
from clinic_app.gui.frame import Frame
from clinic_app.gui.i18n import LANGUAGES, current_language, set_language
from clinic_app.gui.pages import Page
from clinic_app.gui.pages.first_run import CreateClinic, FirstRunPage
from clinic_app.gui.pages.print_preview import PrintPreviewPage
from clinic_app.gui.pages.recovery_sheet import RecoverySheetPage
from clinic_app.gui.pages.trouble import TroublePage
from clinic_app.gui.pages.unlock import Doors, UnlockPage
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.gui.widgets.question import confirmed
from clinic_app.gui.workspace import Place, PlaceKind, Workspace
from clinic_app.services.assessment import Assessor
from clinic_app.services.clinic import Clinic, RecoverySheet, Session, StaffEntry
from clinic_app.services.documents import recovery_sheet
from clinic_app.services.knowledge import Knowledge

WINDOW_SIZE = QSize(1366, 768)
LANGUAGE_SETTING = "language"
_GEOMETRY_SETTING = "geometry"


@dataclass(frozen=True, slots=True)
class Setup:
    """What the window works with.

    Attributes:
        profile: the clinic's folder.
        model_identity: asks the engine which model it runs; raises ModelUnavailable.
        settings: size, place and language of the window; nothing identifying.
        demo_passphrase: set only on the throw-away clinic of the demo, where everybody has this one.
        create_clinic, doors: how a clinic is founded and unlocked; by default `Clinic` on `profile`.
    """

    profile: Path
    knowledge: Knowledge
    assessor: Assessor
    model_identity: Callable[[], ModelIdentity]
    settings: QSettings
    demo_passphrase: str = ""
    create_clinic: CreateClinic | None = None
    doors: Doors | None = None


class MainWindow(QMainWindow):
    """Shows one of: first run, recovery sheet, unlock, workspace, trouble."""

    # Built again with every change of language.
    _frame: Frame

    def __init__(self, setup: Setup, background: Background) -> None:
        super().__init__()
        self._setup = setup
        self._background = background
        self._session: Session | None = None
        self._last_user: UserId | None = None
        self._model: ModelIdentity | None = None
        self._workspace: Workspace | None = None
        self._sign_off: SignOffState | None = None
        self._show_again: Callable[[], object] = self.start
        self._sheet_unconfirmed = False
        self._ending = False
        self.setWindowIcon(theme.icon("app"))
        self._build_frame()
        background.trouble.connect(self._tell)
        background.busy.connect(self._say_busy)
        add_shortcut(self, Shortcut.SWITCH_LANGUAGE, self._next_language)
        add_shortcut(self, Shortcut.QUIT, self.close)
        geometry = setup.settings.value(_GEOMETRY_SETTING)
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(WINDOW_SIZE)
        background.model(setup.model_identity, self._model_known, self._model_missing, owner=self)

    def start(self) -> None:
        """Look at the profile: first run, unlock, or what is in the way."""
        profile = self._setup.profile

        def look() -> tuple[str, tuple[StaffEntry, ...]] | None:
            return (Clinic.name(profile), Clinic.staff(profile)) if Clinic.exists(profile) else None

        self._background.database(look, self._seen, self.show_trouble, owner=self)

    @property
    def notice(self) -> NoticeBar:
        """Where trouble is told that no page tells itself."""
        return self._frame.notice

    @property
    def workspace(self) -> Workspace | None:
        """What the signed-in user sees; None while nobody is."""
        return self._workspace

    @property
    def page(self) -> QWidget:
        """The page or workspace that is shown."""
        return self._frame.page

    def tell_bug(self) -> None:
        """Something that is not supposed to happen has happened."""
        self._frame.notice.show_problem(
            self.tr(
                "Something unexpected went wrong. What you typed is kept. If it happens again, close and reopen."
            )
        )

    def show_trouble(self, error: UserFacingError) -> None:
        """Take the whole page for trouble that must be mended first."""
        self._show_again = partial(self.show_trouble, error)
        page = TroublePage(error, str(self._setup.profile), self)
        page.retry.connect(self.start)
        page.leave.connect(self.close)
        self._show(page)

    def lock(self) -> None:
        """Save what is typed, close the session, go back to unlocking."""
        if self._workspace is not None and self._may_leave():
            self._end_session(self.start)

    def switch_language(self, language: str) -> None:
        """Build everything again in `language`; what is typed is saved first."""
        app = QCoreApplication.instance()
        if app is None or self._is_making or self._is_opening:
            return
        if self._workspace is not None and not self._may_leave():
            return
        if self._workspace is not None:
            self._show_again = partial(self._show_workspace, self._workspace.place())
            self._workspace.retire()
        elif isinstance(self._frame.page, FirstRunPage):
            self._show_again = partial(self._show_first_run, self._frame.page)
        set_language(app, language)
        self._setup.settings.setValue(LANGUAGE_SETTING, language)
        self._build_frame()
        self._show_again()

    def end(self) -> None:
        """The computer shuts down or the user logs out: save what is typed and close, without a question."""
        self._ending = True
        if self._workspace is not None:
            self._workspace.try_leave()
            self._background.drain_database()
        self.close()
        # If a question is open that `close` asked, it does not close a second time.
        self._end_session()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes when drafts are saved, or when the user says that what could not be saved may go."""
        # Whatever goes wrong on the way, the window stays.
        event.ignore()
        if not self._ending and not self._may_close():
            return
        self._ending = True
        self._setup.settings.setValue(_GEOMETRY_SETTING, self.saveGeometry())
        # Now: later the demo's folder is gone, and must not come back.
        self._setup.settings.sync()
        self._end_session()
        event.accept()

    def _may_close(self) -> bool:
        if self._is_making or (self._workspace is not None and not self._may_leave()):
            return False
        return not self._sheet_unconfirmed or self._sheet_may_go()

    def _may_leave(self) -> bool:
        workspace = self._workspace
        assert workspace is not None
        # Twice: a form that could not be sent is handed over to be saved again.
        for _ in range(2):
            if not workspace.try_leave():
                return False
            self._background.drain_database()
            if self._workspace is not workspace:
                return False  # a new recovery code came: it must be seen first
        if not workspace.has_unsaved():
            return True
        may_go = confirmed(
            self,
            self.tr("Not saved"),
            self.tr("What you typed could not be saved. If you go on, it is lost."),
            self.tr("Go on and lose it"),
            self.tr("Stay here"),
        )
        return may_go and self._workspace is workspace

    def _sheet_may_go(self) -> bool:
        return confirmed(
            self,
            self.tr("Recovery sheet"),
            self.tr("The recovery code is not on paper yet. It is shown only now."),
            self.tr("Close all the same"),
            self.tr("Stay here"),
        )

    def _end_session(self, then: Callable[[], object] = lambda: None) -> None:
        session, self._session = self._session, None
        if session is None:
            return
        self._last_user = session.user.id
        self._show_sign_off(None)
        self._show_again = self.start
        if self._workspace is not None:
            # Nothing of it may ask the services any more: they close behind what is saved.
            self._workspace.retire()
            self._show(QWidget(self))

        self._background.database(session.close, on_error=self._tell, on_end=then, owner=self)

    def _seen(self, clinic: tuple[str, Sequence[StaffEntry]] | None) -> None:
        if self._is_making or self._is_opening:
            return  # looked twice, and already gone on
        if clinic is None:
            self._show_first_run()
        else:
            self._show_unlock(*clinic)

    @property
    def _is_making(self) -> bool:
        return isinstance(self._frame.page, FirstRunPage) and self._frame.page.is_making

    @property
    def _is_opening(self) -> bool:
        return isinstance(self._frame.page, UnlockPage) and self._frame.page.is_opening

    def _show_first_run(self, before: FirstRunPage | None = None) -> None:
        create = self._setup.create_clinic or partial(Clinic.create, self._setup.profile)
        page = FirstRunPage(create, self._background, self)
        page.language_chosen.connect(self.switch_language)
        page.created.connect(self._show_recovery_sheet)
        self._show(page)
        if before is not None:
            page.take_over(before)

    def _show_recovery_sheet(self, sheet: RecoverySheet) -> None:
        self._sheet_unconfirmed = True
        self._show_again = partial(self._show_recovery_sheet, sheet)
        page = RecoverySheetPage(sheet, self)
        page.print_requested.connect(self._print_recovery_sheet)
        page.confirmed.connect(self._sheet_on_paper)
        self._show(page)

    def _print_recovery_sheet(self, sheet: RecoverySheet) -> None:
        caution = self.tr(
            "Whoever has this sheet and this computer can read every record. Print it, or copy the code by hand."
            " A PDF of it must not stay on this computer: save it on a USB stick, print it elsewhere, delete it."
        )
        document = recovery_sheet(sheet, current_language())
        preview = PrintPreviewPage(document, self._background, self, caution=caution)
        preview.left.connect(partial(self._show_recovery_sheet, sheet))
        self._show(preview)

    def _sheet_on_paper(self) -> None:
        self._sheet_unconfirmed = False
        if self._session is None:
            self.start()
        else:
            self._show_workspace(Place(PlaceKind.IN_CHARGE))

    def _show_unlock(self, clinic_name: str, staff: Sequence[StaffEntry]) -> None:
        self._show_again = partial(self._show_unlock, clinic_name, staff)
        profile = self._setup.profile
        doors = self._setup.doors or Doors(
            unlock=partial(Clinic.unlock, profile),
            check_code=partial(Clinic.check_recovery_code, profile),
            recover=partial(Clinic.unlock_with_recovery, profile),
        )
        hint = ""
        if self._setup.demo_passphrase:
            hint = self.tr("Demo: everybody's passphrase is “{passphrase}”.").format(
                passphrase=self._setup.demo_passphrase
            )
        page = UnlockPage(
            clinic_name, staff, doors, self._background, self, preselected=self._last_user, hint=hint
        )
        page.unlocked.connect(self._unlocked)
        page.blocked.connect(self.show_trouble)
        self._show(page)

    def _unlocked(self, session: Session) -> None:
        if self._ending:
            self._background.database(session.close)
            return
        self._session = session
        sign_off, version = session.sign_off, self._setup.knowledge.content_version
        self._background.database(lambda: sign_off.state(version), self._show_sign_off, owner=self)
        self._show_workspace(None)

    def _show_workspace(self, place: Place | None) -> None:
        assert self._session is not None
        self._show_again = partial(self._show_workspace, place)
        workspace = Workspace(
            self._session,
            self._setup.knowledge,
            self._setup.assessor,
            self._background,
            self._frame.notice,
            self,
        )
        workspace.lock_requested.connect(self.lock)
        workspace.title_changed.connect(self._set_title)
        workspace.recovery_sheet_made.connect(self._show_recovery_sheet)
        workspace.clinical_content.state_known.connect(self._show_sign_off)
        self._show(workspace)
        workspace.go_to(place or workspace.home())

    def _show(self, page: QWidget) -> None:
        self._workspace = page if isinstance(page, Workspace) else None
        self._frame.show_page(page)
        self._frame.notice.clear()
        self._set_title(page.title() if isinstance(page, Page) else "")
        page.show()
        page.setFocus()

    def _set_title(self, page_title: str) -> None:
        program = self.tr("Clinic decision support")
        self.setWindowTitle(f"{page_title} – {program}" if page_title else program)

    def _next_language(self) -> None:
        codes = list(LANGUAGES)
        self.switch_language(codes[(codes.index(current_language()) + 1) % len(codes)])

    def _model_known(self, model: ModelIdentity) -> None:
        self._model = model
        self._frame.show_model(model)

    def _model_missing(self, error: UserFacingError) -> None:
        # Never in the way: the pages say it where suggestions would stand.
        assert isinstance(error, ModelUnavailable)

    def _show_sign_off(self, state: SignOffState | None) -> None:
        self._sign_off = state if self._session is not None else None
        self._frame.show_sign_off(self._sign_off)

    def _tell(self, error: UserFacingError) -> None:
        self._frame.notice.show_error(error)

    def _say_busy(self, busy: bool) -> None:
        self._frame.progress.setVisible(busy)

    def _build_frame(self) -> None:
        self._frame = Frame(
            self.switch_language, self, is_demo=bool(self._setup.demo_passphrase), model=self._model
        )
        self._frame.show_sign_off(self._sign_off)
        self.setCentralWidget(self._frame)
        self._frame.show()
        self._set_title("")
