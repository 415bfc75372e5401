"""What somebody was in the middle of is found again: sheets, forms, tools, kinds and shares."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from smppconsole.compose.bench import Bench
from smppconsole.compose.kept_bench import bench_from
from smppconsole.compose.workbench import Sheet, TlvLine
from smppconsole.console.account import Account
from smppconsole.ui.keepsakes import keepsakes
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.batch import BatchPanel
from smppconsole.ui.place import FRAME
from smppconsole.ui.slices import go_through
from smppconsole.ui.state_file import STATE, open_state
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
BENCH = Bench(
    Sheet("deliver_sm", {"source_addr": "49171"}, (TlvLine("0x1401", "hex: 01"),), sequence="7"), "00 01", True
)


def told(window: MainWindow) -> dict[str, str]:
    return {one.name: one.told() for one in keepsakes(window.cast, window.deeds)}


async def test_a_sheet_half_filled_is_open_again_without_its_password() -> None:
    async with opened_window() as window:
        window.do("new_account")
        found(window, "accounts.name", QLineEdit).setText("Half")
        found(window, "accounts.host", QLineEdit).setText("smpp.example")
        found(window, "accounts.password", QLineEdit).setText("hush-hush")
        await eventually(lambda: "Half" in str(open_state(STATE).value("sheet")))
        assert "hush" not in str(open_state(STATE).value("sheet"))
    async with opened_window() as window:
        form = window.cast.accounts.form
        assert window.cast.accounts.is_editing
        assert (form.account.name, form.account.host, form.old_name) == ("Half", "smpp.example", "")
        assert "not saved yet" in form.hint.text()
        assert form.password.text() == ""


async def test_a_sheet_goes_on_changing_the_account_it_was_opened_for() -> None:
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Alpha", "a.example"))
        window.show_sessions()
        window.deeds.accounts.do("edit", "Alpha")
        found(window, "accounts.host", QLineEdit).setText("b.example")
    async with opened_window() as window:
        form = window.cast.accounts.form
        assert (form.old_name, form.account.host) == ("Alpha", "b.example")
        window.deeds.accounts.close_sheet()
    async with opened_window() as window:
        assert not window.cast.accounts.is_editing


async def test_a_sheet_on_which_nothing_was_typed_stays_away() -> None:
    async with opened_window() as window:
        window.do("new_account")
    async with opened_window() as window:
        assert not window.cast.accounts.is_editing


async def test_open_tools_are_open_again_and_that_in_front_is_in_front() -> None:
    async with opened_window() as window:
        for tool in ("statistics", "doctor", "batch"):
            window.do(tool)
        window.do("doctor")
        before = told(window)["tools"]
    async with opened_window() as window:
        shelf = window.deeds.tools.shelf
        await eventually(lambda: shelf.on_top)
        assert (shelf.ids, shelf.front) == (["statistics", "doctor", "batch"], "doctor")
        assert told(window)["tools"] == before
        for tool in shelf.ids:
            shelf.put_away(tool)
    async with opened_window() as window:
        assert window.deeds.tools.shelf.isHidden()


async def test_tools_behind_the_inspector_stay_behind_it() -> None:
    async with opened_window() as window:
        window.do("findings")
        window.room.bottom.raise_()
        await eventually(lambda: not window.deeds.tools.shelf.on_top)
    async with opened_window() as window:
        await eventually(lambda: not window.room.bottom.visibleRegion().isEmpty())
        assert not window.deeds.tools.shelf.on_top
        assert window.deeds.tools.shelf.ids == ["findings"]


async def test_the_form_of_a_batch_is_filled_in_again_before_it_is_opened_and_after() -> None:
    async with opened_window() as window:
        window.do("batch")
        await eventually(lambda: "batch" in window.deeds.tools.tools)
        form = found(window, "batch", BatchPanel).form
        form.source.set_value("count")
        form.source.chosen.emit("count")
        form.amount.set_value(321)
        form.rate.set_value(7)
        window.deeds.tools.shelf.put_away("batch")
    for _ in range(2):  # the second time from what was never looked at
        async with opened_window() as window:
            assert window.deeds.tools.shelf.isHidden()
    async with opened_window() as window:
        window.do("batch")
        await eventually(lambda: "batch" in window.deeds.tools.tools)
        form = found(window, "batch", BatchPanel).form
        assert (form.source.value, form.total, form.rate.value) == ("count", 321, 7)


async def test_the_workbench_has_what_lay_on_it() -> None:
    async with opened_window() as window:
        window.deeds.workbench.bench.show_bench(BENCH)
        await eventually(lambda: open_state(STATE).value("workbench"))
        assert bench_from(str(open_state(STATE).value("workbench"))) == BENCH
    async with opened_window() as window:
        assert bench_from(told(window)["workbench"]) == BENCH
        assert window.deeds.workbench.bench.bench == BENCH
        window.deeds.workbench.bench.show_bench(Bench())
    async with opened_window() as window:
        assert window.deeds.workbench.bench.bench == Bench()


async def test_an_open_workbench_is_open_again_where_it_was_and_a_closed_one_stays_away() -> None:
    async with opened_window() as window:
        window.do("workbench")
        window.deeds.workbench.bench.setGeometry(60, 50, 640, 520)
        await eventually(lambda: '"open": true' in str(open_state(STATE).value("workbench_place")))
    async with opened_window() as window:
        work, focus = window.deeds.workbench, QApplication.focusWidget()
        go_through(window.deeds.prepare())
        assert work.bench.isVisible()
        assert QApplication.focusWidget() is focus
        assert (work.bench.width(), work.bench.height()) == (640, 520)
        work.bench.close()
        await eventually(lambda: '"open": false' in str(open_state(STATE).value("workbench_place")))
    async with opened_window() as window:
        go_through(window.deeds.prepare())
        assert not window.deeds.workbench.bench.isVisible()


async def test_a_workbench_that_there_was_no_time_to_open_is_still_open_the_next_time() -> None:
    async with opened_window() as window:
        window.do("workbench")
        await eventually(window.deeds.workbench.bench.isVisible)
    before = str(open_state(STATE).value("workbench_place"))
    assert '"open": true' in before
    async with opened_window():
        pass
    assert str(open_state(STATE).value("workbench_place")) == before


async def test_a_workbench_asked_for_in_the_last_moment_is_open_the_next_time() -> None:
    async with opened_window() as window:
        window.do("workbench")
    async with opened_window() as window:
        go_through(window.deeds.prepare())
        bench = window.deeds.workbench.bench
        assert bench.isVisible()
        assert bench.size() == bench.sizeHint().boundedTo(bench.screen().availableGeometry().size() - FRAME)
        bench.close()


async def test_the_kind_of_messages_and_the_shares_are_kept() -> None:
    async with opened_window() as window:
        window.cast.side.show_kind("received")
        window.cast.side.splitter.setSizes([400, 300])
        window.cast.side.splitter.splitterMoved.emit(400, 1)
        window.cast.inspector.fields.take_share("0.5")
        before = told(window)
    async with opened_window() as window:
        after = told(window)
        assert (after["kind"], after["octets"], after["side"]) == ("received", "0.500", before["side"])
        tree, octets = window.cast.inspector.fields.sizes()
        assert abs(tree - octets) <= 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sheet", "{"),
        ("sheet", "[]"),
        ("tools", "7"),
        ("workbench", "{}"),
        ("workbench_place", '{"place": 7}'),
        ("batch", '{"source": "sky"}'),
        ("kind", "odd"),
        ("side", "x"),
        ("octets", "y"),
    ],
)
async def test_what_cannot_be_read_is_told_and_left_out(name: str, text: str) -> None:
    open_state(STATE).setValue(name, text)
    async with opened_window() as window:
        assert f"“{name}” was not taken" in window.cast.trace.notice.text
