"""What an account says of its messages, typed into its sheet by somebody and seen by node-smpp at the other end:
codings, TON and NPI by rules, parts of a size, message_payload from a length on; and what comes back, read by the
same table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from smppconsole.ui import style, theme
from smppconsole.ui.opening import make_application
from tests.kit.peers import NodeCentre
from tests.kit.person import NUMBER, Person
from tests.kit.screen import eventually
from tests.kit.window import opened_window

pytestmark = pytest.mark.peer

StartNode = Callable[..., NodeCentre]
CODINGS = [("value=4", "alphabet=gsm7"), ("value=0xF5", "alphabet=latin1", "sent=no")]
SENDERS = [("fits=alpha", "ton=5", "npi=8"), ("fits=else", "ton=0", "npi=9")]
NUMBERS = [("fits=4917", "ton=2", "npi=8"), ("fits=+", "ton=1", "npi=1")]


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


def octets(pdu: dict[str, Any], field: str = "short_message") -> Any:
    """What node-smpp read in a field: octets in hex where it knows no alphabet, else a text."""
    value = pdu[field]
    return value["message"] if isinstance(value, dict) else value


async def test_texts_go_out_by_the_codings_and_rules_of_the_sheet(node_centre: StartNode) -> None:
    centre = node_centre("--dlr", "-1")
    async with opened_window() as window:
        person = Person(window)
        await person.bound(
            centre.port, default_alphabet="ascii", alphabets=CODINGS, source_rules=SENDERS, dest_rules=NUMBERS
        )
        for text in ("a{b}", "5 €", "ê", "→"):
            await person.send(text)
            await eventually(lambda text=text: text in person.texts())
    first, second, third, fourth = centre.received("submit_sm", 4)
    assert [pdu["data_coding"] for pdu in (first, second, third, fourth)] == [0, 4, 8, 8]
    assert octets(second) == "5 €".replace("€", "\x1be").encode().hex()
    assert octets(third) == "ê"
    types = [first[name] for name in ("source_addr_ton", "source_addr_npi", "dest_addr_ton", "dest_addr_npi")]
    assert (first["destination_addr"], types) == (NUMBER, [5, 8, 2, 8])


async def test_long_texts_go_in_parts_of_the_size_and_longer_ones_in_the_payload(node_centre: StartNode) -> None:
    centre = node_centre("--dlr", "-1")
    async with opened_window() as window:
        person = Person(window)
        await person.bound(centre.port, default_alphabet="latin1", part_size=80, payload_from=200)
        await person.send("ü" * 150)
        await eventually(lambda: len(centre.received("submit_sm")) == 3)
        await person.send("ü" * 200)
    *parts, whole = centre.received("submit_sm", 4)
    assert [len(octets(pdu)) for pdu in parts] == [74, 74, 2]
    assert parts[0]["command_length"] - parts[2]["command_length"] == 72
    assert (octets(whole), whole["esm_class"], len(octets(whole, "message_payload"))) == ("", 0, 200)


async def test_what_comes_back_is_read_by_the_table_of_the_sheet(node_centre: StartNode) -> None:
    centre = node_centre("--mo", "30:6")
    async with opened_window() as window:
        person = Person(window)
        codings = [("value=3", "alphabet=cyrillic", "sent=no"), ("value=4", "alphabet=latin1", "sent=no")]
        await person.bound(centre.port, default_alphabet="ascii", alphabets=codings)
        await eventually(lambda: len(centre.received("deliver_sm_resp")) == 7)
        await eventually(lambda: len(person.texts()) == 7)
        texts = person.texts()
    assert "MO hello @ 0x00 0" in texts
    assert "Latin1 щшќп" in texts
    assert bytes.fromhex("00ff10deadbeef80").decode("latin-1") in texts
