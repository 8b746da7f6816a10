"""Make the growth tables from the WHO EmCare library: `python packaging/knowledge/growth.py SOURCE_DIR`.

SOURCE_DIR holds the library's CQL files. They list L, M and S of the WHO Child Growth Standards, row by row and by sex;
the numbers are taken over as they are written there. Each file of `assets/knowledge/growth` is one indicator: the first
point of the table, the step from row to row, and three lists of numbers for each sex.
"""

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent.parent / "assets" / "knowledge" / "growth"
SOURCE = (
    "WHO Child Growth Standards (2006, 2007), L, M and S as listed in WorldHealthOrganization/smart-emcare"
    " at 750268bd746c290456084bc985a161107c6a1bd4, input/cql/{file}"
)
LICENCE = "CC0-1.0"
# indicator -> the library it is in, what its rows are counted in, what is measured
TABLES: dict[str, tuple[str, str, str]] = {
    "weight_for_age": ("WeightForAge", "age_days", "weight_kg"),
    "length_height_for_age": ("LengthForAge", "age_days", "height_cm"),
    "weight_for_length": ("WeightForLength", "length_cm", "weight_kg"),
    "weight_for_height": ("WeightForHeight", "height_cm", "weight_kg"),
    "bmi_for_age": ("BMIForAge", "age_days", "bmi"),
    "muac_for_age": ("ArmCircumferenceForAge", "age_days", "muac_cm"),
}
_SEXES = {"F": "Female", "M": "Male"}
_NUMBER = r"(-?\d+(?:\.\d+)?)"
_ROW = re.compile(rf"\{{y:{_NUMBER},l:{_NUMBER},s:{_NUMBER},m:{_NUMBER}\}}")


class NotAGrowthTable(ValueError):
    """The library does not list its table as expected; the message says where."""


def build(source: Path) -> dict[str, str]:
    """The text of every file by its name. Raises NotAGrowthTable, or OSError where a library is not there."""
    return {f"{indicator}.json": _file(source, indicator) for indicator in TABLES}


def _file(source: Path, indicator: str) -> str:
    library, by, measure = TABLES[indicator]
    text = (source / f"{library}.cql").read_text(encoding="utf-8")
    by_sex = {sex: _rows(text, f"{library}{word}") for sex, word in _SEXES.items()}
    points = {sex: [row[0] for row in rows] for sex, rows in by_sex.items()}
    if points["F"] != points["M"]:
        raise NotAGrowthTable(f"{library}: the sexes have different rows")
    first, step = points["F"][0], points["F"][1] - points["F"][0]
    if any(point != first + place * step for place, point in enumerate(points["F"])):
        raise NotAGrowthTable(f"{library}: the rows are not evenly spaced")
    lines = [
        f'"source": {json.dumps(SOURCE.format(file=f"{library}.cql"))}',
        f'"licence": "{LICENCE}"',
        f'"indicator": "{indicator}"',
        f'"measure": "{measure}"',
        f'"by": "{by}"',
        f'"first": {_plain(first)}',
        f'"step": {_plain(step)}',
        *(f'"{sex}": {{{_lists(rows)}}}' for sex, rows in by_sex.items()),
    ]
    return "{\n" + ",\n".join(f" {line}" for line in lines) + "\n}\n"


def _rows(text: str, name: str) -> list[tuple[Decimal, ...]]:
    """Point, L, S and M of each row of the list `name`, as the source orders them."""
    found = re.search(rf"define {name}:\s*\{{\n(.*?)\n\}}", text, re.DOTALL)
    if found is None:
        raise NotAGrowthTable(f"{name}: not found")
    rows = []
    for line in found[1].splitlines():
        row = _ROW.fullmatch(line.strip().removesuffix(","))
        if row is None:
            raise NotAGrowthTable(f"{name}: {line.strip()}")
        rows.append(tuple(map(Decimal, row.groups())))
    if len(rows) < 2:
        raise NotAGrowthTable(f"{name}: too few rows")
    return rows


def _lists(rows: list[tuple[Decimal, ...]]) -> str:
    columns = {"l": 1, "m": 3, "s": 2}
    lists = (
        f'"{name}": [{", ".join(_plain(row[place]) for row in rows)}]' for name, place in columns.items()
    )
    return "\n  " + ",\n  ".join(lists)


def _plain(number: Decimal) -> str:
    """4 for 4.0, 0.1 for 0.1; a zero is 0, also a negative one."""
    return f"{number.normalize():f}" if number else "0"


def main(arguments: list[str]) -> int:
    """The command line."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    files = build(Path(arguments[0]))
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (OUTPUT / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {len(text) / 1024:.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
