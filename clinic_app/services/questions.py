"""Which coded questions the encounter form asks of whom, in the order they are asked.

What threatens life comes first; then what the complaints are worth asking; then what the rules still need. Whom a question
fits stands with the finding, the order in the plan: both are data (`assets/knowledge`).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from clinic_app.domain.case import CHILD_BEARING_YEARS, VITAL_NAMES, Age, Case, FindingValue
from clinic_app.domain.rules.limits import in_ages
from clinic_app.domain.text import words_of
from clinic_app.domain.triage import Triage
from clinic_app.domain.vocabulary import Finding, Whom
from clinic_app.services.knowledge import Knowledge

YES, NO = "yes", "no"
DANGER_SIGNS = "danger_signs"
OTHER_SIGNS = "other_signs"
STILL_TO_ASK = "still_to_ask"
# The field of the form that holds the complaints that were chosen, with commas between them.
CHOSEN_COMPLAINTS = "complaints"
# Asked beside the measurements.
IN_VITALS = frozenset({"bp_unrecordable", "spo2_no_reading", "resp_rate_second_count"})

# Answers that say that a finding with choices is not there.
_ABSENT = frozenset({"none", "normal", "negative", "not_done", "invalid"})
# A child's breaths that should be counted a second time, from the lowest limit of any age (rules R6, R8).
_RECOUNT_FROM = {"young_infant": 60, "under_5_years": 40}

Sections = tuple[tuple[str, tuple[str, ...]], ...]
"""Section id -> the findings to ask in it. A section is one of the plan, a complaint, or `STILL_TO_ASK`."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What decides which questions fit.

    Attributes:
        answers: finding id -> what was answered, where it was.
        measured: vital name -> the number as read, where there is one.
    """

    age: Age | None
    sex: str
    pregnant: bool = False
    recently_delivered: bool = False
    gestation_weeks: float | None = None
    on_oxygen: bool = False
    answers: Mapping[str, FindingValue] = field(default_factory=dict)
    measured: Mapping[str, float] = field(default_factory=dict)

    def can_have(self, whom: Whom) -> bool:
        """Whether the patient is one whom the question concerns, by age, sex and pregnancy alone: then an answer counts."""
        if whom.ages and (self.age is None or not in_ages(whom.ages, self.age)):
            return False
        if whom.sex is not None and self.sex in ("F", "M") and self.sex != whom.sex:
            return False
        return self._obstetrically(whom) and (not whom.any or any(self.can_have(each) for each in whom.any))

    def fits(self, whom: Whom) -> bool:
        """Whether the question is worth asking now: also by what was measured and said so far."""
        return (
            self.can_have(whom)
            and self._by_measurement(whom)
            and self._said(whom.said)
            and (not whom.any or any(self.fits(each) for each in whom.any))
        )

    def follows(self, finding: Finding) -> bool:
        """Whether what the question follows is there."""
        return self._said(finding.follows)

    def _obstetrically(self, whom: Whom) -> bool:
        if whom.obstetric and not (self.pregnant or self.recently_delivered):
            return False
        if (whom.pregnant and not self.pregnant) or (whom.delivered and not self.recently_delivered):
            return False
        if whom.from_weeks is None or self.gestation_weeks is None:
            return True
        return self.gestation_weeks >= whom.from_weeks

    def _by_measurement(self, whom: Whom) -> bool:
        known = self.measured
        if whom.on_oxygen and not self.on_oxygen:
            return False
        if whom.measured and not known.keys() & set(whom.measured):
            return False
        if known.keys() & set(whom.unmeasured):
            return False
        low, high = whom.measured_below, whom.measured_at_least
        if not low and not high:
            return True
        numbers = {
            name: value
            for name, value in (*known.items(), *self.answers.items())
            if isinstance(value, float | int)
        }
        return any(numbers[name] < limit for name, limit in low.items() if name in numbers) or any(
            numbers[name] >= limit for name, limit in high.items() if name in numbers
        )

    def _said(self, findings: tuple[str, ...]) -> bool:
        return not findings or any(self._there(finding) for finding in findings)

    def _there(self, written: str) -> bool:
        finding, _, choice = written.partition("=")
        answer = self.answers.get(finding)
        if choice:
            return answer == choice
        return answer is not None and answer is not False and answer != 0 and answer not in _ABSENT


def asking_of(case: Case) -> Asking:
    """What a case that is already written decides about the questions, to tell what was not asked."""
    measured = {name: getattr(case.vitals, name) for name in VITAL_NAMES}
    return Asking(
        age=case.age,
        sex=case.sex or "",
        pregnant=case.pregnant is True,
        recently_delivered=case.postpartum_days is not None,
        gestation_weeks=case.gestation_weeks,
        on_oxygen=case.vitals.on_oxygen is True,
        answers=case.findings,
        measured={
            name: value
            for name, value in measured.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        },
    )


def asks_about_pregnancy(age: Age | None, sex: str) -> bool:
    """Women and girls of 10 to 55 years; also where the sex is not known."""
    return age is not None and sex != "M" and age.years in CHILD_BEARING_YEARS


def complaints_of(state: Mapping[str, str], asking: Asking, knowledge: Knowledge) -> tuple[str, ...]:
    """The complaints that were chosen in the form, or that the words of the main complaint speak of; the commonest first."""
    chosen = set(state.get(CHOSEN_COMPLAINTS, "").split(","))
    typed = words_of(state.get("complaint", ""))
    return tuple(
        complaint.id
        for complaint in knowledge.plan.complaints.values()
        if asking.fits(complaint.whom)
        and (complaint.id in chosen or any(words in typed for words in complaint.words))
    )


def needed_by_rules(triage: Triage) -> tuple[str, ...]:
    """What the rules lack before danger is excluded, and what could still raise the level of a rule that fired."""
    fired = {rule.rule for rule in triage.fired}
    lacking = (name for item in triage.incomplete if item.rule in fired for name in item.missing)
    return tuple(dict.fromkeys((*triage.danger_missing, *lacking)))


def questions_for(
    asking: Asking, knowledge: Knowledge, complaints: Iterable[str] = (), needed: Collection[str] = ()
) -> Sections:
    """The findings to ask, section by section, each finding once.

    `needed` is offered wherever it fits the patient, so that nothing a rule can miss is out of reach, and nothing that was answered
    out of sight.
    """
    vocabulary, plan = knowledge.vocabulary, knowledge.plan
    groups = [(group.section, group.questions) for group in plan.always if asking.fits(group.whom)]
    wanted = [group for group in groups if group[0] != OTHER_SIGNS]
    chosen = [plan.complaints[complaint] for complaint in complaints]
    wanted += [(complaint.id, complaint.questions) for complaint in chosen]
    wanted += [
        (complaint.id, group.questions)
        for complaint in chosen
        for group in complaint.then
        if asking.fits(group.whom)
    ]
    wanted += [group for group in groups if group[0] == OTHER_SIGNS]
    wanted.append((STILL_TO_ASK, tuple(name for name in vocabulary if name in needed)))
    seen = set(IN_VITALS)
    sections: dict[str, tuple[str, ...]] = {}
    for section, findings in wanted:
        fitting = tuple(
            name
            for name in findings
            if name not in seen
            and asking.can_have(vocabulary[name].whom)
            # What a rule needs is asked even where the question before it was not.
            and (section == STILL_TO_ASK or _is_worth_asking(asking, vocabulary[name]))
        )
        seen |= set(fitting)
        if fitting:
            sections[section] = (*sections.get(section, ()), *fitting)
    return tuple(sections.items())


def _is_worth_asking(asking: Asking, finding: Finding) -> bool:
    return asking.fits(finding.whom) and asking.follows(finding)


def asks_second_count(asking: Asking) -> bool:
    """Whether the breaths of a child under 5 years were fast and have to be counted for another minute."""
    rate = asking.measured.get("resp_rate")
    if rate is None or asking.age is None or not in_ages({"below_months": 60}, asking.age):
        return False
    young = in_ages({"below_days": 60}, asking.age)
    return rate >= _RECOUNT_FROM["young_infant" if young else "under_5_years"]
