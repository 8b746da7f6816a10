"""A wrong exclusion hides the diagnosis: only the clearly impossible is excluded."""

import json
from pathlib import Path
from typing import Any

import pytest

from clinic_app.domain.case import Age, Case
from clinic_app.domain.case_reader import read_case
from clinic_app.domain.eligibility import excluded_conditions
from clinic_app.services.knowledge import load_knowledge

KNOWLEDGE = load_knowledge()


def excluded(age: Age, **known: Any) -> frozenset[str]:
    return excluded_conditions(Case(id="c", age=age, **known), KNOWLEDGE.conditions)


def test_a_man_has_no_disease_of_the_womb_and_a_woman_none_of_the_prostate() -> None:
    man = excluded(Age(40, "years"), sex="M")
    woman = excluded(Age(40, "years"), sex="F")
    assert {"ectopic_pregnancy", "menopause", "pph"} <= man
    assert "bph_retention" not in man
    assert {"bph_retention", "testicular_torsion"} <= woman
    assert "ectopic_pregnancy" not in woman


@pytest.mark.parametrize("sex", [None, "O"])
def test_a_sex_that_is_not_known_excludes_nothing(sex: str | None) -> None:
    assert not excluded(Age(30, "years"), sex=sex) & {
        "pph",
        "bph_retention",
        "menopause",
        "testicular_torsion",
    }


@pytest.mark.parametrize(("years", "possible"), [(9, False), (10, True), (14, True), (55, True), (56, False)])
def test_pregnancy_is_possible_within_wide_limits(years: float, possible: bool) -> None:
    assert ("preeclampsia_eclampsia" not in excluded(Age(years, "years"), sex="F")) is possible


def test_a_pregnancy_that_is_stated_outweighs_the_age() -> None:
    assert "preterm_labour" not in excluded(Age(57, "years"), sex="F", pregnant=True)
    assert "pph" not in excluded(Age(57, "years"), sex="F", postpartum_days=0)


def test_a_pregnancy_that_is_denied_excludes_nothing() -> None:
    assert excluded(Age(25, "years"), sex="F", pregnant=False) == excluded(Age(25, "years"), sex="F")


def test_diseases_of_small_children_are_not_those_of_grown_ups() -> None:
    assert {"neonatal_jaundice", "bronchiolitis", "pneumonia_child"} <= excluded(Age(30, "years"))
    assert not excluded(Age(10, "days")) & {"neonatal_jaundice", "neonatal_sepsis", "infant_common_problems"}


def test_diseases_of_grown_ups_are_not_those_of_small_children() -> None:
    assert {"dementia", "osteoarthritis", "copd"} <= excluded(Age(2, "years"))
    assert "hypertension" not in excluded(Age(9, "years"))


def test_whooping_cough_and_attention_disorders_remain_possible_in_grown_ups() -> None:
    assert not excluded(Age(30, "years")) & {"pertussis", "neurodevelopmental"}


@pytest.mark.shared_data
@pytest.mark.parametrize("name", ["dev_vignettes.jsonl", "phc_vignettes.jsonl"])
def test_no_accepted_answer_of_a_vignette_is_excluded(shared_dir: Path, name: str) -> None:
    for line in (shared_dir / "data" / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = set(row.pop("gold"))
        del row["source"], row["meta"]
        case = read_case(row, KNOWLEDGE.vocabulary, KNOWLEDGE.ranges)
        assert not gold & excluded_conditions(case, KNOWLEDGE.conditions), row["id"]
