"""Self-diagnosis: is this installation safe to work with? No login, no display, nothing is changed."""

import os
import platform
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path

import clinic_app
from clinic_app.domain.errors import ModelUnavailable, UserFacingError
from clinic_app.services.engines import installed_package
from clinic_app.services.knowledge import load_knowledge
from clinic_app.services.wording import say
from clinic_app.storage.files import ProfileFiles
from clinic_app.storage.sqlcipher import cipher_version, refuse_plaintext

# Below this a day's work and a backup may not fit any more.
LEAST_FREE_BYTES = 500 * 1024 * 1024
# The program was made after this day: a clock before it is wrong, and dates on records would be too.
CLOCK_FLOOR = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `detail` is a version, a figure, or what is wrong and what to do."""

    name: str
    is_safe: bool
    detail: str


def self_check(profile: Path, now: datetime | None = None) -> tuple[Check, ...]:
    """Look at encryption, model, knowledge, disk, clock and versions for the clinic in `profile`."""
    return (
        _encryption(profile),
        _model(),
        _knowledge(),
        _disk(profile),
        _clock(now or datetime.now(UTC)),
        _versions(),
    )


def _encryption(profile: Path) -> Check:
    try:
        refuse_plaintext(ProfileFiles(profile).database)
    except UserFacingError as error:
        return Check("encryption", False, say(error))
    return Check("encryption", True, f"SQLCipher {cipher_version()}")


def _model() -> Check:
    try:
        package = installed_package()
    except ModelUnavailable as error:
        return Check("model", False, say(error))
    identity = package.identity
    return Check("model", True, f"{identity.name} {identity.version}, all checksums right")


def _knowledge() -> Check:
    try:
        knowledge = load_knowledge()
    except (OSError, ValueError, KeyError, TypeError):
        return Check("knowledge", False, "The clinical content cannot be read. Install the program again.")
    rules = ", ".join(knowledge.rulebook.rules)
    return Check(
        "knowledge",
        True,
        f"version {knowledge.version}: {len(knowledge.conditions)} conditions, rules {rules}",
    )


def _disk(profile: Path) -> Check:
    folder = next(parent for parent in (profile.absolute(), *profile.absolute().parents) if parent.is_dir())
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check("disk", False, f"{folder}: {error.strerror}")
    if not os.access(folder, os.W_OK):
        return Check("disk", False, f"{folder} cannot be written to")
    detail = f"{free / 1024**3:.1f} GiB free in {folder}"
    return Check("disk", free >= LEAST_FREE_BYTES, detail if free >= LEAST_FREE_BYTES else f"only {detail}")


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
