"""What the text of a form says and the form does not: to be asked back, and counted only once it is confirmed."""

from dataclasses import replace
from typing import Any

from clinic_app.domain.case import VITAL_NAMES, Case
from clinic_app.domain.noticing import Noticed, notice
from clinic_app.domain.rules.engine import triage
from clinic_app.domain.text import plain_number
from clinic_app.domain.triage import Triage, TriageLevel
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.parsed_form import FormState, NoticedAnswer, finding_field
from clinic_app.services.questions import IN_VITALS, NO, YES, Asking

_DANGER = "danger_signs"


def noticed_answers(
    case: Case, outcome: Triage, state: FormState, asking: Asking, knowledge: Knowledge
) -> tuple[NoticedAnswer, ...]:
    """What was read in the texts of `case` and is neither answered so in `state` nor refused; danger signs first.

    `outcome` is the triage of `case` as it stands.
    """
    found = []
    for item in notice(case, knowledge.lexicon):
        is_vital = item.finding in VITAL_NAMES
        if not is_vital and not asking.can_have(knowledge.vocabulary[item.finding].whom):
            continue
        field = item.finding if is_vital else finding_field(item.finding)
        standing = state.get(field, "")
        answer = NoticedAnswer(item, field, _raw(item), is_danger_sign=False)
        # A number that was typed outranks one in the text; an answer that says otherwise is a contradiction to settle.
        settled = standing == answer.raw or (standing and not isinstance(item.value, bool))
        if not settled and not _in_other_field(field, state) and state.get(answer.refused_field) != item.text:
            found.append(replace(answer, is_danger_sign=_is_danger(item, case, outcome.level, knowledge)))
    return tuple(sorted(found, key=lambda answer: not answer.is_danger_sign))


def _raw(item: Noticed) -> str:
    if isinstance(item.value, bool):
        return YES if item.value else NO
    return plain_number(item.value)


def _is_danger(item: Noticed, case: Case, now: TriageLevel, knowledge: Knowledge) -> bool:
    """A danger sign, or anything that would make an emergency of this patient if it is so."""
    if item.finding in knowledge.vocabulary:
        if item.value is True and knowledge.vocabulary[item.finding].group == _DANGER:
            return True
        supposed = replace(case, findings={**case.findings, item.finding: item.value})
    else:
        reading: dict[str, Any] = {item.finding: item.value}
        supposed = replace(case, vitals=replace(case.vitals, **reading))
    return now < TriageLevel.EMERGENCY and triage(supposed, knowledge.rulebook).level is TriageLevel.EMERGENCY


def _in_other_field(field: str, state: FormState) -> bool:
    """The lower pressure of "120/80" typed in the field of the upper one; a reading that was said to be impossible to get."""
    if field == "diastolic" and "/" in state.get("systolic", ""):
        return True
    return any(state.get(finding_field(finding)) == YES for finding in IN_VITALS) and field in (
        "systolic",
        "diastolic",
        "spo2",
    )
