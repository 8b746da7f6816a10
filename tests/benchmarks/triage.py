"""How long the rules take for one case, as a share of one pass of the model over the same case.

    python -m tests.benchmarks.triage

Baseline: the bundled model ranking the case in this process, without the worker's pipe. Both run over the same worked cases.
"""

import statistics
import time
from collections.abc import Callable

from clinic_app import paths
from clinic_app.domain.case import Case
from clinic_app.domain.rules.engine import RULES, triage
from clinic_app.inference.engine import LlamaEngine
from clinic_app.inference.package import load_package
from clinic_app.inference.prompt import case_text
from clinic_app.services.knowledge import load_knowledge
from tests.domain.rules.mutation import worked_cases

MODEL_CASES = 60


def main() -> None:
    """Prints both medians and their ratio."""
    knowledge = load_knowledge()
    cases = [each.case for rule in RULES for each in worked_cases(rule.id, knowledge)]
    rules_ms = _median_ms(cases, lambda case: triage(case, knowledge.rulebook))
    labels = {each.id: each.label.in_language("en") for each in knowledge.vocabulary.values()}
    engine = LlamaEngine(load_package(paths.bundled_model_package_dir()))
    step = max(1, len(cases) // MODEL_CASES)
    model_ms = _median_ms(cases[::step], lambda case: engine.rank(case_text(case, labels), frozenset()))
    engine.close()
    print(f"triage of one case: median {rules_ms:.3f} ms over {len(cases)} cases, {len(RULES)} rules")
    print(f"one model pass:     median {model_ms:.1f} ms over {len(cases[::step])} of them")
    print(f"ratio: {rules_ms / model_ms:.4f} (the rules take {100 * rules_ms / model_ms:.2f} % of one pass)")


def _median_ms(cases: list[Case], work: Callable[[Case], object]) -> float:
    work(cases[0])
    times = []
    for case in cases:
        started = time.perf_counter()
        work(case)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
