"""R22: suicide and self-harm.

Source: WHO mhGAP.

Thresholds: limits of the PHQ scores, and `asked`, the ages at which the question whether somebody harmed themselves is open until it is
answered.
"""

from clinic_app.domain.rules.facts import Facts, any_of
from clinic_app.domain.rules.limits import in_ages
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

_NOW = ("self_harm_now", "self_harm_serious", "suicide_plan_or_intent")
_BEFORE = ("suicide_thoughts_past_month", "self_harm_past_year")
_DISTRESS = ("agitation_violence_distress", "not_communicating")


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """EMERGENCY for an attempt, a plan, or earlier thoughts or acts with distress; URGENT for thoughts."""
    found: dict[str, dict[str, object]] = {"now": facts.yes(*_NOW)}
    if facts.yes(*_BEFORE) and facts.yes(*_DISTRESS):
        found["distress"] = facts.yes(*_BEFORE, *_DISTRESS)
    found["thoughts"] = facts.yes("suicide_thoughts_past_month")
    for name in ("phq9_item9", "phq9_total", "phq2_total"):
        score = facts.number(name)
        found[name] = {name: score} if data.met(name, score) else {}
    found = {name: values for name, values in found.items() if values}
    signs = tuple(data.sign(name, values) for name, values in found.items())
    if found.keys() & {"now", "distress"}:
        return Outcome(signs)
    if not found and not in_ages(data.thresholds["asked"], facts.age):
        return Outcome()
    hints = (*_BEFORE, *_DISTRESS, "pesticide_exposure")
    if found or any_of(facts.answer(name) for name in hints):
        return Outcome(signs, facts.unknown(*_NOW, *_BEFORE, *_DISTRESS))
    return Outcome(signs, facts.unknown("self_harm_now"), open_danger=False)
