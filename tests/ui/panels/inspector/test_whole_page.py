"""The inspector's page about a long message."""

from __future__ import annotations

from dataclasses import replace

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.smpp.reassembly import Part, join
from smppconsole.smpp.segment import Segment
from smppconsole.trace.long_message import MOST_TEXT, LongMessage
from smppconsole.trace.moments import clock
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu, look_at
from smppconsole.ui.panels.inspector.whole_page import is_broken, whole_title, whole_words
from tests.kit.traces import START, submit


def shown(*parts: tuple[int, bytes], total: int = 3, size: int = 0) -> ShownPdu:
    """The first of some parts, No. 1 and on."""
    made = [Part(Segment(9, total, number, "udh8"), text, origin=at) for at, (number, text) in enumerate(parts, 1)]
    whole = LongMessage(1, made[0].segment, join(made), size or len(made))
    moments = {one.origin: START for one in made}
    return replace(look_at(submit(1), AS_USUAL, number=1), whole=whole, moments=moments)


def test_a_complete_message_is_told_with_its_order_and_text() -> None:
    pdu = shown((3, b"!"), (1, b"Hel"), (2, b"lo"))
    words = whole_words(pdu)
    assert "Complete.</b> All 3 parts are there. They came in the order 3, 1, 2." in words
    assert "<p class='text'>Hello!</p>" in words
    assert "Reference 9 (8-bit header), GSM 7-bit<" in words
    assert clock(START) in words
    assert not is_broken(pdu)
    assert whole_title(pdu) == "Part 3 of 3"


def test_each_other_part_is_a_click_away() -> None:
    words = whole_words(shown((1, b"a"), (2, b"b"), (3, b"c")))
    assert "<b>No. 1, this one</b>" in words
    assert "<a href='row:1'>No. 2</a>" in words


def test_what_is_missing_stands_where_it_is_missing() -> None:
    pdu = shown((1, b"Hel"), (4, b"!"), total=5)
    words = whole_words(pdu)
    assert "Incomplete:</b> parts 2, 3, 5 of 5 missing." in words
    assert "Hel<span class='warn'>[parts 2, 3 missing]</span>!<span class='warn'>[part 5 missing]</span>" in words
    assert is_broken(pdu)


def test_repeats_are_listed_and_very_many_counted() -> None:
    words = whole_words(shown((1, b"a"), (1, b"a"), (2, b"b"), (3, b"c")))
    assert "One came again." in words
    assert "1 again" in words
    many = shown(*[(1, b"a")] * 60, size=1000)
    assert "and 979 more repeats" in whole_words(many)


def test_words_of_a_peer_are_no_markup_and_a_monstrous_text_is_cut_openly() -> None:
    assert "<img" not in whole_words(shown((1, b"<img src=x>")))
    words = whole_words(shown((1, b"x" * (MOST_TEXT + 5)), total=2))
    assert f"The first {MOST_TEXT} of {MOST_TEXT + 5} characters are shown." in words


def test_a_pdu_that_is_no_part_has_no_page() -> None:
    pdu = look_at(submit(1), AS_USUAL)
    assert whole_title(pdu) == whole_title(None) == ""
    assert "no part" in whole_words(pdu)
    assert not is_broken(pdu)
