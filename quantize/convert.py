"""Base model to GGUF, in half precision and in 8 bits, and how far they agree with the original."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from clinic_app.inference.engine import LlamaEncoder
from clinic_app.inference.scoring import Vectors, unit

LARGEST_MODEL = 30_000_000  # bytes
_AGREEMENT_TOKENS = 254


@dataclass(frozen=True, slots=True)
class Agreement:
    """Cosines between two encodings of the same texts."""

    lowest: float
    mean: float


def convert(base_folder: Path, target: Path, precision: str) -> None:
    """Write `base_folder` as a GGUF file of `precision` (f16, q8_0). Raises RuntimeError with the converter's words."""
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "convert_hf_to_gguf", str(base_folder)]
    done = subprocess.run(
        [*command, "--outtype", precision, "--outfile", str(target), "--model-name", "all-MiniLM-L6-v2"],
        capture_output=True,
        text=True,
        env=os.environ | {"HF_HUB_OFFLINE": "1"},
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])


def encode_with_llama(model: Path, texts: list[str]) -> Vectors:
    """(texts, dimensions) vectors from the engine that the product uses."""
    encoder = LlamaEncoder(model, _AGREEMENT_TOKENS)
    try:
        return encoder.encode(texts)
    finally:
        encoder.close()


def encode_with_torch(base_folder: Path, texts: list[str]) -> Vectors:
    """(texts, dimensions) vectors from the original in sentence-transformers."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(base_folder), device="cpu")
    return unit(np.asarray(model.encode(texts, show_progress_bar=False), dtype=np.float32))


def agreement(left: Vectors, right: Vectors) -> Agreement:
    """How far two encodings of the same texts agree."""
    cosines = (left * right).sum(axis=-1)
    return Agreement(lowest=float(cosines.min()), mean=float(cosines.mean()))
