"""The words for roles."""

from PySide6.QtCore import QCoreApplication

from clinic_app.domain.accounts import Role


def role_word(role: Role) -> str:
    """What a role is called in the language of the window."""
    return {
        Role.HEALTH_WORKER: QCoreApplication.translate("Role", "health worker"),
        Role.DOCTOR: QCoreApplication.translate("Role", "doctor"),
        Role.CLINIC_ADMIN: QCoreApplication.translate("Role", "clinic in-charge"),
    }[role]
