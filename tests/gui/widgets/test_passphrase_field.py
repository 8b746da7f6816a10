"""A new passphrase: red only for what is wrong, not for what is not finished."""

from clinic_app.gui import theme
from clinic_app.gui.widgets.passphrase_field import NewPassphraseFields

GOOD = "neem lantern cricket 27"


def test_a_good_passphrase_is_praised_in_black_before_it_is_typed_again(qtbot, looks):
    fields = NewPassphraseFields()
    qtbot.addWidget(fields)

    def red() -> bool:
        return theme.PROBLEM.border in fields._advice.styleSheet()

    assert not red()
    fields.first.line.setText("sita")
    assert red()
    fields.first.line.setText(GOOD)
    assert not red()
    fields.second.line.setText("neem")
    assert red()
    fields.second.line.setText(GOOD)
    assert not red()
