"""The pages of the window. What every page keeps to:

* A page is a `QWidget`, built explicitly with the services it uses: no service locator, no global.
* `title() -> str` names it for the window; never with anything that identifies a patient.
* It talks upwards by signals only; `gui/main_window.py` alone decides which page is shown next.
* Slow work goes through `Background`; a page never starts a thread and never calls a service on the GUI thread.
* Texts are set when it is built. A change of language builds pages anew, after `try_leave()`.
* A page that holds what somebody typed has `try_leave() -> bool`: it hands the draft to the database thread and
  returns whether the page may be left. The window then waits for the database thread before it locks or closes.
* `has_unsaved() -> bool` of such a page: whether something typed is not on disk, because saving it failed; also of
  forms that are no longer shown. Only then does the window ask before it is lost, whichever page is shown.
* A page that waits for work to end lets go of it in `on_end`, which `Background` calls after a bug too.
* A page that shows lists has `refresh()`, called each time it is shown.

| page | built with | signals | methods |
| --- | --- | --- | --- |
| `QueuePage` | `session, background, parent` | `open_encounter(str)`, `new_encounter()`, `resume_draft(str)` | `refresh()` |
| `EncounterPage` | `session, knowledge, assessor, background, parent` | `sent(str)`, `left()` | `start_new()`, `resume(draft)`, `draft_id() -> str` ("" while nothing is typed), `try_leave()`, `has_unsaved()` |
| `ReviewPage` | `session, knowledge, assessor, background, parent` | `closed(str)`, `print_requested(str)`, `left()` | `open(encounter_id)`, `try_leave()`, `has_unsaved()` |
| `SearchPage` | `session, background, parent` | `open_encounter(str)` | `refresh()` |
| `ClinicalContentPage` | `session, knowledge, background, parent` | `state_known(SignOffState)` | `refresh()` |
"""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Page(Protocol):
    """Every page."""

    def title(self) -> str:
        """The name of the page; no patient data."""


@runtime_checkable
class LeavablePage(Page, Protocol):
    """A page that holds what somebody typed."""

    def try_leave(self) -> bool:
        """Hand the draft over to be saved; whether the page may be left now."""

    def has_unsaved(self) -> bool:
        """Whether something typed is not on disk; asked when the database thread has nothing left to do."""


@runtime_checkable
class RefreshablePage(Page, Protocol):
    """A page that shows what is stored."""

    def refresh(self) -> None:
        """Ask the services again."""
