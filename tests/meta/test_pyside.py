"""PySide6 6.12.0 loses a reference to None with every Qt call on Python 3.11, and the process dies after a while."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 20_000


def test_a_qt_call_that_returns_none_keeps_its_reference() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("thing")
    lost = before - sys.getrefcount(None)
    assert lost < CALLS // 100
