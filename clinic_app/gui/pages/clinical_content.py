"""The clinical content: its version, whether the clinic has signed it off, and every question that is still open."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from clinic_app.domain.accounts import Action, may
from clinic_app.domain.errors import UserFacingError
from clinic_app.domain.moments import Clock, local_day, system_clock, utc_text
from clinic_app.domain.review import ReviewItem, UncertainStatement, in_order
from clinic_app.domain.sign_off import SignOff, SignOffState
from clinic_app.gui import theme
from clinic_app.gui.actions import Shortcut, add_button_shortcut
from clinic_app.gui.background import Background
from clinic_app.gui.errors import words
from clinic_app.gui.i18n import current_language
from clinic_app.gui.roles import role_word
from clinic_app.gui.widgets.column import heading_label
from clinic_app.gui.widgets.notice import NoticeBar
from clinic_app.gui.widgets.sign_off_dialog import SignOffDialog
from clinic_app.gui.widgets.sign_off_words import day_of, sign_off_words
from clinic_app.services.clinic import Session
from clinic_app.services.knowledge import Knowledge


class ClinicalContentPage(QWidget):
    """Everybody may read it; a medical officer can sign it off.

    Attributes:
        dialog: the confirmation while it is open.

    Signals:
        state_known(SignOffState): read again, or changed by a signature.
    """

    state_known = Signal(object)

    def __init__(
        self,
        session: Session,
        knowledge: Knowledge,
        background: Background,
        parent: QWidget | None = None,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._knowledge = knowledge
        self._background = background
        self._clock = clock
        self.dialog: SignOffDialog | None = None
        self.notice = NoticeBar(self)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.questions = QTextBrowser(self)
        self.questions.setAccessibleName(self.tr("Open questions"))
        self.questions.setOpenLinks(False)
        self.questions.setTabChangesFocus(True)
        self.questions.document().setDocumentMargin(10)
        self.sign = QPushButton(self.tr("&Sign off this content…"), self)
        theme.make_primary(self.sign)
        self.sign.clicked.connect(self._ask)
        add_button_shortcut(self, Shortcut.SIGN_OFF, self.sign)
        self._lay_out()
        self._show(None)
        self.setFocusProxy(self.questions)

    def title(self) -> str:
        """The name of the page."""
        return self.tr("Clinical content")

    def refresh(self) -> None:
        """Ask again who signed."""
        sign_off, version = self._session.sign_off, self._knowledge.content_version
        self._background.database(
            lambda: sign_off.state(version), self._known, self.notice.show_error, owner=self
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(heading_label(self.title(), self), stretch=1)
        top.addWidget(
            QLabel(self.tr("Version {version}").format(version=self._knowledge.content_version), self)
        )
        frame = QFrame(self)
        frame.setObjectName("SignOffState")
        frame.setStyleSheet(theme.status_style(theme.INFORMATION, "QFrame#SignOffState"))
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.state, stretch=1)
        may_sign = may(self._session.user.role, Action.SIGN_OFF_CONTENT)
        self.sign.setVisible(may_sign)
        who = QLabel(self.tr("Only a doctor (medical officer) of this clinic can sign off."), self)
        who.setVisible(not may_sign)
        buttons = QHBoxLayout()
        buttons.addWidget(who)
        buttons.addStretch()
        buttons.addWidget(self.sign)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self.notice)
        layout.addWidget(frame)
        layout.addWidget(self.questions, stretch=1)
        layout.addLayout(buttons)

    def _known(self, state: SignOffState) -> None:
        self._show(state)
        self.state_known.emit(state)

    def _show(self, state: SignOffState | None) -> None:
        self.state.setText("" if state is None else sign_off_words(state))
        # To sign the same twice would say nothing new; another doctor may add a name.
        signer = state.current.user if state is not None and state.current is not None else None
        self.sign.setEnabled(state is not None and signer != self._session.user.id)
        place = self.questions.verticalScrollBar().value()
        self.questions.setHtml("".join(self._content(state)))
        self.questions.verticalScrollBar().setValue(place)

    def _content(self, state: SignOffState | None) -> Iterable[str]:
        knowledge, review, language = self._knowledge, self._knowledge.review, current_language()
        yield _paragraph(
            self.tr(
                "The rules and the facts about conditions were written by engineers from guidelines. {count} questions"
                " are open. Here stands what the program does until a medical officer has decided."
            ).format(count=review.open_questions)
        )
        for rule in in_order(knowledge.rulebook.rules):
            if items := review.of_rule(rule):
                title = knowledge.rulebook.rules[rule].title.in_language(language)
                yield _heading(f"{title} ({rule})")
                yield from map(self._item, items)
        yield _heading(self.tr("All of the content"))
        yield from map(self._item, review.of_rule(""))
        yield _heading(self.tr("Single conditions"))
        yield from map(self._item, review.of_conditions())
        yield _heading(self.tr("Statements about conditions that are not certain (none is shown as a fact)"))
        yield f'<ul style="margin-top:2px">{"".join(map(self._statement, review.unasked))}</ul>'
        if state is not None and state.history:
            yield _heading(self.tr("Sign-offs so far"))
            yield from map(self._signature, state.history)

    def _item(self, item: ReviewItem) -> str:
        language = current_language()
        rows = (
            (self.tr("The program:"), item.default.in_language(language)),
            (self.tr("Why:"), item.why_safer.in_language(language)),
        )
        said = "<br>".join(f"<b>{escape(label)}</b> {escape(text)}" for label, text in rows)
        question = escape(item.question.in_language(language))
        return f'<p style="margin:6px 0 6px 12px"><b>{question}</b><br>{said}</p>'

    def _statement(self, statement: UncertainStatement) -> str:
        language = current_language()
        condition = self._knowledge.conditions[statement.condition].name.in_language(language)
        return f"<li><b>{escape(condition)}:</b> {escape(statement.text.in_language(language))}</li>"

    def _signature(self, sign_off: SignOff) -> str:
        return _paragraph(
            self.tr("{day}: {name}, {role}, version {version}, {count} open questions").format(
                day=day_of(sign_off),
                name=sign_off.name,
                role=role_word(sign_off.role),
                version=sign_off.content_version,
                count=sign_off.open_questions,
            )
        )

    def _ask(self) -> None:
        user, review = self._session.user, self._knowledge.review
        statement = self.tr(
            "{name}, {role}, {clinic}, {day}: I sign off the clinical content, version {version}, for this clinic."
            " I have read its {count} open questions and agree to what the program does until they are decided."
        ).format(
            name=user.name,
            role=role_word(user.role),
            clinic=self._session.clinic_name,
            day=local_day(utc_text(self._clock())).strftime("%d-%m-%Y"),
            version=self._knowledge.content_version,
            count=review.open_questions,
        )
        self.dialog = SignOffDialog(statement, self)
        self.dialog.signed.connect(self._sign)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _sign(self, passphrase: str) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        sign, content = self._session.sign_off.sign, self._knowledge
        self._background.database(
            lambda: sign(
                passphrase, content.content_version, content.review.open_questions, dialog.statement
            ),
            self._signed,
            self._refused,
            on_end=lambda: dialog.wait(False),
            owner=dialog,
        )

    def _signed(self, state: SignOffState) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._known(state)
        self.questions.setFocus()

    def _refused(self, error: UserFacingError) -> None:
        if self.dialog is not None:
            self.dialog.refuse(words(error))

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.passphrase.clear()
            self.dialog.deleteLater()
            self.dialog = None


def _heading(text: str) -> str:
    return f'<p style="margin:12px 0 2px 0; color:#0f4c81"><b>{escape(text)}</b></p>'


def _paragraph(text: str) -> str:
    return f'<p style="margin:2px 0">{escape(text)}</p>'
