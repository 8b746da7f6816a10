"""R25: ear problem at 2 to 59 months.

Source: WHO IMCI. Where both fit, the acute infection is the class, as its row stands above the chronic one.

Thresholds: `chronic_days`, from which running pus is chronic.
"""

from clinic_app.domain.rules.evidence import NOTHING, Evidence, answered, conclude, either, measured
from clinic_app.domain.rules.facts import Facts
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Tender swelling behind the ear is an EMERGENCY; pain or pus is ROUTINE."""
    days = facts.number("ear_pus_days")
    long = measured(data.thresholds["chronic_days"], "ear_pus_days", days)
    short = Evidence(None if long.holds is None else not long.holds, {"ear_pus_days": days}, long.asks)
    pus = either(answered(facts, "ear_pus"), Evidence(bool(days), {"ear_pus_days": days}))
    pain = answered(facts, "ear_pain")
    signs = {
        "mastoiditis": answered(facts, "swelling_behind_ear_tender"),
        "pain": pain,
        "acute_pus": pus.then(short),
        "chronic_pus": pus.then(long),
        "pus": pus if long.holds is None else NOTHING,
    }
    outcome = conclude(data, signs, _ear_class(signs))
    # How long decides the treatment, though not the level.
    since = facts.unknown("ear_pus_days") if pus.holds else ()
    return Outcome(outcome.signs, (*outcome.missing, *since), outcome.computed)


def _ear_class(signs: dict[str, Evidence]) -> dict[str, str]:
    if either(signs["pain"], signs["acute_pus"]).holds:
        return {"ear_class": "acute"}
    return {"ear_class": "chronic"} if signs["chronic_pus"].holds else {}
