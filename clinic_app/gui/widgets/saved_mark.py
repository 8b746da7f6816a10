"""Says whether what is being typed is on disk."""

from PySide6.QtWidgets import QLabel, QWidget

from clinic_app.domain.errors import UserFacingError
from clinic_app.gui.errors import words
from clinic_app.gui.widgets.notice import NoticeBar


class SavedMark(QLabel):
    """A small mark beside the buttons; trouble is told in `notice` too, where nobody overlooks it."""

    def __init__(self, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = notice

    def show_saved(self, time: str) -> None:
        """On disk since `time` of day."""
        self.setStyleSheet("")
        self.setText(self.tr("Saved {time}").format(time=time))

    def show_trouble(self, error: UserFacingError) -> None:
        """Not on disk; it is tried again."""
        self.setStyleSheet("color: #8c0d17; font-weight: 700;")
        self.setText(self.tr("NOT SAVED: trying again"))
        self._notice.show_problem(
            self.tr("What you type is not being saved. {why} The program keeps trying.").format(
                why=words(error)
            )
        )
