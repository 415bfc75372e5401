import pytest

from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.summary import Summary, summarise
from smppconsole.smpp.udh import Segment

RECEIPT = b"id:ABC123 sub:001 dlvrd:001 submit date:2601011200 done date:2601011201 stat:DELIVRD err:000 text:hi"


def made(name: str, *tlvs: Tlv, **fields: FieldValue) -> bytes:
    return encode(Pdu(name, fields, tlvs, sequence=1), anyway=True)


def message(name: str = "submit_sm", *tlvs: Tlv, **fields: FieldValue) -> bytes:
    return made(name, *tlvs, source_addr="MyBank", destination_addr="491701234567", **fields)


@pytest.mark.parametrize("name", ["submit_sm", "deliver_sm"])
def test_a_plain_message_tells_from_to_and_text(name: str) -> None:
    assert summarise(message(name, short_message=b"hello")) == Summary("MyBank", "491701234567", "hello")


@pytest.mark.parametrize(
    ("octets", "data_coding", "text"),
    [
        (b"\0 \x1be \2", 0, "@ \u20ac $"),
        (b"caf\xe9", 3, "caf\xe9"),
        ("\u2713 ok".encode("utf-16-be"), 8, "\u2713 ok"),
        (b"\1\2", 4, "0102"),
        (b"", 0, ""),
    ],
)
def test_the_text_is_read_by_its_alphabet(octets: bytes, data_coding: int, text: str) -> None:
    assert summarise(message(short_message=octets, data_coding=data_coding)).text == text


def test_data_coding_0_is_read_as_the_account_says() -> None:
    octets = message(short_message="\u2713".encode("utf-16-be"))
    assert summarise(octets, reading=Reading(default_alphabet="ucs2")).text == "\u2713"
    assert summarise(message(short_message=b"@"), reading=Reading(default_alphabet="latin1")).text == "@"


def test_the_text_may_stand_in_the_payload() -> None:
    assert summarise(message("submit_sm", Tlv(0x0424, b"long"))).text == "long"
    assert summarise(message("data_sm", Tlv(0x0424, b"long"))).text == "long"


def test_a_part_tells_which_it_is() -> None:
    summary = summarise(message(esm_class=0x40, short_message=bytes.fromhex("050003070201") + b"hi"))
    assert summary == Summary("MyBank", "491701234567", "hi", "", Segment(7, 2, 1, "udh8"))


def test_a_receipt_tells_its_id_and_state() -> None:
    summary = summarise(message("deliver_sm", esm_class=4, short_message=RECEIPT))
    assert summary.is_receipt
    assert summary.message_id == "ABC123"
    assert summary.receipt
    assert summary.receipt.state_word == "DELIVRD"


def test_a_receipt_that_is_not_marked_is_read_but_not_called_one() -> None:
    summary = summarise(message("deliver_sm", short_message=RECEIPT))
    assert not summary.is_receipt
    assert summary.receipt


@pytest.mark.parametrize("name", ["submit_sm_resp", "deliver_sm_resp", "data_sm_resp", "query_sm_resp", "cancel_sm"])
def test_answers_and_queries_tell_the_id(name: str) -> None:
    assert summarise(made(name, message_id="ABC123")).message_id == "ABC123"


@pytest.mark.parametrize("name", ["enquire_link", "unbind_resp", "generic_nack", "replace_sm_resp"])
def test_commands_of_no_fields_tell_nothing(name: str) -> None:
    assert summarise(made(name)) == Summary()


def test_of_several_destinations_the_first_is_told_with_the_number_of_the_others() -> None:
    destinations = (
        {"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "111"},
        {"dest_flag": 2, "dl_name": "LIST"},
    )
    assert summarise(made("submit_multi", dest_address=destinations)).destination == "111 +1"
    assert summarise(made("submit_multi", dest_address=destinations[1:])).destination == "LIST"
    assert summarise(made("submit_multi", dest_address=())).destination == ""


def test_an_alert_goes_to_the_client_that_asked() -> None:
    summary = summarise(made("alert_notification", source_addr="491701234567", esme_addr="client"))
    assert (summary.source, summary.destination) == ("491701234567", "client")


def test_a_message_cut_short_tells_what_is_there() -> None:
    octets = message(short_message=b"hello")
    assert summarise(octets[:-2]).text == "hel"
    assert summarise(octets[:20]).text == ""
    assert summarise(octets[:3]) == Summary()
    assert summarise(b"") == Summary()


def test_an_unknown_command_tells_nothing() -> None:
    assert summarise(message()[:4] + b"\0\0\x12\x34" + message()[8:]) == Summary()
