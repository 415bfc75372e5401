"""What is neither submit_sm nor deliver_sm: a message to several of whom some are refused, data_sm both ways, and a
phone that can be reached again; at our own centre and at node-smpp's, in the window and on the terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from smppconsole.console.account import Account
from smppconsole.console.centre_rules import CentreRules, LinkRules, ReceiptRules
from smppconsole.console.scenarios import scenario
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.ui import style, theme
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.opening import make_application
from tests.kit.peers import NodeCentre
from tests.kit.person import Person
from tests.kit.programs import StartProgram
from tests.kit.screen import eventually
from tests.kit.terminal import Terminal
from tests.kit.window import opened_window

FROM = {"source_addr_ton": 5, "source_addr": "Orbit"}
PAYLOAD = 0x0424


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    make_application()
    style.apply(qapp, theme.LIGHT)


def to_several(*numbers: str) -> bytes:
    each = tuple(
        {"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": number} for number in numbers
    )
    fields: dict[str, Any] = {**FROM, "dest_address": (*each, {"dest_flag": 2, "dl_name": "VIPS"})}
    return encode(Pdu("submit_multi", {**fields, "registered_delivery": 1, "short_message": b"hello all"}, sequence=1))


async def at_centre(window: MainWindow, rules: CentreRules) -> Person:
    """Somebody who is bound to our centre."""
    port = await window.workspace.start_centre(rules, traced=False)
    window.workspace.accounts.save(Account("Practice", "127.0.0.1", port, "demo"))
    window.cast.sessions.bind("Practice", "secret")
    person = Person(window)
    await eventually(lambda: person.light() == "alive")
    return person


def send_by_workbench(window: MainWindow, octets: bytes) -> None:
    work = window.deeds.workbench
    work.open()
    work.bench.open_octets([octets])
    work.send(anyway=False)


def rows(window: MainWindow, command: str) -> list[tuple[str, str]]:
    """Status and text of the rows of a command, as the trace shows them."""
    model = window.cast.trace.live.model
    shown = [model.shown(row) for row in range(model.rowCount())]
    return [(row.status.words, row.text) for row in shown if row.command == command]


async def test_of_several_each_that_is_refused_is_named_and_the_rest_are_followed_to_their_receipts() -> None:
    async with opened_window() as window:
        person = await at_centre(window, scenario("faults-by-destination"))
        send_by_workbench(window, to_several("491700000001", "491700000099", "491700000003", "491700000098"))
        await eventually(lambda: person.messages() == ["hello all, to 491700000001 +4: 2 of 5 accepted, delivered"])
        told = "id 1000000001, 491700000001 0x0B, 491700000003 0x14, VIPS 0x34"
        assert rows(window, "submit_multi_resp") == [("3 refused", told)]
        journey = window.workspace.journeys.journey(0)
        assert journey.words == "2 of 5 delivered, 3 refused"
        assert [receipt.doubt for receipt in journey.receipts] == ["", ""]
        message = window.cast.messages.messages.message(0)
        assert [line.words for line in message.lines] == [
            "Accepted, id 1000000001, for 2 of 5 destinations",
            "491700000001 refused: Wrong destination (0x0B)",
            "491700000003 refused: Queue full (0x14)",
            "VIPS refused: Wrong list name (0x34)",
            "491700000099 delivered, tied by: same text",
            "491700000098 delivered, tied by: same text",
        ]


async def test_of_several_none_may_be_taken() -> None:
    async with opened_window() as window:
        person = await at_centre(window, scenario("faults-by-destination"))
        send_by_workbench(window, to_several("491700000001", "491700000003"))
        await eventually(lambda: person.messages() == ["hello all, to 491700000001 +2: refused"])
        await eventually(lambda: window.workspace.journeys.waiting == 0)


async def test_data_sm_goes_both_ways_with_its_receipt() -> None:
    rules = CentreRules(receipts=ReceiptRules(use_data_sm=True, delay=0.05))
    async with opened_window() as window:
        person = await at_centre(window, rules)
        data = Pdu("data_sm", {**FROM, "destination_addr": "491701234567", "registered_delivery": 1}, sequence=1)
        send_by_workbench(window, encode(replace(data, tlvs=(Tlv(PAYLOAD, b"by data sm"),))))
        await eventually(lambda: person.messages() == ["by data sm, to 491701234567: accepted, delivered"])
        centre = window.workspace.centre
        assert centre is not None
        for session in centre.sessions:
            incoming = Pdu("data_sm", {"source_addr": "491701112222", "destination_addr": "1234"})
            session.link.send(replace(incoming, tlvs=(Tlv(PAYLOAD, b"from a phone"),)), anyway=True)
        await eventually(lambda: person.messages()[0] == "from a phone, from 491701112222: received, answered")
        assert [status for status, _ in rows(window, "data_sm_resp")] == ["OK", "OK", "OK"]
        assert person.findings() == set()


async def test_a_phone_that_is_back_is_told_and_not_answered() -> None:
    async with opened_window() as window:
        person = await at_centre(window, CentreRules(link=LinkRules(alert_every=0.1)))
        await eventually(lambda: rows(window, "alert_notification"))
        assert rows(window, "alert_notification")[0] == ("", "The phone is available")
        assert {command for command, _ in person.rows()} == {
            "bind_transceiver",
            "bind_transceiver_resp",
            "alert_notification",
        }


def test_the_terminal_names_each_that_was_refused(
    terminal: Terminal, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "secret")
    centre = start_program("simulate", "--scenario", "faults-by-destination", "--port", 0, "--seconds", 30, "--json")
    where = ("--host", "127.0.0.1", "--port", centre.until("listening")["port"], "--system-id", "demo")
    to = ("--to", "491700000001,491700000099,list:VIPS", "--text", "hello")
    ran = terminal("request", "multi", *where, "--password-env", "SECRET", *to)
    assert ran.status == 1
    assert "refused: 491700000001 ESME_RINVDSTADR: " in ran.out
    assert "refused: VIPS ESME_RINVDLNAME: " in ran.out
    assert "491700000099 ESME" not in ran.out


@pytest.mark.peer
async def test_node_takes_data_sm_and_a_message_to_several(node_centre: Callable[..., NodeCentre]) -> None:
    centre = node_centre("--alert", "100", "--dlr", "50")
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port)
        send_by_workbench(window, to_several("491701239998", "491701239999"))
        await eventually(lambda: len(person.messages()) == 1 and "accepted" in person.messages()[0])
        await eventually(lambda: rows(window, "submit_multi_resp")[0][0] == "OK")
        data = Pdu("data_sm", {**FROM, "destination_addr": "491701234567"}, (Tlv(PAYLOAD, b"by data sm"),), sequence=1)
        send_by_workbench(window, encode(data))
        await eventually(lambda: "by data sm, to 491701234567: accepted" in person.messages())
        await eventually(lambda: ("", "The phone is available") in rows(window, "alert_notification"))
        (told,) = centre.received("submit_multi", 1)
        assert [one.get("destination_addr", one.get("dl_name")) for one in told["dest_address"]] == [
            "491701239998",
            "491701239999",
            "VIPS",
        ]
        assert len(centre.received("data_sm", 1)) == 1
