"""R3: a pregnancy of 42+0 weeks or more is referred.

Sources: MoHFW ANC guidelines. Thresholds: `post_term` in weeks.
"""

from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData


def applies(facts: Facts) -> bool:
    """Pregnant, or with a gestation that nobody denied."""
    case = facts.case
    stated = case.gestation_weeks is not None and case.pregnant is None and case.postpartum_days is None
    return case.pregnant is True or stated


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """URGENT from 42+0."""
    weeks = facts.case.gestation_weeks
    if data.met("post_term", weeks):
        return Outcome((data.sign("post_term", {"gestation_weeks": weeks}),))
    return Outcome(missing=() if weeks is not None else ("gestation_weeks",))
