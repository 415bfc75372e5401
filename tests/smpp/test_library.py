"""The one door to smpplib: its traps are closed on our side and told on its own."""

from __future__ import annotations

import pytest
from smpplib.command import Command

from smppconsole.smpp import library
from smppconsole.smpp.bounds import EMPTY
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import CommandSpec


def assembled(name: str, **values: int | str | bytes) -> bytes:
    spec = STANDARD.command_named(name)
    return library.assemble(spec, {row.name: EMPTY[row.kind] for row in spec.fields} | values)


@pytest.mark.parametrize("spec", STANDARD.commands, ids=lambda spec: spec.name)
def test_every_command_of_the_book_is_assembled_by_a_command_of_smpplib(spec: CommandSpec) -> None:
    octets = assembled(spec.name)
    assert issubclass(library._compiled(spec), Command)
    assert int.from_bytes(octets[:4]) == len(octets)
    assert int.from_bytes(octets[4:8]) == spec.id


def test_a_string_is_never_cut() -> None:
    assert b"1" * 40 + b"\0" in assembled("submit_sm", source_addr="1" * 40)


def test_a_zero_takes_all_octets_of_its_field() -> None:
    item = {"dest_addr_ton": 0, "dest_addr_npi": 0, "destination_addr": "1", "error_status_code": 0}
    octets = encode(Pdu("submit_multi_resp", {"message_id": "7", "unsuccess_sme": (item,)}))
    assert octets[16:] == b"7\0" + b"\x01" + b"\0\0" + b"1\0" + bytes(4)


def test_the_interface_version_is_what_was_asked_for() -> None:
    assert assembled("bind_transceiver", interface_version=0x50)[16:] == b"\0\0\0\x50\0\0\0"


def test_a_field_that_shares_its_name_with_a_tlv_stays_a_field() -> None:
    assert assembled("query_sm_resp", message_state=2)[16:] == b"\0\0\x02\0"


def test_tlvs_are_written_by_tag_and_as_given() -> None:
    octets = encode(
        Pdu("submit_sm", {}, (Tlv(0x1401, b"42"), Tlv(0x000D, b"\x01"), Tlv(0x130C, b""), Tlv(0x1401, b"")))
    )
    assert octets.endswith(bytes.fromhex("1401 0002 3432  000d 0001 01  130c 0000  1401 0000"))


def test_both_variants_of_a_destination_are_laid_out() -> None:
    items = ({"dest_flag": 1, "dest_addr_ton": 1, "destination_addr": "49"}, {"dest_flag": 2, "dl_name": "all"})
    octets = encode(Pdu("submit_multi", {"dest_address": items}))
    assert octets[16:].startswith(b"\0\0\0\0\x02" + b"\x01\x01\0" + b"49\0" + b"\x02all\0")


def test_a_refusal_may_be_header_only() -> None:
    spec = STANDARD.command_named("submit_sm_resp")
    assert library.header_only(spec, status=8, sequence=3).hex(" ", 4) == "00000010 80000004 00000008 00000003"


# --- The second opinion ---------------------------------------------------------------------------------------------


def test_the_opinion_tells_how_smpplib_reads_a_pdu() -> None:
    said = library.opinion(encode(Pdu("submit_sm", {"source_addr": "Orbit", "short_message": b"hi"}, sequence=7)))
    assert said.reads
    assert said.words == (
        "smpplib reads this as submit_sm, status 0, sequence 7: source_addr 'Orbit', sm_length 2, short_message 'hi'"
    )


def test_a_receipted_message_id_without_nul_loses_its_last_character_in_smpplib() -> None:
    said = library.opinion(encode(Pdu("deliver_sm", {}, (Tlv(0x001E, b"A1B2"),)), anyway=True))
    assert "receipted_message_id 'A1B'" in said.words


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (b"", "smpplib raises error: unpack requires a buffer of 4 bytes"),
        (encode(Pdu("cancel_sm")), 'smpplib raises UnknownCommandError: Command "cancel_sm" is not supported'),
        (encode(Pdu("submit_sm", {}, (Tlv(0x1401, b""),))), 'UnknownCommandError: Unknown SMPP command code "0x1401"'),
        (encode(Pdu("submit_sm_resp", {}, (Tlv(0x001D, b"\0"),))), "smpplib raises KeyError"),
    ],
)
def test_the_opinion_gives_the_very_exception(octets: bytes, words: str) -> None:
    said = library.opinion(octets)
    assert not said.reads
    assert words in said.words


# --- Calling stock smpplib ------------------------------------------------------------------------------------------


def test_a_stock_call_names_what_smpplib_can_say() -> None:
    pdu = Pdu("submit_sm", {"source_addr": "Orbit", "esm_class": 0, "short_message": b"hi"}, (Tlv(0x0204, b"\0\x07"),))
    call = library.stock_call(pdu)
    assert call.arguments == {"source_addr": "Orbit", "short_message": b"hi", "user_message_reference": 7}
    assert call.left_out == ()
    assert call.octets == encode(pdu)


def test_a_stock_call_tells_what_it_leaves_out() -> None:
    twice = (Tlv(0x0302, b"\0"), Tlv(0x0302, b"\x01"))
    call = library.stock_call(Pdu("submit_sm", {}, (Tlv(0x1401, b"1"), Tlv(0x0303, b"1"), Tlv(0x130C, b""), *twice)))
    assert call.left_out == (
        "tlv_0x1401",
        "callback_num_atag",
        "alert_on_message_delivery",
        "callback_num_pres_ind",
    )


def test_a_stock_call_takes_a_string_with_its_nul_only() -> None:
    with_nul = library.stock_call(Pdu("deliver_sm", {}, (Tlv(0x001E, b"A1\0"),)))
    without = library.stock_call(Pdu("deliver_sm", {}, (Tlv(0x001E, b"A1"),)))
    assert with_nul.arguments == {"receipted_message_id": "A1"}
    assert without.left_out == ("receipted_message_id",)


def test_a_stock_call_tells_the_exception_and_lists_of_destinations() -> None:
    call = library.stock_call(
        Pdu("submit_multi", {"dest_address": ({"dest_flag": 2, "dl_name": "a"},)}, (Tlv(5, b"1"),))
    )
    assert call.left_out == ("dest_address", "dest_addr_subunit")
    assert call.octets == b""
    assert "UnknownCommandError" in call.problem
