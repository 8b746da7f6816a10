"""Both sides of every threshold, for every rule, and that no small fault in the rule data goes unnoticed."""

import pytest

from clinic_app.domain.rules.engine import RULES, triage
from clinic_app.services.knowledge import Knowledge
from tests.domain.rules.mutation import disagreement, survivors, worked_cases

RULE_IDS = [rule.id for rule in RULES]


@pytest.mark.parametrize("rule", RULE_IDS)
def test_every_worked_case_agrees(knowledge: Knowledge, rule: str) -> None:
    cases = worked_cases(rule, knowledge)
    assert len(cases) >= 3
    wrong = {
        case.example: said
        for case in cases
        if (said := disagreement(triage(case.case, knowledge.rulebook), case.expect))
    }
    assert not wrong


@pytest.mark.parametrize("rule", RULE_IDS)
def test_no_small_fault_in_the_rule_data_goes_unnoticed(knowledge: Knowledge, rule: str) -> None:
    assert survivors(rule, knowledge) == []


@pytest.mark.parametrize("rule", RULE_IDS)
def test_every_sentence_of_a_rule_can_be_reached(knowledge: Knowledge, rule: str) -> None:
    outcomes = [triage(case.case, knowledge.rulebook) for case in worked_cases(rule, knowledge)]
    said = {
        sign.sentence
        for outcome in outcomes
        for fired in outcome.fired
        if fired.rule == rule
        for sign in fired.signs
    }
    assert said == set(knowledge.rulebook.rules[rule].sentences)
