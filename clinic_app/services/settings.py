"""Settings of the clinic and the acting user's own preferences."""

from typing import Any

from clinic_app.domain.accounts import Action
from clinic_app.services.permissions import Acting
from clinic_app.storage.settings import CLINIC
from clinic_app.storage.store import Store


class SettingsService:
    """Values that fit in JSON, by name. What was never set is None."""

    def __init__(self, store: Store, acting: Acting) -> None:
        self._store = store
        self._acting = acting

    def clinic(self, name: str) -> Any:
        """A setting of the clinic; everybody may read it."""
        with self._store.reading():
            return self._store.settings.get(CLINIC, name)

    def set_clinic(self, name: str, value: Any) -> None:
        """Commits the setting and its audit entry, or neither. Raises NotPermitted."""
        self._acting.require(Action.CHANGE_SETTINGS)
        with self._store.change(self._acting.deed("settings.changed", "", name=name)):
            self._store.settings.set(CLINIC, name, value)

    def own(self, name: str) -> Any:
        """A preference of the acting user."""
        with self._store.reading():
            return self._store.settings.get(self._acting.user.id, name)

    def set_own(self, name: str, value: Any) -> None:
        """Commits the preference and its audit entry, or neither."""
        with self._store.change(self._acting.deed("settings.own_changed", "", name=name)):
            self._store.settings.set(self._acting.user.id, name, value)
