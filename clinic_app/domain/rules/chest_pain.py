"""R16: chest pain and other signs of a heart attack.

Source: ESC guidelines on acute coronary syndromes; the ages and the risk rule are engineering defaults.

A normal ECG clears nobody, and pain on pressing the chest lowers no level.

Thresholds: `asked`, the ages at which everybody is asked about chest pain, and who has it for an ECG; `tells`, those
at which a patient can say that the chest hurts; `urgent_from`, `risk_from` and `low_systolic_from`, the ages of the
urgent line, of the risk rule and of the limit of the systolic pressure (in younger children R5 decides what is low);
`normal_vitals`, for each measurement the limits between which it is normal.
"""

from dataclasses import replace

from clinic_app.domain.rules.evidence import (
    NOTHING,
    Evidence,
    answered,
    chosen,
    conclude,
    either,
    measured,
    worst_only,
)
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import in_ages, met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

# Nobody says yes to these without chest pain.
_SAYS_PAIN = (
    "chest_pain_central_pressure",
    "chest_pain_recurrent_24h",
    "chest_pain_radiates",
    "chest_pain_on_pressing",
)
_WITH_PAIN = ("sweating", "vomiting", "fainting")
_WITHOUT_PAIN = ("jaw_pain", "epigastric_pain", "sweating")
_RISKS = ("diabetes_known", "hypertension_known", "tobacco_use")
_HEART_ATTACK = ("st_elevation", "new_lbbb", "st_depression")


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Every trigger is an EMERGENCY; other pain is URGENT, or ROUTINE in the young and otherwise well."""
    pain = _pain(facts)
    if pain.holds is not None or in_ages(data.thresholds["asked"], facts.age):
        return _outcome(facts, data, pain)
    # A child nobody asked: that is said, but leaves no danger open.
    outcome = _outcome(facts, data, pain.if_said)
    tells = in_ages(data.thresholds["tells"], facts.age) and not outcome.signs
    return replace(outcome, missing=pain.asks if tells else (), open_danger=False)


def _outcome(facts: Facts, data: RuleData, pain: Evidence) -> Outcome:
    triggers = _triggers(facts, data, pain)
    if any(trigger.holds for trigger in triggers.values()):
        return conclude(data, triggers)
    milder = {
        "pain": pain.then(_urgent_by_age(facts, data)),
        "pain_not_well": pain.then(_not_well(facts, data)),
        "pain_without_trigger": pain,
    }
    return conclude(data, triggers | worst_only(milder))


def _triggers(facts: Facts, data: RuleData, pain: Evidence) -> dict[str, Evidence]:
    lasting = either(
        measured(data.thresholds["long_minutes"], "chest_pain_minutes", facts.number("chest_pain_minutes")),
        answered(facts, "chest_pain_recurrent_24h"),
    )
    low = NOTHING
    if in_ages(data.thresholds["low_systolic_from"], facts.age):
        low = measured(data.thresholds["low_systolic"], "systolic", facts.vital("systolic"))
    ecg = _ecg(facts)
    ecg_asked = pain.holds and in_ages(data.thresholds["asked"], facts.age)
    # Who says that the pain does not spread to arm, jaw or back is not asked about the jaw again.
    spreading = either(answered(facts, "chest_pain_radiates"), answered(facts, "jaw_pain").if_said)
    return {
        "ecg_change": ecg if ecg_asked else ecg.if_said,
        "long_pressure": pain.then(answered(facts, "chest_pain_central_pressure").then(lasting)),
        "spreads": pain.then(spreading),
        "with_symptoms": pain.then(either(answered(facts, *_WITH_PAIN), _breathless(facts))),
        "low_pressure": pain.then(low),
        "risk": _risk(facts, data),
    }


def _pain(facts: Facts) -> Evidence:
    minutes = facts.number("chest_pain_minutes")
    said = either(
        answered(facts, *_SAYS_PAIN), Evidence(bool(minutes), {"chest_pain_minutes": minutes})
    ).if_said
    return either(answered(facts, "chest_pain"), said)


def _breathless(facts: Facts) -> Evidence:
    """Also at rest only, which nobody is asked about who is already known to be short of breath or not."""
    return either(answered(facts, "breathlessness"), answered(facts, "breathless_at_rest").if_said)


def _ecg(facts: Facts) -> Evidence:
    if facts.choice("ecg") == "not_done":
        return Evidence(None, asks=("ecg",))
    return chosen(facts, "ecg", *_HEART_ATTACK)


def _risk(facts: Facts, data: RuleData) -> Evidence:
    """A heart attack without chest pain, in those who are at risk of one."""
    if not in_ages(data.thresholds["risk_from"], facts.age):
        return NOTHING
    return answered(facts, *_RISKS).then(either(answered(facts, *_WITHOUT_PAIN), _breathless(facts)))


def _urgent_by_age(facts: Facts, data: RuleData) -> Evidence:
    old_enough = in_ages(data.thresholds["urgent_from"], facts.age)
    return Evidence(old_enough and facts.answer("recent_injury") is not True)


def _not_well(facts: Facts, data: RuleData) -> Evidence:
    """A vital sign that is not normal, or not known to be; another change in the ECG."""
    limits = data.thresholds["normal_vitals"]
    values = {name: facts.resp_rate if name == "resp_rate" else facts.vital(name) for name in limits}
    off = {
        name: value
        for name, value in values.items()
        if value is not None and not all(met(limit, value) for limit in limits[name])
    }
    oxygen = facts.case.vitals.on_oxygen
    by = {**off, **facts.altered_by, **({"on_oxygen": True} if oxygen else {})}
    states = (*values.values(), oxygen, facts.altered_consciousness)
    changed = chosen(facts, "ecg", "other_abnormal").if_said
    return either(Evidence(bool(by) or None in states, by), changed)
