"""The text of a case that the model reads; the same in training, evaluation and use.

It is made from a `Case`, which holds no name, village or number of a patient, and from labels of the vocabulary.
Long digit runs of the free text (telephone, identity card) are left out all the same. What is denied is left out
too: a sentence encoder places "no fever" beside "fever".
"""

import re
from collections.abc import Mapping

from clinic_app.domain.case import Case, FindingValue
from clinic_app.inference.vitals_in_words import vitals_in_words

PROMPT_VERSION = 1
# A narrative longer than this keeps its start (where the complaint is) and its end (where the examination is).
LONGEST_FIELD = 4000
_KEPT_START = 2600
_KEPT_END = LONGEST_FIELD - _KEPT_START

_NOTHING_FOUND = frozenset({"normal", "none", "negative", "clotted", "not_done", "invalid"})
_NOT_TEXT = re.compile(r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ -]?\d){7,}(?!\d)")
_SENTENCE_ENDS = ".!?;।"


def case_text(case: Case, labels: Mapping[str, str]) -> str:
    """The case as English sentences, the patient first, then as the user wrote them, one part a line.

    `labels` gives the words for finding ids; a finding without a label is left out. Pure: equal cases give equal
    texts. At most about 3 * LONGEST_FIELD characters and the findings.
    """
    parts = [
        _patient(case),
        _free_text(case.complaint),
        _duration(case),
        _free_text(case.narrative),
        _free_text(case.history),
        ". ".join(_findings(case, labels)),
        ". ".join(vitals_in_words(case)),
    ]
    return "\n".join(_ended(part) for part in parts if part)


def shortened(text: str) -> str:
    """`text`, or its start and its end around "…" where it is longer than LONGEST_FIELD characters."""
    if len(text) <= LONGEST_FIELD:
        return text
    return f"{text[:_KEPT_START]} … {text[-_KEPT_END:]}"


def _free_text(text: str | None) -> str:
    # Cut first: cleaning two megabytes would only be thrown away.
    cleaned = _NOT_TEXT.sub(" ", shortened(text or ""))
    return re.sub(r" {2,}", " ", _LONG_NUMBER.sub("", cleaned)).strip()


def _ended(part: str) -> str:
    return part if part[-1] in _SENTENCE_ENDS else f"{part}."


def _patient(case: Case) -> str:
    years = case.age.years
    if case.age.days < 28:
        who = "newborn " + _word(case, "girl", "boy", "baby")
    elif years < 2:
        who = f"{case.age.months}-month-old baby " + _word(case, "girl", "boy", "")
    elif years < 15:
        who = f"{years}-year-old " + _word(case, "girl", "boy", "child")
    else:
        who = f"{years}-year-old " + _word(case, "woman", "man", "patient")
    who = who.strip()
    if case.pregnant:
        weeks = f" {case.gestation_weeks:g} weeks" if case.gestation_weeks is not None else ""
        return f"{who}, pregnant{weeks}"
    if case.postpartum_days is not None:
        return f"{who}, {case.postpartum_days} days after delivery"
    return who


def _word(case: Case, female: str, male: str, unknown: str) -> str:
    return {"F": female, "M": male}.get(case.sex or "", unknown)


def _duration(case: Case) -> str:
    if case.duration_days is None:
        return ""
    days = case.duration_days
    if days < 1:
        return "since today"
    if days < 14:
        return f"for {days:.0f} days"
    if days < 60:
        return f"for {days / 7:.0f} weeks"
    if days < 730:
        return f"for {days / 30.4375:.0f} months"
    return f"for {days / 365.25:.0f} years"


def speaks(answer: FindingValue) -> bool:
    """Whether an answer says that something is there: yes, a choice that is not the normal one, a number above 0."""
    if isinstance(answer, str):
        return answer not in _NOTHING_FOUND
    return answer is not False and answer != 0


def _findings(case: Case, labels: Mapping[str, str]) -> list[str]:
    words = []
    for finding, value in sorted(case.findings.items()):
        label = labels.get(finding)
        if label is None or not speaks(value):
            continue
        label = label.rstrip(" ?.:")
        if value is True:
            words.append(label)
        elif isinstance(value, str):
            words.append(f"{label}: {value.replace('_', ' ')}")
        else:
            words.append(f"{label}: {value:g}")
    return words
