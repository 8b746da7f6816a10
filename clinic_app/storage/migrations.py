"""The schema of the clinic's database, as migrations that are never edited once released: add the next one.

Rows that say what was true are immutable (triggers forbid changing and deleting them): versions, suggestions,
decisions, sign-offs, audit. `patients` and `encounters` hold what their newest version says, for lists and queues.
"""

from pathlib import Path

from clinic_app.domain.errors import NewerProfile
from clinic_app.storage.sqlcipher import Database, Migrations
from clinic_app.storage.trouble import explained

migrations = Migrations("clinic")

_TABLES = """
CREATE TABLE users (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE patients (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version_id TEXT NOT NULL,
    name TEXT NOT NULL,
    sex TEXT CHECK (sex IN ('F', 'M', 'O')),
    age TEXT NOT NULL,
    guardian TEXT NOT NULL,
    village TEXT NOT NULL,
    phone TEXT NOT NULL,
    note TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    registered_by TEXT NOT NULL REFERENCES users (id)
) STRICT;

CREATE TABLE patient_versions (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    patient_id TEXT NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    parents TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES users (id),
    written_at TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX patient_versions_of_patient ON patient_versions (patient_id);

CREATE TABLE encounters (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    patient_id TEXT NOT NULL REFERENCES patients (id),
    version_id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'in_review', 'closed')),
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
    danger_excluded INTEGER NOT NULL CHECK (danger_excluded IN (0, 1)),
    alarms TEXT NOT NULL,
    complaint TEXT NOT NULL,
    diagnosis TEXT NOT NULL,
    icd10 TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    sent_by TEXT NOT NULL REFERENCES users (id),
    opened_at TEXT,
    opened_by TEXT REFERENCES users (id),
    closed_at TEXT,
    closed_by TEXT REFERENCES users (id)
) STRICT;
CREATE INDEX encounters_of_patient ON encounters (patient_id, number);
CREATE INDEX encounters_waiting ON encounters (number) WHERE status != 'closed';

CREATE TABLE encounter_versions (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    encounter_id TEXT NOT NULL REFERENCES encounters (id) DEFERRABLE INITIALLY DEFERRED,
    parents TEXT NOT NULL,
    kind TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES users (id),
    written_at TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX encounter_versions_of_encounter ON encounter_versions (encounter_id, number);

CREATE TABLE suggestions (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    encounter_id TEXT NOT NULL REFERENCES encounters (id),
    shown_at TEXT NOT NULL,
    shown_to TEXT NOT NULL REFERENCES users (id),
    model_name TEXT,
    model_version TEXT,
    model_sha256 TEXT,
    abstain TEXT,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX suggestions_of_encounter ON suggestions (encounter_id, number);

CREATE TABLE decisions (
    version_id TEXT PRIMARY KEY REFERENCES encounter_versions (id),
    encounter_id TEXT NOT NULL REFERENCES encounters (id),
    suggestion_id TEXT REFERENCES suggestions (id),
    kind TEXT NOT NULL,
    condition TEXT,
    rank INTEGER,
    reason TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    decided_by TEXT NOT NULL REFERENCES users (id)
) STRICT;
CREATE INDEX decisions_of_encounter ON decisions (encounter_id);

CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    kind TEXT NOT NULL,
    encounter_id TEXT REFERENCES encounters (id),
    form TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_of_user ON drafts (user_id);

CREATE TABLE settings (
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (owner, name)
) STRICT;

CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    user_id TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_of_subject ON audit (subject);

CREATE TABLE audit_head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;
"""

# One row a patient, so that "sita malaria" finds the Sita who had malaria. Contentless: the text is in the
# tables already. Vowel signs are part of a Devanagari word, hence the categories Mn and Mc.
_SEARCH = """
CREATE VIRTUAL TABLE patient_search USING fts5 (
    name, guardian, village, phone, visits,
    content = '', contentless_delete = 1, prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
"""

_CONTENT_SIGN_OFFS = """
CREATE TABLE content_sign_offs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    content_version TEXT NOT NULL,
    open_questions INTEGER NOT NULL,
    statement TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    signed_by TEXT NOT NULL REFERENCES users (id),
    signer_name TEXT NOT NULL,
    signer_role TEXT NOT NULL
) STRICT;
"""


@migrations()
def m001_initial(db: Database) -> None:
    """The schema of the first version."""
    db.executescript(_TABLES)
    db.executescript(_SEARCH)
    for table in ("patient_versions", "encounter_versions", "suggestions", "decisions", "audit"):
        _make_immutable(db, table)


@migrations()
def m002_content_sign_offs(db: Database) -> None:
    """The clinic's signatures under its clinical content."""
    # Not executescript: it would commit by itself, and a kill would leave half a step.
    db.execute(_CONTENT_SIGN_OFFS)
    _make_immutable(db, "content_sign_offs")


def _make_immutable(db: Database, table: str) -> None:
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
        )


_KNOWN = ("m001_initial", "m002_content_sign_offs")
SCHEMA_VERSION = len(_KNOWN)


def bring_up_to_date(db: Database, path: Path) -> bool:
    """Apply what is missing, each migration in a transaction; True if there was any.

    Raises NewerProfile, without writing, if the database has seen a migration that this program does not know.
    """
    with explained(path):
        if {migration.name for migration in migrations.applied(db)} - set(_KNOWN):
            raise NewerProfile(path=str(path))
        pending = bool(migrations.pending(db))
        if pending:
            migrations.apply(db)
        return pending
