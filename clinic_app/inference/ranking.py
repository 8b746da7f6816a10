"""What every engine answers, and what every engine promises."""

from dataclasses import dataclass
from typing import Protocol

from clinic_app.domain.differential import ModelIdentity

NOTHING_EXCLUDED: frozenset[str] = frozenset()
# The longest text an engine takes, in characters; `prompt.case_text` stays below it.
LONGEST_TEXT = 20_000
# The longest name, version or condition id of a package, in characters: they go on screens, prints and result lines.
LONGEST_NAME = 100
# How far from 1 the probabilities of a ranking may sum.
SUM_TOLERANCE = 1e-6


def is_name(value: object) -> bool:
    """Whether `value` is fit to be shown as a name, a version or an id: short, printable, not empty."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every condition of the package with its probability, most probable first, excluded ones last with 0.

    The probabilities and `other_probability` (none of these) sum to 1 within SUM_TOLERANCE. Equal probabilities are
    in the order of the package's list.
    """

    ranked: tuple[tuple[str, float], ...]
    other_probability: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities, 0 to 1, above which the package asks for something; set and documented by its makers.

    Attributes:
        emergency: probability mass on emergency conditions from which the model asks for EMERGENCY.
        urgent: probability mass on emergency or urgent conditions from which it asks for URGENT.
        out_of_list: `other_probability` from which the list is withheld as `out_of_list`.
    """

    emergency: float
    urgent: float
    out_of_list: float


class Engine(Protocol):
    """Ranks the closed list of conditions for the text of a case. Thread-safe: one request at a time.

    Every method but `close` raises ModelUnavailable when the model cannot run; a later call may succeed.
    """

    def rank(self, text: str, excluded: frozenset[str] = NOTHING_EXCLUDED) -> Ranking:
        """Rank all conditions; those in `excluded` get probability 0. Ids the package lacks are ignored.

        The same text and exclusions give the same answer. Raises ModelUnavailable(too_large) for a text
        over `LONGEST_TEXT` characters.
        """

    def identity(self) -> ModelIdentity:
        """Which package answers."""

    def thresholds(self) -> Thresholds:
        """The package's thresholds."""

    def close(self) -> None:
        """Free the model (and end its process); may be called twice. A closed engine raises on `rank`."""
