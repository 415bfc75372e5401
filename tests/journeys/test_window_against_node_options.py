"""The window against everything that the node-smpp centre can be told to do: the ways of its receipts and its ids, how
it cuts and delays, what it sends by itself, how it refuses and how it leaves. (Its faults by destination:
test_window_against_node.)"""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from smppconsole.console.account import Account
from smppconsole.console.door import Door
from smppconsole.ui import style, theme
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.opening import make_application
from tests.kit.peers import NodeCentre
from tests.kit.person import Person
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window
from tests.kit.wires import CERTIFICATES

pytestmark = pytest.mark.peer

StartNode = Callable[..., NodeCentre]
THREE_PARTS = "This text is too long for one message, so it travels in parts. " * 6


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


@pytest.mark.parametrize(
    "options",
    [
        ("--id", "HEX", "--dlr-format", "short", "--fragment", "7:1"),
        ("--id", "hex", "--dlr-format", "lower", "--coalesce", "30"),
        ("--id", "uuid", "--dlr-format", "nodate", "--dlr-tlv", "0"),
        ("--id", "long", "--dlr-format", "sec", "--dlr-text", "raw"),
        ("--dlr-first", "--resp-delay", "60", "--resp-jitter", "60"),
    ],
    ids=" ".join,
)
async def test_receipts_find_their_message_however_the_centre_writes_and_sends_them(
    node_centre: StartNode, options: tuple[str, ...]
) -> None:
    centre = node_centre("--dlr", "30", *options)
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port)
        await person.send(THREE_PARTS.strip())
        await eventually(lambda: person.messages() and "delivered" in person.messages()[0])
        assert len(person.messages()) == 1
    assert len(centre.received("submit_sm", 3)) == 3
    assert len(centre.received("deliver_sm_resp", 3)) == 3


async def test_ids_in_another_base_are_tied_where_the_account_says_so(node_centre: StartNode) -> None:
    centre = node_centre("--dlr", "30", "--dlr-id", "dec2hex")
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port, receipt_id_rule="decimal-to-hex")
        await person.send("hello")
        await eventually(lambda: person.messages() and "delivered" in person.messages()[0])


async def test_ids_of_two_forms_are_tied_as_the_account_says_and_the_rule_is_told(node_centre: StartNode) -> None:
    centre = node_centre("--dlr", "30", "--id", "HEX", "--dlr-id", "hex2dec")
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port, response_id_form="hex", receipt_id_form="decimal")
        await person.send("hello")
        await eventually(lambda: person.messages() and "delivered" in person.messages()[0])
        (receipt,) = window.workspace.journeys.journey(0).receipts
        assert receipt.rule == "hex then decimal"


@pytest.mark.parametrize(
    "options", [("--id", "empty"), ("--dlr-id", "dec2hex"), ("--dlr", "-1")], ids=["empty id", "other base", "none"]
)
async def test_a_message_without_a_receipt_of_its_own_goes_on_waiting_for_one(
    node_centre: StartNode, options: tuple[str, ...]
) -> None:
    centre = node_centre("--dlr", "30", *options)
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port)
        await person.send("hello")
        if "-1" not in options:
            await eventually(lambda: centre.received("deliver_sm_resp"))
        await eventually(lambda: person.messages() and "accepted" in person.messages()[0])
        assert "delivered" not in person.messages()[0]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("UNDELIV", "undelivered"),
        ("EXPIRED", "expired"),
        ("REJECTD", "rejected"),
        ("DELETED", "deleted"),
        ("ENROUTE", "on its way"),
        ("UNKNOWN", "state unknown"),
    ],
)
async def test_every_state_of_a_receipt_is_told_in_its_words(node_centre: StartNode, word: str, told: str) -> None:
    centre = node_centre("--dlr", "30", "--dlr-stat", word)
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port)
        await person.send("hello")
        await eventually(lambda: person.messages() and told in person.messages()[0])


@pytest.mark.parametrize(
    ("options", "status"),
    [(("--throttle", "2"), "ESME_RTHROTTLED"), (("--window", "1", "--resp-delay", "80"), "ESME_RMSGQFUL")],
)
async def test_of_a_text_in_parts_the_refused_ones_are_told_apart(
    node_centre: StartNode, options: tuple[str, ...], status: str
) -> None:
    centre = node_centre("--dlr", "-1", *options)
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port, throttle_pause=0.1)
        await person.send(THREE_PARTS.strip())
        await eventually(lambda: person.messages() and "of 3 accepted" in person.messages()[0])
        await eventually(lambda: status in {told for _, told in person.rows()})
        await eventually(lambda: f"the centre asks to slow down ({status})" in window.cast.trace.notice.text)
        assert person.light() == "alive"
    assert len(centre.received("submit_sm", 3)) == 3


async def test_what_phones_and_the_centre_send_by_themselves_is_shown_and_answered(node_centre: StartNode) -> None:
    centre = node_centre("--mo", "30:6", "--enquire", "40", "--alert", "50", "--fragment", "9:1")
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port)
        await eventually(lambda: len(centre.received("deliver_sm_resp")) == 7)
        await eventually(lambda: [name for name, _ in person.rows()].count("deliver_sm") == 7)
        await eventually(lambda: {"alert_notification", "enquire_link"} <= {name for name, _ in person.rows()})
        await eventually(lambda: centre.received("enquire_link_resp"))
        assert person.light() == "alive"


@pytest.mark.parametrize(
    ("options", "fields", "words"),
    [
        (("--bindfail", "13"), {}, "ESME_RBINDFAIL"),
        (("--bindfail", "5"), {}, "old session may still stand"),
        (("--bindfail", "14"), {}, "Type the password anew"),
        (("--bindfail", "1025"), {}, "0x00000401"),
        (("--user", "other:password"), {}, "system_id"),
        (("--bind-delay", "30000"), {"bind_timeout": 0.3}, "not answered in time"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
async def test_a_bind_that_comes_to_nothing_is_told_with_what_to_check(
    node_centre: StartNode, options: tuple[str, ...], fields: dict[str, object], words: str
) -> None:
    centre = node_centre(*options)
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port, reconnect=False, **fields)
        await eventually(lambda: words in person.notice())
        await eventually(lambda: person.light() in {"off", "dead"})


@pytest.mark.parametrize(
    ("options", "fields", "words"),
    [
        (("--unbind", "300"), {}, "sent unbind"),
        (("--drop", "300"), {}, "closed the connection"),
        (("--raw", "474554202f@300"), {}, "framing was lost"),
        (("--raw", "0000000880000004@300"), {}, "framing was lost"),
        (
            ("--deaf-enquire",),
            {"enquire_link": 0.3, "enquire_link_response": 0.3, "missed_limit": 1},
            "the link is dead",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
async def test_every_way_in_which_the_centre_leaves_has_its_words(
    node_centre: StartNode, options: tuple[str, ...], fields: dict[str, object], words: str
) -> None:
    centre = node_centre(*options)
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port, reconnect=False, **fields)
        await eventually(lambda: person.light() == "dead")
        await eventually(lambda: words in person.notice())


@pytest.mark.parametrize(
    ("octets", "row"),
    [
        ("00000010000099990000000000000007", "?"),
        ("00000010000000040000000000000007", "submit_sm"),
        ("0000001080000004000000000000004d", "submit_sm_resp"),
        ("00000011800000040000000000000001" + "00", "submit_sm_resp"),
    ],
    ids=["unknown command", "wrong side", "foreign answer", "answer to the bind"],
)
async def test_what_the_centre_should_not_have_said_is_a_row_with_a_finding_and_survived(
    node_centre: StartNode, octets: str, row: str
) -> None:
    centre = node_centre("--raw", f"{octets}@200", "--dlr", "-1")
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port)
        await eventually(lambda: (row, "ESME_ROK") in person.rows())
        await person.send("still there?")
        await eventually(lambda: person.messages() and "accepted" in person.messages()[0])
        assert person.light() == "alive"


async def test_a_centre_that_connects_by_itself_is_bound_to_and_delivers(node_centre: StartNode) -> None:
    async with opened_window() as window:
        person = Person(window)
        window.workspace.accounts.save(Account("Caller", "127.0.0.1", 2775, "smppclient", bind_as="rx"))
        door = Door("127.0.0.1", 0, system_id="NODESMSC", password="outbind")
        window.cast.sessions.bind("Caller", "password", door=door)
        await eventually(lambda: "waiting for an outbind on" in _words(window))
        port = _words(window).rpartition(":")[2]
        with socket.create_connection(("127.0.0.1", int(port))) as scan:
            scan.sendall(b"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03")
            await eventually(lambda: "greeted with TLS" in person.notice())
            assert f"127.0.0.1:{scan.getsockname()[1]} was turned away" in person.notice()
            assert person.light() == "waiting"
        centre = node_centre("--outbind", f"127.0.0.1:{port}", "--mo", "50:1", "--unbind", "900")
        await eventually(lambda: any("MO hello" in row for row in person.messages()))
        assert len(centre.received("bind_receiver", 1)) == 1
        await eventually(lambda: f"waiting again for an outbind on 127.0.0.1:{port}" in person.notice())
        assert "Unbound by the peer" in person.notice()
        await eventually(lambda: _words(window) == f"waiting for an outbind on 127.0.0.1:{port}")
        again = node_centre("--outbind", f"127.0.0.1:{port}")
        await eventually(lambda: person.light() == "alive")
        assert len(again.received("bind_receiver", 1)) == 1


def _words(window: MainWindow) -> str:
    view = window.cast.sessions.view("Caller")
    return view.link.words if view is not None else ""


async def test_tls_without_a_check_is_spoken_and_loud(node_centre: StartNode) -> None:
    centre = node_centre("--tls", f"{CERTIFICATES / 'centre-key.pem'}:{CERTIFICATES / 'centre.pem'}", "--dlr", "30")
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port, tls="insecure")
        await eventually(lambda: "NOTHING was checked" in person.notice())
        await person.send("hello")
        await eventually(lambda: person.messages() and "delivered" in person.messages()[0])
        assert found(window, "health.tls", QLabel).text() == "TLSv1.3, NOT checked"


async def test_a_certificate_nobody_vouches_for_keeps_the_link_down(node_centre: StartNode) -> None:
    centre = node_centre("--tls", f"{CERTIFICATES / 'centre-key.pem'}:{CERTIFICATES / 'centre.pem'}")
    async with opened_window() as window:
        person = Person(window)
        await person.bind(centre.port, tls="verify", host="localhost")
        await eventually(lambda: "certificate" in person.notice())
        assert not centre.received("bind_transceiver")
        assert found(window, "status.state", QLabel).text()
