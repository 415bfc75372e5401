"""Where a batch stands."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smppconsole.compose.batch import plan_batch
from smppconsole.compose.draft import Draft
from smppconsole.console.account import Account
from smppconsole.console.batch_run import BatchRun
from smppconsole.console.engine import Engine
from smppconsole.trace.store import Store
from smppconsole.ui.panels.tools.batch_progress import BatchProgress


async def test_a_batch_without_a_session_pauses_and_says_how_far_it_came(qtbot: QtBot) -> None:
    progress = BatchProgress()
    qtbot.addWidget(progress)
    assert not progress.save.isEnabled()
    rows = [{"to": "4917"}, {"to": ""}]
    run = BatchRun(Engine(Account("a"), Store(), 1), plan_batch(Draft("", "Orbit", "x"), rows), 2)
    run.observe(lambda run, _row: run.cancel() if run.words else None)
    await run.run()
    progress.show_run(run)
    assert progress.head.text().startswith("Cancelled")
    assert "not sent" in progress.words.text()
    assert progress.save.isEnabled()
