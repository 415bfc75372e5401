"""The message centre in the window: accounts of this window that bind to it."""

from __future__ import annotations

from smppconsole.console.account import Account
from smppconsole.ui.panels.centre.panel import CentrePanel
from smppconsole.ui.tools.tool import Place
from smppconsole.ui.words import tr

_NAME = "Message centre"


class CentreTool:
    """Drives the centre of the workspace."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.panel = CentrePanel(place.cast.workspace, in_steps=True)
        self.steps = self.panel.steps
        self.panel.bind_asked.connect(self._bind)

    def feed(self) -> None:
        """It watches the workspace by itself."""

    def close(self) -> None:
        """Watch no longer."""
        self.panel.leave()

    def _bind(self, port: int, system_id: str, password: str) -> None:
        """Bind an account that is free for it; the second and later ones get a number."""
        cast, number, name = self._place.cast, 1, _NAME
        sessions = cast.sessions
        while (engine := sessions.engine(name)) is not None and (engine.is_busy or engine.account.port != port):
            number += 1
            name = f"{_NAME} {number}"
        if engine is None:
            tag = f"MC{number}"
            cast.workspace.add(Account(name, "127.0.0.1", port, system_id, tag=tag, group=tr("This computer")))
        sessions.bind(name, password)
