"""R19: organophosphate or carbamate poisoning.

Sources: Peradeniya organophosphorus poisoning (POP) scale; WHO.

Thresholds: `signs_with_exposure` and `signs_alone`, how many signs make an emergency; `slow_pulse` counts as one; `pop`, the points of
the scale as `[operator, number, points]`, or by choice.
"""

from collections.abc import Mapping
from typing import Any

from clinic_app.domain.rules.facts import Facts, any_of
from clinic_app.domain.rules.limits import Limit, first_met
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

_YES_NO = ("salivation_tears", "sweating", "wet_chest")
_GUT = ("vomiting", "diarrhoea")
_Signs = dict[str, tuple[bool | None, dict[str, object]]]


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """EMERGENCY by the number of signs; any exposure alone is URGENT."""
    exposure = any_of((facts.answer("pesticide_exposure"), facts.answer("pesticide_smell")))
    exposed_by = facts.yes("pesticide_exposure", "pesticide_smell")
    signs = _signs(facts, data)
    seen = {name: value for answer, values in signs.values() if answer for name, value in values.items()}
    count = sum(answer is True for answer, _ in signs.values())
    emergency = data.met("signs_with_exposure" if exposure else "signs_alone", count)
    if not exposure and not emergency:
        would_count = data.met("signs_with_exposure", count)
        unanswered = () if exposure is False else facts.unknown("pesticide_exposure")
        # Sweating or vomiting alone is no reason to ask for pupils; one sign short of an emergency is.
        asked = _unknown(facts, signs) if would_count else ()
        # Without a suspicion part of a score says nothing.
        score = _pop(facts, data, whole=True)
        return Outcome((), (*unanswered, *asked), score, open_danger=bool(would_count))
    computed = _pop(facts, data, whole=False)
    if emergency:
        name = "suspected" if exposure else "suspected_without_history"
        return Outcome((data.sign(name, {**exposed_by, **seen, **computed}),), computed=computed)
    fired = data.sign("exposure", {**exposed_by, **computed})
    return Outcome((fired,), _unknown(facts, signs), computed)


def _signs(facts: Facts, data: RuleData) -> _Signs:
    """Each sign once: whether it is there, and the values that say so."""
    signs: _Signs = {name: (facts.answer(name), facts.yes(name)) for name in _YES_NO}
    pupils, fasciculation = facts.choice("pupils"), facts.choice("fasciculation")
    signs["pupils"] = (None if pupils is None else pupils == "pinpoint", {"pupils": pupils})
    signs["gut"] = (any_of(facts.answer(name) for name in _GUT), facts.yes(*_GUT))
    signs["pulse"] = (data.met("slow_pulse", facts.vital("pulse")), {"pulse": facts.vital("pulse")})
    signs["fasciculation"] = (
        None if fasciculation is None else fasciculation != "none",
        {"fasciculation": fasciculation},
    )
    signs["consciousness"] = (facts.altered_consciousness, facts.altered_by)
    signs["fits"] = (facts.convulsed, facts.convulsed_by)
    return signs


def _unknown(facts: Facts, signs: _Signs) -> tuple[str, ...]:
    asked = {"gut": _GUT, "fits": ("convulsions_now_or_history",)}
    names = (
        name for sign, (answer, _) in signs.items() if answer is None for name in asked.get(sign, (sign,))
    )
    return facts.unknown(*names)


def _pop(facts: Facts, data: RuleData, *, whole: bool) -> dict[str, int]:
    """The POP score (0 to 11) over what is known; only of all six items where `whole`, and nothing of none."""
    scale = data.thresholds["pop"]
    points: list[int | None] = [
        _pupil_points(facts, scale),
        _points(scale["pulse"], facts.vital("pulse")),
        scale["fasciculation"].get(facts.choice("fasciculation")),
        _consciousness_points(facts, scale),
        None if facts.convulsed is None else scale["fits"] * facts.convulsed,
        _breathing_points(facts, scale),
    ]
    known = [each for each in points if each is not None]
    enough = len(known) == len(points) if whole else bool(known)
    return {"pop_score": sum(known)} if enough else {}


def _points(bands: list[Limit], value: float | None) -> int | None:
    return None if value is None else int(first_met(bands, value) or 0)


def _pupil_points(facts: Facts, scale: Mapping[str, Any]) -> int | None:
    seen: int | None = scale["pupils"].get(facts.choice("pupils"))
    measured = _points(scale["pupil_mm"], facts.number("pupil_mm"))
    return max((each for each in (seen, measured) if each is not None), default=None)


def _breathing_points(facts: Facts, scale: Mapping[str, Any]) -> int | None:
    fast = _points(scale["resp_rate"], facts.resp_rate)
    return fast if not fast else fast + bool(facts.answer("cyanosis"))


def _consciousness_points(facts: Facts, scale: Mapping[str, Any]) -> int | None:
    level = facts.case.vitals.consciousness
    if level is not None:
        return int(scale["consciousness"][level])
    altered = facts.altered_consciousness
    return None if altered is None else int(scale["consciousness"]["V" if altered else "A"])
