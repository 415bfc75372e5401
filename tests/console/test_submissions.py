"""What a centre takes from a request, and what the standard has against it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from smppconsole.console import submissions as taken
from smppconsole.console.submissions import Target, refusal, submitted
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
GOOD: dict[str, FieldValue] = {
    "source_addr_ton": 5,
    "source_addr": "SENDER",
    "dest_addr_ton": 1,
    "dest_addr_npi": 1,
    "destination_addr": "491701234567",
    "registered_delivery": 1,
    "short_message": b"hello",
}


def decoded(command: str = "submit_sm", tlvs: tuple[Tlv, ...] = (), **fields: FieldValue) -> Decoded:
    return decode(encode(Pdu(command, {**GOOD, **fields}, tlvs, sequence=1), anyway=True))


def status_of(request: Decoded) -> int:
    return refusal(request, submitted(request, NOW))


def test_a_message_is_taken_with_its_wishes() -> None:
    message = submitted(decoded(), NOW)
    assert (message.source, message.source_type) == ("SENDER", (5, 0))
    assert message.targets == (Target("491701234567", (1, 1)),)
    assert (message.text, message.wanted, message.delay, message.lifetime) == ("hello", 1, None, None)


def test_a_good_message_has_nothing_against_it() -> None:
    assert status_of(decoded()) == taken.ROK


def test_times_count_from_now() -> None:
    message = submitted(decoded(schedule_delivery_time="000000000010000R", validity_period="260301120100000+"), NOW)
    assert (message.delay, message.lifetime) == (10.0, 60.0)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"destination_addr": ""}, taken.RINVDSTADR),
        ({"schedule_delivery_time": "260301115900000+"}, taken.RINVSCHED),
        ({"schedule_delivery_time": "nonsense"}, taken.RINVSCHED),
        ({"validity_period": "260301115900000+"}, taken.RINVEXPIRY),
    ],
)
def test_what_the_standard_forbids_gets_its_status(fields: dict[str, FieldValue], status: int) -> None:
    assert status_of(decoded(**fields)) == status


def test_a_data_sm_needs_its_payload() -> None:
    fields = {key: value for key, value in GOOD.items() if key != "short_message"}
    bare = decode(encode(Pdu("data_sm", fields, sequence=1)))
    assert status_of(bare) == taken.RMISSINGTLV
    full = decode(encode(Pdu("data_sm", fields, (Tlv(taken.PAYLOAD, b"hi"),), sequence=1)))
    assert status_of(full) == taken.ROK
    assert submitted(full, NOW).text == "hi"


def test_a_tlv_past_the_end_gets_the_status_of_the_stream() -> None:
    octets = encode(Pdu("submit_sm", GOOD, sequence=1)) + bytes.fromhex("042700ff02")
    request = decode(len(octets).to_bytes(4) + octets[4:])
    assert status_of(request) == taken.RINVTLVSTREAM


def test_a_pdu_that_ends_too_early_gets_the_status_of_its_length() -> None:
    octets = encode(Pdu("submit_sm", GOOD, sequence=1))[:30]
    assert status_of(decode(len(octets).to_bytes(4) + octets[4:])) == taken.RINVCMDLEN


def test_a_unicode_text_is_read_without_its_header() -> None:
    octets = bytes.fromhex("050003070201") + "Привет".encode("utf-16-be")
    assert submitted(decoded(esm_class=0x40, data_coding=8, short_message=octets), NOW).text == "Привет"


def test_many_destinations_are_taken_each_for_itself() -> None:
    entries = (
        {"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "49170"},
        {"dest_flag": 2, "dl_name": "friends"},
    )
    request = decode(
        encode(Pdu("submit_multi", {"number_of_dests": 2, "dest_address": entries, "short_message": b"x"}, sequence=1))
    )
    targets = submitted(request, NOW).targets
    assert targets == (Target("49170", (1, 1), "", 1), Target("", (0, 0), "friends", 2))
    assert status_of(request) == taken.ROK


def test_no_destination_at_all_is_refused() -> None:
    request = decode(
        encode(
            Pdu("submit_multi", {"number_of_dests": 0, "dest_address": (), "short_message": b"x"}, sequence=1),
            anyway=True,
        )
    )
    assert status_of(request) == taken.RINVNUMDESTS
