"""What holds for every tracked file, whoever wrote it.

Forbidden words are put together from pieces here, so that this file does not contain them itself.
"""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

LARGEST_FILE_BYTES = 32 * 1024 * 1024
MOST_LINES = 400

REGISTRY_HOSTS = [
    name + "." + ending
    for name, ending in [
        ("py" + "pi", "org"),
        ("py" + "thonhosted", "org"),
        ("np" + "mjs", "org"),
        ("np" + "mjs", "com"),
        ("deb" + "ian", "org"),
        ("deb" + "ian", "net"),
        ("ub" + "untu", "com"),
    ]
]
MACHINE_PATHS = ["/" + folder + "/" for folder in ("wo" + "rk", "fa" + "rm", "ro" + "ot")]
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error"]
TEST_SHORTCUTS = ["time." + "sleep(", "mock." + "patch", "unittest." + "mock"]
# "500 mg twice", "15 mg/kg": the product carries no drug doses (units of laboratory values are no doses)
DOSE = re.compile(
    r"\bm[cg]?g/kg|[0-9] ?(?:mg|mcg|g|ml|iu|units?) (?:once|twice|thrice|daily|every|bd|bid|od|tds|tid|qid|hs|sos|iv|im|stat)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def tracked(repository: Path) -> list[Path]:
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=repository, capture_output=True, check=False
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout, so there is nothing to say which files belong to it")
    paths = [repository / name for name in listing.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.fixture(scope="module")
def texts(tracked: list[Path]) -> dict[Path, str]:
    """The tracked text files; a NUL byte near the start marks the others."""
    found = {}
    for path in tracked:
        content = path.read_bytes()
        if b"\0" not in content[:8192]:
            found[path] = content.decode("utf-8")
    return found


def places(texts: dict[Path, str], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in texts.items()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def test_no_package_registry_is_named(texts: dict[Path, str]) -> None:
    assert places(texts, any_of(REGISTRY_HOSTS)) == []


def test_no_folder_of_a_developers_machine_is_named(texts: dict[Path, str]) -> None:
    assert places(texts, re.compile(rf"(?<![\w.]){any_of(MACHINE_PATHS).pattern}")) == []


def test_no_index_keeps_its_own_lock_file(tracked: list[Path]) -> None:
    assert [path for path in tracked if path.name == "uv.lock"] == []


def test_no_file_is_too_large_to_share(tracked: list[Path]) -> None:
    assert [path for path in tracked if path.stat().st_size > LARGEST_FILE_BYTES] == []


def test_nothing_is_left_unfinished(texts: dict[Path, str]) -> None:
    code = {path: text for path, text in texts.items() if path.suffix == ".py"}
    assert places(code, re.compile(rf"\b(?:{any_of(UNFINISHED).pattern})\b")) == []


def test_tests_take_no_shortcuts(texts: dict[Path, str], repository: Path) -> None:
    tests = {
        path: text
        for path, text in texts.items()
        if path.suffix == ".py" and path.is_relative_to(repository / "tests")
    }
    assert places(tests, any_of(TEST_SHORTCUTS)) == []


def test_modules_fit_one_idea(texts: dict[Path, str]) -> None:
    lengths = {path: len(text.splitlines()) for path, text in texts.items() if path.suffix == ".py"}
    assert {path: count for path, count in lengths.items() if count > MOST_LINES} == {}


def test_the_product_carries_no_drug_doses(texts: dict[Path, str], repository: Path) -> None:
    shipped = {
        path: text
        for path, text in texts.items()
        if any(path.is_relative_to(repository / folder) for folder in ("assets", "clinic_app"))
    }
    assert places(shipped, DOSE) == []


@pytest.mark.parametrize(
    "dose", ["500 mg twice a day", "15 mg/kg", "10 ml every 6 hours", "1 g IV", "50 mcg/kg"]
)
def test_a_dose_is_recognised(dose: str) -> None:
    assert DOSE.search(dose)


@pytest.mark.parametrize("value", ["glucose 54 mg/dL", "Hb 7 g/dL", "200 ml", "2.5 kg", "130 mg/dl or more"])
def test_a_measurement_is_not_taken_for_a_dose(value: str) -> None:
    assert not DOSE.search(value)


def test_domain_imports_only_the_standard_library(repository: Path) -> None:
    allowed = set(sys.stdlib_module_names) | {"clinic_app"}
    foreign = [
        f"{path}: {module}"
        for path in (repository / "clinic_app" / "domain").rglob("*.py")
        for module in imported_modules(path)
        if module.partition(".")[0] not in allowed
    ]
    assert foreign == []


def imported_modules(path: Path) -> list[str]:
    modules = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            modules.append(node.module)
    return modules
