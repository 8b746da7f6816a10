"""NEWS2 and qSOFA against an implementation that somebody else wrote."""

import random

import vitalscore

from clinic_app.domain.case import Age, Case, Vitals
from clinic_app.domain.rules.engine import RULES, triage
from clinic_app.services.knowledge import Knowledge

CASES = 20_000
NEWS2 = [rule for rule in RULES if rule.id == "R4"]
SEPSIS = [rule for rule in RULES if rule.id == "R9"]


def test_news2_agrees_with_an_independent_calculator(knowledge: Knowledge) -> None:
    chance = random.Random(4)
    for _ in range(CASES):
        target = chance.random() < 0.3
        vitals = Vitals(
            resp_rate=chance.randint(2, 60),
            spo2=chance.randint(60, 100),
            on_oxygen=chance.random() < 0.5,
            systolic=chance.randint(40, 260),
            pulse=chance.randint(20, 220),
            consciousness=chance.choice("AAACVPU"),  # type: ignore[arg-type]
            temperature_c=round(chance.uniform(33, 42), 1),
        )
        case = Case(
            "c",
            Age(chance.randint(16, 100), "years"),
            findings={"hypercapnic_target_88_92": target},
            vitals=vitals,
        )
        theirs = vitalscore.score_news2(
            vitals.resp_rate,
            vitals.spo2,
            vitals.on_oxygen,
            vitals.systolic,
            vitals.pulse,
            vitals.consciousness,
            vitals.temperature_c,
            use_spo2_scale2=target,
        )
        assert triage(case, knowledge.rulebook, NEWS2).computed["news2"] == theirs.total, vitals


def test_qsofa_agrees_with_an_independent_calculator(knowledge: Knowledge) -> None:
    chance = random.Random(5)
    for _ in range(CASES):
        vitals = Vitals(
            resp_rate=chance.randint(2, 60), systolic=chance.randint(40, 260), gcs=chance.randint(3, 15)
        )
        case = Case(
            "c", Age(chance.randint(16, 100), "years"), findings={"infection_suspected": True}, vitals=vitals
        )
        theirs = vitalscore.score_qsofa(vitals.gcs, vitals.resp_rate, vitals.systolic)
        assert triage(case, knowledge.rulebook, SEPSIS).computed["qsofa"] == theirs.total, vitals
