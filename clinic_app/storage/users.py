"""The staff as the database knows them; the keyring beside it holds their key slots."""

from clinic_app.domain.accounts import Role, User
from clinic_app.domain.ids import UserId
from clinic_app.storage.sqlcipher import Database


class UserRows:
    """Members of staff, past ones included: old records keep their names."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def insert(self, user: User, now: str) -> None:
        """Add a member of staff."""
        self._db.execute(
            "INSERT INTO users (id, name, role, active, created_at) VALUES (?, ?, ?, ?, ?)",
            (user.id, user.name, user.role.value, int(user.active), now),
        )

    def get(self, user_id: UserId) -> User | None:
        """The user of that id, or None."""
        return next((user for user in self.all() if user.id == user_id), None)

    def all(self) -> tuple[User, ...]:
        """Everybody, in the order they were added."""
        rows = self._db.execute("SELECT id, name, role, active FROM users ORDER BY rowid")
        return tuple(User(UserId(row[0]), row[1], Role(row[2]), bool(row[3])) for row in rows)
