"""The lock files hold what pyproject.toml asks for, with hashes, and name no place to fetch from."""

import re
import tomllib
from pathlib import Path

import pytest

NAMES = ("build", "run", "test", "train")


def lines(repository: Path, file: str) -> list[str]:
    text = (repository / "packaging" / "requirements" / file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_is_pins_and_hashes_and_nothing_else(repository: Path, name: str) -> None:
    for line in lines(repository, f"{name}.txt"):
        assert re.fullmatch(r"[a-z0-9-]+==[^ ]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line), (
            line
        )


def test_the_run_requirements_are_those_of_the_project(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(lines(repository, "run.in")) == sorted(project["dependencies"])


def test_the_build_lock_has_the_build_backend(repository: Path) -> None:
    backend = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    locked = {line.partition("==")[0] for line in lines(repository, "build.txt")}
    assert {re.split("[<>=]", requirement)[0] for requirement in backend["requires"]} <= locked


@pytest.mark.parametrize("name", NAMES)
def test_every_wanted_package_is_locked(repository: Path, name: str) -> None:
    """torch is left out of train.txt on purpose; train.in says why."""
    wanted = {
        re.split("[<>=]", line)[0].strip().lower()
        for line in lines(repository, f"{name}.in")
        if not line.startswith("-")
    }
    locked = {line.partition("==")[0] for line in lines(repository, f"{name}.txt")}
    assert wanted - locked == ({"torch"} if name == "train" else set())


def test_the_locks_agree_on_every_package_they_share(repository: Path) -> None:
    versions: dict[tuple[str, str], set[str]] = {}
    for name in NAMES:
        for line in lines(repository, f"{name}.txt"):
            if "==" in line and not line.startswith(" "):
                package, version, marker = re.fullmatch(r"([a-z0-9-]+)==(\S+)(.*)\\", line).groups()  # type: ignore[union-attr]
                versions.setdefault((package, marker), set()).add(version)
    assert {package: found for package, found in versions.items() if len(found) > 1} == {}
