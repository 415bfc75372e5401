from datetime import timedelta, timezone
from typing import NamedTuple

import pytest

from smppconsole.smpp.meaning import alphabet_words, field_meaning, tlv_meaning
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.commands import HEADER
from smppconsole.smpp.spec.model import FieldSpec


class Look(NamedTuple):
    reading: Reading = AS_USUAL
    book: Book = STANDARD


def field(command: str, name: str) -> FieldSpec:
    return next(row for row in (*HEADER, *STANDARD.command_named(command).fields) if row.name == name)


def said(name: str, value: int | str | bytes, look: Look | None = None) -> str:
    return field_meaning(field("submit_sm", name), value, look or Look())


def told(name: str, value: int | str | bytes) -> str:
    row = STANDARD.tlv_named(name)
    assert row
    return tlv_meaning(row, value, Look())


def test_numbers_say_their_names() -> None:
    assert said("dest_addr_ton", 1) == "international"
    assert said("dest_addr_ton", 99) == "reserved"
    assert said("command_id", 0x80000004) == "submit_sm_resp"
    assert said("command_id", 0x10201) == "unknown (for vendors)"
    assert said("command_status", 0x58).startswith("ESME_RTHROTTLED: ")
    assert said("command_status", 0x401).startswith("0x00000401: ")
    assert said("esm_class", 0x44) == "delivery receipt, UDHI"
    assert said("registered_delivery", 0x11) == "receipt on success or failure, intermediate notification"
    assert said("sequence_number", 7) == ""


def test_data_coding_0_says_how_it_is_read() -> None:
    assert said("data_coding", 0).endswith("read as GSM 7-bit")
    assert said("data_coding", 0, Look(Reading(default_alphabet="latin1"))).endswith("read as Latin-1")
    assert said("data_coding", 8) == "UCS-2"


def test_texts_say_what_is_known_of_them() -> None:
    assert said("service_type", "WAP") == "WAP"
    assert said("service_type", "ABC") == ""
    assert said("source_addr", "MyBank") == ""
    assert said("short_message", b"x") == ""


def test_times_are_told_in_the_reader_s_zone_too() -> None:
    assert said("validity_period", "000001000000000R") == "1 day"
    zone = timezone(timedelta(hours=2))
    assert said("validity_period", "260301143000004+", Look(Reading(zone=zone))).endswith("15:30:00 UTC+02:00 here")
    assert said("validity_period", "yesterday") != ""
    assert said("validity_period", "") == ""


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("message_state", 2, "DELIVERED"),
        ("message_state", b"", ""),
        ("receipted_message_id", "A1", ""),
        ("broadcast_error_status", 0x58, "ESME_RTHROTTLED: The peer asks to send more slowly."),
        ("broadcast_end_time", "260301143000000+", "2026-03-01 14:30:00 UTC"),
        ("network_error_code", bytes.fromhex("030022"), "GSM, code 34"),
        ("network_error_code", bytes.fromhex("0300"), "GSM"),
        ("network_error_code", b"", ""),
        ("callback_num", bytes.fromhex("010101353535"), 'ASCII digits, international, ISDN (E.164), digits "555"'),
        ("callback_num", bytes.fromhex("000101ff"), "TBCD digits, international, ISDN (E.164), digits ff"),
        ("ms_validity", bytes.fromhex("04020005"), "relative period (5.0), hours, count 5"),
        ("ms_validity", bytes.fromhex("03"), "display only"),
        ("alert_on_message_delivery", b"", ""),
        ("alert_on_message_delivery", b"\3", "high priority alert"),
        ("its_session_info", bytes.fromhex("1107"), "session 17, sequence 3, end of session"),
        ("dest_node_id", b"123456", '"123456"'),
        ("broadcast_service_group", b"\0\1", ""),
        ("broadcast_content_type", bytes.fromhex("000010"), "generic, news: flash"),
        ("broadcast_content_type", bytes.fromhex("010010"), "GSM, type 16"),
    ],
)
def test_tlvs_say_what_their_octets_mean(name: str, value: int | str | bytes, words: str) -> None:
    assert told(name, value) == words


def test_alphabets_have_words() -> None:
    assert alphabet_words("gsm7") == "GSM 7-bit"
