"""Everything one can do in the window, as a list of steps: for a journey through it all, and for its stall figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea

from smppconsole.compose.draft import Draft, Receipt
from smppconsole.ui.actions import ACTIONS
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.trace.columns import ColumnWish

LONG = "Orbit maintenance tonight, 02:00 → 02:30 UTC. " * 12
FILTERS = (
    "status != 0",
    'destination_addr ~ "4917"',
    'text ~ "code is 0007"',
    "round_trip > 1ms",
    "unanswered",
    "what ==",
)
SIZES = ((1100, 700), (1024, 640), (1920, 1080), (3840, 2160), (1440, 900))
TOOLS = ("centre", "doctor", "batch", "statistics", "findings", "ladder", "compare", "notices")
_SUBMIT = 0x04
_OPEN = 100
"""Milliseconds in which a window is opened."""


class Step(NamedTuple):
    """Something a person does."""

    name: str
    do: Callable[[], object]


def steps(window: MainWindow) -> Iterator[Step]:
    """Every action of the table and what needs no action, in an order in which each finds something to work on. Each
    step leaves sheets and menus open; ``put_away`` closes them."""
    yield from _rows(window)
    for spec in ACTIONS:
        if spec.id != "quit":
            yield Step(f"action {spec.id}", partial(window.do, spec.id))
    yield from _filters(window)
    yield from _panels(window)
    yield from _composer(window)
    yield from _accounts(window)
    yield from _window(window)


def put_away(window: MainWindow) -> None:
    """Close what a step opened."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.reject()
    window.palette_sheet.hide()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible() and other.isWindow() and not isinstance(other, QDialog):
            other.close()


def first_row(window: MainWindow, command: int = _SUBMIT) -> int:
    """The first row of a command, -1 where there is none."""
    store = window.workspace.store
    return next((row for row in range(min(store.published, 2000)) if store.command(row) == command), -1)


def _rows(window: MainWindow) -> Iterator[Step]:
    table = window.cast.trace.live.table
    yield Step("choose a message", lambda: table.choose(first_row(window)))
    yield Step("choose in the middle", lambda: table.choose(table.trace.store_row(table.trace.rowCount() // 2)))
    yield Step("scroll to the top", table.scrollToTop)
    yield Step("select a thousand rows", lambda: _select(window, 1000))
    yield Step("select all rows", table.selectAll)
    yield Step("choose one again", lambda: table.choose(first_row(window)))


def _select(window: MainWindow, count: int) -> None:
    table = window.cast.trace.live.table
    table.choose(table.trace.store_row(0))
    model = table.selectionModel()
    selection = type(model.selection())(
        table.trace.index(0, 0), table.trace.index(min(count, table.trace.rowCount()) - 1, 0)
    )
    model.select(selection, model.SelectionFlag.ClearAndSelect | model.SelectionFlag.Rows)


def _filters(window: MainWindow) -> Iterator[Step]:
    filters = window.cast.trace.live.filters
    for text in FILTERS:
        yield Step(f"filter {text}", partial(filters.filter_by, text))
    yield Step("errors only", filters.errors.toggle)
    yield Step("outgoing only", lambda: (filters.direction.set_value("out"), filters.direction.chosen.emit("out")))
    yield Step("clear the filter", filters.clear)


def _panels(window: MainWindow) -> Iterator[Step]:
    cast = window.cast
    yield Step("choose a message for the inspector", lambda: cast.trace.live.table.choose(first_row(window)))
    for at in range(cast.inspector.head.tabs.count()):
        yield Step(f"inspector tab {at}", partial(cast.inspector.head.tabs.setCurrentIndex, at))
    yield Step("inspector back to the fields", lambda: cast.inspector.head.tabs.setCurrentIndex(0))
    yield Step("unfold a message", lambda: cast.messages.unfold(0))
    yield Step("other columns", lambda: cast.trace.set_columns(ColumnWish().turn("gap").turn("length")))
    yield Step("usual columns", lambda: cast.trace.set_columns(ColumnWish()))


def _composer(window: MainWindow) -> Iterator[Step]:
    cast = window.cast
    draft = Draft("491713920012", "Orbit", "Hello {name}", receipt=Receipt.FINAL)
    yield Step("a long draft", lambda: cast.composer.show_draft(Draft("491713920012", "Orbit", LONG)))
    yield Step("schedule, validity, flags", lambda: cast.composer.form.fold.setChecked(True))
    yield Step("a TLV more", cast.composer.form.tlvs.add)
    yield Step("fold again", lambda: cast.composer.form.fold.setChecked(False))
    yield Step("save a template", lambda: cast.side.templates.keep("Hello", draft))
    yield Step("send", lambda: cast.sending.send(Draft("491713920012", "Orbit", LONG)))


def _accounts(window: MainWindow) -> Iterator[Step]:
    accounts, cast = window.deeds.accounts, window.cast
    yield Step("a provider's template", lambda: accounts.do("provider", "TeleMessage"))
    yield Step("its rare settings", cast.accounts.form.more.click)
    yield Step("scroll them", lambda: _scroll(cast.accounts.form.findChild(QScrollArea)))
    yield Step("close the sheet", accounts.close_sheet)
    yield Step("find an account", lambda: cast.accounts.search.setText("no"))
    yield Step("find all accounts", cast.accounts.search.clear)


def _scroll(area: object) -> None:
    assert isinstance(area, QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def _look_with_tools(window: MainWindow, look: str) -> None:
    """Another look of all there is, a moment after the workbench, which ``put_away`` closed, is open again."""
    window.do("workbench")
    QTimer.singleShot(_OPEN, window, partial(window.do, look))


def _window(window: MainWindow) -> Iterator[Step]:
    for width, height in SIZES:
        yield Step(f"size {width}x{height}", partial(window.resize, width, height))
    for tool in TOOLS:
        yield Step(f"{tool} beside the others", partial(window.do, tool))
    for look in ("theme_light", "theme_dark", "larger", "normal", "density"):
        yield Step(f"every tool open: {look}", partial(_look_with_tools, window, look))
