"""How far two encodings agree."""

from pathlib import Path

import numpy as np
import pytest

from quantize.base_model import sha256_of
from quantize.convert import agreement


def test_agreement_is_the_cosine_of_each_pair() -> None:
    left = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    right = np.array([[1.0, 0.0], [0.6, 0.8]], dtype=np.float32)
    found = agreement(left, right)
    assert found.lowest == pytest.approx(0.8)
    assert found.mean == pytest.approx(0.9)


def test_a_file_is_known_by_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(tmp_path / "a").startswith("ba7816bf")
