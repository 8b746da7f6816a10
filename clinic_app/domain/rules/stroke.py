"""R15: stroke by the BE-FAST signs, from 16 years.

Sources: BE-FAST; time windows of thrombolysis and thrombectomy, from knowledge.

Thresholds: `windows`, hours since the patient was last seen well, the shortest first; `low_sugar`, below which the
sugar is treated first and the signs are looked at again.
"""

from clinic_app.domain.rules.evidence import Evidence, answered, chosen, conclude, either, measured
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

_HEADACHE = "headache_sudden_severe"
_SUDDEN = (
    "balance_loss_sudden",
    "vision_loss_sudden",
    "face_droop_sudden",
    "limb_weakness_sudden",
    "speech_disturbance_sudden",
    _HEADACHE,
)


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Any sudden sign is an EMERGENCY, also one that went away; a face that grew weak over days is URGENT."""
    sudden = answered(facts, *_SUDDEN)
    gradual = answered(facts, "face_weakness_gradual").if_said
    forehead = "forehead_weak" if facts.answer("forehead_weak") else "face_weak"
    sign, hours = _window(facts, data, sudden)
    signs = {
        sign: Evidence(sudden.holds, {**sudden.by, **hours}, sudden.asks),
        f"{forehead}_gradual": gradual,
    }
    if not sudden.holds:
        return conclude(data, signs)
    # What the referral has to say, though it cannot raise the level.
    recorded = ["last_known_well_hours"]
    low_sugar = either(
        measured(data.thresholds["low_sugar"], "glucose_mg_dl", facts.vital("glucose_mg_dl")),
        chosen(facts, "glucose_meter_text", "LO").if_said,
    )
    if facts.choice("glucose_meter_text") is None:
        recorded.append("glucose_mg_dl")
    outcome = conclude(data, signs | {"low_sugar": Evidence(low_sugar.holds, low_sugar.by)})
    return Outcome(outcome.signs, facts.unknown(*recorded))


def _window(facts: Facts, data: RuleData, sudden: Evidence) -> tuple[str, dict[str, object]]:
    """Which treatments the time allows, as the name of the sign, and the hours where they say so.

    A sudden headache alone speaks for a bleed, where nothing may dissolve clots.
    """
    if facts.answer("neuro_symptoms_resolved"):
        return "resolved", {}
    if set(sudden.by) == {_HEADACHE}:
        return "sudden", {}
    hours = facts.number("last_known_well_hours")
    for name, limit in data.thresholds["windows"].items():
        if met(limit, hours):
            return f"within_{name}", {"last_known_well_hours": hours}
    return "sudden", {}
