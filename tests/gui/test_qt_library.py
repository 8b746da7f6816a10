"""The Qt binding itself: what its faults would do to a clinic."""

import sys

from PySide6.QtWidgets import QLabel


def test_calls_without_a_result_lose_no_reference(looks):
    """PySide6 6.12.0 loses one reference to None a call: on Python 3.11 the program dies when none is left."""
    label = QLabel("text")
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("text")
    assert sys.getrefcount(None) > before - 500
