"""R14: blood sugar, low and high, in capillary mg/dL.

Sources: ADA for low sugar from 5 years and for ketoacidosis; WHO Pocket Book, IMNCI below; DIPSI in pregnancy.

A meter that shows LO or HI is below or above every limit. Sugar is not measured in everybody: where it is missing,
danger is open only if something is there, or was not asked, that calls for measuring it.

Thresholds: `child`, the ages at which `low_child` is an emergency by itself; from then on `very_low`. `low` counts at
every age, in a small child only with altered consciousness. The limits of high sugar are named after what they mean;
in pregnancy only those that are urgent hold, beside pregnancy's own.
"""

from dataclasses import replace

from clinic_app.domain.rules.evidence import (
    NOTHING,
    Evidence,
    altered_consciousness,
    answered,
    both,
    cannot_drink,
    chosen,
    conclude,
    convulsed,
    either,
    measured,
    pregnant,
    worst_only,
)
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import in_ages
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

_METER = "glucose_meter_text"


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Low and high sugar; the worst of each."""
    long_term = measured(data.thresholds["hba1c_diabetes"], "hba1c_percent", facts.number("hba1c_percent"))
    hba1c = {"hba1c_diabetes": both(_not_pregnant(facts), long_term).if_said}
    measured_or_tried = facts.vital("glucose_mg_dl") is not None or facts.choice(_METER) is not None
    if not measured_or_tried and _reason(facts, data).holds is False:
        return replace(conclude(data, hba1c), missing=("glucose_mg_dl",), open_danger=False)
    return conclude(data, worst_only(_low(facts, data)) | worst_only(_high(facts, data)) | hba1c)


def _reason(facts: Facts, data: RuleData) -> Evidence:
    """Why the sugar has to be known; who is awake and had no fit is not asked for further reasons."""
    others = (
        cannot_drink(facts),
        answered(facts, "hypoglycaemia_symptoms", "low_sugar_needs_help", "diabetes_symptoms"),
        _acid(facts, data),
        _dry(facts),
    )
    return either(altered_consciousness(facts), convulsed(facts), *(each.if_said for each in others))


def _low(facts: Facts, data: RuleData) -> dict[str, Evidence]:
    low, very_low = (_sugar(facts, data, name, "LO") for name in ("low", "very_low"))
    if in_ages(data.thresholds["child"], facts.age):
        return {
            "low_child": _sugar(facts, data, "low_child", "LO"),
            "low_emergency": low.then(altered_consciousness(facts)),
        }
    needs_help = answered(facts, "low_sugar_needs_help")
    off_the_scale = chosen(facts, _METER, "LO").if_said
    return {
        "low_emergency": either(
            # To need another person's help is the worst degree of low sugar, also before it was measured.
            NOTHING if low.holds is False else needs_help.if_said,
            low.then(either(altered_consciousness(facts), needs_help)),
            very_low.then(either(convulsed(facts), cannot_drink(facts))),
            off_the_scale.then(answered(facts, "hypoglycaemia_symptoms")),
        ),
        "very_low": very_low,
        "low": low,
    }


def _high(facts: Facts, data: RuleData) -> dict[str, Evidence]:
    high, very_high = (_sugar(facts, data, name, "HI") for name in ("high", "very_high"))
    symptoms = answered(facts, "diabetes_symptoms")
    fasting = chosen(facts, "glucose_timing", "fasting")
    two_hours = chosen(facts, "glucose_timing", "ogtt_2h_75g")
    overt = either(
        _sugar(facts, data, "fasting_diabetes", "HI").then(fasting),
        _sugar(facts, data, "two_hour_diabetes", "HI").then(two_hours),
    )
    off_the_scale = chosen(facts, _METER, "HI").if_said
    not_pregnant = _not_pregnant(facts)
    return {
        "hyperosmolar": _sugar(facts, data, "hyperosmolar", "HI").then(
            either(altered_consciousness(facts), _dry(facts))
        ),
        "ketoacidosis": _sugar(facts, data, "ketoacidosis", "HI").then(_acid(facts, data)),
        "very_high_with_symptoms": either(
            very_high.then(symptoms), off_the_scale.then(either(convulsed(facts), cannot_drink(facts)))
        ),
        "very_high": very_high,
        "overt_diabetes": both(overt, pregnant(facts)),
        "high_with_symptoms": high.then(symptoms),
        "high": both(not_pregnant, high),
        "gestational_diabetes": both(
            _sugar(facts, data, "gestational", "HI").then(two_hours), pregnant(facts)
        ),
        "fasting_diabetes": _sugar(facts, data, "fasting_diabetes", "HI").then(fasting),
        "prediabetes": both(not_pregnant, _sugar(facts, data, "prediabetes", "HI").then(fasting)),
    }


def _not_pregnant(facts: Facts) -> Evidence:
    """Not known to be pregnant: the milder lines of high sugar are for everybody else."""
    return Evidence(facts.case.pregnant is not True)


def _sugar(facts: Facts, data: RuleData, limit: str, off_the_scale: str) -> Evidence:
    """The sugar on the limit's side, by number or because the meter shows `off_the_scale`."""
    shown = facts.choice(_METER)
    by_number = measured(data.thresholds[limit], "glucose_mg_dl", facts.vital("glucose_mg_dl"))
    if shown is None:
        return by_number
    return either(by_number.if_said, chosen(facts, _METER, off_the_scale))


def _acid(facts: Facts, data: RuleData) -> Evidence:
    """Signs of ketoacidosis beside the sugar."""
    ketones = Evidence(
        data.met("ketones", facts.plus("urine_ketones")),
        {"urine_ketones": facts.choice("urine_ketones")},
        ("urine_ketones",),
    )
    return either(answered(facts, "vomiting", "deep_breathing"), ketones, altered_consciousness(facts))


def _dry(facts: Facts) -> Evidence:
    """Signs of dehydration."""
    return either(answered(facts, "sunken_eyes"), chosen(facts, "skin_pinch", "slow", "very_slow"))
