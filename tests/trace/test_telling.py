from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.smpp.reassembly import Part, join
from smppconsole.smpp.segment import Segment
from smppconsole.trace.long_message import LongMessage
from smppconsole.trace.telling import Told, as_json_line, as_markdown, as_object, as_words, hex_lines, iso_time
from tests.kit.traces import START, answer, submit


def test_the_object_is_that_of_the_contract() -> None:
    told = as_object(Told(3, submit(7, "hello"), "a.pcap", 66, START, "127.0.0.1:5", "10.0.0.1:2775"))
    assert {
        key: told[key] for key in ("number", "source", "at", "from", "to", "command", "sequence_number", "text")
    } == {
        "number": 3,
        "source": "a.pcap",
        "at": 66,
        "from": "127.0.0.1:5",
        "to": "10.0.0.1:2775",
        "command": "submit_sm",
        "sequence_number": 7,
        "text": "hello",
    }
    assert (told["status_name"], told["command_length"], told["length"]) == ("ESME_ROK", 55, 55)
    assert told["nodes"][0]["name"] == "command_length"
    assert told["time"] == "2027-01-15T08:00:00.000000Z"


def test_a_part_of_a_long_message_tells_the_whole() -> None:
    parts = [Part(Segment(9, 2, 2, "sar"), b"lo", origin=4), Part(Segment(9, 2, 1, "sar"), b"Hel", origin=6)]
    told = Told(6, submit(7, "Hel"), whole=LongMessage(6, parts[1].segment, join(parts), 2))
    assert as_object(told)["long_message"] == {
        "means": "sar", "reference": 9, "part": 1, "parts": 2, "numbers": [6, 4], "order": [2, 1], "missing": [],
        "repeats": [], "repeat": False, "complete": True, "text": "Hello",
    }  # fmt: skip
    assert as_object(Told(1, submit(7, "Hel")))["long_message"] is None
    assert '  long message: whole text: "Hello"\n' in as_words(told)


def test_fewer_octets_than_a_header_leave_the_rest_null() -> None:
    told = as_object(Told(1, b"\0\0\0\x10\0\0"))
    assert (told["command_length"], told["command_id"], told["status_name"], told["time"]) == (16, None, None, None)


@given(st.binary(max_size=60))
def test_anything_can_be_told_in_every_way(octets: bytes) -> None:
    told = Told(1, octets, time_ns=START, note="a note")
    assert json.loads(as_json_line(told))["hex"] == octets.hex()
    assert as_words(told)
    assert as_markdown(told)


def test_a_ticket_has_time_with_zone_fields_findings_and_octets() -> None:
    text = as_words(
        Told(3, answer(7, status=0x58), time_ns=START, sender="a:1", receiver="b:2", session="NL TX", note="look")
    )
    assert text.startswith("No. 3, submit_sm_resp, sequence 7, ESME_RTHROTTLED (0x00000058), 2027-01-15T")
    assert "a:1 → b:2, NL TX" in text
    assert "note: look" in text
    assert "0000  00 00 00" in text


def test_markdown_takes_no_orders_from_a_text() -> None:
    text = as_markdown(Told(1, submit(1, "*bold* <b>x</b>")))
    assert "\\*bold\\* \\<b\\>" in text


def test_a_hex_dump_has_offsets_and_characters() -> None:
    assert list(hex_lines(b"0123456789abcdef!\0"))[1] == f"0010  {'21 00':47}  !."


def test_times_are_utc_to_the_microsecond() -> None:
    assert iso_time(1_500) == "1970-01-01T00:00:00.000001Z"
    assert iso_time(None) is None
