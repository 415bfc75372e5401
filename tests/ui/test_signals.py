"""Signals that ask the program to end."""

from __future__ import annotations

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.ui.signals import ENDING, SignalWatch


@pytest.mark.skipif(os.name == "nt", reason="a process of Windows cannot send itself a signal that is handled")
@pytest.mark.parametrize("number", ENDING)
def test_a_sleeping_loop_is_woken_and_asked_to_end(qtbot: QtBot, number: signal.Signals) -> None:
    before, asked = signal.getsignal(number), []
    watch = SignalWatch(lambda: asked.append(number))
    os.kill(os.getpid(), number)
    qtbot.waitUntil(lambda: bool(asked))
    watch.close()
    assert asked == [number]
    assert signal.getsignal(number) is before
