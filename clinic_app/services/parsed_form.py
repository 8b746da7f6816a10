"""What a form is read into: the case as far as it is known, and what is wrong, doubtful or lacking."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.domain.case import Age, Case
from clinic_app.domain.noticing import Noticed
from clinic_app.services.questions import Sections
from clinic_app.services.wording import sentence

FormState = Mapping[str, str]
"""Field name -> what stands in it. Absent and "" are the same."""

MEASUREMENTS: tuple[str, ...] = (
    "temperature_c",
    "pulse",
    "resp_rate",
    "spo2",
    "systolic",
    "diastolic",
    "glucose_mg_dl",
    "hb_g_dl",
    "weight_kg",
    "height_cm",
    "muac_cm",
    "capillary_refill_s",
    "gcs",
)
SECOND_COUNT = "resp_rate_second_count"
# Stands for what was read in the texts, among the obstacles.
NOTICED = "noticed"
# In characters. A story of 20,000 is eight printed pages; what the public format takes is far more.
TEXT_LIMITS: Mapping[str, int] = {
    "name": 120,
    "guardian": 120,
    "village": 120,
    "phone": 40,
    "complaint": 500,
    "narrative": 20_000,
    "history": 5_000,
}
_FORM_ORDER = ("name", "age", "sex", "duration", *MEASUREMENTS[:6], SECOND_COUNT, *MEASUREMENTS[6:])


def finding_field(finding: str) -> str:
    """The field that holds the answer to a coded question."""
    return f"finding.{finding}"


def accepted_field(field: str) -> str:
    """The field that holds the text of `field` that somebody confirmed."""
    return f"accepted.{field}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was probably meant: the text to put in the field, and both units for the words of the button."""

    text: str
    unit: str
    from_unit: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a field does not count, or is asked about once more. `code` names the sentence `form.<code>`."""

    code: str
    params: Mapping[str, str]
    proposal: Proposal | None = None

    def words(self, language: str = "en") -> str:
        """The problem in one sentence."""
        return sentence(f"form.{self.code}", self.params, language)


@dataclass(frozen=True, slots=True)
class NoticedAnswer:
    """One answer read in a text.

    Attributes:
        field: the field of the form that it belongs in.
        raw: what would stand there.
        is_danger_sign: a danger sign that the text says is there, or what would make an emergency of this patient; it
            must be settled before the form is sent.
    """

    noticed: Noticed
    field: str
    raw: str
    is_danger_sign: bool

    @property
    def refused_field(self) -> str:
        """The field that holds the words that somebody said do not mean this."""
        return accepted_field(f"noticed.{self.field}.{self.raw}")


@dataclass(frozen=True, slots=True)
class ParsedForm:
    """What a form says so far.

    Attributes:
        case: None until the age is known.
        age_free: while the age is not known, the same answers at one age of each kind, without measurements:
            what all of them prove holds at any age.
        problems: fields that cannot be read or cannot be true; they are not in `case`.
        questions: fields whose unlikely value is in `case` and was not confirmed.
        lacking: fields that must be filled in before the form can be sent.
        noticed: what the texts say and the form does not, to be confirmed or refused.
        complaints: ids of the presenting complaints that were chosen or recognised.
        sections: the coded questions that fit this patient.
    """

    case: Case | None
    age_free: tuple[Case, ...]
    age: Age | None
    problems: Mapping[str, Problem]
    questions: Mapping[str, Problem]
    lacking: Mapping[str, Problem]
    complaints: tuple[str, ...]
    noticed: tuple[NoticedAnswer, ...]
    sections: Sections
    asks_pregnancy: bool
    asks_second_count: bool

    @property
    def asked(self) -> frozenset[str]:
        """Every coded question that fits."""
        return frozenset(finding for _, findings in self.sections for finding in findings)

    def obstacles(self) -> tuple[tuple[str, Problem], ...]:
        """What stands in the way of sending, in the order of the form."""
        signs = [answer.noticed.text for answer in self.noticed if answer.is_danger_sign]
        read = {NOTICED: Problem("noticed_sign", {"text": signs[0]})} if signs else {}
        found = {**self.questions, **self.problems, **self.lacking, **read}
        order = {field: place for place, field in enumerate(_FORM_ORDER)}
        return tuple(sorted(found.items(), key=lambda item: order.get(item[0], len(order))))
