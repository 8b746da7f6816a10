"""What must hold of every case: worse is never less, unknown is never normal, and both IMCI profiles agree where they should."""

import json
import random
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from clinic_app.domain.case import Age, Case, Vitals
from clinic_app.domain.case_reader import read_case
from clinic_app.domain.errors import CaseError
from clinic_app.domain.rules.engine import triage
from clinic_app.domain.triage import Triage, TriageLevel
from clinic_app.services.knowledge import load_knowledge
from clinic_app.services.questions import Asking

KNOWLEDGE = load_knowledge()
CODED = {name: finding for name, finding in KNOWLEDGE.vocabulary.items() if finding.used_by}
# For each measurement, the numbers from which a step in that direction is a step for the worse.
WORSE = {
    "temperature_c": ((36.0, -0.7), (38.0, 0.7)),
    "pulse": ((50, -7), (91, 13)),
    "resp_rate": ((11, -2), (21, 6)),
    "spo2": ((100, -3),),
    "systolic": ((110, -9),),
    "diastolic": ((90, 9),),
    "glucose_mg_dl": ((70, -9), (200, 120)),
    "hb_g_dl": ((11, -1.1),),
    "muac_cm": ((12.5, -0.6),),
    "capillary_refill_s": ((2, 1),),
    "gcs": ((15, -2),),
}
LIMITS = {
    "temperature_c": (30, 42), "pulse": (25, 250), "resp_rate": (4, 90), "spo2": (50, 100), "systolic": (45, 250),
    "diastolic": (20, 150), "glucose_mg_dl": (20, 700), "hb_g_dl": (2, 18), "muac_cm": (9, 30),
    "capillary_refill_s": (0, 8), "gcs": (3, 15), "weight_kg": (2, 90), "height_cm": (45, 180),
}  # fmt: skip
AWAKE = ("A", "C", "V", "P", "U")
checked = settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def triaged(case: Case) -> Triage:
    return triage(case, KNOWLEDGE.rulebook)


@st.composite
def answers(draw: st.DrawFn, name: str) -> Any:
    finding = CODED[name]
    if finding.kind == "bool":
        return draw(st.booleans())
    if finding.kind == "enum":
        return draw(st.sampled_from(finding.choices))
    return float(draw(st.integers(0, 30)))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    age = draw(
        st.one_of(
            st.builds(Age, st.integers(0, 70), st.just("days")),
            st.builds(Age, st.integers(2, 70), st.just("months")),
            st.builds(Age, st.integers(5, 90), st.just("years")),
        )
    )
    sex = draw(st.sampled_from(("F", "M")))
    woman = sex == "F" and 12 <= age.years <= 50
    pregnant = draw(st.sampled_from((None, False, True))) if woman else None
    measured: dict[str, Any] = {}
    for name in draw(st.sets(st.sampled_from(sorted(LIMITS)), max_size=8)):
        low, high = LIMITS[name]
        value = draw(st.integers(low * 10, high * 10)) / 10
        measured[name] = (
            value if name in ("temperature_c", "hb_g_dl", "muac_cm", "weight_kg") else float(round(value))
        )
    if measured.get("diastolic", 0) >= measured.get("systolic", 999):
        del measured["diastolic"]
    if draw(st.booleans()):
        measured["consciousness"] = draw(st.sampled_from(AWAKE))
    patient = Asking(age, sex, pregnant=bool(pregnant))
    asked = sorted(name for name, finding in CODED.items() if patient.can_have(finding.whom))
    names = draw(st.sets(st.sampled_from(asked), max_size=9))
    findings = {name: draw(answers(name)) for name in sorted(names)}
    if findings.get("bp_unrecordable"):
        # Nobody writes down a pressure that could not be recorded.
        measured = {name: value for name, value in measured.items() if name not in ("systolic", "diastolic")}
    return Case(
        "c",
        age,
        sex=sex,
        pregnant=pregnant,
        gestation_weeks=draw(st.sampled_from((None, 12.0, 24.0, 38.0))) if pregnant else None,
        findings=findings,
        vitals=Vitals(**measured),
        profile=draw(st.sampled_from(("INDIA_IMNCI", "WHO"))),
    )


def is_in_step(case: Case, name: str) -> bool:
    """Whether the rules read this measurement as worse in one direction only, for this case."""
    if name == "temperature_c":
        # R5 takes fever as the explanation of a child's fast pulse or breathing (the text says so).
        return case.age.years >= 16
    if name == "spo2":
        # With a target of 88-92 % on oxygen, more is worse (NEWS2 scale 2).
        return not case.findings.get("hypercapnic_target_88_92")
    if name == "pulse" and case.age.years < 16:
        # A child's normal pulse is an adult's fast one.
        return False
    return not (name == "resp_rate" and case.age.years < 16)


@checked
@given(cases(), st.sampled_from(sorted(WORSE)), st.data())
def test_a_single_worse_vital_never_lowers_the_level(case: Case, name: str, data: st.DataObject) -> None:
    assume(is_in_step(case, name))
    start, step = data.draw(st.sampled_from(WORSE[name]))
    low, high = LIMITS[name]
    steps = data.draw(st.lists(st.integers(0, 8), min_size=2, max_size=2, unique=True).map(sorted))
    before, after = (min(max(start + step * count, low), high) for count in steps)
    assume(before != after)
    better, worse = (
        replace(case, vitals=replace(case.vitals, **{name: round(value, 1)})) for value in (before, after)
    )
    assert triaged(worse).level >= triaged(better).level


@checked
@given(cases(), st.integers(0, 3))
def test_less_awake_never_lowers_the_level(case: Case, index: int) -> None:
    better, worse = (
        replace(case, vitals=replace(case.vitals, consciousness=level)) for level in AWAKE[index : index + 2]
    )
    assert triaged(worse).level >= triaged(better).level


@checked
@given(cases())
def test_unknown_is_never_better_than_no(case: Case) -> None:
    level = triaged(case).level
    for name, answer in case.findings.items():
        if answer is False:
            rest = {other: value for other, value in case.findings.items() if other != name}
            assert triaged(replace(case, findings=rest)).level >= level, name


@checked
@given(cases())
def test_removing_an_answer_never_hides_an_emergency(case: Case) -> None:
    whole = triaged(case)
    assume(whole.level is TriageLevel.EMERGENCY)
    emergencies = {fired.rule for fired in whole.fired if fired.level is TriageLevel.EMERGENCY}
    for name in case.findings:
        rest = {other: value for other, value in case.findings.items() if other != name}
        left = triaged(replace(case, findings=rest))
        if left.level < whole.level:
            said = {item.rule for item in left.incomplete} & emergencies
            missing = {each for item in left.incomplete for each in item.missing}
            # A pressure that could not be recorded, and then is not mentioned, is a pressure that is missing.
            named = ("systolic" if name == "bp_unrecordable" else name) in missing
            assert said or named, name
            assert not left.danger_excluded, name


@checked
@given(cases(), st.randoms(use_true_random=False))
def test_order_of_keys_and_number_formats_do_not_matter(case: Case, chance: random.Random) -> None:
    source = {"id": "c", f"age_{case.age.unit}": case.age.value, "sex": case.sex, "profile": case.profile}
    measured = {name: getattr(case.vitals, name) for name in (*LIMITS, "consciousness")}
    measured = {name: value for name, value in measured.items() if value is not None}
    findings = list(case.findings.items())
    written = json.dumps({**source, "findings": dict(findings), "vitals": measured})
    chance.shuffle(findings)
    whole = {
        name: int(value) if isinstance(value, float) and value == int(value) else value
        for name, value in measured.items()
    }
    shuffled = dict(chance.sample(list(whole.items()), len(whole)))
    again = json.dumps({"vitals": shuffled, "findings": dict(findings), **source})
    try:
        first, second = (
            read_case(json.loads(text), KNOWLEDGE.vocabulary, KNOWLEDGE.ranges) for text in (written, again)
        )
    except CaseError:
        return
    one, other = triaged(first), triaged(second)
    assert one.level == other.level
    assert {(fired.rule, fired.level) for fired in one.fired} == {
        (fired.rule, fired.level) for fired in other.fired
    }
    assert one.computed == other.computed


@checked
@given(cases())
def test_the_profiles_agree_where_the_charts_do(case: Case) -> None:
    """From two months only chest indrawing and the fontanelle are read differently (R8, R21, R23)."""
    assume(case.age.days >= 60)
    findings = {
        name: value
        for name, value in case.findings.items()
        if name not in ("chest_indrawing", "bulging_fontanelle")
    }
    india, who = (
        triaged(replace(case, findings=findings, profile=profile)) for profile in ("INDIA_IMNCI", "WHO")
    )
    assert india.level == who.level
    assert [fired.rule for fired in india.fired] == [fired.rule for fired in who.fired]


@checked
@given(cases())
def test_india_never_refers_less_than_who(case: Case) -> None:
    india, who = (triaged(replace(case, profile=profile)) for profile in ("INDIA_IMNCI", "WHO"))
    assert india.level >= who.level
