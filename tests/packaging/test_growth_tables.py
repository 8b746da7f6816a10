"""The growth tables that ship are what the source says, digit by digit."""

from pathlib import Path

import pytest

from knowledge.growth import OUTPUT, TABLES, NotAGrowthTable, build


def test_the_tables_that_ship_are_rebuilt_byte_for_byte(shared_dir: Path) -> None:
    built = build(shared_dir / "data" / "who_emcare_imci")
    assert {path.name for path in OUTPUT.glob("*.json")} == built.keys()
    for name, text in built.items():
        assert (OUTPUT / name).read_bytes() == text.encode("utf-8"), name


def _library(folder: Path, rows: str) -> None:
    for library, _, _ in TABLES.values():
        text = "".join(f"define {library}{sex}:\n{{\n{rows}\n}}\n" for sex in ("Female", "Male"))
        (folder / f"{library}.cql").write_text(text, encoding="utf-8")


def test_numbers_are_taken_over_as_written(tmp_path: Path) -> None:
    _library(tmp_path, "\t{y:45.0,l:-0.3833,s:0.09,m:2.4607},\n\t{y:45.1,l:0.0,s:0.0903,m:10.0}")
    text = build(tmp_path)["weight_for_length.json"]
    assert '"l": [-0.3833, 0]' in text
    assert '"m": [2.4607, 10]' in text
    assert '"step": 0.1' in text


@pytest.mark.parametrize(
    "rows",
    [
        "\t{y:0.0,l:1.0,s:0.1,m:3.0}",
        "\t{y:0.0,l:1.0,s:0.1,m:3.0},\n\t{y:1.0,l:1.0,m:3.0}",
        "\t{y:0.0,l:1.0,s:0.1,m:3.0},\n\t{y:1.0,l:1.0,s:0.1,m:3.0},\n\t{y:3.0,l:1.0,s:0.1,m:3.0}",
    ],
)
def test_a_table_with_holes_is_refused(tmp_path: Path, rows: str) -> None:
    _library(tmp_path, rows)
    with pytest.raises(NotAGrowthTable):
        build(tmp_path)
