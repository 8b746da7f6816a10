"""Hindi is complete, up to date with the source, keeps the named fields, and no glyph is a box."""

import ast
import json
import string
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest
from PySide6.QtGui import QRawFont, QTextLayout

from clinic_app import paths
from clinic_app.domain.errors import FontsMissing
from clinic_app.gui import fonts
from clinic_app.gui.i18n import LANGUAGES, current_language, set_language
from clinic_app.gui.roles import Role, role_word
from clinic_app.services.knowledge import load_knowledge


def test_catalogues_are_complete_and_up_to_date(repository):
    done = subprocess.run(
        [sys.executable, str(repository / "packaging" / "translations.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"run: python packaging/translations.py\n{done.stdout}{done.stderr}"


def messages() -> list[tuple[str, str]]:
    tree = ElementTree.parse(paths.i18n_dir() / "clinic_app_hi.ts")
    return [
        (message.findtext("source") or "", message.findtext("translation") or "")
        for message in tree.getroot().iter("message")
    ]


def texts_in_source(repository) -> list[tuple[str, str]]:
    """Every text given to `tr` or `translate`, with its file; what is not a plain text shows as "<computed>"."""
    found = []
    for path in sorted((repository / "clinic_app" / "gui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                wanted = {"tr": 0, "translate": 1}.get(node.func.attr)
                is_ours = node.func.attr == "tr" or ast.unparse(node.func.value) == "QCoreApplication"
                if wanted is not None and is_ours:
                    text = node.args[wanted]
                    known = isinstance(text, ast.Constant) and isinstance(text.value, str)
                    found.append((path.name, text.value if known else "<computed>"))
    return found


def test_no_text_of_the_source_escapes_the_catalogue(repository):
    """Qt's tool does not see a `tr` inside an f-string."""
    known = {source for source, _ in messages()}
    assert [(file, text) for file, text in texts_in_source(repository) if text not in known] == []


def fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_translations_keep_the_named_fields():
    different = [pair for pair in messages() if fields(pair[0]) != fields(pair[1])]
    assert different == []


@pytest.mark.parametrize("catalogue", ["errors.json", "documents.json", "case_words.json"])
def test_stored_sentences_are_in_both_languages_with_the_same_fields(catalogue):
    stored = json.loads((paths.i18n_dir() / catalogue).read_text(encoding="utf-8"))
    for key, text in stored.items():
        assert set(text) == set(LANGUAGES), key
        assert fields(text["en"]) == fields(text["hi"]), key


def test_the_language_can_be_changed_and_changed_back(looks):
    set_language(looks, "hi")
    assert current_language() == "hi"
    assert role_word(Role.DOCTOR) == "डॉक्टर"
    set_language(looks, "en")
    assert current_language() == "en"
    assert role_word(Role.DOCTOR) == "doctor"


def hindi_texts() -> set[str]:
    texts = {translation for _, translation in messages()}
    for catalogue in ("errors.json", "documents.json", "case_words.json"):
        stored = json.loads((paths.i18n_dir() / catalogue).read_text(encoding="utf-8"))
        texts |= {text["hi"] for text in stored.values()}
    knowledge = load_knowledge()
    texts |= {finding.label.in_language("hi") for finding in knowledge.vocabulary.values()}
    texts |= {condition.name.in_language("hi") for condition in knowledge.conditions.values()}
    for item in knowledge.review.items:
        texts |= {words.in_language("hi") for words in (item.question, item.default, item.why_safer)}
    for rule in knowledge.rulebook.rules.values():
        texts |= {rule.title.in_language("hi")}
        texts |= {sentence.in_language("hi") for sentence in rule.sentences.values()}
    return texts


def test_no_glyph_is_a_box(looks):
    for text in sorted(hindi_texts() | set(LANGUAGES.values())):
        layout = QTextLayout(text.replace("\n", " "), fonts.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        assert line.isValid() or not text
        for run in layout.glyphRuns():
            assert QRawFont.familyName(run.rawFont()) in fonts.FAMILIES, text
            assert 0 not in run.glyphIndexes(), f"a box in: {text}"


def test_missing_fonts_are_told(looks, tmp_path):
    with pytest.raises(FontsMissing):
        fonts.load_fonts((tmp_path,))
