"""Raw octets: as typed, cut into what they hold."""

from smppconsole.compose.rawoctets import read_raw, with_true_length, write_raw
from tests.kit.generate import generate_pdus

ENQUIRE = bytes.fromhex("00000010000000150000000000000001")


def test_pdus_written_to_be_edited_read_back_the_same() -> None:
    pdus = list(generate_pdus(9, 200))
    for start in range(0, len(pdus), 4):
        group = pdus[start : start + 4]
        raw = read_raw(write_raw(group))
        assert raw.octets == b"".join(group)
        assert raw.pieces == tuple(group)
        assert not raw.problems


def test_a_length_that_lies_is_told_and_kept() -> None:
    lying = (99).to_bytes(4) + ENQUIRE[4:]
    raw = read_raw(write_raw([ENQUIRE, lying]))
    assert raw.octets == ENQUIRE + lying
    assert raw.pieces == (ENQUIRE, lying)
    assert "99" in raw.problems[0]
    assert with_true_length(lying) == ENQUIRE


def test_anything_typed_is_read() -> None:
    assert read_raw("").summary == "No octets yet"
    assert read_raw("nothing here").octets == b""
    assert read_raw(ENQUIRE.hex(":")).summary == "1 PDU, 16 octets"
    assert read_raw("ff").summary == "1 PDU, 1 octet"
