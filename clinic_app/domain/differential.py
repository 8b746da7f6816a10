"""The ranked list of conditions that a model suggests for a case."""

from dataclasses import dataclass

TOO_LITTLE_INFORMATION = "too_little_information"
OUT_OF_LIST = "out_of_list"
MODEL_UNAVAILABLE = "model_unavailable"


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model package made a suggestion; `sha256` is that of the model file."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RankedCondition:
    """A condition id of the closed list with its probability, 0 to 1."""

    condition: str
    probability: float


@dataclass(frozen=True, slots=True)
class Differential:
    """Every condition of the closed list, most probable first, and the probability of none of them.

    The probabilities and `other_probability` sum to 1 within 1e-6. `abstain` is None or a reason code;
    with `model_unavailable` there is no `model`, `ranked` is empty and `other_probability` is 0.
    """

    model: ModelIdentity | None
    ranked: tuple[RankedCondition, ...]
    other_probability: float
    abstain: str | None = None

    @classmethod
    def unavailable(cls) -> "Differential":
        """What stands in for a list when the model cannot run."""
        return cls(model=None, ranked=(), other_probability=0.0, abstain=MODEL_UNAVAILABLE)
