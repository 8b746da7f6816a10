"""R20: dengue: probable, with warning signs, severe.

Source: WHO 2009.

Thresholds: `criteria`, how many of the listed criteria make a fever probable dengue; `shock`, the systolic pressure from 16
years on (below, R5 decides what is low); the other limits are named after what they limit.
"""

from collections.abc import Mapping

from clinic_app.domain.case import FindingValue
from clinic_app.domain.rules.facts import Facts, all_of, any_of
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.paediatric import low_systolic
from clinic_app.domain.rules.rulebook import RuleData

SUPPOSED: Mapping[str, FindingValue] = {"dengue_suspected": True}
_CRITERIA = ("rash", "body_ache", "tourniquet_test_positive", "leucopenia")
_VOMITING = ("vomiting", "persistent_vomiting")
_WARNING = (
    "abdominal_pain",
    "persistent_vomiting",
    "fluid_accumulation",
    "mucosal_bleeding",
    "restless_irritable",
    "haematocrit_rising_platelets_falling",
)
_LABS = ("tourniquet_test_positive", "leucopenia", "haematocrit_rising_platelets_falling")


def opens(facts: Facts, data: RuleData) -> bool | None:
    """Dengue is suspected, or there is fever with enough of the criteria."""
    suspected, fever = facts.answer("dengue_suspected"), _fever(facts, data)
    answers = [facts.answer(name) for name in _CRITERIA]
    answers.append(any_of(facts.answer(name) for name in _VOMITING))
    warnings = (facts.answer(name) for name in _WARNING)
    answers.append(any_of((*warnings, facts.lethargic, _liver(facts, data))))
    yes = sum(answer is True for answer in answers)
    possible = yes + sum(answer is None for answer in answers)
    enough = True if data.met("criteria", yes) else None if data.met("criteria", possible) else False
    probable = all_of((fever, enough))
    if suspected is None and fever is False:
        return False
    return any_of((suspected, probable))


def hinted(facts: Facts, data: RuleData) -> bool:
    """Fever: without it nothing here makes one think of dengue."""
    return _fever(facts, data) is True


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Probable dengue is ROUTINE with daily review, a warning sign URGENT, a severe sign an EMERGENCY."""
    found = {**_severe(facts, data), "warning": _warning(facts, data)}
    found["probable"] = facts.yes("dengue_suspected", "fever", *_CRITERIA)
    severe = any(values for name, values in found.items() if name not in ("warning", "probable"))
    signs = tuple(data.sign(name, values) for name, values in found.items() if values)
    return Outcome(signs, () if severe else _missing(facts, data))


def _fever(facts: Facts, data: RuleData) -> bool | None:
    return any_of((facts.answer("fever"), data.met("fever", facts.vital("temperature_c")) or None))


def _liver(facts: Facts, data: RuleData) -> bool | None:
    return data.met("liver_enlarged", facts.number("liver_cm_below_margin"))


def _warning(facts: Facts, data: RuleData) -> dict[str, object]:
    values = {**facts.yes(*_WARNING), **facts.lethargic_by}
    if _liver(facts, data):
        values["liver_cm_below_margin"] = facts.number("liver_cm_below_margin")
    return values


def _severe(facts: Facts, data: RuleData) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {
        "consciousness": facts.altered_by,
        "bleeding": facts.yes("uncontrolled_bleeding"),
        "organ": facts.yes("organ_impairment"),
        "shock": facts.yes("cold_extremities"),
    }
    systolic, diastolic = facts.vital("systolic"), facts.vital("diastolic")
    if low_systolic(facts, data.reads["R5"], data.thresholds["shock"]):
        found["shock"]["systolic"] = systolic
    if systolic is not None and diastolic is not None and data.met("narrow_pressure", systolic - diastolic):
        found["shock"] |= {"systolic": systolic, "diastolic": diastolic}
    if facts.answer("fluid_accumulation") and facts.answer("breathless_at_rest"):
        found["fluid"] = {"fluid_accumulation": True, "breathless_at_rest": True}
    enzymes = {name: facts.number(name) for name in ("ast_u_l", "alt_u_l")}
    found["liver"] = {name: value for name, value in enzymes.items() if data.met("liver_enzymes", value)}
    return found


def _missing(facts: Facts, data: RuleData) -> tuple[str, ...]:
    asked = [name for name in _WARNING if name not in _LABS]
    asked += ["cold_extremities", "uncontrolled_bleeding", "systolic", "diastolic"]
    if facts.answer("fluid_accumulation"):
        asked.append("breathless_at_rest")
    alert = () if facts.altered_consciousness is not None else ("consciousness",)
    drowsy = () if facts.lethargic is not None else ("lethargic_or_unconscious",)
    return (*facts.unknown(*asked), *alert, *drowsy)
