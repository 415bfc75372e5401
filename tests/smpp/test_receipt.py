"""Receipts as they come: any order, fields missing, dates of every length, TLVs beside or instead of text."""

from __future__ import annotations

import pytest

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint_examples import data, deliver, receipt, tlv
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.receipt import (
    ReceiptKind,
    ReceiptReading,
    ReceiptText,
    is_receipt,
    pattern_problem,
    read_receipt,
    read_receipt_date,
    receipt_of,
    state_name,
)
from smppconsole.smpp.smpptime import TimeKind

USUAL = "id:0123456789 sub:001 dlvrd:001 submit date:2603011430 done date:2603011431 stat:DELIVRD err:000 text:Hello"


def fields(text: str) -> ReceiptText:
    found = read_receipt(text)
    assert found is not None
    return found


def reading(pdu: Pdu, how: Reading | None = None) -> ReceiptReading | None:
    return receipt_of(decode(encode(pdu, anyway=True)), how or Reading())


def test_the_text_of_the_standard() -> None:
    found = fields(USUAL)
    assert found == ReceiptText("0123456789", "001", "001", "2603011430", "2603011431", "DELIVRD", "000", "Hello")
    assert found.state == 2
    assert found.done_time.words.startswith("2026-03-01 14:31:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ID:a1 STAT:undeliv ERR:0A1 Text:x", ("a1", "undeliv", "0A1", "x")),
        ("stat:EXPIRED id:7 err:4", ("7", "EXPIRED", "4", None)),
        ("id: 12 stat: DELIVRD err: 0011 text:", ("12", "DELIVRD", "0011", "")),
        ("id:5 text:hello there stat:DELIVRD err:000", ("5", "DELIVRD", "000", "hello there")),
        ("text:abc id:1 stat:DELIVRD", ("1", "DELIVRD", None, "abc")),
        ("id:1 stat:DELIVRD err:000 text:id:5 stat:x", ("1", "DELIVRD", "000", "id:5 stat:x")),
        ("id:1, stat:DELIVRD; err:000", ("1", "DELIVRD", "000", None)),
        ("id:1 submit_date:2603011430 done_date:2603011430 stat:DELIVRD", ("1", "DELIVRD", None, None)),
        ("id:c449ab97-44a5-4e3a stat:DELIVRD", ("c449ab97-44a5-4e3a", "DELIVRD", None, None)),
    ],
)
def test_order_case_and_missing_fields_do_not_matter(
    text: str, expected: tuple[str | None, str | None, str | None, str | None]
) -> None:
    found = fields(text)
    assert (found.id, found.stat, found.err, found.text) == expected


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        ("2603011430", TimeKind.LOCAL),
        ("260301143015", TimeKind.LOCAL),
        ("20260301143015", TimeKind.LOCAL),
        ("180711070003912+", TimeKind.ABSOLUTE),
        ("2026-03-01 14:30:15", TimeKind.LOCAL),
        ("0000000000", TimeKind.EMPTY),
        ("yesterday", TimeKind.WRONG),
        ("", TimeKind.EMPTY),
    ],
)
def test_dates_of_every_length(date: str, kind: TimeKind) -> None:
    assert read_receipt_date(date).kind is kind


def test_what_is_not_understood_is_told() -> None:
    found = fields("id:1 stat:PERHAPS submit date:yesterday done date:2602301430 id:2")
    told = " | ".join(found.problems)
    assert "'PERHAPS'" in told
    assert "submit date 'yesterday'" in told
    assert "done date '2602301430': no such time" in told
    assert "id is there more than once" in told


@pytest.mark.parametrize("text", ["", "hello", "id: hello", "identity:1 status quo", "sub:1 err:2", "I paid: 5 euro"])
def test_other_texts_are_no_receipts(text: str) -> None:
    assert read_receipt(text) is None


@pytest.mark.parametrize(
    ("word", "state"),
    [("delivrd", 2), ("ENROUTE", 1), ("BUFFRED", 1), ("FAILED", 5), ("UNDELIVERABLE", 5), ("SKIPPED", 9), ("x", None)],
)
def test_state_words(word: str, state: int | None) -> None:
    assert fields(f"id:1 stat:{word}").state == state


def test_states_have_names() -> None:
    assert [state_name(state) for state in (0, 2, 9, 10, -1)] == [
        "SCHEDULED",
        "DELIVERED",
        "SKIPPED",
        "reserved",
        "reserved",
    ]


def test_a_pattern_of_ones_own() -> None:
    pattern = r"^(?P<stat>\w+),(?P<submit>\d+),(?P<done>\d+),(?P<err>\d+),(?P<id>\d+)"
    found = read_receipt("DELIVRD,2603011430,2603011431,0,4711", pattern)
    assert found is not None
    assert (found.id, found.stat, found.state, found.err) == ("4711", "DELIVRD", 2, "0")


def test_a_pattern_that_does_not_match_leaves_the_usual_reading_and_says_so() -> None:
    found = read_receipt(USUAL, "nothing(?P<id>x)")
    assert found is not None
    assert found.id == "0123456789"
    assert "does not match" in found.problems[0]


@pytest.mark.parametrize(
    ("pattern", "words"), [("(((", "not a regular expression"), (r"(\d+)", "names no field"), (r"(?P<id>\d+)", "")]
)
def test_a_pattern_that_cannot_be_used_is_told(pattern: str, words: str) -> None:
    assert words in pattern_problem(pattern)
    assert bool(words) is bool(pattern_problem(pattern))
    found = read_receipt(USUAL, pattern)
    assert found is not None


def test_tlvs_go_before_the_text() -> None:
    found = reading(receipt(tlv(0x001E, "414200"), tlv(0x0427, "05"), tlv(0x0423, "030001")))
    assert found is not None
    assert (found.message_id, found.id_from) == ("AB", "TLV")
    assert (found.state, found.state_word, found.state_from) == (5, "UNDELIVERABLE", "TLV")
    assert (found.error, found.error_from, found.network_error) == ("000", "text", (3, 1))
    assert len(found.disagreements) == 3


def test_the_id_is_the_same_with_and_without_its_nul() -> None:
    for value in ("414200", "4142"):
        found = reading(deliver(tlv(0x001E, value), tlv(0x0427, "02"), esm_class=4, short_message=b""))
        assert found is not None
        assert found.message_id == "AB"
        assert found.final


def test_ids_that_differ_in_form_only_name_the_rule() -> None:
    found = reading(receipt(tlv(0x001E, b"123456789".hex() + "00")))
    assert found is not None
    assert "the same by the rule 'leading zeros ignored'" in found.disagreements[0]


def test_a_message_that_begins_like_a_receipt_is_none() -> None:
    assert reading(deliver(short_message=b"id: hello")) is None
    assert reading(deliver(short_message=b"id:12 stat:ok")) is None


def test_an_unmarked_receipt_is_recognised_as_unmarked() -> None:
    found = reading(deliver(short_message=USUAL.encode()))
    assert found is not None
    assert not found.marked
    found = reading(deliver(tlv(0x001E, "3100"), tlv(0x0427, "02")))
    assert found is not None
    assert not found.marked


@pytest.mark.parametrize(
    ("esm_class", "kind"),
    [
        (0x04, ReceiptKind.RECEIPT),
        (0x20, ReceiptKind.INTERMEDIATE),
        (0x08, ReceiptKind.DELIVERY_ACK),
        (0x10, ReceiptKind.USER_ACK),
    ],
)
def test_esm_class_says_what_kind_of_report_it_is(esm_class: int, kind: ReceiptKind) -> None:
    found = reading(receipt(esm_class=esm_class))
    assert found is not None
    assert (found.kind, found.marked) == (kind, True)
    marked = is_receipt(decode(encode(receipt(esm_class=esm_class))))
    assert marked is (kind in (ReceiptKind.RECEIPT, ReceiptKind.INTERMEDIATE))


def test_a_receipt_in_a_payload_and_in_data_sm() -> None:
    found = reading(receipt(tlv(0x0424, USUAL.encode().hex()), text=b""))
    assert found is not None
    assert found.message_id == "0123456789"
    found = reading(data(tlv(0x0424, USUAL.encode().hex()), esm_class=4))
    assert found is not None
    assert found.state == 2


def test_a_receipt_in_ucs2_is_read() -> None:
    found = reading(receipt(text=USUAL.encode("utf-16-be"), data_coding=8))
    assert found is not None
    assert found.message_id == "0123456789"


def test_a_text_cut_in_an_escape_is_read_as_far_as_it_goes() -> None:
    found = reading(receipt(text=b"id:1 stat:DELIVRD text:H\x1bello"))
    assert found is not None
    assert found.text is not None
    assert found.text.text == "H€llo"


def test_the_pattern_of_the_account_is_used() -> None:
    how = Reading(receipt_pattern=r"DLR (?P<id>\w+) (?P<stat>\w+)")
    found = reading(deliver(short_message=b"DLR 4711 DELIVRD"), how)
    assert found is not None
    assert (found.message_id, found.state, found.marked) == ("4711", 2, False)


def test_other_commands_report_nothing() -> None:
    assert (
        receipt_of(decode(encode(Pdu("submit_sm", {"short_message": USUAL.encode(), "esm_class": 4}), anyway=True)))
        is None
    )
    assert receipt_of(decode(b"\0\0")) is None


@pytest.mark.parametrize(
    ("text", "err", "quoted"),
    [
        ("id:55 stat:DELIVRD err:000 hello there", "000", "hello there"),
        ("id:55 stat:DELIVRD err:000", "000", None),
        ("id:55 err:12 stat:EXPIRED and more", "12", "and more"),
        ("id:55 stat:DELIVRD err:000 text:hello there", "000", "hello there"),
    ],
)
def test_a_text_without_its_label_is_no_part_of_the_field_before_it(text: str, err: str, quoted: str | None) -> None:
    found = read_receipt(text)
    assert found is not None
    assert (found.err, found.text) == (err, quoted)
