"""R18: category of an exposure to rabies, and signs of rabies.

Sources: WHO 2018; NCDC guideline 2019. Washing and vaccine are named; schedules and amounts are the medical officer's.

Thresholds: `categories`, the category of each contact; `immunocompromised`, the category raised to the highest in a patient
with weak immunity; `always_highest`, for an animal the contacts (empty: any) that are of the highest category.
"""

from collections.abc import Mapping

from clinic_app.domain.case import FindingValue
from clinic_app.domain.rules.facts import Facts, any_of
from clinic_app.domain.rules.outcome import Outcome
from clinic_app.domain.rules.rulebook import RuleData

SUPPOSED: Mapping[str, FindingValue] = {"animal_contact": "bite_or_scratch_bleeding"}
_DANGEROUS_SITES = ("head_face_neck", "hand", "finger", "genital")
_SIGNS = {1: "category_1", 2: "category_2", 3: "category_3"}


def opens(facts: Facts, data: RuleData) -> bool | None:
    """A contact with an animal, or signs of rabies."""
    contact = any(facts.choice(name) for name in ("animal_contact", "animal_type"))
    return any_of((True if contact else None, facts.answer("hydrophobia")))


def evaluate(facts: Facts, data: RuleData) -> Outcome:
    """Category III is URGENT, and an EMERGENCY on face, head, neck, hand or genitals or with several wounds."""
    signs = []
    if facts.answer("hydrophobia"):
        signs.append(data.sign("rabies", {"hydrophobia": True}))
    category = _category(facts, data)
    if category is None:
        return Outcome(tuple(signs), () if signs else facts.unknown("animal_contact", "hydrophobia"))
    highest = category == max(_SIGNS)
    site = facts.choice("bite_site")
    dangerous: dict[str, object] = {"bite_site": site} if site in _DANGEROUS_SITES else {}
    dangerous |= facts.yes("multiple_wounds")
    values: dict[str, object] = {"rabies_category": category}
    values |= {
        name: facts.choice(name)
        for name in ("animal_contact", "animal_type")
        if facts.choice(name) is not None
    }
    sign = _SIGNS[category]
    if highest and dangerous:
        sign += "_dangerous"
        values |= dangerous
    if highest and facts.answer("rabies_vaccine_complete"):
        sign += "_vaccinated"
        values["rabies_vaccine_complete"] = True
    signs.append(data.sign(sign, values))
    missing = () if facts.answer("hydrophobia") or (highest and dangerous) else _missing(facts, category)
    return Outcome(tuple(signs), missing, {"rabies_category": category})


def _category(facts: Facts, data: RuleData) -> int | None:
    contact, animal = facts.choice("animal_contact"), facts.choice("animal_type")
    highest = data.thresholds["always_highest"].get(animal)
    if highest is not None and (not highest or contact in highest):
        return max(_SIGNS)
    if contact is None:
        return None
    category = int(data.thresholds["categories"][contact])
    raised = category == data.thresholds["immunocompromised"] and facts.answer("immunocompromised")
    return max(_SIGNS) if raised else category


def _missing(facts: Facts, category: int) -> tuple[str, ...]:
    asked = ["hydrophobia", "bite_site", "multiple_wounds"]
    if category < max(_SIGNS):
        asked = ["hydrophobia", "animal_contact", "animal_type", "immunocompromised"]
    return facts.unknown(*asked)
