"""What somebody does with what stands in the trace, by the names of the widgets, against the node-smpp centre: filters
that are kept over a restart, fields filtered on, comments, copies that are run, numbers looked up, a batch."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from smppconsole.console.batch_progress import Stage
from smppconsole.ui import style, theme
from smppconsole.ui.opening import make_application
from smppconsole.ui.panels.tools.batch import BatchPanel
from smppconsole.ui.widgets.strip import Strip
from tests.kit.peers import NodeCentre
from tests.kit.person import NUMBER, Person
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = [pytest.mark.peer, pytest.mark.qt_log_ignore("This plugin does not support")]

StartNode = Callable[..., NodeCentre]
_MESSAGE = 2
"""The row of the first message: behind the bind and its answer."""


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


def _run(menu: QMenu, words: str) -> None:
    """Choose an entry of a menu, or of one inside it, by how it begins."""
    rows = [*menu.actions(), *(row for one in menu.findChildren(QMenu) for row in one.actions())]
    next(row for row in rows if row.text().startswith(words)).trigger()
    menu.close()


def _row_menu(person: Person, row: int) -> QMenu:
    page = person.window.cast.trace.live
    page.table.choose(row)
    page.table.menu_asked.emit(page.table.currentIndex(), QPoint(10, 10))
    return found(page, "trace.menu", QMenu)


async def _with_a_message(person: Person, centre: NodeCentre) -> None:
    await person.bound(centre.port)
    await person.send("Hello {walker}")
    await eventually(lambda: person.messages() and "delivered" in person.messages()[0])


async def test_a_filter_is_kept_named_and_there_again_in_the_next_window(node_centre: StartNode) -> None:
    centre = node_centre("--dlr", "20")
    async with opened_window() as window:
        person = Person(window)
        await _with_a_message(person, centre)
        row = window.cast.trace.live.filters
        person.field("trace.filter", "state == DELIVRD")
        await eventually(lambda: window.cast.trace.live.model.rowCount() == 1)
        _run(window.cast.filters.open_menu(row), "Keep this filter")
        _run(window.cast.filters.open_menu(row), "Name it")
        found(window, "trace.filter_name_line", QLineEdit).setText("Delivered")
        person.press("trace.filter_name.yes")
    async with opened_window() as window:
        row = window.cast.trace.live.filters
        _run(window.cast.filters.open_menu(row), "Delivered:  state == DELIVRD")
        assert row.line.edit.text() == "state == DELIVRD"
        _run(window.cast.filters.open_menu(row), "Keep this filter no longer")
        assert not any("Delivered" in entry.text() for entry in window.cast.filters.open_menu(row).actions())


async def test_fields_are_filtered_on_comments_found_again_and_numbers_looked_up(node_centre: StartNode) -> None:
    async with opened_window() as window:
        person = Person(window)
        await _with_a_message(person, node_centre("--dlr", "20"))
        page, tree = window.cast.trace.live, window.cast.inspector.tree
        page.table.choose(_MESSAGE)
        tree.choose_octet(window.cast.inspector.pdu.inspection.decoded.span("destination_addr")[0])  # type: ignore[union-attr]
        QTest.keyClick(tree, Qt.Key.Key_F)
        assert page.filters.line.edit.text() == f'destination_addr == "{NUMBER}"'
        page.filters.clear()
        _run(_row_menu(person, _MESSAGE), "Comment")
        found(window, "trace.comment_words", QLineEdit).setText("slow on Mondays")
        person.press("trace.comment.yes")
        assert found(window, "inspector.comment", Strip).text == "slow on Mondays"
        page.table.choose(0)
        QTest.keyClick(page.table, Qt.Key.Key_N)
        assert page.table.chosen_row == _MESSAGE
        window.do("palette")
        line = found(window, "palette.line", QLineEdit)
        QTest.keyClicks(line, "11")
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert page.filters.line.edit.text() == "status == ESME_RINVDSTADR"


async def test_what_is_copied_of_a_row_sends_the_very_octets(node_centre: StartNode, tmp_path: Path) -> None:
    centre = node_centre("--dlr", "-1")
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port)
        await person.send("Grüße – “5 €” and {braces}")
        await eventually(lambda: person.messages() and "accepted" in person.messages()[0])
        octets = window.workspace.store.octets(_MESSAGE)
        _run(_row_menu(person, _MESSAGE), "Hex")
        assert bytes.fromhex(QGuiApplication.clipboard().text()) == octets
        _run(_row_menu(person, _MESSAGE), "Command line")
        assert octets.hex() in QGuiApplication.clipboard().text()
        _run(_row_menu(person, _MESSAGE), "smpplib code")
        program = tmp_path / "copied.py"
        program.write_text(QGuiApplication.clipboard().text(), "utf-8")
    environment = {**os.environ, "SMPP_PASSWORD": "password"}
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert "accepted as" in done.stdout, done.stderr
    first, again = centre.received("submit_sm", 2)
    for pdu in (first, again):
        pdu.pop("sequence_number")
    assert first == again


async def test_a_batch_goes_to_the_numbers_of_its_table(node_centre: StartNode, tmp_path: Path) -> None:
    centre = node_centre("--dlr", "-1")
    table = tmp_path / "people.csv"
    table.write_text("to,name\n491701230110,Ann\n491701230120,Ben\n,Nobody\n", "utf-8")
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port)
        person.field("composer.source", "Orbit")
        person.field("composer.destination", NUMBER)
        person.write("Hello {name}")
        window.do("batch")
        panel = window.deeds.tools.tool("batch").panel
        assert isinstance(panel, BatchPanel)
        panel.form.read(table)
        await eventually(found(window, "batch.send", QWidget).isEnabled)
        person.press("batch.send")
        await eventually(lambda: panel.run is not None and panel.run.stage is Stage.DONE)
    sent = {pdu["destination_addr"]: pdu["short_message"]["message"] for pdu in centre.received("submit_sm", 2)}
    assert sent == {"491701230110": "Hello Ann", "491701230120": "Hello Ben"}
