"""Keeps what is being typed on disk, encrypted, within a second."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from clinic_app.domain.errors import UserFacingError
from clinic_app.domain.ids import DraftId, EncounterId
from clinic_app.domain.records import Draft
from clinic_app.gui.background import Background
from clinic_app.services.drafts import DraftService

_PAUSE_MS = 350
_AT_MOST_MS = 800
_RETRY_MS = 2000


class DraftKeeper(QObject):
    """Saves one draft at each pause in typing, and at least every 0.8 s while the typing goes on.

    Neither trouble nor a bug ends it: it tries again until the draft is on disk.

    Signals:
        saved(str): on disk; the time of day.
        failed(UserFacingError): not on disk; it will be tried again.
    """

    saved = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        drafts: DraftService,
        background: Background,
        draft: Draft,
        form: Callable[[], Mapping[str, Any]],
        parent: QObject | None = None,
    ) -> None:
        """`form` gives what is typed at this moment, as a JSON object."""
        super().__init__(parent)
        self._drafts = drafts
        self._background = background
        self._draft = draft
        self._form = form
        self._latest: Mapping[str, Any] = draft.form
        self._dirty = False
        self._on_the_way: list[Draft] = []
        self._ended = False
        self._kept = bool(draft.saved_at)
        self._pause = self._timer(_PAUSE_MS)
        self._at_most = self._timer(_AT_MOST_MS)
        self._retry = self._timer(_RETRY_MS)

    @property
    def draft_id(self) -> DraftId:
        """The draft's id, also before anything is stored."""
        return self._draft.id

    @property
    def about(self) -> EncounterId | None:
        """The encounter that the draft is about."""
        return self._draft.encounter

    @property
    def in_use(self) -> bool:
        """Whether anything was typed or stored under this id."""
        return self._kept or self.has_unsaved

    @property
    def has_unsaved(self) -> bool:
        """Whether something typed is not on disk."""
        return self._dirty or bool(self._on_the_way)

    def changed(self) -> None:
        """Something was typed."""
        if self._ended:
            return
        self._dirty = True
        self._latest = dict(self._form())
        self._pause.start()
        if not self._at_most.isActive():
            self._at_most.start()

    def flush(self) -> None:
        """Hand over at once what is not saved yet."""
        if self._dirty and not self._ended:
            self._hand_over()

    def end(self) -> None:
        """Save no more: the form was sent or thrown away."""
        self._ended = True
        self._dirty = False
        for timer in (self._pause, self._at_most, self._retry):
            timer.stop()

    def go_on(self) -> None:
        """Take back `end`: sending failed, and what was typed last is still to be kept."""
        self._ended = False
        if self._latest:
            self._dirty = True
            self._pause.start()

    def hand_on(self) -> Draft:
        """What was typed last, for another keeper that goes on with it; this one saves no more."""
        self.end()
        return replace(self._draft, form=self._latest)

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(self._save)
        return timer

    def _save(self) -> None:
        # One at a time: on a slow disk the newest text waits, it does not queue up behind older ones.
        if self._dirty and not self._on_the_way and not self._ended:
            self._hand_over()

    def _hand_over(self) -> None:
        self._pause.stop()
        self._at_most.stop()
        self._retry.stop()
        self._dirty = False
        draft = replace(self._draft, form=self._latest)
        self._on_the_way.append(draft)
        save = self._drafts.save
        self._background.database(
            lambda: save(draft),
            lambda saved: self._done(draft, saved),
            lambda error: self._not_done(draft, error),
            on_end=lambda: self._over(draft),
            owner=self,
        )

    def _done(self, draft: Draft, saved: Draft) -> None:
        self._on_the_way.remove(draft)
        self._kept = True
        if self._dirty and not self._pause.isActive():
            self._pause.start()
        if not self._ended:
            self.saved.emit(datetime.fromisoformat(saved.saved_at).astimezone().strftime("%H:%M:%S"))

    def _not_done(self, draft: Draft, error: UserFacingError) -> None:
        self._try_again(draft)
        if not self._ended:
            self.failed.emit(error)

    def _over(self, draft: Draft) -> None:
        if any(waiting is draft for waiting in self._on_the_way):  # neither done nor in trouble: a bug
            self._try_again(draft)

    def _try_again(self, draft: Draft) -> None:
        self._on_the_way.remove(draft)
        if not self._ended:
            self._dirty = True
            self._retry.start()
