"""A window that is going to be killed: ``python -m tests.kit.doomed_window PORT`` binds to a centre and sends for ever.

It tells on stdout, a JSON line each: how many rows it shows, and when marks and comments were written.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable

from qasync import QEventLoop

from smppconsole.compose.draft import Draft, Receipt
from smppconsole.trace.notes import notes_path
from smppconsole.ui import opening
from smppconsole.ui.main_window import MainWindow
from tests.kit.sessions import account_for
from tests.kit.window import opened_window

_NOTED = 3
_PATIENCE = 60.0
"""Seconds after which it ends by itself, where nobody kills it."""


async def _until(reached: Callable[[], object]) -> None:
    """Qt's own loop runs below this one: nothing else need be turned."""
    while not reached():  # noqa: ASYNC110 - widgets and files have no event to wait for
        await asyncio.sleep(0.01)


def _tell(**said: object) -> None:
    print(json.dumps(said), flush=True)


async def _send_for_ever(port: int) -> None:
    async with opened_window() as window:
        window.workspace.settings.set("capture_sessions", True)
        store = window.workspace.store
        store.observe(lambda _first, last: _tell(rows=last + 1))
        account = account_for(port)
        window.workspace.accounts.save(account)
        window.cast.sessions.bind(account.name, "secret")
        await _until(lambda: (view := window.cast.sessions.view()) is not None and view.link.state == "alive")
        number = 0
        while True:
            number += 1
            window.cast.sending.send(Draft("491713920012", "Orbit", f"Message {number}", receipt=Receipt.FINAL))
            await asyncio.sleep(0.002)
            if store.published > _NOTED and not store.marked(_NOTED):
                await _note(window)


async def _note(window: MainWindow) -> None:
    """Mark a row and comment on it, as with the keys; tell when that stands in its file."""
    page = window.cast.trace.live
    page.table.choose(_NOTED)
    page.act("mark")
    window.workspace.store.comment(_NOTED, "before the end")
    page.noted.emit((_NOTED,))
    (engine,) = window.workspace.engines.values()
    path = engine.capture_files[0].path
    await _until(notes_path(path).exists)
    _tell(noted=str(path))


def main() -> None:
    """Run until it is killed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = opening.make_application()
    with asyncio.Runner(loop_factory=lambda: QEventLoop(made)) as runner:
        runner.run(asyncio.wait_for(_send_for_ever(int(sys.argv[1])), _PATIENCE))


if __name__ == "__main__":
    main()
