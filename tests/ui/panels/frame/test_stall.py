"""The stall meter."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from smppconsole.ui.panels.frame.stall import StallMeter


def test_a_loop_that_was_kept_waiting_is_seen(qtbot: QtBot) -> None:
    meter = StallMeter()
    meter.set_running(True)
    qtbot.wait(30)
    time.sleep(0.08)
    qtbot.wait(30)
    assert meter.worst >= 50
    meter.set_running(False)
    meter.set_running(True)
    assert meter.worst == 0
    meter.set_running(False)
