"""Any PDU put on the workbench goes out to node-smpp as the very octets it had, but for the number of a request; what
does not fit the session goes when it is sent anyway, and what came of it is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.ui import style, theme
from smppconsole.ui.opening import make_application
from tests.kit.peers import NodeCentre
from tests.kit.person import Person
from tests.kit.screen import eventually
from tests.kit.window import opened_window

pytestmark = [pytest.mark.peer, pytest.mark.qt_log_ignore("This plugin does not support")]

StartNode = Callable[..., NodeCentre]
FROM = {"source_addr_ton": 5, "source_addr": "Orbit"}
TO = {**FROM, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "491701230000"}
MESSAGE = encode(Pdu("submit_sm", {**TO, "short_message": b"once more"}, (Tlv(0x0204, b"\0\7"),), sequence=900))
SEVERAL = {**FROM, "dest_address": ({"dest_flag": 1, "dest_addr_ton": 1, "destination_addr": "491701230000"},)}
LOGIN = {"system_id": "smppclient", "password": "password", "interface_version": 0x34}
PDUS = {
    "submit_sm": MESSAGE,
    "data_sm": encode(Pdu("data_sm", TO, (Tlv(0x0424, b"payload"),), sequence=901)),
    "submit_multi": encode(Pdu("submit_multi", {**SEVERAL, "short_message": b"to all"}, sequence=902)),
    "query_sm": encode(Pdu("query_sm", {"message_id": "7", "source_addr": "Orbit"}, sequence=903)),
    "enquire_link": encode(Pdu("enquire_link", sequence=904)),
    "deliver_sm": encode(Pdu("deliver_sm", {**TO, "short_message": b"inward"}, sequence=905)),
    "bind_transceiver": encode(Pdu("bind_transceiver", LOGIN, sequence=906)),
    "submit_sm_resp": encode(Pdu("submit_sm_resp", {"message_id": "7"}, sequence=907)),
    "generic_nack": encode(Pdu("generic_nack", status=3, sequence=908)),
    "wrong length": encode(Pdu("submit_sm", {**TO, "short_message": b"long"}, sequence=909)) + b"\4\x24\0\x20ab",
    "no command": bytes.fromhex("00000014 00000999 00000000 0000038d aabbccdd"),
}
RAW = ("wrong length", "no command")
"""What no form can say."""


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


def _with_length(octets: bytes) -> bytes:
    return len(octets).to_bytes(4) + octets[4:]


async def test_what_is_sent_again_is_what_was_there(node_centre: StartNode) -> None:
    centre = node_centre("--dlr", "-1")
    async with opened_window() as window:
        person, store = Person(window), window.workspace.store
        await person.bound(centre.port)
        bench = window.deeds.workbench.bench
        window.deeds.workbench.show_sessions()
        for kind, pdu in PDUS.items():
            before, octets = len(store), _with_length(pdu)
            bench.open_octets([octets])
            assert bench.bench.is_raw == (kind in RAW), kind
            bench.foot.send.click()
            if not bench.foot.anyway.isHidden():
                assert "in the state bound_trx" in bench.foot.verdict.text(), kind
                bench.foot.anyway.click()
            (sent,) = (store.octets(row) for row in range(before, len(store)) if store.outgoing(row))
            assert sent[:12] + sent[16:] == octets[:12] + octets[16:], kind
            assert (sent[12:16] == octets[12:16]) == (bool(octets[4] & 0x80) or kind in RAW), kind
            told = "octets as they stand" if kind in RAW else f"Sent {kind} as sequence number"
            await eventually(lambda told=told: told in bench.foot.verdict.text())
    for kind in PDUS.keys() - set(RAW):
        assert centre.received(kind, 1), kind
    assert len(centre.received("submit_sm", 2)) == 2
    assert len(centre.received("bind_transceiver", 2)) == 2


async def test_without_a_session_keys_are_told_why_nothing_goes_out() -> None:
    async with opened_window() as window:
        work = window.deeds.workbench
        work.bench.open_octets([MESSAGE])
        work.show_sessions()
        work.bench.foot.ask_send(False)
        assert work.bench.foot.verdict.text() == "The session is not bound. Bind it first (Ctrl+B)."
