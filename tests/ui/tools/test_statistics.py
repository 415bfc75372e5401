"""Statistics in the window."""

from __future__ import annotations

from pathlib import Path

from smppconsole.trace.capture import CaptureWriter
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.statistics import StatisticsPanel
from tests.kit.screen import eventually
from tests.kit.traces import ENDS, START, answer, submit


async def test_statistics_count_the_trace_in_front(window: MainWindow) -> None:
    window.deeds.do("statistics")
    panel = window.deeds.tools.tool("statistics").panel
    assert isinstance(panel, StatisticsPanel)
    await eventually(lambda: panel.numbers and panel.numbers.done)
    assert panel.numbers is not None
    assert panel.numbers.seen == len(window.workspace.store)
    assert not panel.scope.isEnabled()


def _capture(folder: Path, pairs: int) -> Path:
    path = folder / "some.pcapng"
    with CaptureWriter(path) as writer:
        for sequence in range(1, pairs + 1):
            for octets, outgoing in ((submit(sequence), True), (answer(sequence), False)):
                writer.write(octets, time_ns=START, outgoing=outgoing, session=0, ends=ENDS, hold=True)
    return path


def _counted(panel: StatisticsPanel) -> int:
    return panel.numbers.seen if panel.numbers is not None and panel.numbers.done else -1


async def test_they_follow_a_capture_that_is_still_read_and_the_filter_typed_over_it(
    window: MainWindow, tmp_path: Path
) -> None:
    window.deeds.do("statistics")
    panel = window.deeds.tools.tool("statistics").panel
    assert isinstance(panel, StatisticsPanel)
    panel._beat.setInterval(10)
    page = window.cast.captures.open(_capture(tmp_path, 3000))
    await eventually(lambda: _counted(panel) == 6000)
    assert not panel.scope.isEnabled()
    page.filters.filter_by("command == submit_sm")
    await eventually(panel.scope.isEnabled)
    panel.scope.set_value(True)
    panel.scope.chosen.emit(True)
    await eventually(lambda: _counted(panel) == 3000)
    page.filters.clear()
    await eventually(lambda: _counted(panel) == 6000)
    assert not panel.scope.isEnabled()


async def test_rows_that_a_filter_lets_go_again_are_not_counted_any_more(window: MainWindow) -> None:
    store, page = window.workspace.store, window.cast.trace.live
    window.deeds.do("statistics")
    panel = window.deeds.tools.tool("statistics").panel
    assert isinstance(panel, StatisticsPanel)
    panel._beat.setInterval(10)
    page.filters.filter_by("unanswered and session == 77")
    for sequence in (1, 2):
        store.append(submit(sequence), time_ns=START, mono_ns=0, outgoing=True, session=77)
    store.publish()
    await eventually(panel.scope.isEnabled)
    panel.scope.set_value(True)
    panel.scope.chosen.emit(True)
    await eventually(lambda: _counted(panel) == 2)
    store.append(answer(1), time_ns=START, mono_ns=0, outgoing=False, session=77)
    store.publish()
    await eventually(lambda: _counted(panel) == 1)
