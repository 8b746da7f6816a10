"""Sign-offs of the clinical content, as rows that are only ever added."""

from clinic_app.domain.accounts import Role
from clinic_app.domain.ids import SignOffId, UserId
from clinic_app.domain.sign_off import SignOff
from clinic_app.storage.sqlcipher import Database

_COLUMNS = "id, content_version, open_questions, statement, signed_at, signed_by, signer_name, signer_role"


class SignOffRows:
    """Every signature that was ever given."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def insert(self, sign_off: SignOff) -> None:
        """Add a signature."""
        self._db.execute(
            f"INSERT INTO content_sign_offs ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sign_off.id,
                sign_off.content_version,
                sign_off.open_questions,
                sign_off.statement,
                sign_off.signed_at,
                sign_off.user,
                sign_off.name,
                sign_off.role.value,
            ),
        )

    def all(self) -> tuple[SignOff, ...]:
        """All signatures, the latest first."""
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM content_sign_offs ORDER BY number DESC")
        return tuple(
            SignOff(
                id=SignOffId(row[0]),
                content_version=row[1],
                open_questions=row[2],
                statement=row[3],
                signed_at=row[4],
                user=UserId(row[5]),
                name=row[6],
                role=Role(row[7]),
            )
            for row in rows
        )
