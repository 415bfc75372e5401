"""The workbench in its window: PDUs of the trace come onto it, go out of it, and are copied."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication

from smppconsole.compose.bench import Bench
from smppconsole.compose.workbench import Sheet
from smppconsole.console.account import Account
from smppconsole.console.centre_rules import CentreRules
from smppconsole.console.workspace import Workspace
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.ui.app import open_window, shut_down
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.frame.dialogs import Sheet as Question
from smppconsole.ui.place import FRAME
from smppconsole.ui.workbench_work import WorkbenchWork
from tests.kit.screen import eventually


@pytest.fixture
async def window() -> AsyncIterator[MainWindow]:
    workspace = Workspace()
    made = open_window(workspace)
    workspace.settings.set("capture_sessions", False)
    port = await workspace.start_centre(CentreRules(), traced=False)
    workspace.accounts.save(Account("Nordlink", "127.0.0.1", port, "demo"))
    made.show()
    made.cast.sessions.bind("Nordlink", "x")
    await eventually(lambda: (engine := made.cast.sessions.engine()) is not None and engine.is_bound)
    made.deeds.do("workbench")
    await eventually(made.deeds.workbench.bench.pages.isVisible)
    yield made
    await shut_down(made)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def rows_of(window: MainWindow, command: int) -> list[int]:
    store = window.workspace.store
    return [row for row in range(len(store)) if store.command(row) == command]


async def test_a_workbench_asked_for_while_it_is_made_is_whole(window: MainWindow) -> None:
    work = WorkbenchWork(window, window.cast)
    steps = work.prepare()
    next(steps)
    next(steps)
    work.open()
    bench = work.bench
    await eventually(bench.pages.isVisible)
    free = bench.screen().availableGeometry().size() - FRAME
    assert bench.size() == bench.sizeHint().boundedTo(free)
    assert bench.pages.count() == 2
    assert list(steps) == []
    assert work.bench is bench
    bench.close()


async def test_a_pdu_is_sent_edited_and_sent_again(window: MainWindow) -> None:
    work = window.deeds.workbench
    work.bench.show_bench(Bench(Sheet("query_sm", {"message_id": "77"})))
    work.send(False)
    await eventually(lambda: rows_of(window, 0x80000003))
    assert "Sent query_sm as sequence number" in work.bench.foot.verdict.text()
    window.cast.trace.page.table.choose(rows_of(window, 3)[0])
    window.deeds.do("edit_resend")
    await eventually(lambda: work.bench.bench.sheet.words.get("message_id") == "77")
    work.bench.show_bench(replace(work.bench.bench, sheet=work.bench.bench.sheet.with_words("message_id", "78")))
    work.send(False)
    await eventually(lambda: len(rows_of(window, 3)) == 2)
    assert b"78\0" in window.workspace.store.octets(rows_of(window, 3)[1])


async def test_what_is_forbidden_goes_only_anyway(window: MainWindow) -> None:
    work = window.deeds.workbench
    work.bench.show_bench(Bench(Sheet("submit_sm", {"destination_addr": "4" * 25})))
    work.send(False)
    assert "destination_addr" in work.bench.foot.verdict.text()
    assert not rows_of(window, 4)
    work.send(True)
    await eventually(lambda: rows_of(window, 4))


async def test_what_came_of_it_is_told_until_something_else_is_said(window: MainWindow) -> None:
    work = window.deeds.workbench
    work.bench.show_bench(Bench(Sheet("query_sm", {"message_id": "nobody"})))
    work.send(False)
    await eventually(lambda: "(ESME_R" in work.bench.foot.verdict.text())
    assert "Sent query_sm as sequence number" in work.bench.foot.verdict.text()
    work.send(False)
    work.bench.show_bench(Bench(Sheet("enquire_link")))
    await eventually(lambda: len(rows_of(window, 0x80000003)) == 2)
    assert work.bench.foot.verdict.text().startswith("Nothing to refuse")


async def test_what_the_session_refuses_is_offered_to_be_sent_anyway(window: MainWindow) -> None:
    work, foot = window.deeds.workbench, window.deeds.workbench.bench.foot
    window.cast.trace.page.table.choose(rows_of(window, 9)[0])
    window.deeds.do("edit_resend")
    await eventually(lambda: work.bench.bench.sheet.command == "bind_transceiver")
    assert foot.anyway.isHidden()
    foot.send.click()
    assert "in the state bound_trx" in foot.verdict.text()
    assert not foot.anyway.isHidden()
    assert foot.anyway.isEnabled()
    foot.anyway.click()
    await eventually(lambda: len(rows_of(window, 9)) == 2)
    await eventually(lambda: "(ESME_RALYBND, 0x05)" in foot.verdict.text())
    assert window.cast.sessions.view().link.state == "alive"  # type: ignore[union-attr]


async def test_octets_go_as_they_stand(window: MainWindow) -> None:
    work = window.deeds.workbench
    octets = encode(Pdu("enquire_link", sequence=4711))
    work.bench.open_octets([octets, octets[:8]])
    work.send(False)
    await eventually(lambda: rows_of(window, 0x15))
    assert window.workspace.store.octets(rows_of(window, 0x15)[-1]) == octets


async def test_a_production_account_is_asked_about(window: MainWindow) -> None:
    work = window.deeds.workbench
    engine = window.cast.sessions.engine()
    assert engine is not None
    engine.account = replace(engine.account, production=True)
    work.bench.show_bench(Bench(Sheet("enquire_link")))
    before = len(rows_of(window, 0x15))
    work.send(False)
    (question,) = work.bench.findChildren(Question)
    assert "production account" in question.words.text()
    assert len(rows_of(window, 0x15)) == before
    question.accept()
    await eventually(lambda: len(rows_of(window, 0x15)) == before + 1)


@pytest.mark.parametrize("kind", ["hex", "code", "command"])
async def test_a_copy_shows_no_password(window: MainWindow, kind: str) -> None:
    work = window.deeds.workbench
    fields = {"system_id": "me", "password": "secret08", "interface_version": "0x34"}
    work.bench.show_bench(Bench(Sheet("bind_transceiver", fields)))
    work.copy(kind)
    copied = QGuiApplication.clipboard().text()
    assert copied
    assert "secret08" not in copied
    assert b"secret08".hex() not in copied.replace(" ", "").lower()
