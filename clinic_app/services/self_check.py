"""Self-diagnosis: is this installation safe to work with? No login, no display, nothing is changed."""

import errno
import os
import platform
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path

import clinic_app
from clinic_app.domain.case_reader import read_case
from clinic_app.domain.errors import ModelUnavailable, UserFacingError
from clinic_app.domain.rules.engine import RULES
from clinic_app.inference.ranking import Engine
from clinic_app.services.assessment import Assessor
from clinic_app.services.engines import installed_package, open_engine
from clinic_app.services.knowledge import Knowledge, load_knowledge
from clinic_app.services.wording import say
from clinic_app.storage.files import ProfileFiles
from clinic_app.storage.sqlcipher import cipher_version, refuse_plaintext

# Below this a day's work and a backup may not fit any more.
LEAST_FREE_BYTES = 500 * 1024 * 1024
# The program was made after this day: a clock before it is wrong, and dates on records would be too.
CLOCK_FLOOR = date(2026, 11, 1)
# Nobody's case, to hear whether the model answers at all.
_TRIAL_CASE = {"id": "check", "age_years": 30, "complaint": "fever and headache for two days"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `detail` is a version, a figure, or what is wrong and what to do."""

    name: str
    is_safe: bool
    detail: str


def self_check(
    profile: Path,
    now: datetime | None = None,
    engine: Callable[[], AbstractContextManager[Engine]] = open_engine,
) -> tuple[Check, ...]:
    """Look at encryption, model, knowledge, disk, clock and versions for the clinic in `profile`.

    The model of `engine` is started and asked about a case: that its files are right does not mean that it runs.
    """
    try:
        knowledge = load_knowledge()
    except (OSError, ValueError, KeyError, TypeError):
        knowledge = None
    return (
        _encryption(profile),
        _model(knowledge, engine),
        _knowledge(knowledge),
        _disk(profile),
        _clock(now or datetime.now(UTC)),
        _versions(),
    )


def _encryption(profile: Path) -> Check:
    try:
        refuse_plaintext(ProfileFiles(profile).database)
    except UserFacingError as error:
        return Check("encryption", False, say(error))
    except OSError as error:
        return Check("encryption", False, f"{profile}: {error.strerror}")
    return Check("encryption", True, f"SQLCipher {cipher_version()}")


def _model(knowledge: Knowledge | None, engine: Callable[[], AbstractContextManager[Engine]]) -> Check:
    if knowledge is None:
        return Check("model", False, "not tried: without the clinical content there is nothing to ask it.")
    try:
        installed_package()
        with engine() as opened:
            identity = opened.identity()
            assessor = Assessor(knowledge, opened)
            assessor.assess(read_case(_TRIAL_CASE, knowledge.vocabulary, knowledge.ranges))
            if assessor.last_model_error is not None:
                raise assessor.last_model_error
    except ModelUnavailable as error:
        return Check("model", False, _why(error))
    return Check("model", True, f"{identity.name} {identity.version}, all checksums right, and it answers")


def _why(error: ModelUnavailable) -> str:
    if error.reason == "crashed":
        # What `say` has for the window, that it will be tried again, is of no help here.
        return (
            "The model's files are right, but its process ends or gives no answer that can be used. "
            "Was the engine (llama.cpp) compiled for another processor? Install the program again on this computer."
        )
    return say(error)


def _knowledge(knowledge: Knowledge | None) -> Check:
    if knowledge is None:
        return Check("knowledge", False, "The clinical content cannot be read. Install the program again.")
    rules = ", ".join(rule.id for rule in RULES)
    return Check(
        "knowledge",
        True,
        f"version {knowledge.content_version}: {len(knowledge.conditions)} conditions, rules {rules}",
    )


def _disk(profile: Path) -> Check:
    folder = profile.absolute()
    try:
        folder = _nearest_existing(folder)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check("disk", False, f"{folder}: {error.strerror}")
    if not folder.is_dir():
        return Check("disk", False, f"{folder} is no folder")
    if not os.access(folder, os.W_OK):
        return Check("disk", False, f"{folder} cannot be written to")
    detail = f"{free / 1024**3:.1f} GiB free in {folder}"
    return Check("disk", free >= LEAST_FREE_BYTES, detail if free >= LEAST_FREE_BYTES else f"only {detail}")


def _nearest_existing(folder: Path) -> Path:
    """`folder`, or the innermost of its parents that exists. Raises OSError where one cannot be looked into."""
    for each in (folder, *folder.parents):
        try:
            each.stat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        return each
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def _clock(now: datetime) -> Check:
    if now.date() < CLOCK_FLOOR:
        return Check("clock", False, f"The computer's date, {now:%d %b %Y}, is in the past. Set the clock.")
    return Check("clock", True, f"{now:%Y-%m-%d %H:%M} UTC")


def _versions() -> Check:
    libraries = (
        "PySide6-Essentials",
        "llama-cpp-python",
        "sqlcipher3",
        "sqlite-utils",
        "cryptography",
        "numpy",
    )
    found = ", ".join(f"{library} {_version(library)}" for library in libraries)
    return Check(
        "versions",
        True,
        f"clinic-app {clinic_app.__version__}, Python {platform.python_version()}, {found}",
    )


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        # A frozen program carries its libraries without their metadata.
        return "(version not recorded)"
