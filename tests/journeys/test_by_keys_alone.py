"""A first session without a mouse: every key goes to what has the focus, nothing is reached by its name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from smppconsole.ui import style, theme
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.opening import make_application
from tests.kit.peers import NodeCentre
from tests.kit.person import NUMBER, Person
from tests.kit.screen import WindowsShown, eventually
from tests.kit.window import opened_window

pytestmark = [pytest.mark.peer, pytest.mark.qt_log_ignore("This plugin does not support")]

StartNode = Callable[..., NodeCentre]
_FAR = 60
"""Presses of Tab after which what is looked for is not on the way."""


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


class Keyboard:
    """Keys into the window; where the focus is; one may look, but not touch."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        window.activateWindow()

    @property
    def focus(self) -> QWidget:
        """What has the focus, a menu that is open before all."""
        focus = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert focus is not None, "the focus is lost"
        return focus

    async def press(self, *keys: str) -> str:
        """Press keys one after the other; the name of what has the focus then."""
        for key in keys:
            QTest.keySequence(self.focus, QKeySequence(key))
            await asyncio.sleep(0)
            QApplication.processEvents()
        return self.focus.objectName()

    async def write(self, text: str) -> None:
        """Write where the focus is."""
        QTest.keyClicks(self.focus, text)
        QApplication.processEvents()

    async def tab_to(self, name: str, key: str = "Tab") -> None:
        """Go on with Tab until the focus is there."""
        way = [self.focus.objectName()]
        while way[-1] != name:
            assert len(way) < _FAR, f"{name} is not on the way {way}"
            way.append(await self.press(key))

    async def fill(self, name: str, text: str) -> None:
        """Go on to a field, and write over what is in it."""
        await self.tab_to(name)
        await self.press("Ctrl+A")
        await self.write(text)


async def _bound(keyboard: Keyboard, person: Person, port: int) -> None:
    """Add an account by its sheet, save, bind."""
    assert await keyboard.press("Return") == "accounts.name", "the first key of a new window adds an account"
    await keyboard.write("Node")
    for name, text in (
        ("host", "127.0.0.1"),
        ("port", str(port)),
        ("system_id", "smppclient"),
        ("password", "password"),
    ):
        await keyboard.fill(f"accounts.{name}", text)
    await keyboard.tab_to("accounts.save_bind")
    await keyboard.press("Return")
    await eventually(lambda: person.light() == "alive")


async def test_an_account_a_message_its_receipt_the_trace_and_the_end(node_centre: StartNode) -> None:
    centre = node_centre("--dlr", "50")
    shown = WindowsShown()
    async with opened_window() as window:
        person, keyboard = Person(window), Keyboard(window)
        QApplication.instance().installEventFilter(shown)
        await _bound(keyboard, person, centre.port)
        assert keyboard.focus.objectName() == "accounts.card.Node", "the focus is where the work went on"
        assert shown.names == [], "nothing came up over the window"

        await keyboard.press("Ctrl+N")
        for name, text in (("source", "Test"), ("destination", NUMBER), ("text", "Hello by keys")):
            await keyboard.fill(f"composer.{name}", text)
        assert await keyboard.press("Tab") == "composer.coding", "Tab leaves the text"
        await keyboard.tab_to("composer.receipt.1")
        await keyboard.press("Right", "Ctrl+Return")
        await eventually(lambda: person.messages() and "delivered" in person.messages()[0])

        table = window.cast.trace.page.table
        assert await keyboard.press("Ctrl+2") == "trace.table"
        await keyboard.press("Home", "Down", "Down")
        request = table.chosen_row
        await keyboard.press("P")
        assert table.chosen_row == request + 1, "P goes from the request to its response"
        await keyboard.press("P")
        assert table.chosen_row == request
        assert await keyboard.press("Ctrl+3") == "inspector.fields"

        await keyboard.press("Ctrl+F")
        await keyboard.write("command == submit_sm")
        await keyboard.press("Return")
        await eventually(lambda: len(window.cast.trace.page.filter.rows) == 1)
        await keyboard.press("Escape")
        QApplication.instance().removeEventFilter(shown)

        await keyboard.press("Ctrl+B")
        await eventually(lambda: person.light() == "off")
    (arrived,) = centre.received("submit_sm", 1)
    assert arrived["destination_addr"] == NUMBER
    assert centre.received("unbind", 1)


async def test_tab_comes_round_through_every_panel_and_back_the_same_way(node_centre: StartNode) -> None:
    async with opened_window() as window:
        person, keyboard = Person(window), Keyboard(window)
        await _bound(keyboard, person, node_centre().port)
        forth = [keyboard.focus.objectName()]
        while (there := await keyboard.press("Tab")) != forth[0]:
            assert len(forth) < 2 * _FAR, forth
            forth.append(there)
        back = [forth[0]]
        while (there := await keyboard.press("Shift+Tab")) != forth[0]:
            back.append(there)
            assert len(back) <= len(forth), back
        assert back[1:] == forth[:0:-1]
        assert len(set(forth)) == len(forth), "no station is met twice"
        panels = ("header.", "accounts.", "trace.", "messages.", "inspector.", "composer.", "side.")
        assert [one for one in panels if not any(name.startswith(one) for name in forth)] == []


async def test_panels_menus_and_the_palette_open_by_keys(node_centre: StartNode) -> None:
    async with opened_window() as window:
        person, keyboard = Person(window), Keyboard(window)
        await _bound(keyboard, person, node_centre().port)
        came = [await keyboard.press("F6") for _ in range(4)]
        assert len(set(came)) == 4, "F6 goes round the panels"
        await keyboard.press("Alt+F")
        assert isinstance(keyboard.focus, QMenu)
        await keyboard.press("Escape", "Escape")
        window.activateWindow()
        assert await keyboard.press("Ctrl+K") == "palette.line"
        await keyboard.write("doctor")
        await keyboard.press("Return")
        await eventually(lambda: window.deeds.tools.shelf.front == "doctor")
        await keyboard.tab_to("doctor.start")
        assert keyboard.focus.hasFocus()
        assert keyboard.focus.focusPolicy() & Qt.FocusPolicy.TabFocus
