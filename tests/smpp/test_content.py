from smppconsole.smpp.content import content_of, lenses_of, segment_of
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.udh import Segment

UDH = bytes.fromhex("050003070201")
SAR = (Tlv(0x020C, b"\x12\x34"), Tlv(0x020E, b"\3"), Tlv(0x020F, b"\2"))


def submit(*tlvs: Tlv, **fields: FieldValue) -> Decoded:
    return decode(encode(Pdu("submit_sm", fields, tlvs, sequence=1), anyway=True))


def text_of(decoded: Decoded, reading: Reading | None = None) -> str:
    content = content_of(decoded, reading or Reading())
    assert content
    return content.text.text


def test_the_text_stands_in_short_message() -> None:
    decoded = submit(short_message=b"hello", data_coding=3)
    content = content_of(decoded)
    assert content
    assert (content.carrier, content.octets, content.header) == ("short_message", b"hello", None)
    assert decoded.octets[content.offset :] == b"hello"
    assert content.text.text == "hello"


def test_a_payload_goes_before_a_short_message() -> None:
    decoded = submit(Tlv(0x0424, b"payload"), short_message=b"short")
    content = content_of(decoded)
    assert content
    assert (content.carrier, content.text.text) == ("message_payload", "payload")
    assert decoded.octets[content.offset :] == b"payload"


def test_a_header_is_taken_off_wherever_the_text_stands() -> None:
    assert text_of(submit(short_message=UDH + b"hi", esm_class=0x40)) == "hi"
    in_payload = content_of(submit(Tlv(0x0424, UDH + b"hi"), esm_class=0x40))
    assert in_payload
    assert in_payload.text_octets == b"hi"
    assert in_payload.header


def test_data_coding_0_is_read_as_the_account_says() -> None:
    assert text_of(submit(short_message=b"@")) == "\u00a1"
    assert text_of(submit(short_message=b"@"), Reading(default_alphabet="latin1")) == "@"


def test_a_text_may_begin_with_a_zero_octet() -> None:
    assert text_of(submit(short_message=b"\0b")) == "@b"


def test_commands_without_a_message_carry_nothing() -> None:
    assert content_of(decode(encode(Pdu("enquire_link", sequence=1)))) is None
    assert content_of(decode(b"short")) is None


def test_a_part_is_told_by_its_header() -> None:
    decoded = submit(short_message=UDH + b"hi", esm_class=0x40)
    assert segment_of(decoded) == Segment(7, 2, 1, "udh8")


def test_a_header_that_esm_class_does_not_announce_is_text() -> None:
    assert segment_of(submit(short_message=UDH + b"hi")) is None


def test_a_part_is_told_by_sar_tlvs() -> None:
    assert segment_of(submit(*SAR)) == Segment(0x1234, 3, 2, "sar")


def test_two_of_three_sar_tlvs_say_nothing() -> None:
    assert segment_of(submit(*SAR[:2])) is None
    assert segment_of(submit(*SAR[1:])) is None


def test_a_part_beyond_the_last_is_none() -> None:
    assert segment_of(submit(*SAR[:2], Tlv(0x020F, b"\4"))) is None
    assert segment_of(submit(*SAR[:2], Tlv(0x020F, b"\0"))) is None


def test_the_lenses_read_behind_the_header() -> None:
    content = content_of(submit(esm_class=0x40, short_message=UDH + "h\u20aci".encode("utf-16-be"), data_coding=8))
    assert content
    likely = next(row for row in lenses_of(content, 8, Reading()) if row.likely)
    assert (likely.alphabet, likely.text) == ("ucs2", "h\u20aci")


def test_a_text_without_octets_has_no_lenses() -> None:
    content = content_of(submit())
    assert content
    assert lenses_of(content, 0, Reading()) == ()
