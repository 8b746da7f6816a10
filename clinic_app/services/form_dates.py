"""What a date means in a field of the form that asks for something else: a last period, a date of birth."""

from datetime import date

from clinic_app.domain.case import Age
from clinic_app.domain.errors import CaseError
from clinic_app.domain.gestation import by_last_period, weeks_and_days
from clinic_app.domain.text import plain_number
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.parsed_form import Problem, Proposal


def weeks_since(last_period: date, today: date, knowledge: Knowledge) -> Problem:
    """The offer of the weeks and days, with the due date; or why this cannot have been the last period."""
    typed = _day_words(last_period)
    try:
        pregnancy = by_last_period(last_period, today, knowledge.dating)
    except CaseError as impossible:
        details = {name: str(value) for name, value in impossible.params.items()}
        return Problem(impossible.case_code, {**details, "date": typed})
    weeks = weeks_and_days(pregnancy.days)
    params = {"date": typed, "weeks": weeks, "due": _day_words(pregnancy.due)}
    return Problem("last_period", params, Proposal(weeks, knowledge.ranges["gestation_weeks"].unit, typed))


def born_in_future(born: date) -> Problem:
    """Why this cannot be the date of birth."""
    return Problem("born_in_future", {"date": _day_words(born)})


def born(day: date, age: Age) -> Problem:
    """The question whether somebody of `age` was born on `day`."""
    return Problem(f"born_{age.unit}", {"date": _day_words(day), "number": plain_number(float(age.value))})


def _day_words(day: date) -> str:
    # Not strftime, which writes the year 26 with two digits on some systems.
    return f"{day.day:02}-{day.month:02}-{day.year:04}"
