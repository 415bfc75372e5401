"""The doctor in the window."""

from __future__ import annotations

from smppconsole.console.account import Account
from smppconsole.console.centre_rules import BindRules, CentreRules
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.doctor import DoctorPanel
from tests.kit.screen import eventually


async def test_settings_that_the_doctor_found_can_be_kept(window: MainWindow) -> None:
    workspace = window.workspace
    port = await workspace.start_centre(CentreRules(bind=BindRules(transceiver=False)), traced=False)
    workspace.accounts.save(Account("Nordlink", "127.0.0.1", port, "demo"))
    await workspace.secrets.set("Nordlink", "secret")
    window.deeds.do("doctor")
    panel = window.deeds.tools.tool("doctor").panel
    assert isinstance(panel, DoctorPanel)
    panel.examine("Nordlink")
    await eventually(lambda: panel.tries)
    suggestions = dict(panel.cards["bind"].view.tries)
    panel._try(suggestions["as transmitter"])  # type: ignore[arg-type]
    await eventually(lambda: len(panel.tries) == 2)
    panel.notice.links["adopt"].click()
    await eventually(lambda: (workspace.accounts.get("Nordlink") or Account()).bind_as == "tx")
    assert (workspace.accounts.get("Nordlink") or Account()).reconnect
    assert "has these settings now" in window.cast.trace.notice.text
