"""Which coded questions the encounter form asks of whom, in the order they are asked.

What threatens life comes first. The table follows the gates of the implemented rules (`domain/rules/`) and the
`ask_when` of the vocabulary; a test holds that it offers everything that those rules can miss.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from clinic_app.domain.case import VITAL_NAMES, Age, Case

YES, NO = "yes", "no"

_YOUNGEST_MOTHER_YEARS = 10
_OLDEST_MOTHER_YEARS = 55


class Section(StrEnum):
    """A group of questions under one heading."""

    DANGER_SIGNS = "danger_signs"
    YOUNG_INFANT = "young_infant"
    CHILD = "child"
    OBSTETRIC = "obstetric"
    OTHER_SIGNS = "other_signs"


@dataclass(frozen=True, slots=True)
class Asking:
    """What decides which questions fit.

    Attributes:
        answers: finding id -> what was answered, raw ("yes", "no", a choice, a typed number).
        measured: vital name -> the number as read, where there is one.
    """

    age: Age | None
    sex: str
    pregnant: bool = False
    recently_delivered: bool = False
    gestation_weeks: float | None = None
    on_oxygen: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    measured: Mapping[str, float] = field(default_factory=dict)

    def aged(self, from_days: float, below_days: float | None) -> bool:
        """Whether the age is known and in this span."""
        if self.age is None or self.age.exact_days < from_days - 1e-6:
            return False
        return below_days is None or self.age.exact_days < below_days - 1e-6

    @property
    def adult(self) -> bool:
        return self.age is not None and self.age.years >= 16

    @property
    def under_16(self) -> bool:
        return self.age is not None and self.age.years < 16

    @property
    def young_infant(self) -> bool:
        return self.aged(0, 60)

    @property
    def obstetric(self) -> bool:
        return self.pregnant or self.recently_delivered

    @property
    def second_half(self) -> bool:
        """From 20 weeks; an unknown gestation counts as such (rules Appendix D.4)."""
        return self.pregnant and (self.gestation_weeks is None or self.gestation_weeks >= 20)

    @property
    def high_pressure(self) -> bool:
        """From 140 or from 90 mmHg (rules R13b)."""
        return self.measured.get("systolic", 0) >= 140 or self.measured.get("diastolic", 0) >= 90

    def said(self, finding: str) -> bool:
        """Whether the answer to another question was yes."""
        return self.answers.get(finding) == YES


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
        answers={finding: YES for finding, answer in case.findings.items() if answer is True},
        measured={
            name: value
            for name, value in measured.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        },
    )


def asks_about_pregnancy(age: Age | None, sex: str) -> bool:
    """Women and girls of 10 to 55 years; also where the sex is not known."""
    if age is None or sex == "M":
        return False
    return _YOUNGEST_MOTHER_YEARS <= age.years <= _OLDEST_MOTHER_YEARS


_Gate = Callable[[Asking], bool]


def _everyone(asking: Asking) -> bool:
    return True


_TABLE: tuple[tuple[str, Section, _Gate], ...] = (
    ("not_breathing_normally", Section.DANGER_SIGNS, _everyone),
    ("lethargic_or_unconscious", Section.DANGER_SIGNS, _everyone),
    ("convulsing_now", Section.DANGER_SIGNS, _everyone),
    ("convulsions_now_or_history", Section.DANGER_SIGNS, _everyone),
    ("uncontrolled_bleeding", Section.DANGER_SIGNS, _everyone),
    ("not_able_to_drink", Section.DANGER_SIGNS, lambda who: who.under_16 and not who.young_infant),
    ("vomits_everything", Section.DANGER_SIGNS, lambda who: who.under_16 and not who.young_infant),
    ("not_able_to_feed", Section.YOUNG_INFANT, lambda who: who.young_infant),
    ("not_feeding_well", Section.YOUNG_INFANT, lambda who: who.young_infant),
    ("movement", Section.YOUNG_INFANT, lambda who: who.young_infant),
    ("chest_indrawing", Section.YOUNG_INFANT, lambda who: who.young_infant),
    ("nasal_flaring", Section.YOUNG_INFANT, lambda who: who.young_infant),
    ("grunting", Section.YOUNG_INFANT, lambda who: who.young_infant),
    ("bulging_fontanelle", Section.YOUNG_INFANT, lambda who: who.young_infant),
    (
        "feels_hot",
        Section.YOUNG_INFANT,
        lambda who: who.young_infant and "temperature_c" not in who.measured,
    ),
    (
        "feels_cold",
        Section.YOUNG_INFANT,
        lambda who: who.young_infant and "temperature_c" not in who.measured,
    ),
    ("jaundice", Section.YOUNG_INFANT, lambda who: who.young_infant),
    ("jaundice_palms_soles", Section.YOUNG_INFANT, lambda who: who.young_infant and who.said("jaundice")),
    ("umbilicus", Section.YOUNG_INFANT, lambda who: who.young_infant),
    ("skin_pustules_count", Section.YOUNG_INFANT, lambda who: who.young_infant),
    ("big_boil", Section.YOUNG_INFANT, lambda who: who.young_infant),
    ("ear_pus", Section.YOUNG_INFANT, lambda who: who.young_infant),
    ("bleeding_per_vaginum", Section.OBSTETRIC, lambda who: who.obstetric),
    ("severe_headache", Section.OBSTETRIC, lambda who: who.obstetric),
    ("visual_disturbance", Section.OBSTETRIC, lambda who: who.obstetric),
    ("severe_abdominal_pain", Section.OBSTETRIC, lambda who: who.obstetric),
    ("breathless_at_rest", Section.OBSTETRIC, lambda who: who.obstetric),
    ("leaking_fluid", Section.OBSTETRIC, lambda who: who.pregnant),
    ("leaking_hours", Section.OBSTETRIC, lambda who: who.pregnant and who.said("leaking_fluid")),
    ("fetal_movement", Section.OBSTETRIC, lambda who: who.second_half),
    ("in_labour", Section.OBSTETRIC, lambda who: who.second_half),
    ("labour_hours", Section.OBSTETRIC, lambda who: who.second_half and who.said("in_labour")),
    ("cord_or_limb_out", Section.OBSTETRIC, lambda who: who.second_half and who.said("in_labour")),
    ("face_hand_swelling_sudden", Section.OBSTETRIC, lambda who: who.pregnant),
    ("fundal_height_mismatch", Section.OBSTETRIC, lambda who: who.second_half),
    ("foul_discharge", Section.OBSTETRIC, lambda who: who.obstetric),
    ("blood_loss_ml", Section.OBSTETRIC, lambda who: who.recently_delivered),
    ("placenta_retained_minutes", Section.OBSTETRIC, lambda who: who.recently_delivered),
    ("jaundice", Section.OBSTETRIC, lambda who: who.obstetric and not who.young_infant),
    ("platelets_per_ul", Section.OBSTETRIC, lambda who: who.obstetric and who.high_pressure),
    ("fainting", Section.OTHER_SIGNS, lambda who: who.adult or who.obstetric),
    ("cold_extremities", Section.OTHER_SIGNS, _everyone),
    ("cyanosis", Section.OTHER_SIGNS, _everyone),
    ("active_bleeding", Section.OTHER_SIGNS, _everyone),
    ("infection_suspected", Section.OTHER_SIGNS, lambda who: who.adult or who.obstetric),
    ("weak_fast_pulse", Section.CHILD, lambda who: who.under_16),
    ("grey_or_mottled_skin", Section.CHILD, lambda who: who.under_16),
    (
        "child_calm",
        Section.CHILD,
        lambda who: who.under_16 and bool({"pulse", "resp_rate"} & who.measured.keys()),
    ),
    ("hypercapnic_target_88_92", Section.OTHER_SIGNS, lambda who: who.adult and who.on_oxygen),
)
_ORDER = tuple(Section)
# A child's breaths that should be counted a second time, from the lowest limit of any age (rules R6, R8).
_RECOUNT_FROM = {"young_infant": 60, "under_5_years": 40}


def questions_for(asking: Asking) -> tuple[tuple[Section, tuple[str, ...]], ...]:
    """The findings to ask, section by section, each finding once."""
    fitting = [(section, finding) for finding, section, gate in _TABLE if gate(asking)]
    sections = [
        (section, tuple(finding for where, finding in fitting if where is section)) for section in _ORDER
    ]
    return tuple((section, findings) for section, findings in sections if findings)


def asks_second_count(asking: Asking) -> bool:
    """Whether the breaths of a child under 5 years were fast and have to be counted for another minute."""
    rate = asking.measured.get("resp_rate")
    if rate is None or not asking.aged(0, 5 * 365.25):
        return False
    return rate >= _RECOUNT_FROM["young_infant" if asking.young_infant else "under_5_years"]
