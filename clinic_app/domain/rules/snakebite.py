"""R17: snakebite, and the krait bite that nobody noticed.

Sources: WHO SEARO indications for antivenom as reproduced on a third-party page; MoHFW snakebite guidelines. Whether
antivenom is given is the medical officer's decision: nothing here orders it.

Thresholds: `shock`, the systolic pressure from 16 years on (below, R5 decides what is low); the other limits are named
after what they limit.
"""

from collections.abc import Mapping

from clinic_app.domain.case import FindingValue
from clinic_app.domain.rules.facts import Facts, all_of, any_of
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.paediatric import low_systolic
from clinic_app.domain.rules.rulebook import RuleData

SUPPOSED: Mapping[str, FindingValue] = {"snakebite_suspected": True, "symptoms_on_waking": True}
_NEUROTOXIC = ("ptosis", "ophthalmoplegia", "paralysis", "difficulty_swallowing", "cannot_lift_head")
_BLEEDING = ("uncontrolled_bleeding", "active_bleeding", "mucosal_bleeding")
_KIDNEY = ("urine_dark", "urine_output_low")
_KRAIT = ("ptosis", "abdominal_pain", "paralysis")
_DIGITS = ("finger", "toe")
_INVALID_TUBES = ("plastic", "washed")


def opens(facts: Facts, data: RuleData) -> bool | None:
    """A suspected bite, or drooping lids, belly pain or weakness found on waking."""
    return any_of((facts.answer("snakebite_suspected"), _on_waking(facts)))


def hinted(facts: Facts, data: RuleData) -> bool:
    """Signs that make one think of a bite; low oxygen or shock alone has other causes."""
    told = any(facts.choice(name) for name in ("bite_site", "wbct20", "swelling_extent"))
    return told or bool(
        facts.yes(*_NEUROTOXIC, *_KRAIT, "tender_local_node", "urine_dark", "symptoms_on_waking")
    )


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Every suspected bite is URGENT; any sign of envenoming is an EMERGENCY."""
    found = _envenoming(facts, data)
    if _on_waking(facts):
        found["krait"] = {"symptoms_on_waking": True, **facts.yes(*_KRAIT)}
    if facts.answer("snakebite_suspected"):
        found["bite"] = {"snakebite_suspected": True}
    signs = tuple(data.sign(name, values) for name, values in found.items() if values)
    tested = facts.choice("wbct20") in ("clotted", "not_clotted")
    invalid = tested and facts.choice("wbct20_tube") in _INVALID_TUBES
    missing: tuple[str, ...] = ("wbct20",) if invalid else ()
    if found.keys() <= {"bite"}:
        missing += _missing(facts, tested)
    return Outcome(signs, tuple(dict.fromkeys(missing)))


def _on_waking(facts: Facts) -> bool | None:
    return all_of((facts.answer("symptoms_on_waking"), any_of(facts.answer(name) for name in _KRAIT)))


def _envenoming(facts: Facts, data: RuleData) -> dict[str, dict[str, object]]:
    swelling = facts.choice("swelling_extent")
    swollen = swelling not in (None, "none")
    found: dict[str, dict[str, object]] = {
        "neurotoxic": facts.yes(*_NEUROTOXIC),
        "bleeding": facts.yes(*_BLEEDING),
        "kidney": facts.yes(*_KIDNEY),
        "irregular_pulse": facts.yes("irregular_pulse"),
        "cyanosis": facts.yes("cyanosis"),
    }
    if facts.choice("wbct20") == "not_clotted" and facts.choice("wbct20_tube") not in _INVALID_TUBES:
        found["not_clotted"] = {"wbct20": "not_clotted"}
    if data.met("spo2_low", facts.vital("spo2")):
        found["spo2_low"] = {"spo2": facts.vital("spo2")}
    if data.met("slow_breathing", facts.resp_rate):
        found["slow_breathing"] = {"resp_rate": facts.resp_rate}
    if data.met("platelets_low", facts.number("platelets_per_ul")):
        found["platelets_low"] = {"platelets_per_ul": facts.number("platelets_per_ul")}
    if low_systolic(facts, data.reads["R5"], data.thresholds["shock"]):
        found["shock"] = {"systolic": facts.vital("systolic")}
    if swelling == "beyond_wrist_or_ankle" or (
        swelling == "more_than_half_limb" and _spread_in_time(facts, data)
    ):
        found["swelling_spreads"] = {"swelling_extent": swelling}
    if swollen and facts.choice("bite_site") in _DIGITS:
        found["swelling_of_digit"] = {"swelling_extent": swelling, "bite_site": facts.choice("bite_site")}
    if swollen and facts.answer("tender_local_node"):
        found["tender_node"] = {"tender_local_node": True, "swelling_extent": swelling}
    return {name: values for name, values in found.items() if values}


def _spread_in_time(facts: Facts, data: RuleData) -> bool:
    """Not known to be late, nor to come from a tied limb."""
    late = data.met("swelling_late", facts.number("bite_hours"))
    return not late and not facts.answer("tourniquet_applied")


def _missing(facts: Facts, tested: bool) -> tuple[str, ...]:
    asked = [*_NEUROTOXIC, *_BLEEDING, *_KIDNEY, "irregular_pulse", "cyanosis", "swelling_extent"]
    asked += ["spo2", "systolic", "wbct20_tube" if tested else "wbct20"]
    if facts.resp_rate is None:
        asked.append("resp_rate")
    if facts.choice("swelling_extent") not in (None, "none"):
        asked += ["bite_site", "tender_local_node"]
    if facts.answer("symptoms_on_waking"):
        asked += _KRAIT
    not_done = ("wbct20",) if facts.choice("wbct20") == "not_done" else ()
    return (*facts.unknown(*asked), *not_done)
