"""The window, driven by its object names as a person would, against the node-smpp centre."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit

from smppconsole.ui import style, theme
from smppconsole.ui.app import make_application
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.widgets.message_editor import MessageEditor
from smppconsole.ui.widgets.notice import Notice
from smppconsole.ui.widgets.segmented import Segmented
from tests.kit.peers import NodeCentre
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = pytest.mark.peer

NUMBER = "491701230000"
LONG = "This text is too long for one message, so it travels in parts. " * 4


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


class Person:
    """What somebody at the window does, and what they can see."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def field(self, name: str, text: str) -> None:
        found(self.window, name, QLineEdit).setText(text)

    def write(self, text: str) -> None:
        found(self.window, "composer.text", MessageEditor).setPlainText(text)

    def choose(self, name: str, value: object) -> None:
        choice = found(self.window, name, QComboBox)
        choice.setCurrentIndex(choice.findData(value))

    def press(self, name: str) -> None:
        found(self.window, name, QAbstractButton).click()

    async def bind(
        self,
        port: int,
        *,
        system_id: str = "smppclient",
        password: str = "password",
        host: str = "127.0.0.1",
        enquire_link: float = 30,
    ) -> None:
        """Add an account by its sheet and bind."""
        found(self.window, "accounts.first", QAbstractButton).click()
        self.field("accounts.name", "Node")
        self.field("accounts.host", host)
        self.field("accounts.port", str(port))
        self.field("accounts.system_id", system_id)
        self.field("accounts.password", password)
        self.field("accounts.enquire_link", str(enquire_link))
        self.press("accounts.save_bind")

    async def send(self, text: str, number: str = NUMBER, *, coding: object = None, carry: object = None) -> None:
        """Compose, ask for a receipt, send."""
        self.field("composer.source", "Orbit")
        self.field("composer.destination", number)
        self.write(text)
        if coding is not None:
            self.choose("composer.coding", coding)
        if carry is not None:
            self.choose("composer.carry", carry)
        receipt = found(self.window, "composer.receipt", Segmented)
        receipt.setFocus()
        QTest.keyClick(receipt, Qt.Key.Key_Right)
        assert receipt.value == "final"
        send = found(self.window, "composer.send", QAbstractButton)
        await eventually(send.isEnabled)
        send.click()

    def light(self) -> str:
        view = self.window.cast.sessions.view()
        return str(view.link.state) if view else "off"

    def notice(self) -> str:
        return found(self.window, "trace.notice", Notice).text

    def messages(self) -> list[str]:
        model = self.window.cast.messages.messages
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def rows(self) -> list[tuple[str, str]]:
        """Command and status as the trace shows them."""
        store = self.window.workspace.store
        from smppconsole.smpp.spec.book import STANDARD

        told = []
        for row in range(store.published):
            command = STANDARD.command(store.command(row))
            told.append((command.name if command else "?", STANDARD.status(store.status(row)).name))
        return told


StartNode = Callable[..., NodeCentre]


@pytest.mark.parametrize(
    ("text", "coding"), [("Hello [GSM] €", "gsm7"), ("Grüße, naïve", "latin1"), ("Привет, γειά 😀", "ucs2")]
)
async def test_three_alphabets_arrive_and_their_receipts_are_tied(
    node_centre: StartNode, text: str, coding: str
) -> None:
    centre = node_centre("--dlr", "50")
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port)
        await eventually(lambda: person.light() == "alive")
        await person.send(text, coding=coding)
        await eventually(lambda: person.messages() and "delivered" in person.messages()[0])
    (arrived,) = centre.received("submit_sm", 1)
    assert arrived["destination_addr"] == NUMBER
    assert arrived["data_coding"] == {"gsm7": 0, "latin1": 3, "ucs2": 8}[coding]
    assert centre.received("unbind", 1), "closing the window unbinds"


@pytest.mark.parametrize(("carry", "parts"), [("udh8", 2), ("udh16", 2), ("sar", 2), ("payload", 1)])
async def test_a_long_text_arrives_in_each_way_of_carrying(node_centre: StartNode, carry: str, parts: int) -> None:
    centre = node_centre("--dlr", "50")
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port)
        await eventually(lambda: person.light() == "alive")
        await person.send(LONG.strip(), carry=carry)
        await eventually(lambda: person.messages() and "delivered" in person.messages()[0])
        assert len(person.messages()) == 1, "parts are one message"
    arrived = centre.received("submit_sm", parts)
    assert len(arrived) == parts
    assert all(bool(pdu["esm_class"] & 0x40) is carry.startswith("udh") for pdu in arrived)


FAULTS: tuple[tuple[str, str, str], ...] = (
    ("0001", "refused", "ESME_RINVDSTADR"),
    ("0002", "refused", "ESME_RTHROTTLED"),
    ("0003", "refused", "ESME_RMSGQFUL"),
    ("0004", "refused", "ESME_RSUBMITFAIL"),
    ("0006", "refused", "ESME_RINVCMDID"),
    ("0010", "refused", "0x00000401"),
    ("0014", "undelivered", "ESME_ROK"),
)


@pytest.mark.parametrize(("fault", "fate", "status"), FAULTS)
async def test_a_refusal_is_told_in_words_and_by_its_code(
    node_centre: StartNode, fault: str, fate: str, status: str
) -> None:
    centre = node_centre("--dlr", "50")
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port)
        await eventually(lambda: person.light() == "alive")
        await person.send("hello", f"49170123{fault}")
        await eventually(lambda: person.messages() and fate in person.messages()[0])
        assert status in {told for command, told in person.rows() if command != "bind_transceiver_resp"}
        assert person.light() == "alive", "the conversation goes on"


@pytest.mark.parametrize(("fault", "words"), [("0009", "reset"), ("0011", "closed"), ("0013", "")])
async def test_a_link_that_breaks_is_told_and_what_was_unanswered_is_never_sent_again(
    node_centre: StartNode, fault: str, words: str
) -> None:
    centre = node_centre()
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port)
        await eventually(lambda: person.light() == "alive")
        await person.send("hello", f"49170123{fault}")
        await eventually(lambda: person.light() in {"dead", "off", "binding"})
        await eventually(person.notice)
        assert words in person.notice().lower()
    assert len(centre.received("submit_sm", 1)) == 1


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ({"password": "wrong"}, "password"),
        ({"system_id": "stranger"}, "system_id"),
        ({"host": "no-such-host.invalid"}, "no-such-host.invalid"),
    ],
)
async def test_a_bind_that_fails_says_what_happened_and_what_to_look_at(
    node_centre: StartNode, account: dict[str, Any], words: str
) -> None:
    centre = node_centre()
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port, **account)
        await eventually(lambda: words in person.notice())
        await eventually(lambda: person.light() in {"off", "dead"})


async def test_a_centre_that_answers_no_enquire_link_turns_the_light_late(node_centre: StartNode) -> None:
    centre = node_centre("--deaf-enquire")
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port, enquire_link=1)
        await eventually(lambda: person.light() == "alive")
        await eventually(lambda: person.light() == "late")
        await eventually(lambda: "late" in found(window, "status.state", QLabel).text())
    assert centre.received("enquire_link", 1)
