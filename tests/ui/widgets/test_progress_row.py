"""How far long work is."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.progress_row import ProgressRow


def test_it_shows_while_there_is_something_to_say_and_can_be_stopped(qtbot: QtBot) -> None:
    row = ProgressRow("trace.reading", "Stop reading")
    qtbot.addWidget(row)
    assert not row.isVisible()
    row.show_share(1.4, "Reading, 43 %")
    assert row.isVisible()
    assert row.share == 1.0
    row.grab()
    with qtbot.waitSignal(row.stopped):
        row.stop.click()
    row.show_share(1.0, "")
    assert not row.isVisible()
