"""Conversations are judged while there is time."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smppconsole.ui.panels.trace.judging import TraceJudging
from tests.kit.traces import Tape, submit


def test_rows_there_and_rows_that_come_are_judged(qtbot: QtBot) -> None:
    tape = Tape()
    tape.out(submit(1))
    judging = TraceJudging(tape.published())
    qtbot.waitUntil(lambda: judging.done)
    tape.out(submit(1))
    with qtbot.waitSignal(judging.found) as told:
        tape.published()
    assert told.args == [{1}]
    judging.close()


def test_the_end_of_a_file_tells_what_stayed_open(qtbot: QtBot) -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.wait(60_000)
    tape.out(submit(2))
    judging = TraceJudging(tape.published())
    qtbot.waitUntil(lambda: judging.done)
    assert not tape.store.judged
    with qtbot.waitSignal(judging.found) as told:
        judging.end()
    assert told.args == [{0}]


def test_while_somebody_waits_for_something_else_it_works_less_often(qtbot: QtBot) -> None:
    tape = Tape()
    for sequence in range(1, 4000):
        tape.out(submit(sequence))
    waiting = [True]
    judging = TraceJudging(tape.published(), lambda: waiting[0])
    judging._grown_at = 0.0
    qtbot.waitUntil(lambda: judging._turn.interval() > 10)
    waiting[0] = False
    qtbot.waitUntil(lambda: judging.done or judging._turn.interval() == 10)
    judging.close()
