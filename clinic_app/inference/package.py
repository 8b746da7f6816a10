"""A model package on disk: its manifest, and the check that nothing in it was altered.

Nothing of a package is parsed or handed to another library before its length and SHA-256 match the manifest.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import clinic_app
from clinic_app.domain.differential import ModelIdentity
from clinic_app.domain.errors import ModelUnavailable
from clinic_app.inference.prompt import PROMPT_VERSION
from clinic_app.inference.ranking import Thresholds, is_name
from clinic_app.inference.scoring import Blend

MANIFEST = "package.json"
SCHEMA = 1
_LARGEST_MANIFEST = 1024 * 1024
_CHUNK = 1024 * 1024
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_VERSION = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+][0-9A-Za-z.+-]+)?")
_SHA256 = re.compile(r"[0-9a-f]{64}")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file that the manifest vouches for; `size` in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How scores become probabilities: softmax of score / temperature, with one more logit for none of these."""

    temperature: float
    none_of_these_logit: float


@dataclass(frozen=True, slots=True)
class ModelPackage:
    """A verified package. `model_file` and `encodings_file` are names within `folder`."""

    folder: Path
    identity: ModelIdentity
    files: tuple[PackageFile, ...]
    model_file: str
    encodings_file: str
    window_tokens: int
    blend: Blend
    calibration: Calibration
    thresholds: Thresholds
    capabilities: frozenset[str]

    @property
    def model_path(self) -> Path:
        """The GGUF file."""
        return self.folder / self.model_file

    def read(self, name: str) -> bytes:
        """The content of a small file of the package, checked again as it is read.

        Raises ModelUnavailable: missing, or damaged when it changed since.
        """
        entry = next(file for file in self.files if file.name == name)
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            raise ModelUnavailable(reason="missing", file=name) from None
        if len(content) != entry.size or hashlib.sha256(content).hexdigest() != entry.sha256:
            raise ModelUnavailable(reason="damaged", file=name)
        return content


def load_package(folder: Path, app_version: str = clinic_app.__version__) -> ModelPackage:
    """Read the manifest of `folder` and verify every file that it names.

    Raises ModelUnavailable: `missing` (folder or file; also one that cannot be opened), `damaged` (a length or
    hash differs, or the manifest is malformed), `unsupported` (another schema, prompt or a newer program needed).
    """
    manifest = _read_manifest(folder)
    package = _parsed(folder, manifest, app_version)
    for file in package.files:
        _verify(folder, file)
    return package


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        with (folder / MANIFEST).open("rb") as stream:
            content = stream.read(_LARGEST_MANIFEST + 1)
    except OSError:
        raise ModelUnavailable(reason="missing", file=MANIFEST) from None
    try:
        manifest = json.loads(content) if len(content) <= _LARGEST_MANIFEST else None
    except (ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict):
        raise ModelUnavailable(reason="damaged", file=MANIFEST)
    return manifest


def _verify(folder: Path, file: PackageFile) -> None:
    digest = hashlib.sha256()
    try:
        path = folder / file.name
        if path.stat().st_size != file.size:
            raise ModelUnavailable(reason="damaged", file=file.name)
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        raise ModelUnavailable(reason="missing", file=file.name) from None
    if digest.hexdigest() != file.sha256:
        raise ModelUnavailable(reason="damaged", file=file.name)


def _parsed(folder: Path, manifest: Mapping[str, Any], app_version: str) -> ModelPackage:
    try:
        if manifest["schema"] != SCHEMA or manifest["prompt_version"] != PROMPT_VERSION:
            raise ModelUnavailable(reason="unsupported")
        if _version(manifest["minimum_app_version"]) > _version(app_version):
            raise ModelUnavailable(reason="unsupported", needs=manifest["minimum_app_version"])
        files = tuple(
            PackageFile(
                name=_matching(_FILE_NAME, name),
                sha256=_matching(_SHA256, entry["sha256"]),
                size=_number(entry["size"], int, at_least=0),
            )
            for name, entry in manifest["files"].items()
        )
        passes = manifest["passes"]
        # A pass this program does not know would be left out silently, and something else would run than was examined.
        if [step["kind"] for step in passes] != ["compare"]:
            raise ModelUnavailable(reason="unsupported")
        compare, calibration, thresholds = passes[0], manifest["calibration"], manifest["thresholds"]
        model_file = _listed(manifest["model"]["file"], files)
        return ModelPackage(
            folder=folder,
            identity=ModelIdentity(
                name=_name(manifest["name"]),
                version=_matching(_VERSION, _name(manifest["version"])),
                sha256=next(file.sha256 for file in files if file.name == model_file),
            ),
            files=files,
            model_file=model_file,
            encodings_file=_listed(compare["encodings"], files),
            window_tokens=_number(compare["window_tokens"], int, at_least=8, at_most=510),
            blend=Blend(
                weights={str(part): _number(weight, float) for part, weight in compare["weights"].items()},
            ),
            calibration=Calibration(
                temperature=_number(calibration["temperature"], float, at_least=1e-6),
                none_of_these_logit=_number(calibration["none_of_these_logit"], float),
            ),
            thresholds=Thresholds(
                **{
                    name: _number(thresholds[name], float, at_least=0.0, at_most=1.0)
                    for name in ("emergency", "urgent", "out_of_list")
                }
            ),
            capabilities=frozenset(str(item) for item in manifest["capabilities"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration):
        raise ModelUnavailable(reason="damaged", file=MANIFEST) from None


def _listed(name: Any, files: tuple[PackageFile, ...]) -> str:
    return next(file.name for file in files if file.name == name)


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError
    return value


def _name(value: Any) -> str:
    if not is_name(value):
        raise ValueError
    return str(value)


def _number(value: Any, kind: Callable[[Any], T], at_least: float = -1e9, at_most: float = 1e9) -> T:
    # The comparison is false for NaN too.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not at_least <= value <= at_most:
        raise ValueError
    return kind(value)


def _version(text: Any) -> tuple[int, int, int]:
    match = _VERSION.fullmatch(_matching(_VERSION, text))
    assert match is not None
    major, minor, patch = match.groups()
    return int(major), int(minor), int(patch)
