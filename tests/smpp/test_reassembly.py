"""Long messages put together again: any order, gaps, repeats, an alphabet of its own for each part."""

from __future__ import annotations

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint_examples import submit, tlv
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.reassembly import Part, Piece, join, part_of
from smppconsole.smpp.segment import Segment, split


def part(number: int, octets: bytes, total: int = 3, alphabet: str = "gsm7") -> Part:
    return Part(Segment(7, total, number, "udh8"), octets, alphabet, number)


def test_parts_in_any_order_give_the_text() -> None:
    joined = join([part(3, b"!"), part(1, b"Hel"), part(2, b"lo")])
    assert joined.complete
    assert joined.text == "Hello!"
    assert joined.order == (3, 1, 2)
    assert list(joined.gaps()) == []


def test_missing_parts_and_repeats_are_told() -> None:
    joined = join([part(3, b"!"), part(1, b"Hel"), part(1, b"Hel")])
    assert joined.missing == (2,)
    assert joined.text == "Hel!"
    assert joined.pieces() == [Piece(1, 1, "Hel"), Piece(2, 2, None), Piece(3, 3, "!")]
    assert list(joined.gaps()) == ["part 2 of 3 missing", "part 1 came more than once"]


def test_runs_of_missing_parts_are_told_by_their_ends() -> None:
    joined = join([part(2, b"x", 255), part(6, b"y", 255)])
    assert list(joined.gaps()) == ["parts 1, 3-5, 7-255 of 255 missing"]
    assert [piece[:2] for piece in joined.pieces()] == [(1, 1), (2, 2), (3, 5), (6, 6), (7, 255)]


def test_what_a_careless_sender_tore_is_whole_again() -> None:
    assert join([part(1, b"H\x1b", 2), part(2, b"ello", 2)]).text == "H€llo"
    assert join([part(1, b"\xd8\x3d", 2, "ucs2"), part(2, b"\xde\x00", 2, "ucs2")]).text == "😀"


def test_nothing_is_joined_across_a_gap() -> None:
    assert join([part(1, b"\xd8\x3d", 3, "ucs2"), part(3, b"\xde\x00", 3, "ucs2")]).text == "\ufffd\ufffd"


def test_each_part_is_read_by_its_own_alphabet() -> None:
    joined = join([part(1, b"caf\x05 ", 3), part(2, "жук".encode("utf-16-be"), 3, "ucs2"), part(3, b"!", 3)])
    assert joined.text == "café жук!"
    assert joined.alphabets == ("GSM 7-bit", "UCS-2")


def test_each_part_is_read_by_its_own_national_tables() -> None:
    turkish = Part(Segment(7, 2, 1, "udh8"), b"\x1b\x53", "gsm7", single=1)
    assert join([turkish, part(2, b"\x1b\x65", 2)]).text == "Ş€"


def test_a_part_with_a_byte_order_mark_is_read_on_its_own() -> None:
    marked = [part(n, b"\xfe\xff" + f"{n}".encode("utf-16-be"), 2, "ucs2") for n in (1, 2)]
    assert join(marked).text == "12"


def test_packed_parts_are_unpacked_one_by_one() -> None:
    first, second = split("a" * 160 + "b", "gsm7-packed", 6)
    pairs = ((2, second), (1, first))
    parts = [Part(Segment(1, 2, number, "udh8"), octets, "gsm7-packed", fill_bits=1) for number, octets in pairs]
    assert join(parts).text == "a" * 160 + "b"


def test_no_parts_are_nothing_and_parts_of_another_total_are_left_out() -> None:
    assert join([]).total == 0
    assert join([]).pieces() == []
    assert join([part(1, b"a", 2), part(2, b"b", 3)]).missing == (2,)


def read(*tlvs: object, default: str = "gsm7", **fields: object) -> Part | None:
    return part_of(decode(encode(submit(*tlvs, **fields))), Reading(default), 5)  # type: ignore[arg-type]


def test_a_part_is_found_by_its_header() -> None:
    header = bytes.fromhex("09 00 03 0A 03 02 24 01 01".replace("09", "08", 1))
    found = read(esm_class=0x40, short_message=header + b"Hi")
    assert found == Part(Segment(10, 3, 2, "udh8"), b"Hi", "gsm7", 5, single=1, fill_bits=5)


def test_a_part_is_found_by_its_sar_tlvs() -> None:
    sar = (tlv(0x020C, "1234"), tlv(0x020E, "02"), tlv(0x020F, "01"))
    found = read(*sar, short_message="жу".encode("utf-16-be"), data_coding=8)
    assert found == Part(Segment(0x1234, 2, 1, "sar"), "жу".encode("utf-16-be"), "ucs2", 5)


def test_a_part_is_found_in_a_payload() -> None:
    found = read(tlv(0x0424, "0608040012020148 69".replace(" ", "")), esm_class=0x40, short_message=b"")
    assert found is not None
    assert (found.segment, found.octets) == (Segment(0x12, 2, 1, "udh16"), b"Hi")


def test_a_whole_message_is_no_part() -> None:
    assert read(short_message=b"Hi") is None
    assert read(esm_class=0x40, short_message=bytes.fromhex("0500030A0101") + b"Hi") is None
    assert part_of(decode(b"")) is None
