"""The exam of a package: vignettes of our own, what is accepted, what the package answered on its maker's machine."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from clinic_app.inference.ranking import Engine
from clinic_app.services.knowledge import Knowledge
from quantize.evaluate import Answered, answer_all
from quantize.vignettes import read_vignettes

# The marks to pass lie this much below what was reached here: other processors round differently.
_MARGIN = 0.05
# The share of vignettes whose first answer must be the same as here.
_SAME_FIRST = 0.9


def write_exam(
    target: Path, source: Path, engine: Engine, knowledge: Knowledge, on_progress: Callable[[int], None]
) -> Mapping[str, float]:
    """Let `engine` answer the vignettes of `source`, write the exam and return its pass marks.

    One vignette a line: `{"case": ..., "accepted": [ids or "OUT"], "answered": [its first five]}`.
    """
    answers = answer_all(engine, read_vignettes(source, knowledge), knowledge, on_progress)
    lines = []
    for line, answer in zip(source.read_text(encoding="utf-8").splitlines(), answers, strict=True):
        case = json.loads(line)
        accepted = case.pop("gold")
        del case["source"]
        first_five = [condition for condition, _ in answer.ranking.ranked[:5]]
        lines.append(
            json.dumps({"case": case, "accepted": accepted, "answered": first_five}, ensure_ascii=False)
        )
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return pass_marks(answers)


def pass_marks(answers: Sequence[Answered]) -> Mapping[str, float]:
    """The least shares, 0 to 1, of in-list vignettes answered first, among five, and answered as here."""
    listed = [answer for answer in answers if answer.vignette.is_in_list]
    reached = {top: sum(answer.rank <= top for answer in listed) / len(listed) for top in (1, 5)}
    return {f"top_{top}": round(max(0.0, share - _MARGIN), 3) for top, share in reached.items()} | {
        "same_first": _SAME_FIRST
    }
