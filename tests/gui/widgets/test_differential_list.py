"""The list of suggestions: names are whole, pictures stay clear in the chosen row."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon

from clinic_app.domain.differential import Differential, ModelIdentity, RankedCondition
from clinic_app.domain.triage import TriageLevel
from clinic_app.gui import theme
from clinic_app.gui.i18n import set_language
from clinic_app.gui.widgets.differential_list import DifferentialList


@pytest.mark.parametrize("language", ["en", "hi"])
def test_no_name_is_cut(knowledge, qtbot, looks, language):
    set_language(looks, language)
    longest = sorted(knowledge.conditions.values(), key=lambda entry: -len(entry.name.in_language(language)))[
        :5
    ]
    ranked = tuple(RankedCondition(entry.id, 0.18) for entry in longest)
    shown = DifferentialList(knowledge)
    qtbot.addWidget(shown)
    shown.resize(420, 500)
    shown.show()
    qtbot.waitExposed(shown)
    shown.show_differential(Differential(ModelIdentity("m", "1", "0" * 64), ranked, 0.1, None))
    looks.processEvents()
    table = shown.table
    for row in range(len(ranked)):
        index = table.model().index(row, 0)
        box = table.visualRect(index)
        metrics = table.fontMetrics()
        needed = metrics.boundingRect(
            0, 0, box.width() - 8, 1000, int(Qt.TextFlag.TextWordWrap), index.data()
        ).height()
        assert box.height() >= needed, index.data()


def test_a_picture_in_a_chosen_row_keeps_its_colours(looks):
    for level in TriageLevel:
        made = theme.level_icon(level)
        normal = made.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Normal).toImage()
        assert made.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Selected).toImage() == normal
