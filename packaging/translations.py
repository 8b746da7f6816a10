"""Bring the translation catalogues up to date with the source.

    python packaging/translations.py          update assets/i18n/*.ts from the source, compile them to *.qm
    python packaging/translations.py --check  exit 1 if that would change anything or a text is not translated

A new text: write it in English in `self.tr("…")`, run this, fill in the empty `<translation>` in the .ts file
(by hand or with Qt Linguist), remove `type="unfinished"`, run this again, commit both files.
A new language: copy a line of `LANGUAGES` in `clinic_app/gui/i18n.py` and run this.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
CATALOGUES = REPOSITORY / "assets" / "i18n"
# Language code of the program to the language that Qt's tools know. English is the source.
TARGETS = {"hi": "hi_IN"}


def update(catalogues: Path) -> None:
    """Update the .ts files in `catalogues` and compile the .qm files beside them."""
    sources = sorted(
        path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "clinic_app" / "gui").rglob("*.py")
    )
    for language, target in TARGETS.items():
        ts = catalogues / f"clinic_app_{language}.ts"
        _tool(
            "pyside6-lupdate",
            *sources,
            *("-ts", str(ts), "-no-obsolete", "-locations", "none"),
            *("-source-language", "en", "-target-language", target),
        )
        _tool("pyside6-lrelease", str(ts), "-qm", str(ts.with_suffix(".qm")))


def differences() -> list[str]:
    """What `update` would change, and what is not translated; empty when all is well."""
    with tempfile.TemporaryDirectory() as temporary:
        fresh = Path(temporary)
        for language in TARGETS:
            committed = CATALOGUES / f"clinic_app_{language}.ts"
            if committed.exists():
                shutil.copy(committed, fresh)
        update(fresh)
        found = []
        for path in sorted(fresh.iterdir()):
            committed = CATALOGUES / path.name
            if not committed.exists() or committed.read_bytes() != path.read_bytes():
                found.append(f"{path.name} is not up to date with the source")
        for language in TARGETS:
            found += untranslated(fresh / f"clinic_app_{language}.ts")
        return found


def untranslated(ts: Path) -> list[str]:
    """One line for each text of the catalogue without a finished translation."""
    found = []
    for context in ElementTree.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished" or not translation.text:
                found.append(f"{ts.name}: {context.findtext('name')}: {message.findtext('source')}")
    return found


def _tool(name: str, *arguments: str) -> None:
    """Run one of Qt's tools, which come with PySide6."""
    program = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if program is None:
        raise SystemExit(f"{name} is not installed: set up the checkout first (see README.md).")
    done = subprocess.run([program, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{name} failed:\n{done.stdout}{done.stderr}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Update or check the translation catalogues.")
    parser.add_argument("--check", action="store_true", help="change nothing, report what is missing")
    if not parser.parse_args().check:
        update(CATALOGUES)
        for line in untranslated(CATALOGUES / "clinic_app_hi.ts"):
            print(f"not translated: {line}")
        return
    found = differences()
    print("\n".join(found) or "The catalogues are up to date and complete.")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
