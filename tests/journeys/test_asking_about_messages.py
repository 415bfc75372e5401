"""What is asked about a message from its own menu, against node-smpp that does it, refuses it, says nothing, nacks it,
answers something else or leaves: what is sent, what is told, and what the message says of itself afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTextEdit

from smppconsole.console.account import Account
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.ui import style, theme
from smppconsole.ui.opening import make_application
from smppconsole.ui.panels.trace.export_sheet import ExportSheet
from tests.kit.peers import NodeCentre
from tests.kit.person import NUMBER, Person
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = [pytest.mark.peer, pytest.mark.qt_log_ignore("This plugin does not support")]

StartNode = Callable[..., NodeCentre]
QUERY, REPLACE, CANCEL = "Query its state (query_sm)", "Replace its text (replace_sm)…", "Cancel it (cancel_sm)…"


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


def _menu(person: Person) -> QMenu:
    """The menu of the newest message."""
    messages = person.window.cast.messages
    messages.menu_asked.emit(messages.messages.key(0), QPoint(10, 10))
    return found(messages, "messages.menu", QMenu)


def _choose(person: Person, words: str) -> None:
    menu = _menu(person)
    next(row for row in menu.actions() if row.text() == words).trigger()
    menu.close()


def _inside(person: Person) -> list[str]:
    """The lines inside the newest message, without their times."""
    return [line.words for line in person.window.cast.messages.messages.message(0).lines]


async def _with_a_message(person: Person, centre: NodeCentre, text: str = "Hello", **account: object) -> None:
    await person.bound(centre.port, **account)
    await person.send(text)
    await eventually(lambda: person.messages() and "accepted" in person.messages()[0])


async def test_a_message_is_asked_about_replaced_and_cancelled(node_centre: StartNode) -> None:
    centre = node_centre("--dlr", "-1", "--ops", "done")
    async with opened_window() as window:
        person = Person(window)
        await _with_a_message(person, centre)
        _choose(person, QUERY)
        await eventually(lambda: "on its way (ENROUTE, 1)" in person.notice())
        await eventually(lambda: person.messages()[0].endswith("accepted, on its way"))
        _choose(person, REPLACE)
        text = found(window, "replace.text", QTextEdit)
        await eventually(lambda: text.window().isActiveWindow() and text.hasFocus())
        QTest.keyClicks(text, "Hello again")
        QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await eventually(lambda: person.messages()[0].startswith("Hello again, to"))
        _choose(person, CANCEL)
        person.press("cancel.yes")
        await eventually(lambda: person.messages()[0].endswith("accepted, cancelled"))
        assert _inside(person)[1:] == [
            "query_sm: on its way (ENROUTE)",
            "replace_sm: the text is “Hello again” now",
            "cancel_sm: cancelled",
            "No receipt came so far",
        ]
        assert window.workspace.journeys.waiting == 0
    (sent,) = centre.received("submit_sm", 1)
    for command in ("query_sm", "replace_sm", "cancel_sm"):
        (asked,) = centre.received(command, 1)
        assert asked["message_id"]
        assert [asked[f"source_addr{end}"] for end in ("_ton", "_npi", "")] == [
            sent[f"source_addr{end}"] for end in ("_ton", "_npi", "")
        ]
    assert centre.received("cancel_sm")[0]["destination_addr"] == NUMBER


@pytest.mark.parametrize(
    ("mode", "said", "inside"),
    [
        ("refuse", "(ESME_RCANCELFAIL, 0x11). It is final or on its way", "cancel_sm refused: Cancel failed (0x11)"),
        ("nack", "(ESME_RINVCMDID, 0x03)", "cancel_sm refused: Unknown command (0x03)"),
        ("silent", "no answer within 1 s; the centre may have done it all the same", "cancel_sm: no answer came"),
        ("other", "no answer within 1 s", "cancel_sm: no answer came"),
        ("close", "1 request without an answer: the centre may have taken it", "cancel_sm: no answer came"),
    ],
)
async def test_what_does_not_come_to_pass_is_told_and_kept(
    node_centre: StartNode, mode: str, said: str, inside: str
) -> None:
    centre = node_centre("--dlr", "-1", "--ops", mode)
    async with opened_window() as window:
        person = Person(window)
        await _with_a_message(person, centre, response_timeout=1, reconnect=False)
        _choose(person, CANCEL)
        person.press("cancel.yes")
        await eventually(lambda: said in person.notice())
        await eventually(lambda: inside in _inside(person))
        assert person.messages()[0].endswith("accepted, waiting")


async def test_what_else_was_said_when_it_was_sent_is_not_said_again(node_centre: StartNode) -> None:
    centre = node_centre("--dlr", "-1", "--ops", "done")
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port)
        person.press("composer.fold")
        person.field("composer.schedule", "000000010000000R")
        await person.send("Tomorrow")
        await eventually(lambda: person.messages() and "accepted" in person.messages()[0])
        _choose(person, REPLACE)
        found(window, "replace.text", QTextEdit).setPlainText("The day after")
        person.press("replace.yes")
        await eventually(lambda: "replace_sm" in person.notice())
    assert centre.received("submit_sm", 1)[0]["schedule_delivery_time"]
    assert centre.received("replace_sm", 1)[0]["schedule_delivery_time"] == ""


async def test_without_a_session_the_menu_says_why_nothing_can_be_asked(node_centre: StartNode) -> None:
    async with opened_window() as window:
        person = Person(window)
        await _with_a_message(person, node_centre("--dlr", "-1", "--ops", "done"))
        window.do("bind")
        await eventually(lambda: person.light() == "off")
        rows = {row.text(): row for row in _menu(person).actions()}
        assert not any(rows[words].isEnabled() for words in (QUERY, REPLACE, CANCEL))
        assert rows[CANCEL].toolTip() == "Its session is not bound. Bind it first (Ctrl+B)."


async def test_a_ticket_holds_one_message_with_all_that_was_said_about_it_over_both_sessions(
    node_centre: StartNode,
) -> None:
    centre = node_centre("--dlr", "30", "--ops", "done")
    async with opened_window() as window:
        person = Person(window)
        book = window.workspace.accounts
        receiver = Account("Node RX", "127.0.0.1", centre.port, "smppclient", bind_as="rx")
        book.save(receiver)
        book.save(replace(receiver, name="Node TX", bind_as="tx", bind_with="Node RX"))
        window.cast.sessions.bind("Node TX", "password")
        await eventually(lambda: window.findChild(QLineEdit, "password.line"))
        found(window, "password.line", QLineEdit).setText("password")
        person.press("password.yes")
        await eventually(lambda: sum(one.is_bound for one in window.workspace.engines.values()) == 2)
        await person.send("Over the pair")
        await eventually(lambda: person.messages() and "delivered" in person.messages()[0])
        _choose(person, QUERY)
        await eventually(lambda: len(_inside(person)) == 3)
        rows = window.workspace.journeys.journey(0).rows
        window.cast.trace.live.table.choose(rows[0])
        window.do("ticket")
        sheet = found(window, "export", ExportSheet)
        assert [STANDARD.command(window.workspace.store.command(row)).name for row in sheet.wish.rows.rows] == [  # type: ignore[union-attr]
            "submit_sm",
            "submit_sm_resp",
            "deliver_sm",
            "deliver_sm_resp",
            "query_sm",
            "query_sm_resp",
        ]
        sheet.copy.click()
        told = QGuiApplication.clipboard().text()
        assert "Account Node TX:" in told
        assert "Account Node RX:" in told
        assert "PDUs: 6 of " in told
        sheet.reject()
