"""The message centre in the window."""

from __future__ import annotations

from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.centre.panel import CentrePanel
from tests.kit.screen import eventually


async def test_the_centre_of_the_window_is_shown_and_can_be_bound_to(window: MainWindow) -> None:
    window.deeds.do("centre")
    panel = window.deeds.tools.tool("centre").panel
    assert isinstance(panel, CentrePanel)
    assert "Listening" in panel.state.text()
    for count in (2, 3):
        panel.bind.click()
        await eventually(lambda count=count: panel.centre and len(panel.centre.sessions) == count)
    assert {"Message centre", "Message centre 2"} <= {view.account.name for view in window.cast.sessions.views()}
