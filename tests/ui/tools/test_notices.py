"""What the window said, in the window."""

from __future__ import annotations

from smppconsole.smpp.finding import Severity
from smppconsole.ui.panels.tools.notices import NoticesPanel
from tests.kit.screen import eventually, found
from tests.kit.window import filled, opened_window


async def test_the_bell_opens_all_that_was_said_and_new_ones_come_in() -> None:
    async with opened_window() as window:
        window.say(Severity.ERROR, "refused", about=("link", "Nordlink"))
        window.say(Severity.NOTE, "Copied.")
        window.cast.status.notices.click()
        await filled(window)
        panel = found(window, "notices", NoticesPanel)
        await eventually(lambda: panel.table.rows.rowCount() == 2)
        window.say(Severity.WARNING, "slow down", about=("link", "Nordlink", "pace"))
        assert panel.table.rows.rowCount() == 3
        panel.away.click()
        assert window.cast.trace.notice.text == ""
        assert panel.table.rows.rowCount() == 3
