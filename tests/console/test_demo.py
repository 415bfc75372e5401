"""The main job on one machine, as a newcomer sees it."""

from __future__ import annotations

import pytest

from smppconsole.console import demo as module
from smppconsole.console.centre_rules import CentreRules, ReceiptRules
from smppconsole.console.demo import DemoResult, DemoStep, demo
from smppconsole.console.workspace import Workspace


async def test_bound_sent_answered_delivered() -> None:
    workspace, told = Workspace(), list[DemoStep]()
    result = await demo(workspace, told.append)
    assert [step.name for step in result.steps] == ["listening", "bound", "sent", "answered", "delivered"]
    assert result.ok
    assert tuple(told) == result.steps
    assert result.engine is not None
    assert result.engine.is_bound
    workspace.store.publish()
    workspace.journeys.finish()
    assert len(workspace.journeys) == 3
    await workspace.close()


async def test_receipts_that_do_not_come_end_it_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    monkeypatch.setattr(module, "scenario", lambda _name: CentreRules(receipts=ReceiptRules(send=False)))
    workspace = Workspace()
    result = await demo(workspace)
    assert not result.ok
    assert result.steps[-1].words == "0 of 4 parts have a receipt: DELIVRD"
    await workspace.close()


def test_nothing_done_is_not_well_done() -> None:
    assert not DemoResult((), None).ok
