"""Starting and ending."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smppconsole.console import paths
from smppconsole.console.account import Account
from smppconsole.console.linkstatus import LinkState
from smppconsole.console.one_window import Asked
from smppconsole.console.workspace import Workspace
from smppconsole.ui import app
from tests.kit.screen import eventually
from tests.kit.window import opened_window

SUBMIT, SUBMIT_RESP, DELIVER = 0x04, 0x80000004, 0x05

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


async def test_files_that_cannot_be_read_are_told_when_it_opens() -> None:
    folder = paths.accounts()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "broken.toml").write_text("name = [")
    async with opened_window() as window:
        assert "broken.toml" in window.cast.trace.notice.text


async def test_every_problem_has_a_line_and_those_left_out_are_counted() -> None:
    folder = paths.accounts()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(10):
        (folder / f"broken-{number}.toml").write_text("name = [")
    async with opened_window() as window:
        *lines, last = window.cast.trace.notice.text.splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"broken-{number}.toml" for number in range(8)]
    assert last == "and 2 more"


async def test_the_demonstration_shows_the_main_job_and_chooses_a_message() -> None:
    async with opened_window() as window:
        await app.show_demo(window)
        table = window.cast.trace.live.table
        assert window.workspace.store.command(table.chosen_row) == 4
        assert "bound, sent, answered, delivered" in window.cast.trace.notice.text


async def test_the_letters_of_the_trace_act_at_once_behind_the_demonstration() -> None:
    async with opened_window() as window:
        await app.show_demo(window)
        table, store = window.cast.trace.live.table, window.workspace.store
        assert window.focusWidget() is table
        await eventually(lambda: len(table.kin) == 3)
        rows = [table.chosen_row]
        for key in (Qt.Key.Key_P, Qt.Key.Key_M):
            QTest.keyClick(QApplication.focusWidget(), key)
            rows.append(table.chosen_row)
        assert [store.command(row) for row in rows] == [SUBMIT, SUBMIT_RESP, DELIVER]


async def test_closing_while_a_bind_is_under_way_ends_in_time() -> None:
    held: list[asyncio.StreamWriter] = []
    silent = await asyncio.start_server(lambda _reader, writer: held.append(writer), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Silent", "127.0.0.1", port, "x"))
        window.cast.sessions.bind("Silent", "x")

        def state() -> LinkState:
            view = window.cast.sessions.view("Silent")
            return view.link.state if view is not None else LinkState.OFF

        await eventually(lambda: state() is LinkState.BINDING and held)
        begin = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - begin < 5
    for writer in held:
        writer.close()
    silent.close()
    await silent.wait_closed()


def test_a_trace_without_messages_has_no_first_one() -> None:
    assert app.first_message(Workspace().store) == -1


async def test_a_window_that_was_closed_before_its_loop_began_ends_as_it_begins(look: QApplication) -> None:
    workspace = Workspace()
    workspace.settings.set("capture_sessions", False)
    window = app.open_window(workspace)
    window.close()
    assert window.is_closing
    assert await asyncio.wait_for(app._live(window, Asked()), 10) == 0
