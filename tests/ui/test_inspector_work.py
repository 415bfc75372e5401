"""Fields of the PDU that is looked at, in the window."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from smppconsole.compose.draft import Draft
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.models.field_rows import FieldRow
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window, practising

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
async def window() -> AsyncIterator[MainWindow]:
    """With a message looked at."""
    async with opened_window() as made:
        await practising(made)
        made.cast.sending.send(Draft("491713920012", "Orbit", "hello"))
        await eventually(lambda: made.workspace.store.published > 3)
        made.cast.trace.live.table.choose(2)
        yield made


def _choose(window: MainWindow, name: str) -> FieldRow:
    tree = window.cast.inspector.tree
    row = next(row for at in range(200) if (row := tree.fields.field(tree.fields.index_of(at))) and row.name == name)
    tree.choose_octet(row.start)
    return row


async def test_f_in_the_tree_filters_on_the_field(window: MainWindow) -> None:
    _choose(window, "destination_addr")
    QTest.keyClick(window.cast.inspector.tree, Qt.Key.Key_F)
    assert window.cast.trace.live.filters.line.edit.text() == 'destination_addr == "491713920012"'


async def test_the_menu_of_a_field_opens_by_its_key_and_looks_the_field_up(window: MainWindow) -> None:
    _choose(window, "destination_addr")
    tree = window.cast.inspector.tree
    place = tree.visualRect(tree.currentIndex()).center()
    on_screen = tree.viewport().mapToGlobal(place)
    QApplication.sendEvent(tree.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, on_screen))
    menu = found(window, "inspector.menu", QMenu)
    next(action for action in menu.actions() if action.text().startswith("Look up")).trigger()
    assert window.palette_sheet.line.text() == "destination_addr"
    menu.close()


async def test_nothing_is_offered_while_nothing_is_looked_at(window: MainWindow) -> None:
    row = _choose(window, "data_coding")
    window.cast.inspector.show_pdu(None)
    assert window.deeds.inspecting.open_menu(row, "", QPoint()) is None


async def test_a_comment_is_shown_over_the_fields_and_edited_from_there(window: MainWindow) -> None:
    page, inspector = window.cast.trace.live, window.cast.inspector
    page.store.comment(2, "late again")
    page.noted.emit((2,))
    assert inspector.comment.text == "late again"
    inspector.comment.asked.emit("edit")
    sheet = found(window, "trace.comment")
    assert sheet.isVisible()
    page.table.choose(1)
    assert inspector.comment.text == ""


async def test_what_was_looked_up_filters_the_trace(window: MainWindow) -> None:
    window.palette_sheet.filter_asked.emit("status == ESME_RTHROTTLED")
    assert window.cast.trace.live.filters.line.edit.text() == "status == ESME_RTHROTTLED"
