"""The inspector's page about the message behind a PDU."""

from __future__ import annotations

from dataclasses import replace

from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint_examples import receipt, tlv
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.smpp.reassembly import Part, join
from smppconsole.smpp.segment import Segment
from smppconsole.trace.long_message import LongMessage
from smppconsole.ui.panels.inspector.message_page import is_doubtful, message_hint, message_title, message_words
from smppconsole.ui.panels.inspector.shown_pdu import look_at
from tests.kit.traces import submit

PLAIN = look_at(submit(1), AS_USUAL, number=1)
RECEIPT = look_at(encode(receipt()), AS_USUAL, number=1)
PART = Part(Segment(9, 2, 1, "udh8"), b"Hel", origin=1)
WHOLE = LongMessage(1, PART.segment, join([PART]), 1)


def test_a_plain_pdu_has_no_such_page() -> None:
    assert message_title(None) == message_title(PLAIN) == ""
    assert not is_doubtful(None)
    assert not is_doubtful(PLAIN)


def test_a_receipt_and_a_part_are_named_for_what_they_are() -> None:
    part = replace(PLAIN, whole=WHOLE)
    assert (message_title(RECEIPT), message_hint(RECEIPT)) == ("Receipt", "What the receipt says")
    assert (message_title(part), message_hint(part)) == ("Part 1 of 2", "The whole message")


def test_what_is_missing_or_disagrees_is_doubtful() -> None:
    assert is_doubtful(replace(PLAIN, whole=WHOLE))
    assert not is_doubtful(RECEIPT)
    assert is_doubtful(look_at(encode(receipt(tlv(0x0427, "05"))), AS_USUAL, number=1))


def test_a_receipt_in_parts_tells_both() -> None:
    words = message_words(replace(RECEIPT, whole=WHOLE))
    assert words.index("Incomplete") < words.index("delivery receipt of message")
    assert "Incomplete" not in message_words(RECEIPT)
