"""R27: obstetric danger signs, in pregnancy and up to 42 days after delivery.

Sources: MoHFW SBA/ANC guidelines; the 300 mL line from WHO 2025.

An unknown gestation is read as 20+0 or more, and as under 37+0 for leaking fluid (Appendix D.4). Where nobody
said whether a woman is pregnant, that is what is missing; a sign that only pregnancy or delivery can give counts. A
sign of delivery counts even where she is said not to be pregnant.

Thresholds: `levels` gives the level of each sign; the other numbers are named after what they limit.
"""

from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import Limit, in_ages, met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

_Found = dict[str, dict[str, object]]
_YES_NO = (
    "severe_headache",
    "visual_disturbance",
    "severe_abdominal_pain",
    "breathless_at_rest",
    "cord_or_limb_out",
    "face_hand_swelling_sudden",
    "jaundice",
    "fundal_height_mismatch",
)
_ALWAYS_ASKED = (
    "severe_headache",
    "visual_disturbance",
    "severe_abdominal_pain",
    "breathless_at_rest",
    "bleeding_per_vaginum",
)


def applies(facts: Facts) -> bool:
    """Pregnant or within 42 days of delivery, or a woman of child-bearing age who was not asked."""
    case = facts.case
    not_asked = case.pregnant is None and case.postpartum_days is None and case.sex != "M"
    return case.is_obstetric or _presumed(facts) or not_asked


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Every sign at its level."""
    if not facts.case.is_obstetric and not _presumed(facts):
        asked = in_ages(data.thresholds["women"], facts.age)
        return Outcome(missing=("pregnant",) if asked else ())
    found: _Found = {sign: {sign: True} for sign in _YES_NO if facts.answer(sign)}
    if facts.convulsed:
        found["fit"] = facts.convulsed_by
    if facts.lethargic:
        found["unconscious"] = facts.lethargic_by
    found |= _bleeding(facts, data) | _blood_pressure(facts, data) | _fever(facts, data)
    found |= _labour(facts, data) | _baby(facts) | _blood(facts, data)
    signs = tuple(data.sign(sign, values) for sign, values in found.items())
    return Outcome(signs, _missing(facts, found, data))


def _presumed(facts: Facts) -> bool:
    """Signs that only pregnancy or delivery can give, though neither was stated."""
    if facts.case.sex == "M" or facts.case.is_obstetric:
        return False
    # Somebody sees these; whoever said that she is not pregnant may mean: not any more.
    delivery = bool(facts.answer("cord_or_limb_out")) or any(
        facts.number(name) for name in ("blood_loss_ml", "placenta_retained_minutes")
    )
    return delivery or (facts.case.pregnant is None and _signs_of_pregnancy(facts))


def _signs_of_pregnancy(facts: Facts) -> bool:
    told = bool(facts.yes("leaking_fluid", "in_labour")) or bool(facts.number("labour_hours"))
    moving_less = facts.choice("fetal_movement") in ("absent", "reduced")
    return told or moving_less or facts.case.gestation_weeks is not None


def _carries(facts: Facts) -> bool:
    """Pregnant, as stated or presumed."""
    if facts.case.pregnant is None:
        return _presumed(facts) and facts.number("blood_loss_ml") is None
    return facts.case.pregnant


def _weeks(facts: Facts) -> dict[str, object]:
    """The gestation as a value of a sign that it decided."""
    weeks = facts.case.gestation_weeks
    return {} if weeks is None else {"gestation_weeks": weeks}


def _gestation(facts: Facts, limit: Limit, *, when_unknown: bool) -> bool:
    reached = met(limit, facts.case.gestation_weeks)
    return when_unknown if reached is None else reached


def _bleeding(facts: Facts, data: RuleData) -> _Found:
    limits = data.thresholds
    found: _Found = {}
    bleeding = facts.case.findings.get("bleeding_per_vaginum")
    if bleeding in ("light", "heavy"):
        values: dict[str, object] = {"bleeding_per_vaginum": bleeding}
        late = _carries(facts) and _gestation(facts, limits["late"], when_unknown=True)
        if late:
            found["bleeding_late"] = {**values, **_weeks(facts)}
        if bleeding == "heavy":
            found["heavy_bleeding"] = values
        elif _carries(facts) and not late:
            found["light_bleeding_early"] = {**values, **_weeks(facts)}
    early = _carries(facts) and not _gestation(facts, limits["late"], when_unknown=False)
    if early and facts.answer("fainting"):
        found["fainting_early"] = {"fainting": True, **_weeks(facts)}
    lost = facts.number("blood_loss_ml")
    if data.met("blood_loss_watch", lost):
        failing = _failing_circulation(facts, data)
        severe = data.met("blood_loss_severe", lost) or failing
        found["blood_loss_severe" if severe else "blood_loss_watch"] = {"blood_loss_ml": lost, **failing}
    return found


def _failing_circulation(facts: Facts, data: RuleData) -> dict[str, float]:
    limits = data.thresholds["blood_loss_signs"]
    # A shock index above 1 needs a pulse above 100 or an upper pressure below 100, which are signs already.
    measured = facts.vitals("pulse", "systolic", "diastolic")
    return {name: value for name, value in measured.items() if met(limits[name], value)}


def _blood_pressure(facts: Facts, data: RuleData) -> _Found:
    pressures = facts.vitals("systolic", "diastolic")
    for sign in ("pressure_severe", "pressure_high"):
        high = data.thresholds[sign]
        values: dict[str, object] = {
            name: value for name, value in pressures.items() if met(high[name], value)
        }
        if values:
            return {sign: values}
    return {}


def _fever(facts: Facts, data: RuleData) -> _Found:
    temperature = facts.vital("temperature_c")
    if not data.met("fever", temperature):
        return {}
    severe = {**facts.yes("foul_discharge"), **facts.altered_by}
    if data.met("shock_systolic", facts.vital("systolic")):
        severe |= facts.vitals("systolic")
    return {"fever_severe" if severe else "fever": {"temperature_c": temperature, **severe}}


def _labour(facts: Facts, data: RuleData) -> _Found:
    limits = data.thresholds
    found: _Found = {}
    hours = facts.number("labour_hours")
    if data.met("long_labour", hours):
        found["long_labour"] = {"labour_hours": hours}
    minutes = facts.number("placenta_retained_minutes")
    if data.met("placenta_retained", minutes):
        found["placenta_retained"] = {"placenta_retained_minutes": minutes}
    if facts.answer("leaking_fluid") and _carries(facts):
        leaking = facts.number("leaking_hours")
        if not _gestation(facts, limits["term"], when_unknown=False):
            found["leaking_preterm"] = {"leaking_fluid": True, **_weeks(facts)}
        elif data.met("leaking_long", leaking) and not facts.answer("in_labour"):
            found["leaking_long"] = {"leaking_hours": leaking, **_weeks(facts)}
    return found


def _baby(facts: Facts) -> _Found:
    movement = facts.case.findings.get("fetal_movement")
    return (
        {f"fetal_movement_{movement}": {"fetal_movement": movement}}
        if movement in ("absent", "reduced")
        else {}
    )


def _blood(facts: Facts, data: RuleData) -> _Found:
    hb = facts.vital("hb_g_dl")
    return {"anaemia_severe": {"hb_g_dl": hb}} if data.met("anaemia_severe", hb) else {}


def _missing(facts: Facts, found: _Found, data: RuleData) -> tuple[str, ...]:
    """What was not asked, and what could still make an emergency of an urgent sign."""
    limits = data.thresholds
    asked = list(_ALWAYS_ASKED)
    if facts.case.pregnant is None and facts.case.postpartum_days is None:
        asked.append("pregnant")
    if facts.case.postpartum_days == 0:
        asked += ["blood_loss_ml", "placenta_retained_minutes"]
    if "blood_loss_watch" in found:
        asked.append("pulse")
    if "fever" in found:
        asked.append("foul_discharge")
    if _carries(facts):
        asked.append("leaking_fluid")
        if not _gestation(facts, limits["late"], when_unknown=False):
            asked.append("fainting")
        if _gestation(facts, limits["late"], when_unknown=True):
            asked.append("fetal_movement")
        if facts.answer("in_labour"):
            asked += ["labour_hours", "cord_or_limb_out"]
        elif facts.answer("leaking_fluid") and "leaking_preterm" not in found:
            asked.append("leaking_hours")
    return (
        *facts.unknown(*asked, "systolic", "diastolic", "temperature_c"),
        *(("convulsions_now_or_history",) if facts.convulsed is None else ()),
        *(("consciousness",) if facts.altered_consciousness is None else ()),
    )
