"""Judging a trace while there is time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.ui.panels.trace_judging import TraceJudging
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, submit


@pytest.fixture
def tape() -> Tape:
    """A session that is bound."""
    made = Tape()
    made.out(octets("bind_transceiver", 1, system_id="me", interface_version=0x34))
    made.into(octets("bind_transceiver_resp", 1, system_id="centre"))
    made.published()
    return made


@pytest.fixture
def judging(tape: Tape, qtbot: QtBot) -> Iterator[TraceJudging]:
    """A judge that has seen the bind."""
    made = TraceJudging(tape.store)
    qtbot.waitUntil(lambda: made.done)
    yield made
    made.close()


def test_what_stands_in_the_trace_already_is_judged(tape: Tape, qtbot: QtBot) -> None:
    row = tape.into(answer(9, "m"))
    tape.published()
    judging = TraceJudging(tape.store)
    assert not judging.done
    with qtbot.waitSignal(judging.found) as told:
        pass
    assert told.args == [{row}]
    judging.close()


def test_rows_that_come_are_judged_and_told_once(tape: Tape, judging: TraceJudging, qtbot: QtBot) -> None:
    told: list[set[int]] = []
    judging.found.connect(told.append)
    rows = [tape.into(answer(9, "m"))]
    tape.published()
    qtbot.waitUntil(lambda: judging.done and bool(told))
    rows.append(tape.into(answer(10, "n")))
    tape.published()
    qtbot.waitUntil(lambda: judging.done and len(told) > 1)
    assert told == [{rows[0]}, {rows[1]}]


def test_many_rows_are_judged_over_many_turns(tape: Tape, judging: TraceJudging, qtbot: QtBot) -> None:
    rows = {tape.into(answer(number, f"m{number}")) for number in range(100, 900)}
    tape.published()
    qtbot.waitUntil(lambda: judging.done)
    assert set(tape.store.judged) == rows


def test_what_stayed_open_is_told_only_at_the_end(tape: Tape, judging: TraceJudging, qtbot: QtBot) -> None:
    row = tape.out(submit(2))
    tape.wait(20_000)
    tape.out(octets("enquire_link", 3))
    tape.into(octets("enquire_link_resp", 3))
    tape.published()
    qtbot.waitUntil(lambda: judging.done)
    before = dict(tape.store.judged)
    with qtbot.waitSignal(judging.found) as told:
        judging.end()
    assert (before, told.args) == ({}, [{row}])
    assert [one.id for one in tape.store.judged[row]] == ["unanswered"]


def test_a_closed_judge_looks_no_further(tape: Tape, judging: TraceJudging, qtbot: QtBot) -> None:
    judging.close()
    tape.into(answer(9, "m"))
    tape.published()
    qtbot.wait(30)
    assert not judging.done
    assert tape.store.judged == {}
