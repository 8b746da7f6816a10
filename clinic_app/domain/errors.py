"""Expected trouble, told apart from bugs.

A `UserFacingError` is something outside the program's control (a full disk, a wrong passphrase, an
impossible reading). It carries a code and parameters; the words for each code, in each language, are
data (`assets/i18n/errors.json`, see `services/wording.py`). Any other exception is a bug.

Parameters never hold anything that identifies a patient: they may be logged.
"""

from typing import ClassVar


class UserFacingError(Exception):
    """Base of all expected errors.

    Attributes:
        code: names the sentence in `assets/i18n/errors.json`.
        params: named fields of that sentence.
    """

    code: ClassVar[str] = "unexpected"

    def __init__(self, **params: object) -> None:
        super().__init__(self.code, params)
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in sorted(self.params.items()))
        return f"{self.code}({details})"


class CaseError(UserFacingError):
    """A case that cannot be read or cannot be true.

    Attributes:
        case_code: which of the case errors (`out_of_range`, `unknown_key`, ...); the `code` of a result line.
        field: the key at fault without its parent (`temperature_c`), or "" when the line as a whole is at fault.
    """

    code = "case"

    def __init__(self, case_code: str, field: str, **params: object) -> None:
        super().__init__(field=field, **params)
        self.case_code = case_code
        self.field = field

    def __str__(self) -> str:
        return f"{self.case_code}({self.field})"


class ModelUnavailable(UserFacingError):
    """The suggestion list cannot be made; triage and the form are unaffected.

    `reason` is one of: missing, damaged, unsupported, crashed, timed_out, too_large, off.
    """

    code = "model_unavailable"

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(reason=reason, **params)
        self.reason = reason


class DiskFull(UserFacingError):
    """Nothing was written; what was saved before is intact."""

    code = "disk_full"


class ReadOnlyFolder(UserFacingError):
    """The folder cannot be written to."""

    code = "read_only_folder"


class DiskTrouble(UserFacingError):
    """The disk failed or was taken out. What was saved before is as it was."""

    code = "disk_trouble"


class DatabaseDamaged(UserFacingError):
    """The clinic's database cannot be read with its key. The file is left untouched."""

    code = "database_damaged"


class PlaintextDatabase(UserFacingError):
    """The database, or the SQLite library in use, is not encrypted."""

    code = "plaintext_database"


class NewerProfile(UserFacingError):
    """The profile was written by a newer version of the program."""

    code = "newer_profile"


class KeyringDamaged(UserFacingError):
    """The file of key slots cannot be read or was edited."""

    code = "keyring_damaged"


class WrongPassphrase(UserFacingError):
    """The passphrase opens no key slot of this user."""

    code = "wrong_passphrase"


class WrongRecoveryCode(UserFacingError):
    """A well-formed recovery code that is not this clinic's; `mistyped=True` when its check sum fails."""

    code = "wrong_recovery_code"


class ProfileInUse(UserFacingError):
    """Another running program holds this profile."""

    code = "profile_in_use"


class NotPermitted(UserFacingError):
    """The acting user's role may not do this."""

    code = "not_permitted"


class UnknownUser(UserFacingError):
    """Nobody of that id works in this clinic, or they no longer do."""

    code = "unknown_user"


class ClinicExists(UserFacingError):
    """The folder already holds a clinic; it is left as it is."""

    code = "clinic_exists"


class NoClinic(UserFacingError):
    """The folder holds no clinic."""

    code = "no_clinic"


class StaffInvalid(UserFacingError):
    """The staff of a new clinic cannot be right; `reason` is one of: nobody_in_charge, name_missing, name_twice."""

    code = "staff_invalid"


class PassphraseTooWeak(UserFacingError):
    """The passphrase is too easy to guess; `advice` is a code of `services/passphrase.py`."""

    code = "passphrase_too_weak"


class EntryMissing(UserFacingError):
    """Something that must be filled in is empty; `entry` is one of: clinic_name, patient_name, diagnosis, reason,
    condition, impression."""

    code = "entry_missing"


class EncounterClosed(UserFacingError):
    """The encounter is closed: it can be amended, not reviewed again."""

    code = "encounter_closed"


class EncounterNotClosed(UserFacingError):
    """The encounter is still open: there is nothing to amend yet."""

    code = "encounter_not_closed"


class FontsMissing(UserFacingError):
    """The bundled fonts cannot be loaded, so Hindi would show as boxes."""

    code = "fonts_missing"


class NoDisplay(UserFacingError):
    """There is no screen to open a window on."""

    code = "no_display"


class FileUnreadable(UserFacingError):
    """An input file is missing or cannot be opened."""

    code = "file_unreadable"


class FileUnwritable(UserFacingError):
    """An output file cannot be written."""

    code = "file_unwritable"
