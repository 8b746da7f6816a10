"""Nothing of a package is used unless it is exactly what its manifest vouches for."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clinic_app.domain.errors import ModelUnavailable
from clinic_app.inference.engine import LlamaEngine
from clinic_app.inference.package import MANIFEST, load_package

CONTENT = {"model.gguf": b"weights", "conditions.npz": b"encodings", "exam.jsonl": b"{}\n"}


def valid_manifest() -> dict[str, Any]:
    return {
        "schema": 1,
        "name": "test",
        "version": "1.2.3-test",
        "model": {"file": "model.gguf"},
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in CONTENT.items()
        },
        "prompt_version": 1,
        "passes": [
            {
                "kind": "compare",
                "encodings": "conditions.npz",
                "window_tokens": 254,
                "weights": {"entry": 1, "name": 1, "features": 1, "sentences": 1},
            }
        ],
        "calibration": {"temperature": 0.02, "none_of_these_logit": 5},
        "thresholds": {"emergency": 0.1, "urgent": 0.2, "out_of_list": 0.9},
        "minimum_app_version": "0.1.0",
        "capabilities": ["rank"],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small package whose model is none."""
    for name, content in CONTENT.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / MANIFEST).write_text(json.dumps(valid_manifest()))
    return tmp_path


def trouble(folder: Path) -> tuple[str, object]:
    with pytest.raises(ModelUnavailable) as caught:
        load_package(folder)
    return caught.value.reason, caught.value.params.get("file")


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    manifest = valid_manifest()
    edit(manifest)
    (folder / MANIFEST).write_text(json.dumps(manifest))


def test_a_package_that_is_whole_loads(folder: Path) -> None:
    package = load_package(folder)
    assert package.identity.version == "1.2.3-test"
    assert package.identity.sha256 == hashlib.sha256(b"weights").hexdigest()
    assert package.read("conditions.npz") == b"encodings"


def test_a_missing_folder(tmp_path: Path) -> None:
    assert trouble(tmp_path / "nothing") == ("missing", MANIFEST)


@pytest.mark.parametrize("name", list(CONTENT))
def test_a_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert trouble(folder) == ("missing", name)


@pytest.mark.parametrize("name", list(CONTENT))
def test_a_file_short_of_one_byte(folder: Path, name: str) -> None:
    (folder / name).write_bytes(CONTENT[name][:-1])
    assert trouble(folder) == ("damaged", name)


@pytest.mark.parametrize("name", list(CONTENT))
def test_a_file_with_one_bit_flipped(folder: Path, name: str) -> None:
    content = bytearray(CONTENT[name])
    content[0] ^= 1
    (folder / name).write_bytes(bytes(content))
    assert trouble(folder) == ("damaged", name)


def test_a_file_changed_after_it_was_verified(folder: Path) -> None:
    package = load_package(folder)
    (folder / "conditions.npz").write_bytes(b"something else")
    with pytest.raises(ModelUnavailable) as caught:
        package.read("conditions.npz")
    assert caught.value.reason == "damaged"


def test_a_verified_file_that_is_no_table(folder: Path) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        LlamaEngine(load_package(folder))
    assert (caught.value.reason, caught.value.params["file"]) == ("damaged", "conditions.npz")


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a": "' + b"a" * 2_000_000 + b'"}']
)
def test_a_manifest_that_is_none(folder: Path, content: bytes) -> None:
    (folder / MANIFEST).write_bytes(content)
    assert trouble(folder) == ("damaged", MANIFEST)


@pytest.mark.parametrize("key", list(valid_manifest()))
def test_a_manifest_without_a_key(folder: Path, key: str) -> None:
    change(folder, lambda manifest: manifest.pop(key))
    assert trouble(folder) == ("damaged", MANIFEST)


@pytest.mark.parametrize(
    "edit",
    [
        lambda m: m["calibration"].update(temperature=0),
        lambda m: m["calibration"].update(temperature=float("nan")),
        lambda m: m["calibration"].update(temperature="1"),
        lambda m: m["thresholds"].update(urgent=1.5),
        lambda m: m["thresholds"].update(urgent=True),
        lambda m: m["files"].update({"../../etc/passwd": {"sha256": "0" * 64, "size": 1}}),
        lambda m: m["files"]["model.gguf"].update(sha256="0"),
        lambda m: m["files"]["model.gguf"].update(size=-1),
        lambda m: m["model"].update(file="unlisted.gguf"),
        lambda m: m["passes"][0]["weights"].pop("name"),
        lambda m: m["passes"][0].update(window_tokens=1_000_000),
        lambda m: m.update(version="new"),
        lambda m: m.update(version="1.0.0-" + "a" * 100),
        lambda m: m.update(name=""),
        lambda m: m.update(name="red \x1b[31m"),
        lambda m: m.update(name="a" * 101),
    ],
)
def test_a_manifest_with_an_impossible_value(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    change(folder, edit)
    assert trouble(folder) == ("damaged", MANIFEST)


@pytest.mark.parametrize(
    "edit",
    [
        lambda m: m.update(schema=2),
        lambda m: m.update(prompt_version=99),
        lambda m: m.update(minimum_app_version="99.0.0"),
        lambda m: m["passes"].append({"kind": "reorder"}),
    ],
)
def test_a_package_for_another_program(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    change(folder, edit)
    assert trouble(folder)[0] == "unsupported"


def test_the_bundled_package_is_whole_small_and_says_that_it_is_untuned(bundled: Path) -> None:
    package = load_package(bundled)
    assert "untuned" in package.identity.version
    assert package.model_path.stat().st_size <= 30_000_000
