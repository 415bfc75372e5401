"""Rows counted in the status bar."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace.counting import TraceCounting
from smppconsole.ui.panels.trace.panel import TracePanel
from smppconsole.ui.panels.trace.terms import TraceTerms
from tests.kit.traces import Tape, answer, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)


def _tape(pairs: int) -> Tape:
    tape = Tape()
    for sequence in range(1, pairs + 1):
        tape.out(submit(sequence))
        tape.into(answer(sequence))
    return tape


@pytest.fixture
def live() -> Tape:
    return _tape(10)


@pytest.fixture
def panel(qtbot: QtBot, live: Tape) -> Iterator[TracePanel]:
    made = TracePanel(live.published(), TERMS)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_all()


def test_the_page_in_front_is_counted_and_what_its_filter_shows(
    panel: TracePanel, live: Tape, qtbot: QtBot, tmp_path: Path
) -> None:
    counting, told = TraceCounting(panel), []
    counting._beat.setInterval(5)
    counting.counted.connect(lambda shown, total: told.append((shown, total)))
    counting.tell_now()
    assert told == [(20, 20)]
    panel.live.filters.filter_by("response")
    qtbot.waitUntil(lambda: told[-1] == (10, 20))
    live.out(submit(99))
    live.published()
    qtbot.waitUntil(lambda: told[-1] == (10, 21))
    panel.add_page("other", _tape(2).published(), TERMS)
    qtbot.waitUntil(lambda: told[-1] == (4, 4))
    panel.tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: told[-1] == (10, 21))


def test_many_batches_a_second_are_told_at_the_beat(panel: TracePanel, live: Tape, qtbot: QtBot) -> None:
    counting, told = TraceCounting(panel), []
    counting.counted.connect(lambda shown, total: told.append((shown, total)))
    counting.tell_now()
    for sequence in range(100, 200):
        live.out(submit(sequence))
        live.published()
    assert len(told) <= 2
    counting._beat.setInterval(1)
    counting._beat.start()
    qtbot.waitUntil(lambda: told[-1] == (120, 120))
