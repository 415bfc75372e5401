"""From a field to a filter: what is made is a filter that takes the very PDU it came from."""

from __future__ import annotations

import pytest

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.filter import parse
from smppconsole.trace.store import Store
from smppconsole.ui.models.field_filter import field_filter

MESSAGE = encode(
    Pdu(
        "deliver_sm",
        {
            "source_addr": "Orbit",
            "source_addr_ton": 5,
            "destination_addr": "4917",
            "esm_class": 4,
            "short_message": b'say "hi"',
        },
        sequence=3,
        tlvs=(Tlv(0x1E, b"abc\0"), Tlv(0x427, b"\2"), Tlv(0x1401, b"12"), Tlv(0x1402, b"\xff\0\x01")),
    )
)
SPANS = decode(MESSAGE).spans


def _filter_on(name: str) -> str:
    start, end = next((start, end) for spec, start, end, _ in SPANS if spec is not None and spec.name == name)
    return field_filter(MESSAGE, STANDARD, Reading(), start, end)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("command_id", "command == deliver_sm"),
        ("command_status", "status == ESME_ROK"),
        ("sequence_number", "sequence == 3"),
        ("command_length", f"length == {len(MESSAGE)}"),
        ("source_addr_ton", "source_addr_ton == 5"),
        ("destination_addr", 'destination_addr == "4917"'),
        ("short_message", 'text == "say \\"hi\\""'),
        ("receipted_message_id", 'receipted_message_id == "abc"'),
        ("message_state", "message_state == 2"),
        ("tlv_0x1401", 'tlv 0x1401 == "12"'),
        ("tlv_0x1402", 'tlv 0x1402 == "ff0001"'),
    ],
)
def test_a_field_is_filtered_on_by_its_value(name: str, wanted: str) -> None:
    assert _filter_on(name) == wanted


@pytest.mark.parametrize("span", [span for span in SPANS if span[2] > span[1]], ids=lambda span: span[0].name)
def test_what_is_made_takes_the_pdu_it_came_from(span: tuple[object, int, int, object]) -> None:
    store = Store()
    store.append(MESSAGE, time_ns=1, mono_ns=1, outgoing=False, session=1)
    store.publish()
    wanted = field_filter(MESSAGE, STANDARD, Reading(), span[1], span[2])
    assert parse(wanted).matches(store, 0), wanted


def test_a_group_is_filtered_on_by_its_address_and_parts_by_the_whole() -> None:
    begin = next(start for spec, start, _, _ in SPANS if spec is not None and spec.name == "source_addr_ton")
    end = next(end for spec, _, end, _ in SPANS if spec is not None and spec.name == "source_addr")
    assert field_filter(MESSAGE, STANDARD, Reading(), begin, end) == 'source_addr == "Orbit"'
    tag = next(start for spec, start, _, _ in SPANS if spec is not None and spec.name == "message_state")
    assert field_filter(MESSAGE, STANDARD, Reading(), tag, tag + 2) == "message_state == 2"


def test_what_has_no_value_of_its_own_gives_no_filter() -> None:
    assert field_filter(MESSAGE, STANDARD, Reading(), 0, 16) == ""
    assert field_filter(MESSAGE, STANDARD, Reading(), 20, 20) == ""
    assert field_filter(b"\0\0\0\x08", STANDARD, Reading(), 0, 4) in {"", "length == 8"}


def test_a_password_is_never_put_into_a_filter() -> None:
    bind = encode(Pdu("bind_transceiver", {"system_id": "me", "password": "sesame"}, sequence=1))
    start, end = next((start, end) for spec, start, end, _ in decode(bind).spans if spec and spec.name == "password")
    assert field_filter(bind, STANDARD, Reading(), start, end) == ""
