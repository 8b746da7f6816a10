"""The model itself: a GGUF sentence encoder in llama.cpp. The only module that knows `llama_cpp`.

A chat template inside the model file is never used: texts are encoded as they are.
"""

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from clinic_app.domain.differential import ModelIdentity
from clinic_app.domain.errors import ModelUnavailable
from clinic_app.inference.package import ModelPackage
from clinic_app.inference.ranking import LONGEST_TEXT, NOTHING_EXCLUDED, Ranking, Thresholds
from clinic_app.inference.scoring import CaseEncoding, ConditionTable, Vectors, nearness, ranking, unit
from clinic_app.inference.windows import sentences, windows

# Beyond this a small encoder gains nothing from more threads.
_MOST_THREADS = 4
# Each text is wrapped in one token at its start and one at its end.
_WRAPPING_TOKENS = 2
# Bounds the time for any text; nothing that `prompt.case_text` makes of a written case comes near.
_MOST_WINDOWS = 12
_MOST_SENTENCES = 80
# Stands for a text without words, which still must get an answer.
_NO_WORDS = "unknown"


class LlamaEncoder:
    """Texts to unit vectors. Not thread-safe."""

    def __init__(self, model_path: Path, window_tokens: int) -> None:
        """Load the GGUF file. Raises ModelUnavailable: unsupported (the library), damaged (the file)."""
        try:
            # Here and not above: where the native library cannot load, that is a reason to name, not a crash.
            from llama_cpp import Llama
        except (ImportError, OSError, RuntimeError):
            raise ModelUnavailable(reason="unsupported") from None
        context = window_tokens + _WRAPPING_TOKENS
        threads = threads_for(_usable_cores())
        self._window_tokens = window_tokens
        try:
            self._llama: Any = Llama(
                str(model_path),
                embedding=True,
                n_ctx=context,
                n_batch=context,
                n_ubatch=context,
                n_threads=threads,
                n_threads_batch=threads,
                verbose=False,
            )
        except (ValueError, RuntimeError, AssertionError):
            raise ModelUnavailable(reason="damaged", file=model_path.name) from None

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._llama.n_embd())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(texts, dimensions) unit vectors; of each text at most the first `window_tokens` tokens are read.

        A text has the same vector whichever texts are beside it, so each is computed on its own.
        """
        vectors = [self._llama.embed(_encodable(text)) for text in texts]
        return unit(np.array(vectors, dtype=np.float32))

    def encode_case(self, text: str) -> CaseEncoding:
        """The mean of the windows of `text` (a window is whole sentences), and its sentences."""
        text = _encodable(text)
        wholes = _ends(windows(text, self._count_tokens, self._window_tokens), _MOST_WINDOWS)
        parts = _ends(sentences(text), _MOST_SENTENCES)
        whole = self.encode(wholes or (_NO_WORDS,)).mean(axis=0)
        return CaseEncoding(unit(whole), self.encode(parts or (_NO_WORDS,)))

    def close(self) -> None:
        """Free the model."""
        self._llama.close()

    def _count_tokens(self, text: str) -> int:
        return len(self._llama.tokenize(text.encode("utf-8"), add_bos=False))


class LlamaEngine:
    """An `Engine` in this process: loads the files of a verified package and ranks by nearness."""

    def __init__(self, package: ModelPackage) -> None:
        """Raises ModelUnavailable: missing, damaged, unsupported."""
        self._package = package
        self._lock = threading.Lock()
        try:
            self._table = ConditionTable.from_bytes(package.read(package.encodings_file))
        except ValueError:
            raise ModelUnavailable(reason="damaged", file=package.encodings_file) from None
        self._encoder: LlamaEncoder | None = LlamaEncoder(package.model_path, package.window_tokens)
        if self._encoder.dimensions != self._table.dimensions:
            raise ModelUnavailable(reason="damaged", file=package.encodings_file)

    def rank(self, text: str, excluded: frozenset[str] = NOTHING_EXCLUDED) -> Ranking:
        """See `Engine.rank`."""
        if len(text) > LONGEST_TEXT:
            raise ModelUnavailable(reason="too_large")
        with self._lock:
            if self._encoder is None:
                raise ModelUnavailable(reason="off")
            case = self._encoder.encode_case(text)
        calibration = self._package.calibration
        return ranking(
            nearness(case, self._table, self._package.blend),
            self._table.conditions,
            excluded,
            calibration.temperature,
            calibration.none_of_these_logit,
        )

    def identity(self) -> ModelIdentity:
        """See `Engine.identity`."""
        return self._package.identity

    def thresholds(self) -> Thresholds:
        """See `Engine.thresholds`."""
        return self._package.thresholds

    def close(self) -> None:
        """See `Engine.close`."""
        with self._lock:
            encoder, self._encoder = self._encoder, None
        if encoder is not None:
            encoder.close()


def threads_for(cores: int) -> int:
    """How many threads compute on a machine of `cores`: one core stays free for the window.

    With as many threads as cores they wait for each other whenever anything else runs: on a busy machine of two
    cores, two threads took 13 times as long as one.
    """
    return max(1, min(_MOST_THREADS, cores - 1))


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _ends(pieces: tuple[str, ...], most: int) -> tuple[str, ...]:
    """`pieces`, or of more than `most` the first two thirds and the last third of that many."""
    if len(pieces) <= most:
        return pieces
    last = most // 3
    return (*pieces[: most - last], *pieces[-last:])


def _encodable(text: str) -> str:
    """`text` without what has no UTF-8 (lone surrogates) and without NUL, which ends a text in C."""
    return text.encode("utf-8", errors="replace").decode("utf-8").replace("\x00", " ")
