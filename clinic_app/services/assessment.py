"""One case, assessed: the rules first and on their own, then what a model suggests."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from clinic_app.domain.case import Case
from clinic_app.domain.differential import (
    OUT_OF_LIST,
    TOO_LITTLE_INFORMATION,
    Differential,
    RankedCondition,
)
from clinic_app.domain.eligibility import excluded_conditions
from clinic_app.domain.errors import ModelUnavailable
from clinic_app.domain.noticing import Noticed, notice
from clinic_app.domain.rules.engine import triage as run_rules
from clinic_app.domain.triage import Triage, TriageLevel
from clinic_app.inference.prompt import case_text, speaks
from clinic_app.inference.ranking import Engine, Thresholds
from clinic_app.services.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is said of one case.

    `urgency_because` names what asked for `urgency_level`: "rules", "model", both, or nothing at NONE. Of a case
    that says too little the model asks for nothing: it would answer to the age and sex alone. `noticed` was read in the
    free text, to be asked back; nothing else here rests on it.
    """

    case_id: str
    triage: Triage
    differential: Differential
    urgency_level: TriageLevel
    urgency_because: tuple[str, ...]
    noticed: tuple[Noticed, ...]
    elapsed_ms: int


class Assessor:
    """Triage by rules, suggestions by an engine.

    Attributes:
        last_model_error: why the last `assess` had no suggestions, or None if it had.
    """

    def __init__(
        self, knowledge: Knowledge, engine: Engine, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._knowledge = knowledge
        self._engine = engine
        self._clock = clock
        self._labels = {each.id: each.label.in_language("en") for each in knowledge.vocabulary.values()}
        self.last_model_error: ModelUnavailable | None = None

    def triage(self, case: Case) -> Triage:
        """The rules alone: instant, and never in need of a model."""
        return run_rules(case, self._knowledge.rulebook)

    def assess(self, case: Case) -> Assessment:
        """Rules, then suggestions. Trouble with the model costs only the list: it never raises ModelUnavailable."""
        started = self._clock()
        triage = self.triage(case)
        noticed = notice(case, self._knowledge.lexicon)
        asked_for = TriageLevel.NONE
        try:
            differential, thresholds = self._differential(case)
            self.last_model_error = None
            if differential.abstain != TOO_LITTLE_INFORMATION:
                asked_for = self._asked_for(differential, thresholds)
        except ModelUnavailable as error:
            differential = Differential.unavailable()
            self.last_model_error = error
        level = max(triage.level, asked_for)
        because = [
            name
            for name, reached in (("rules", triage.level), ("model", asked_for))
            if reached == level > TriageLevel.NONE
        ]
        elapsed_ms = round((self._clock() - started) * 1000)
        return Assessment(case.id, triage, differential, level, tuple(because), noticed, elapsed_ms)

    def asked_for(self, differential: Differential) -> TriageLevel:
        """The urgency that a list asks for, also one shown earlier, by the model's thresholds of today.

        NONE where the model asks for nothing, and where it is unavailable.
        """
        if differential.model is None or differential.abstain == TOO_LITTLE_INFORMATION:
            return TriageLevel.NONE
        try:
            return self._asked_for(differential, self._engine.thresholds())
        except ModelUnavailable:
            return TriageLevel.NONE

    def _differential(self, case: Case) -> tuple[Differential, Thresholds]:
        excluded = excluded_conditions(case, self._knowledge.conditions)
        ranking = self._engine.rank(case_text(case, self._labels), excluded)
        # A package made for another list: what it says has no name, no ICD-10 code and no urgency here.
        if dict(ranking.ranked).keys() != self._knowledge.conditions.keys():
            raise ModelUnavailable(reason="unsupported")
        thresholds = self._engine.thresholds()
        if not _says_something(case):
            abstain: str | None = TOO_LITTLE_INFORMATION
        elif ranking.other_probability >= thresholds.out_of_list:
            abstain = OUT_OF_LIST
        else:
            abstain = None
        ranked = tuple(RankedCondition(condition, probability) for condition, probability in ranking.ranked)
        return Differential(self._engine.identity(), ranked, ranking.other_probability, abstain), thresholds

    def _asked_for(self, differential: Differential, thresholds: Thresholds) -> TriageLevel:
        mass = dict.fromkeys(TriageLevel, 0.0)
        for row in differential.ranked:
            mass[self._knowledge.conditions[row.condition].urgency] += row.probability
        if mass[TriageLevel.EMERGENCY] >= thresholds.emergency:
            return TriageLevel.EMERGENCY
        if mass[TriageLevel.EMERGENCY] + mass[TriageLevel.URGENT] >= thresholds.urgent:
            return TriageLevel.URGENT
        return TriageLevel.NONE


def _says_something(case: Case) -> bool:
    """Whether there is a complaint, a story or a positive finding to rank by; vital signs alone are too little."""
    told = any(text and text.strip() for text in (case.complaint, case.narrative, case.history))
    return told or any(speaks(answer) for answer in case.findings.values())


def assessment_to_json(
    assessment: Assessment, knowledge: Knowledge, language: str = "en"
) -> Mapping[str, Any]:
    """The result of one case in the public format."""
    model = assessment.differential.model
    rules = knowledge.rulebook.rules
    return {
        "id": assessment.case_id,
        "model": None
        if model is None
        else {"name": model.name, "version": model.version, "sha256": model.sha256},
        "triage": {
            "level": assessment.triage.level.name,
            "fired": [
                {
                    "rule": fired.rule,
                    "level": fired.level.name,
                    "reason": knowledge.rulebook.reason(fired, language),
                    "values": fired.values,
                    "source": f"{rules[fired.rule].source} [{rules[fired.rule].trust_of(fired)}]",
                }
                for fired in assessment.triage.fired
            ],
            "incomplete": [
                {"rule": item.rule, "missing": list(item.missing)} for item in assessment.triage.incomplete
            ],
            "computed": dict(assessment.triage.computed),
        },
        "differential": [
            {
                "condition": row.condition,
                "name": knowledge.conditions[row.condition].name.in_language(language),
                "icd10": knowledge.conditions[row.condition].icd10[0],
                "probability": row.probability,
            }
            for row in assessment.differential.ranked
        ],
        "other_probability": assessment.differential.other_probability,
        "abstain": assessment.differential.abstain,
        "urgency": {
            "level": assessment.urgency_level.name,
            "because": list(assessment.urgency_because),
        },
        "noticed": [asdict(item) for item in assessment.noticed],
        "elapsed_ms": assessment.elapsed_ms,
    }
