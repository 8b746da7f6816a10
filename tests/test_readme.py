"""What the README claims, done."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from clinic_app import paths
from clinic_app.__main__ import cli
from clinic_app.domain.rules.engine import RULES


@pytest.fixture(scope="module")
def readme(repository: Path) -> str:
    return (repository / "README.md").read_text(encoding="utf-8")


def test_every_file_it_points_to_exists(readme: str, repository: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", readme)
    assert links
    assert not [link for link in links if not (repository / link).exists()]


def test_every_command_of_its_table_exists_and_explains_itself(readme: str) -> None:
    table = readme.split("## Commands")[1].split("##")[0]
    commands = [line.split("`")[1].split()[1:] for line in table.splitlines() if line.startswith("| `")]
    assert len(commands) >= 6
    for words in commands:
        names = [word for word in words if word.islower() and not word.startswith("--")]
        done = CliRunner().invoke(cli, [*names, "--help"])
        assert done.exit_code == 0, words


def test_its_example_case_gives_a_result(readme: str) -> None:
    example = re.search(r"echo '(.+)'", readme)
    assert example
    done = subprocess.run(
        (sys.executable, "-m", "clinic_app", "assess"),
        input=example[1] + "\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert len(json.loads(done.stdout)["differential"]) == 190


def test_the_test_command_is_what_ci_calls(readme: str, repository: Path) -> None:
    ci = (repository / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 packaging/bootstrap.py test" in ci
    assert "python3 packaging/bootstrap.py test " in readme


def test_its_accuracy_is_the_packages_own(readme: str) -> None:
    package = json.loads((paths.bundled_model_package_dir() / "package.json").read_text(encoding="utf-8"))
    rows = {"independent vignettes": "dev_vignettes", "self-written PHC vignettes, all": "phc_vignettes"}
    for words, metrics in rows.items():
        accuracy = package["metrics"][metrics]["accuracy"]
        row = next(line for line in readme.splitlines() if line.startswith(f"| {words}"))
        assert f"| {accuracy['top_1']['total']} |" in row
        for cutoff in ("top_1", "top_3", "top_5"):
            low, high = (100 * bound for bound in accuracy[cutoff]["interval_95"])
            assert f"{100 * accuracy[cutoff]['value']:.1f} % ({low:.1f} to {high:.1f})" in row
    assert package["version"].endswith("untuned") == ("without any fine-tuning" in readme)


def test_it_names_the_rules_that_run(readme: str) -> None:
    named = set(re.findall(r"\((R\d+b?)\)", readme))
    # R1 refuses readings; it is no triage rule of its own.
    assert named == {rule.id for rule in RULES} - {"R1"}
