"""R13: blood pressure, in adults (R13a) and in pregnancy and up to 42 days after delivery (R13b).

Sources: grades as ESC/ESH 2018 for adults; ACOG Practice Bulletin 222 and FOGSI for pregnancy.

Thresholds: `grades`, worst first, each a limit for the systolic and one for the diastolic pressure, of which either
is enough; `pregnancy` the same in pregnancy; `late`, the weeks from which pre-eclampsia and eclampsia are thought of
(an unknown gestation counts as such, Appendix D.4); the laboratory limits are named after what they limit.
"""

from collections.abc import Mapping
from dataclasses import replace

from clinic_app.domain.rules.evidence import (
    NOTHING,
    Evidence,
    altered_consciousness,
    answered,
    both,
    conclude,
    convulsed,
    either,
    low_pressure_symptoms,
    measured,
    worst_only,
)
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.limits import Limit, in_ages, met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData
from clinic_app.domain.triage import TriageLevel

_HARM = (
    "chest_pain",
    "breathless_at_rest",
    "face_droop_sudden",
    "limb_weakness_sudden",
    "speech_disturbance_sudden",
    "balance_loss_sudden",
    "vision_loss_sudden",
    "urine_output_low",
    "pulmonary_oedema",
)
_SEVERE_FEATURES = (
    "severe_headache",
    "visual_disturbance",
    "vision_loss_sudden",
    "epigastric_pain",
    "pulmonary_oedema",
)


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """The worst grade; where nobody said whether she is pregnant or delivered and it would count, that is missing."""
    if facts.case.is_obstetric:
        return _obstetric(facts, data)
    adult = in_ages(data.thresholds["adults"], facts.age)
    outcome = _adult(facts, data) if adult else Outcome()
    if facts.motherhood_unknown:
        supposed = _obstetric(facts, data).level
        if supposed > outcome.level:
            # A mother who says that she is not pregnant is asked about a delivery only where life is at stake.
            asked = (
                facts.motherhood_unknown if supposed is TriageLevel.EMERGENCY else facts.unknown("pregnant")
            )
            outcome = replace(outcome, missing=(*outcome.missing, *asked))
    return outcome


def _adult(facts: Facts, data: RuleData) -> Outcome:
    grades = {name: _pressure(facts, limits) for name, limits in data.thresholds["grades"].items()}
    low = measured(data.thresholds["low"], "systolic", facts.vital("systolic"))
    symptoms = low_pressure_symptoms(facts)
    return conclude(
        data,
        worst_only({"emergency": grades["grade_3"].then(_harm(facts)), **grades})
        | worst_only({"low_with_symptoms": low.then(symptoms), "low": low}),
    )


def _harm(facts: Facts) -> Evidence:
    """What the pressure does to brain, heart, lungs or kidneys."""
    headache = answered(facts, "severe_headache").then(answered(facts, "vomiting", "visual_disturbance"))
    return either(answered(facts, *_HARM), convulsed(facts), altered_consciousness(facts), headache)


def _obstetric(facts: Facts, data: RuleData) -> Outcome:
    limits = data.thresholds["pregnancy"]
    severe, high = (_pressure(facts, limits[name]) for name in ("severe", "high"))
    confirmed = answered(facts, "bp_high_confirmed").if_said
    protein = _protein(facts, data)
    late = _late(facts, data)
    hypertension = either(high, confirmed)
    signs = worst_only(
        {
            "severe_pressure": severe,
            "pre_eclampsia": both(hypertension, protein) if late else NOTHING,
            "hypertension": Evidence(confirmed.holds, {**high.by, **confirmed.by}) if late else NOTHING,
            "high_once" if late else "high_early": hypertension,
            "protein": _protein_flag(facts, data),
        }
    )
    if late:
        features = _severe_features(facts, data)
        if features.holds:
            hypertension = either(high, answered(facts, "bp_high_confirmed"))
        signs |= {"eclampsia": convulsed(facts), "severe_feature": hypertension.then(features)}
    return conclude(data, signs)


def _pressure(facts: Facts, limits: Mapping[str, Limit]) -> Evidence:
    return either(*(measured(limit, name, facts.vital(name)) for name, limit in limits.items()))


def _late(facts: Facts, data: RuleData) -> bool:
    """From 20+0, at an unknown gestation, or within 42 days of delivery, also where she is said to be pregnant too."""
    delivered = facts.case.is_postpartum or facts.case.pregnant is not True
    return delivered or met(data.thresholds["late"], facts.case.gestation_weeks) is not False


def _severe_features(facts: Facts, data: RuleData) -> Evidence:
    limits = data.thresholds
    laboratory = (
        measured(limits[limit], name, facts.number(name))
        for limit, name in (
            ("platelets_low", "platelets_per_ul"),
            ("creatinine_high", "creatinine_mg_dl"),
            ("transaminase_high", "ast_u_l"),
            ("transaminase_high", "alt_u_l"),
        )
    )
    return either(answered(facts, *_SEVERE_FEATURES), *laboratory)


def _protein(facts: Facts, data: RuleData) -> Evidence:
    """Protein in the urine as the diagnosis of pre-eclampsia counts it."""
    quantities = (
        measured(data.thresholds[name], name, facts.number(name)).if_said
        for name in ("protein_24h_mg", "protein_creatinine_ratio")
    )
    return either(_dipstick(facts, data, "protein_strip"), *quantities)


def _protein_flag(facts: Facts, data: RuleData) -> Evidence:
    """Protein in the urine that is measured again or sent on."""
    return either(_dipstick(facts, data, "protein_strip_flag"), _protein(facts, data).if_said)


def _dipstick(facts: Facts, data: RuleData, limit: str) -> Evidence:
    read = {"urine_protein": facts.choice("urine_protein")}
    return Evidence(data.met(limit, facts.plus("urine_protein")), read, ("urine_protein",))
