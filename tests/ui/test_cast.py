"""Everybody in one window."""

from __future__ import annotations

from smppconsole.console.workspace import Workspace
from smppconsole.ui.cast import Cast
from smppconsole.ui.panels.frame.header import Header


async def test_it_is_made_over_a_workspace_and_ends_with_all_it_watches() -> None:
    workspace = Workspace()
    cast = Cast(workspace, Header())
    cast.pulse.wake()
    cast.stall.set_running(True)
    cast.close()
    assert not cast.pulse.running
    assert cast.trace.live.store is workspace.store
    workspace.store.append(bytes(16), time_ns=1, mono_ns=1, outgoing=True, session=1)
    workspace.store.publish()
    assert cast.trace.live.model.rowCount() == 0
    for widget in (
        cast.header,
        cast.accounts,
        cast.health,
        cast.trace,
        cast.inspector.head,
        cast.inspector,
        cast.status,
    ):
        widget.deleteLater()
    cast.side.head.deleteLater()
    cast.side.deleteLater()
