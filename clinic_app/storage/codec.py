"""Stored forms: what the immutable rows hold as JSON, and how it is read back.

Reading trusts what was checked when it was written: a case stays readable after the vocabulary or the ranges
have changed, and keys of a later version are passed over.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from clinic_app.domain.ages import KnownAge
from clinic_app.domain.case import VITAL_NAMES, Age, AgeUnit, Case, Vitals, case_to_json
from clinic_app.domain.differential import Differential, ModelIdentity, RankedCondition
from clinic_app.domain.records import Decision, DecisionKind, Impression, NewPatient, Plan
from clinic_app.domain.triage import Triage, triage_from_json, triage_to_json

_AGE_UNITS: tuple[AgeUnit, ...] = ("years", "months", "days")
# fmt: off
_CASE_KEYS = (
    "sex", "pregnant", "gestation_weeks", "postpartum_days", "complaint", "duration_days", "narrative", "history",
    "negatives", "month",
)
# fmt: on


def to_text(value: Any) -> str:
    """Compact JSON. Raises TypeError or ValueError for what JSON cannot hold (NaN and infinities included)."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # Half a surrogate pair (a broken paste) has no UTF-8; as a JSON escape it is kept as it was.
    return text.encode("utf-8", "backslashreplace").decode()


def age_to_json(age: KnownAge) -> dict[str, Any]:
    """A known age as stored."""
    stored: dict[str, Any] = {"approximate": age.approximate}
    if age.born is not None:
        stored["born"] = age.born.isoformat()
    if age.stated is not None and age.on is not None:
        stored |= {"value": age.stated.value, "unit": age.stated.unit, "on": age.on.isoformat()}
    return stored


def age_from_json(stored: Mapping[str, Any]) -> KnownAge:
    """Read what `age_to_json` wrote."""
    approximate = bool(stored["approximate"])
    if "born" in stored:
        return KnownAge.born_on(date.fromisoformat(stored["born"]), approximate=approximate)
    on = date.fromisoformat(stored["on"])
    return KnownAge.stated_on(on, Age(stored["value"], stored["unit"]), approximate=approximate)


def registration_to_json(patient: NewPatient) -> dict[str, Any]:
    """A registration as stored in a patient's version."""
    return {
        "name": patient.name,
        "sex": patient.sex,
        "age": age_to_json(patient.age),
        "guardian": patient.guardian,
        "village": patient.village,
        "phone": patient.phone,
        "note": patient.note,
    }


def content_to_text(
    case: Case,
    triage: Triage,
    impression: Impression | None,
    decision: Decision | None,
    plan: Plan | None,
    reason: str,
) -> str:
    """The content of an encounter's version."""
    return to_text(
        {
            "case": case_to_json(case),
            "triage": triage_to_json(triage),
            "impression": impression
            and {"conditions": list(impression.conditions), "words": impression.words},
            "decision": decision
            and {"kind": decision.kind.value, "condition": decision.condition, "reason": decision.reason},
            "plan": plan and _plan_to_json(plan),
            "reason": reason,
        }
    )


def content_from_text(stored: str) -> dict[str, Any]:
    """Read what `content_to_text` wrote: its arguments by name."""
    content = json.loads(stored)
    impression, decision, plan = content["impression"], content["decision"], content["plan"]
    return {
        "case": case_from_json(content["case"]),
        "triage": triage_from_json(content["triage"]),
        "impression": impression and Impression(tuple(impression["conditions"]), impression["words"]),
        "decision": decision
        and Decision(DecisionKind(decision["kind"]), decision["condition"], decision["reason"]),
        "plan": plan and _plan_from_json(plan),
        "reason": content["reason"],
    }


def case_from_json(stored: Mapping[str, Any]) -> Case:
    """A case as `case_to_json` wrote it, without judging it again."""
    unit = next(unit for unit in _AGE_UNITS if f"age_{unit}" in stored)
    vitals = stored.get("vitals", {})
    place = stored.get("place", {})
    return Case(
        id=stored["id"],
        age=Age(stored[f"age_{unit}"], unit),
        findings=dict(stored.get("findings", {})),
        vitals=Vitals(**{name: vitals[name] for name in VITAL_NAMES if name in vitals}),
        state=place.get("state"),
        district=place.get("district"),
        profile=stored["profile"],
        **{key: stored.get(key) for key in _CASE_KEYS},
    )


def differential_to_text(differential: Differential) -> str:
    """The stored form of a ranked list; its model is kept in columns of its own."""
    return to_text(
        {
            "ranked": [[item.condition, item.probability] for item in differential.ranked],
            "other_probability": differential.other_probability,
        }
    )


def differential_from_text(stored: str, model: ModelIdentity | None, abstain: str | None) -> Differential:
    """Read what `differential_to_text` wrote."""
    content = json.loads(stored)
    return Differential(
        model=model,
        ranked=tuple(RankedCondition(condition, probability) for condition, probability in content["ranked"]),
        other_probability=content["other_probability"],
        abstain=abstain,
    )


def _plan_to_json(plan: Plan) -> dict[str, Any]:
    return {
        "diagnosis": plan.diagnosis,
        "icd10": plan.icd10,
        "treatment": plan.treatment,
        "investigations": plan.investigations,
        "advice": plan.advice,
        "referral": plan.referral,
        "follow_up": plan.follow_up and plan.follow_up.isoformat(),
    }


def _plan_from_json(stored: Mapping[str, Any]) -> Plan:
    follow_up = stored["follow_up"]
    return Plan(
        diagnosis=stored["diagnosis"],
        icd10=stored["icd10"],
        treatment=stored["treatment"],
        investigations=stored["investigations"],
        advice=stored["advice"],
        referral=stored["referral"],
        follow_up=date.fromisoformat(follow_up) if follow_up else None,
    )
