"""R26: what lasts too long: presumptive tuberculosis, kala-azar, loose stools, ear pus, mouth ulcers, a hoarse voice.

Sources: NTEP (presumptive tuberculosis), NVBDCP (kala-azar).

Thresholds: limits in days, named after what lasts; `adult` the ages of the adult criteria; `hiv_fever`, the temperature that
is fever with HIV.
"""

from clinic_app.domain.rules.facts import Facts, any_of
from clinic_app.domain.rules.limits import in_ages
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

_ADULT_SIGNS = ("weight_loss", "haemoptysis", "xray_chest_abnormal")
_CHILD_SIGNS = (*_ADULT_SIGNS, "tb_contact_2y")
_HIV_SIGNS = ("cough", "fever", "weight_loss", "night_sweats")
_KALA_AZAR = ("spleen_enlarged", "kala_azar_endemic")
_LASTING = ("cough_days", "fever_days")
# Each with the answer without which the days mean nothing.
_ALONE = {
    "diarrhoea_days": "diarrhoea",
    "ear_pus_days": "ear_pus",
    "mouth_ulcer_days": None,
    "hoarse_voice_days": None,
}


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """URGENT for each, ROUTINE for an ear; a duration that is not known is missing."""
    adult = in_ages(data.thresholds["adult"], facts.age)
    found: dict[str, dict[str, object]] = {}
    tuberculosis = facts.yes(*(_ADULT_SIGNS if adult else _CHILD_SIGNS))
    tuberculosis |= {name: days for name in _LASTING if data.met(name, days := facts.number(name))}
    with_hiv = {**facts.yes(*_HIV_SIGNS), **_hot(facts, data)}
    if facts.answer("hiv_positive") and with_hiv:
        tuberculosis |= {"hiv_positive": True, **with_hiv}
    if tuberculosis:
        found["tuberculosis" if adult else "tuberculosis_child"] = tuberculosis
    fever_days = facts.number("fever_days")
    if data.met("kala_azar_fever", fever_days) and facts.yes(*_KALA_AZAR):
        found["kala_azar"] = {"fever_days": fever_days, **facts.yes(*_KALA_AZAR)}
    since: list[str] = []
    for name, complaint in _ALONE.items():
        said = facts.answer(complaint) if complaint else None
        if data.met(name, facts.number(name)) and said is not False:
            found[name] = {name: facts.number(name)}
        elif said:
            since.append(name)
    signs = tuple(data.sign(name, values) for name, values in found.items())
    reached = Outcome(signs).level
    since = [name for name in since if data.sign(name, {}).level > reached]
    missing = _missing(facts, data, adult=adult, proven=bool(tuberculosis))
    return Outcome(signs, (*missing, *facts.unknown(*since)))


def _hot(facts: Facts, data: RuleData) -> dict[str, float]:
    return facts.vitals("temperature_c") if data.met("hiv_fever", facts.vital("temperature_c")) else {}


def _missing(facts: Facts, data: RuleData, *, adult: bool, proven: bool) -> tuple[str, ...]:
    if proven:
        return ()
    if not any_of(facts.answer(name) for name in ("cough", "fever")):
        return facts.unknown("hiv_positive") if _hot(facts, data) else ()
    asked = [f"{name}_days" for name in ("cough", "fever") if facts.answer(name)]
    asked += ["haemoptysis"] if facts.answer("cough") else []
    asked += ["weight_loss", "hiv_positive"] if adult else ["weight_loss", "tb_contact_2y", "hiv_positive"]
    return facts.unknown(*asked)
