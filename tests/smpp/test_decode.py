import json
from pathlib import Path

import pytest

from smppconsole.smpp import faults
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.pdu import Tlv
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import TlvKind, TlvSpec, Version
from tests.kit.generate import generate_pdus

VECTORS = json.loads(Path(__file__).parents[1].joinpath("vectors", "vectors.json").read_text("utf-8"))


def pdu(command: str, body: str, status: int = 0, length: int | None = None) -> bytes:
    """A PDU around a body in hex."""
    octets = bytes.fromhex(body)
    claimed = 16 + len(octets) if length is None else length
    return b"".join(word.to_bytes(4) for word in (claimed, STANDARD.command_named(command).id, status, 1)) + octets


def tiles(decoded: Decoded) -> bool:
    """Whether the spans go from the first octet to the last without a gap."""
    places = [0, *(place for _, start, end, _ in decoded.spans for place in (start, end)), len(decoded.octets)]
    return places[::2] == places[1::2]


def ids(decoded: Decoded) -> list[str]:
    return [fault.id for fault in decoded.faults]


SUBMIT = "00 0100 3100 0101 3200 00 00 00 00 00 00 00 00 00"  # up to sm_length


@pytest.mark.parametrize("vector", VECTORS, ids=[f"{v['k']} {v['command']}" for v in VECTORS])
def test_each_vector_gives_its_fields_and_tlvs(vector: dict[str, object]) -> None:
    decoded = decode(bytes.fromhex(str(vector["hex"])))
    assert decoded.header
    assert decoded.command
    assert not decoded.faults
    assert tiles(decoded)
    assert decoded.command.name == vector["command"]
    assert (decoded.header.status, decoded.header.sequence) == (vector["status"], vector["sequence"])
    fields = dict(vector["fields"])  # type: ignore[call-overload]
    assert {name: plain(decoded.field(name)) for name in fields} == fields
    tlvs = [(tlv["tag"], tlv["value"]) for tlv in vector["tlvs"]]  # type: ignore[attr-defined]
    assert [(tlv.tag, tlv.value.hex()) for tlv in decoded.tlvs()] == tlvs


def plain(value: object) -> object:
    """A value as the vectors write it."""
    if isinstance(value, bytes):
        return value.hex()
    return list(value) if isinstance(value, tuple) else value


def test_generated_pdus_have_no_faults_and_tile() -> None:
    for octets in generate_pdus(2, 500):
        decoded = decode(octets)
        assert not decoded.faults
        assert tiles(decoded)


# --- Header and length ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", range(16))
def test_fewer_octets_than_a_header_give_the_words_that_are_there(size: int) -> None:
    octets = pdu("submit_sm", "")[:size]
    decoded = decode(octets)
    assert decoded.header is None
    assert decoded.command is None
    assert tiles(decoded)
    assert ids(decoded) == [faults.INCOMPLETE]
    assert decoded.field("command_length") == (16 if size >= 4 else None)
    assert decoded.field("command_id") == (4 if size >= 8 else None)


def test_a_pdu_cut_short_is_read_as_far_as_it_goes_with_one_finding() -> None:
    whole = pdu("submit_sm", SUBMIT + "05 68656c6c6f")
    for size in range(16, len(whole)):
        decoded = decode(whole[:size])
        assert ids(decoded) == [faults.INCOMPLETE]
        assert tiles(decoded)
    assert decode(whole[:25]).field("source_addr") == "1"


def test_octets_beyond_the_claimed_length_are_unread() -> None:
    decoded = decode(pdu("enquire_link", "", length=16) + b"more")
    assert ids(decoded) == [faults.TRAILING_OCTETS]
    assert (decoded.faults[0].offset, decoded.faults[0].length) == (16, 4)
    assert decoded.spans[-1] == (None, 16, 20, b"more")


@pytest.mark.parametrize("length", [0, 3, 15, 0xFFFFFFFF, 70_001])
def test_a_length_that_cannot_be_is_told(length: int) -> None:
    decoded = decode(pdu("submit_sm_resp", "414200", length=length))
    assert ids(decoded) == [faults.COMMAND_LENGTH]
    assert tiles(decoded)


def test_an_unknown_command_has_one_unread_body() -> None:
    octets = pdu("submit_sm", "010203")
    decoded = decode(octets[:4] + bytes.fromhex("00001234") + octets[8:])
    assert ids(decoded) == [faults.UNKNOWN_COMMAND]
    assert decoded.command is None
    assert decoded.spans[4:] == [(None, 16, 19, b"\1\2\3")]


# --- Answers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["submit_sm_resp", "bind_transceiver_resp", "query_sm_resp", "submit_multi_resp"])
def test_an_answer_with_an_error_may_lack_its_body(name: str) -> None:
    assert not decode(pdu(name, "", status=0x58)).faults
    assert ids(decode(pdu(name, "", status=0))) == [faults.MISSING_FIELD]


def test_an_answer_with_an_error_may_have_a_body_all_the_same() -> None:
    decoded = decode(bytes.fromhex("00000021800000040000000B0000000230413030303030304133443332334131 00"))
    assert decoded.header
    assert decoded.header.status == 0x0B
    assert decoded.field("message_id") == "0A000000A3D323A1"
    assert not decoded.faults
    assert decode(pdu("submit_sm_resp", "00", status=8)).field("message_id") == ""
    with_tlv = decode(pdu("submit_sm_resp", "4100 001D 0003 6e6f00", status=8))
    assert with_tlv.tlv(0x1D) == b"no\0"
    assert not with_tlv.faults


def test_an_answer_may_carry_tlvs() -> None:
    identifier = "33346630616331622D613131642D343137622D383730622D666562303435636664633333"
    octets = f"0000003A800000040000000000000001 {identifier} 00 0428 0001 00"
    decoded = decode(bytes.fromhex(octets))
    assert decoded.field("message_id") == "34f0ac1b-a11d-417b-870b-feb045cfdc33"
    assert decoded.tlvs() == [Tlv(0x0428, b"\0")]
    assert not decoded.faults


# --- Fields ---------------------------------------------------------------------------------------------------------


def test_a_text_without_its_nul_runs_to_the_end() -> None:
    decoded = decode(pdu("submit_sm_resp", "414243"))
    assert ids(decoded) == [faults.MISSING_NUL]
    assert decoded.field("message_id") == "ABC"
    assert tiles(decoded)


def test_a_body_that_ends_early_names_the_first_field_that_is_missing() -> None:
    decoded = decode(pdu("query_sm_resp", "4100"))
    assert ids(decoded) == [faults.MISSING_FIELD]
    assert "final_date" in decoded.faults[0].text


def test_an_sm_length_beyond_the_end_takes_what_is_there() -> None:
    decoded = decode(pdu("submit_sm", SUBMIT + "09 6869"))
    assert ids(decoded) == [faults.TEXT_LENGTH]
    assert decoded.field("short_message") == b"hi"
    assert tiles(decoded)


def test_an_sm_length_too_small_leaves_stray_octets() -> None:
    decoded = decode(pdu("submit_sm", SUBMIT + "02 686900"))
    assert ids(decoded) == [faults.STRAY_OCTETS]
    assert "1 stray octet at" in decoded.faults[0].text
    assert decoded.spans[-1] == (None, len(decoded.octets) - 1, len(decoded.octets), b"\0")


def test_a_text_and_a_payload_in_one_pdu_are_both_shown() -> None:
    decoded = decode(pdu("submit_sm", SUBMIT + "02 6869 0424 0003 796f75"))
    assert (decoded.field("short_message"), decoded.tlv(0x0424)) == (b"hi", b"you")
    assert not decoded.faults


def test_a_text_keeps_its_zero_octets() -> None:
    assert decode(pdu("submit_sm", SUBMIT + "03 006100")).field("short_message") == b"\0a\0"


@pytest.mark.parametrize("stray", ["00", "0001", "000102"])
def test_one_to_three_octets_at_the_end_are_stray(stray: str) -> None:
    decoded = decode(pdu("enquire_link_resp", stray))
    assert ids(decoded) == [faults.STRAY_OCTETS]
    assert tiles(decoded)


def test_fields_before_tlvs_of_the_same_name_are_told_apart() -> None:
    decoded = decode(pdu("query_sm_resp", "4100 00 02 00 0427 0001 05"))
    assert decoded.field("message_state") == 2
    assert decoded.tlv(0x0427) == b"\5"
    assert decoded.field("no_such_field") is None
    assert decoded.span("error_code") == (20, 21)
    assert decoded.span("no_such_field") == (0, 0)


# --- Lists ----------------------------------------------------------------------------------------------------------


def test_a_list_is_a_tuple_of_items() -> None:
    decoded = decode(pdu("submit_multi_resp", "4100 02 01013100 00000058 0101 3200 0000000b"))
    assert decoded.field("unsuccess_sme") == (
        {"dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "1", "error_status_code": 0x58},
        {"dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "2", "error_status_code": 0x0B},
    )
    assert decode(pdu("submit_multi_resp", "4100 00")).field("unsuccess_sme") == ()
    assert decode(pdu("query_last_msgs_resp", "02 4100 4200")).field("message_ids") == (
        {"message_id": "A"},
        {"message_id": "B"},
    )


def test_a_list_shorter_than_its_count_is_told_once() -> None:
    decoded = decode(pdu("submit_multi_resp", "4100 ff 01013100 00000058"))
    assert ids(decoded) == [faults.MISSING_FIELD]
    assert "says 255" in decoded.faults[0].text
    assert tiles(decoded)


def test_a_number_cut_in_the_middle_is_unread() -> None:
    decoded = decode(pdu("submit_multi_resp", "4100 01 01013100 0000"))
    assert ids(decoded) == [faults.MISSING_FIELD]
    assert decoded.spans[-1][0] is None
    assert tiles(decoded)


def test_a_destination_of_no_known_kind_ends_the_reading() -> None:
    decoded = decode(pdu("submit_multi", "00 0000 00 02 0101013100 07 0102030405060708"))
    assert ids(decoded) == [faults.DEST_FLAG]
    assert decoded.spans[-1][0] is None
    assert tiles(decoded)


# --- TLVs -----------------------------------------------------------------------------------------------------------


def test_a_tlv_of_a_wrong_size_does_not_shift_the_next() -> None:
    decoded = decode(pdu("deliver_sm", SUBMIT + "00 0427 0004 00000002 0204 0002 0007"))
    assert ids(decoded) == [faults.TLV_LENGTH]
    assert "message_state" in decoded.faults[0].text
    assert [tlv.value for tlv in decoded.tlvs()] == [b"\0\0\0\2", b"\0\7"]


def test_a_tlv_past_the_end_is_told_and_shown() -> None:
    decoded = decode(pdu("deliver_sm", SUBMIT + "00 0424 0009 6869"))
    assert ids(decoded) == [faults.TLV_OVERRUN]
    assert decoded.tlv(0x0424) == b"hi"
    assert tiles(decoded)


@pytest.mark.parametrize("held", ["313233", "31323300"])
def test_an_id_is_the_same_with_and_without_its_nul(held: str) -> None:
    size = len(held) // 2
    decoded = decode(pdu("deliver_sm", SUBMIT + f"00 001E 000{size} {held}"))
    assert decoded.spans[-1][3] == "123"
    assert not decoded.faults


def test_tags_that_nobody_named_are_kept_with_their_values() -> None:
    decoded = decode(pdu("deliver_sm", SUBMIT + "00 1401 0002 4142 1401 0000 1401 0001 43"))
    assert decoded.tlvs() == [Tlv(0x1401, b"AB"), Tlv(0x1401, b""), Tlv(0x1401, b"C")]
    row = decoded.spans[-1][0]
    assert row
    assert row.name == "tlv_0x1401"
    assert not decoded.faults


def test_a_number_of_no_octets_or_too_many_stays_octets() -> None:
    decoded = decode(pdu("deliver_sm", SUBMIT + "00 0427 0000 0427 0009 000000000000000001"))
    assert [span[3] for span in decoded.spans[-2:]] == [b"", bytes(8) + b"\1"]
    assert ids(decoded) == [faults.TLV_LENGTH] * 2


def test_an_account_s_own_rows_read_its_tags() -> None:
    row = TlvSpec(0x1401, "template", TlvKind.TEXT, 0, 20, None, Version.V34, False, "", "")
    octets = pdu("deliver_sm", SUBMIT + "00 1401 0003 414200")
    assert decode(octets, STANDARD.with_rows(tlvs=[row])).spans[-1][3] == "AB\0"


def test_thousands_of_wrong_sizes_are_counted_not_listed() -> None:
    decoded = decode(pdu("data_sm", "00 0000 00 0000 00 00 00 00" + "02040000" * 16_000))
    assert len(decoded.tlvs()) == 16_000
    assert len(decoded.faults) == 51
    assert "15950 more" in decoded.faults[-1].text
