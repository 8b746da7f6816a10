"""The encounter form: raw strings as typed on one side, a `Case` and a list of problems on the other.

The raw strings are what drafts keep, also where they make no sense. Nothing here changes them. A field that cannot
be read, or cannot be true, is left out of the case and named in `problems`; an unlikely reading counts (rules R1) and
is named in `questions` until somebody confirms it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from clinic_app.domain.ages import KnownAge
from clinic_app.domain.case import DAYS_PER_MONTH, DAYS_PER_YEAR, Age, AgeUnit, Case
from clinic_app.domain.case_reader import MAX_DURATION_DAYS, read_case
from clinic_app.domain.ranges import Verdict, convert, half_up, judge
from clinic_app.domain.records import NewPatient, Sex
from clinic_app.domain.rules.engine import triage as run_rules
from clinic_app.domain.text import plain_number
from clinic_app.domain.triage import Triage
from clinic_app.services.age_free import ONE_AGE_OF_EACH_KIND, holding_for_all
from clinic_app.services.form_dates import born, born_in_future, weeks_since
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.noticed_answers import noticed_answers
from clinic_app.services.parsed_form import (
    MEASUREMENTS,
    SECOND_COUNT,
    TEXT_LIMITS,
    FormState,
    ParsedForm,
    Problem,
    Proposal,
    accepted_field,
    finding_field,
)
from clinic_app.services.questions import (
    IN_VITALS,
    NO,
    YES,
    Asking,
    asks_about_pregnancy,
    asks_second_count,
    complaints_of,
    needed_by_rules,
    questions_for,
)
from clinic_app.services.typed import (
    NotANumber,
    TypedNumber,
    typed_duration,
    typed_gestation,
    typed_number,
    typed_pressure,
    without_control_signs,
)
from clinic_app.services.typed_date import NotADate, typed_date

_DAYS_IN = {"hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": DAYS_PER_MONTH, "years": DAYS_PER_YEAR}
_ASK_MONTHS_BELOW_YEARS = 5
# Rules R1: it can be true dengue shock, so it only asks and never blocks. mmHg.
_NARROW_PULSE_PRESSURE = 20
# A last period is never long ago: a year of two digits that lies ahead is a slip, not a century past.
_YEARS_AHEAD = 50


def read_form(state: FormState, knowledge: Knowledge, case_id: str, today: date) -> ParsedForm:
    """Read what was typed. Never raises for anything a user can type."""
    return _Reading(state, knowledge, case_id, today).parsed()


def new_patient(state: FormState, age: Age, today: date) -> NewPatient:
    """The registration of a form; `age` as `read_form` read it. A date of birth is kept as such."""
    day = typed_date(state.get("age", ""), today.year)
    return NewPatient(
        name=state.get("name", ""),
        age=KnownAge.stated_on(today, age) if day is None else KnownAge.born_on(day),
        sex=_sex(state),
        guardian=state.get("guardian", ""),
        village=state.get("village", ""),
        phone=state.get("phone", ""),
    )


def triage_form(parsed: ParsedForm, triage: Callable[[Case], Triage]) -> Triage:
    """The triage of a form. Without an age, only what holds at every age, with the age missing.

    A danger sign that the text speaks of keeps danger open until somebody says whether it is so.
    """
    if parsed.case is not None:
        outcome = triage(parsed.case)
        unsettled = any(answer.is_danger_sign for answer in parsed.noticed)
        return replace(outcome, danger_excluded=False) if unsettled else outcome
    return holding_for_all([triage(case) for case in parsed.age_free])


class _Reading:
    """One reading of a form."""

    def __init__(self, state: FormState, knowledge: Knowledge, case_id: str, today: date) -> None:
        self._state = state
        self._knowledge = knowledge
        self._case_id = case_id
        self._today = today
        self._problems: dict[str, Problem] = {}
        self._questions: dict[str, Problem] = {}
        self._measured: dict[str, float] = {}

    def parsed(self) -> ParsedForm:
        state = self._state
        age = self._age()
        for name in MEASUREMENTS:
            self._measure(name, name, age)
        self._check_pressures()
        sex = _sex(state)
        asks_pregnancy = asks_about_pregnancy(age, sex or "")
        source = self._pregnancy(age) if asks_pregnancy else {}
        asking = Asking(
            age=age,
            sex=sex or "",
            pregnant=source.get("pregnant") is True,
            recently_delivered="postpartum_days" in source,
            gestation_weeks=source.get("gestation_weeks"),
            on_oxygen=state.get("on_oxygen") == YES,
            measured=self._measured,
        )
        answered = [
            name
            for name, finding in self._knowledge.vocabulary.items()
            if state.get(finding_field(name)) and name not in IN_VITALS and asking.can_have(finding.whom)
        ]
        findings = self._findings(answered, age)
        second_count = asks_second_count(asking)
        if second_count and (count := self._measure(finding_field(SECOND_COUNT), SECOND_COUNT, age)):
            findings[SECOND_COUNT] = count
        source |= {
            "id": self._case_id,
            "sex": sex,
            "month": self._today.month,
            "duration_days": self._duration(),
            "findings": findings,
            "vitals": {**self._measured, **self._states()},
            **{key: self._words(key) for key in ("complaint", "narrative", "history")},
        }
        case = None if age is None else self._case(source, age)
        complaints = complaints_of(state, asking, self._knowledge)
        asking = replace(asking, answers=findings)
        outcome = None if case is None else run_rules(case, self._knowledge.rulebook)
        needed = (*answered, *(needed_by_rules(outcome) if outcome else ()))
        return ParsedForm(
            case=case,
            age_free=() if age is not None else self._age_free(source),
            age=age,
            problems=self._problems,
            questions=self._questions,
            lacking=self._lacking(age),
            noticed=noticed_answers(case, outcome, state, asking, self._knowledge)
            if case and outcome
            else (),
            complaints=complaints,
            sections=questions_for(asking, self._knowledge, complaints, needed),
            asks_pregnancy=asks_pregnancy,
            asks_second_count=second_count,
        )

    def _case(self, source: Mapping[str, Any], age: Age) -> Case:
        complete = {**source, f"age_{age.unit}": age.value}
        return read_case(complete, self._knowledge.vocabulary, self._knowledge.ranges)

    def _age_free(self, source: Mapping[str, Any]) -> tuple[Case, ...]:
        answers = {"id": self._case_id, "findings": source["findings"], "vitals": self._states()}
        return tuple(self._case(answers, age) for age in ONE_AGE_OF_EACH_KIND)

    def _lacking(self, age: Age | None) -> dict[str, Problem]:
        lacking = {}
        if not self._state.get("name", "").strip():
            lacking["name"] = Problem("name_missing", {})
        if age is None and "age" not in self._problems:
            lacking["age"] = Problem("age_missing", {})
        return lacking

    def _age(self) -> Age | None:
        day_of_birth = self._date("age", self._today.year)
        if day_of_birth is not None:
            return self._age_of(day_of_birth)
        typed = None if "age" in self._problems else self._typed("age", typed_duration)
        if typed is None:
            return None
        unit = typed.unit or self._unit("age_unit", "years")
        if unit == "hours":
            typed, unit = TypedNumber(typed.value / 24), "days"
        elif unit == "weeks":
            typed, unit = TypedNumber(typed.value * 7), "days"
        age = Age(typed.value, cast("AgeUnit", unit))
        verdict = self._judge_age(age)
        if verdict is Verdict.REFUSE:
            return None
        if verdict is Verdict.ASK_AGAIN:
            self._ask("age", Problem("age_unusual", {"years": str(age.years)}))
        elif unit == "years" and age.value < _ASK_MONTHS_BELOW_YEARS and not self._state.get("patient_id"):
            # Rules R2: an approximate age under 5 years must be asked again in months.
            self._ask("age", Problem("age_in_months", {"months": str(age.months)}))
        return age

    def _age_of(self, day: date) -> Age | None:
        """The age of somebody whose date of birth was typed, which counts and is asked about once."""
        age = KnownAge.born_on(day).at(self._today)
        if age is None:
            self._problems["age"] = born_in_future(day)
            return None
        if self._judge_age(age) is Verdict.REFUSE:
            return None
        self._ask("age", born(day, age))
        return age

    def _judge_age(self, age: Age) -> Verdict:
        reading = judge(self._knowledge.ranges["age_years"], age.exact_years, age)
        if reading.verdict is Verdict.REFUSE:
            self._problems["age"] = Problem("age_impossible", {"limit": plain_number(reading.hard_max)})
        return reading.verdict

    def _duration(self) -> float | None:
        typed = self._typed("duration", typed_duration)
        if typed is None:
            return None
        days = typed.value * _DAYS_IN[typed.unit or self._unit("duration_unit", "days")]
        if not 0 <= days <= MAX_DURATION_DAYS:
            self._problems["duration"] = Problem("duration_impossible", {})
            return None
        return half_up(days, 2)

    def _unit(self, field: str, usual: str) -> str:
        chosen = self._state.get(field, "")
        return chosen if chosen in _DAYS_IN else usual

    def _words(self, field: str) -> str | None:
        words = without_control_signs(self._state.get(field, ""), lines=True).strip()
        if len(words) > TEXT_LIMITS[field]:
            self._problems[field] = Problem("too_long", {"limit": str(TEXT_LIMITS[field])})
            return None
        return words or None

    def _pregnancy(self, age: Age | None) -> dict[str, Any]:
        source: dict[str, Any] = {}
        answer = _yes_no(self._state.get("pregnant"))
        if answer is not None:
            source["pregnant"] = answer
        if answer:
            weeks = self._gestation(age)
            if weeks is not None:
                source["gestation_weeks"] = weeks
        elif (delivered := self._typed("postpartum_days", typed_number)) is not None:
            days = delivered.value
            if days != int(days) or not 0 <= days <= 42:
                self._problems["postpartum_days"] = Problem("postpartum_days", {})
            else:
                source["postpartum_days"] = int(days)
        return source

    def _gestation(self, age: Age | None) -> float | None:
        """The weeks of pregnancy; a date is the last period, offered in weeks and not counted meanwhile."""
        field = "gestation_weeks"
        last_period = self._date(field, self._today.year + _YEARS_AHEAD)
        if last_period is not None:
            self._problems[field] = weeks_since(last_period, self._today, self._knowledge)
        return None if field in self._problems else self._measure(field, field, age, typed_gestation)

    def _states(self) -> dict[str, Any]:
        consciousness = self._state.get("consciousness")
        return {
            "consciousness": consciousness if consciousness in tuple("ACVPU") else None,
            "on_oxygen": _yes_no(self._state.get("on_oxygen")),
        }

    def _findings(self, asked: Sequence[str], age: Age | None) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for finding in asked:
            entry = self._knowledge.vocabulary[finding]
            field = finding_field(finding)
            raw = self._state.get(field, "")
            if entry.kind == "bool":
                answers[finding] = _yes_no(raw)
            elif entry.kind == "enum":
                answers[finding] = raw if raw in entry.choices else None
            elif finding in self._knowledge.ranges:
                answers[finding] = self._measure(field, finding, age)
            elif (typed := self._typed(field, typed_number)) is not None:
                if typed.value < 0:
                    self._problems[field] = Problem("not_below_zero", {})
                else:
                    answers[finding] = typed.value
        for finding in ("bp_unrecordable", "spo2_no_reading"):
            answers[finding] = _yes_no(self._state.get(finding_field(finding)))
        return answers

    def _measure(
        self,
        field: str,
        quantity_name: str,
        age: Age | None,
        read: Callable[[str], TypedNumber] = typed_number,
    ) -> float | None:
        """Read and judge one measurement; what counts is also put in `_measured` under the field's name."""
        typed = self._typed(field, read)
        if typed is None:
            return None
        quantity = self._knowledge.ranges[quantity_name]
        if typed.unit and typed.unit != quantity.unit:
            self._problems[field] = self._other_unit(quantity_name, typed)
            return None
        if quantity_name == "gcs" and typed.value != int(typed.value):
            self._problems[field] = Problem("whole_number", {})
            return None
        reading = judge(quantity, typed.value, age)
        params = {
            "value": plain_number(typed.value),
            "unit": quantity.unit,
            "low": plain_number(reading.hard_min),
            "high": plain_number(reading.hard_max),
        }
        proposal = None
        if reading.offer is not None:
            proposal = Proposal(plain_number(reading.offer.value), quantity.unit, reading.offer.from_unit)
        if reading.verdict is Verdict.REFUSE:
            code = "impossible" if age is None else "impossible_at_age"
            self._problems[field] = Problem(code, params, proposal)
            return None
        if reading.verdict is Verdict.ASK_AGAIN:
            self._ask(field, Problem("other_unit" if proposal else "unusual", params, proposal))
        if field in MEASUREMENTS:
            self._measured[field] = typed.value
        return typed.value

    def _other_unit(self, quantity_name: str, typed: TypedNumber) -> Problem:
        quantity = self._knowledge.ranges[quantity_name]
        params = {"typed_unit": typed.unit, "unit": quantity.unit}
        for conversion in quantity.conversions:
            if conversion.from_unit == typed.unit:
                value = convert(quantity, conversion, typed.value).value
                return Problem("unit", params, Proposal(plain_number(value), quantity.unit, typed.unit))
        return Problem("unit", params)

    def _check_pressures(self) -> None:
        upper, lower = self._measured.get("systolic"), self._measured.get("diastolic")
        if upper is None or lower is None:
            return
        params = {"value": plain_number(lower), "systolic": plain_number(upper)}
        if lower >= upper:
            self._problems["diastolic"] = Problem("diastolic_not_below_systolic", params)
            del self._measured["diastolic"]
        elif upper - lower <= _NARROW_PULSE_PRESSURE:
            self._ask("diastolic", Problem("narrow_pulse_pressure", params))

    def _typed(self, field: str, read: Callable[[str], TypedNumber]) -> TypedNumber | None:
        """The number in a field; None where it is empty, switched off, or (then a problem) no number."""
        text = self._text(field)
        if not text.strip():
            return None
        try:
            return read(text)
        except NotANumber:
            self._problems[field] = Problem("not_a_number", {})
            return None

    def _date(self, field: str, latest_year: int) -> date | None:
        """The date in a field; None where there is none, or (then a problem) none that can be."""
        try:
            return typed_date(self._text(field), latest_year)
        except NotADate as why:
            self._problems[field] = Problem(why.code, {})
            return None

    def _text(self, field: str) -> str:
        """What a field holds, once "cannot be measured" and a pressure typed as "120/80" are seen to."""
        state = self._state
        if field in ("systolic", "diastolic"):
            if state.get(finding_field("bp_unrecordable")) == YES:
                return ""
            both = typed_pressure(state.get("systolic", ""))
            if both is not None:
                return both[0] if field == "systolic" else state.get("diastolic") or both[1]
        if field == "spo2" and state.get(finding_field("spo2_no_reading")) == YES:
            return ""
        return state.get(field, "")

    def _ask(self, field: str, question: Problem) -> None:
        if self._state.get(accepted_field(field)) != self._state.get(field):
            self._questions[field] = question


def _sex(state: FormState) -> Sex | None:
    sexes: Mapping[str, Sex] = {"F": "F", "M": "M", "O": "O"}
    return sexes.get(state.get("sex", ""))


def _yes_no(raw: str | None) -> bool | None:
    return {YES: True, NO: False}.get(raw or "")
