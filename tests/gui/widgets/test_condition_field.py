"""An impression may name conditions of the list, own words, or both."""

from clinic_app.gui.widgets.condition_field import ConditionField


def test_names_become_conditions_and_the_rest_stays_words(knowledge, qtbot, looks):
    field = ConditionField(knowledge)
    qtbot.addWidget(field)
    vivax = knowledge.conditions["malaria_vivax"].name.in_language("en")
    dengue = knowledge.conditions["dengue"].name.in_language("en")
    field.set_raw(f"{vivax.upper()}; something odd; {dengue}")
    assert field.conditions_and_words() == (("malaria_vivax", "dengue"), "something odd")
    assert field.condition() is None
    field.set_raw(vivax)
    assert field.condition() == "malaria_vivax"
    field.set_raw("")
    assert field.conditions_and_words() == ((), "")
