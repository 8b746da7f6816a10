"""How a package does on vignettes: figures with intervals, by source, and what is easily overlooked."""

import math
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clinic_app.domain.eligibility import excluded_conditions
from clinic_app.domain.triage import TriageLevel
from clinic_app.inference.prompt import case_text
from clinic_app.inference.ranking import Engine, Ranking, Thresholds
from clinic_app.services.knowledge import Knowledge
from quantize.metrics import Share, calibration_error, separation
from quantize.vignettes import INSUFFICIENT, OUT, Vignette, english_labels

TOPS = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Answered:
    """A vignette with what the engine said of it, and how long that took."""

    vignette: Vignette
    ranking: Ranking
    elapsed_ms: float
    gold_was_excluded: bool

    @property
    def rank(self) -> int:
        """The best place, from 1, of an accepted condition."""
        places = {condition: place for place, (condition, _) in enumerate(self.ranking.ranked, start=1)}
        return min(places[answer] for answer in self.vignette.gold)


def answer_all(
    engine: Engine, vignettes: Sequence[Vignette], knowledge: Knowledge, on_progress: Callable[[int], None]
) -> tuple[Answered, ...]:
    """Put every vignette to the engine as the product would."""
    labels = english_labels(knowledge)
    answers = []
    for vignette in vignettes:
        excluded = excluded_conditions(vignette.case, knowledge.conditions)
        text = case_text(vignette.case, labels)
        started = time.perf_counter()
        ranking = engine.rank(text, excluded)
        elapsed_ms = (time.perf_counter() - started) * 1000
        answers.append(Answered(vignette, ranking, elapsed_ms, bool(excluded & set(vignette.gold))))
        on_progress(1)
    return tuple(answers)


def report(answers: Sequence[Answered], knowledge: Knowledge, thresholds: Thresholds) -> dict[str, Any]:
    """All figures of an evaluation, ready for JSON."""
    listed = [answer for answer in answers if answer.vignette.is_in_list]
    outside = [answer for answer in answers if answer.vignette.gold == (OUT,)]
    vague = [answer for answer in answers if answer.vignette.gold == (INSUFFICIENT,)]
    return {
        "cases": {
            "all": len(answers),
            "in_list": len(listed),
            "out": len(outside),
            "insufficient": len(vague),
        },
        "accuracy": {group: _accuracy(members) for group, members in _groups(listed).items()},
        "calibration": {
            "log_loss": round(
                _mean(-math.log(max(1e-12, _probability_right(answer))) for answer in answers), 3
            ),
            "error_of_first": round(
                calibration_error(
                    [answer.ranking.ranked[0][1] for answer in listed],
                    [answer.rank == 1 for answer in listed],
                ),
                3,
            ),
            "mean_first_probability": round(_mean(answer.ranking.ranked[0][1] for answer in listed), 3),
        },
        "none_of_these": _none_of_these(listed, outside, vague, thresholds.out_of_list),
        "urgency": _urgency(listed, knowledge, thresholds),
        "excluded_by_mistake": [answer.vignette.case.id for answer in answers if answer.gold_was_excluded],
        "latency_ms": _latency([answer.elapsed_ms for answer in answers]),
    }


def _groups(listed: Sequence[Answered]) -> Mapping[str, list[Answered]]:
    groups: dict[str, list[Answered]] = {"all": list(listed)}
    for answer in listed:
        meta = answer.vignette.meta
        names = [f"source {answer.vignette.source}"]
        if "needs_picture" in meta:
            names.append("needs a picture" if meta["needs_picture"] else "needs no picture")
        names += [f"{key} {meta[key]}" for key in ("language", "voice", "textbook") if key in meta]
        if answer.vignette.case.age.years < 5:
            names.append("under 5 years")
        for name in names:
            groups.setdefault(name, []).append(answer)
    return dict(sorted(groups.items()))


def _accuracy(members: Sequence[Answered]) -> dict[str, Any]:
    tops = {
        f"top_{top}": Share(sum(answer.rank <= top for answer in members), len(members)).to_json()
        for top in TOPS
    }
    return tops | {"mean_reciprocal_rank": round(_mean(1 / answer.rank for answer in members), 4)}


def _probability_right(answer: Answered) -> float:
    if not answer.vignette.is_in_list:
        return answer.ranking.other_probability
    accepted = set(answer.vignette.gold)
    return sum(probability for condition, probability in answer.ranking.ranked if condition in accepted)


def _none_of_these(
    listed: Sequence[Answered], outside: Sequence[Answered], vague: Sequence[Answered], threshold: float
) -> dict[str, Any]:
    def others(members: Sequence[Answered]) -> list[float]:
        return [answer.ranking.other_probability for answer in members]

    def withheld(members: Sequence[Answered]) -> dict[str, Any]:
        return Share(sum(other >= threshold for other in others(members)), len(members)).to_json()

    area = separation(others(outside), others(listed))
    return {
        "mean_on_out": round(_mean(others(outside)), 3),
        "mean_on_in_list": round(_mean(others(listed)), 3),
        "mean_on_insufficient": round(_mean(others(vague)), 3),
        "separation_auc": None if math.isnan(area) else round(area, 3),
        "withheld_on_out": withheld(outside),
        "withheld_on_in_list": withheld(listed),
    }


def _urgency(listed: Sequence[Answered], knowledge: Knowledge, thresholds: Thresholds) -> dict[str, Any]:
    """The model alone, without rules, against the usual urgency of the accepted condition."""
    figures = {}
    for level, threshold in (
        (TriageLevel.EMERGENCY, thresholds.emergency),
        (TriageLevel.URGENT, thresholds.urgent),
    ):
        asked = {True: [0, 0], False: [0, 0]}
        for answer in listed:
            needs = any(knowledge.conditions[gold].urgency >= level for gold in answer.vignette.gold)
            mass = sum(
                probability
                for condition, probability in answer.ranking.ranked
                if knowledge.conditions[condition].urgency >= level
            )
            asked[needs][0] += mass >= threshold
            asked[needs][1] += 1
        raised, needing = asked[True]
        figures[level.name] = {
            "missed": Share(needing - raised, needing).to_json(),
            "raised_without_need": Share(*asked[False]).to_json(),
        }
    return figures


def _latency(elapsed_ms: Sequence[float]) -> dict[str, float]:
    if len(elapsed_ms) < 2:
        return {}
    cuts = statistics.quantiles(elapsed_ms, n=20, method="inclusive")
    return {"p50": round(cuts[9], 1), "p95": round(cuts[18], 1), "worst": round(max(elapsed_ms), 1)}


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def table(figures: Mapping[str, Any]) -> str:
    """The figures of `report` as text for a terminal."""
    lines = [f"{'group':34} {'n':>4}  " + "  ".join(f"{f'top-{top}':>24}" for top in TOPS)]
    for group, accuracy in figures["accuracy"].items():
        shares = [Share(accuracy[f"top_{top}"]["hits"], accuracy[f"top_{top}"]["total"]) for top in TOPS]
        lines.append(f"{group:34} {shares[0].total:>4}  " + "  ".join(f"{share!s:>24}" for share in shares))
    for name in ("cases", "calibration", "none_of_these", "urgency", "latency_ms", "excluded_by_mistake"):
        lines.append(f"{name}: {figures[name]}")
    return "\n".join(lines)
