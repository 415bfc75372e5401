from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.trace.streams import Piece, Stream
from tests.kit.pdus import octets
from tests.kit.traces import answer, submit

PDUS = [submit(1, "one"), answer(1, "AB"), octets("enquire_link", 2), submit(3, "three" * 20)]
WHOLE = b"".join(PDUS)


def fed(stream: Stream, *segments: tuple[int, bytes]) -> list[Piece]:
    """Segments by their offset in the stream, which begins at number 5000."""
    pieces = []
    for time, (offset, data) in enumerate(segments):
        pieces += stream.feed((5000 + offset) & 0xFFFFFFFF, data, len(data), 100 + offset, time)
    return pieces


def begun(at: int = 4999) -> Stream:
    stream = Stream()
    stream.begin(at & 0xFFFFFFFF)
    return stream


def pdus(pieces: list[Piece]) -> list[bytes]:
    return [piece.octets for piece in pieces if not piece.lost]


@given(st.lists(st.integers(1, len(WHOLE) - 1), max_size=12).map(sorted))
def test_any_cut_gives_the_same_pdus(cuts: list[int]) -> None:
    borders = [0, *cuts, len(WHOLE)]
    segments = [(start, WHOLE[start:stop]) for start, stop in pairwise(borders) if stop > start]
    pieces = fed(begun(), *segments)
    assert pdus(pieces) == PDUS
    starts = [0, len(PDUS[0]), len(PDUS[0] + PDUS[1]), len(PDUS[0] + PDUS[1] + PDUS[2])]
    assert [piece.at - 100 for piece in pieces] == starts


@given(st.permutations(range(6)), st.integers(0, 5))
def test_order_and_repetition_do_not_matter(order: list[int], again: int) -> None:
    size = len(WHOLE) // 6 + 1
    segments = [(number * size, WHOLE[number * size : (number + 1) * size]) for number in order]
    stream = begun()
    assert pdus(fed(stream, *segments, segments[again])) == PDUS
    assert stream.repeated or again >= 0


def test_numbers_begin_anew_behind_the_last_one() -> None:
    stream = begun(0xFFFFFFF0)
    pieces = []
    for offset in range(0, len(WHOLE), 7):
        data = WHOLE[offset : offset + 7]
        pieces += stream.feed((0xFFFFFFF1 + offset) & 0xFFFFFFFF, data, len(data), offset, 0)
    assert pdus(pieces) == PDUS


def test_overlapping_segments_count_once_and_the_first_counts() -> None:
    assert pdus(fed(begun(), (0, WHOLE[:30]), (10, b"?" * 15 + WHOLE[25:60]), (5, WHOLE[5:]))) == PDUS


def test_what_is_whole_in_a_segment_says_so_and_what_is_not_says_where_it_begins() -> None:
    first = len(PDUS[0])
    pieces = fed(begun(), (0, WHOLE[: first + 4]), (first + 4, WHOLE[first + 4 :]))
    assert [(piece.whole, piece.at - 100) for piece in pieces[:2]] == [(True, 0), (False, first)]
    assert [piece.whole for piece in pieces[2:]] == [True, True]


def test_a_gap_is_told_and_what_is_left_around_it_comes_out_too() -> None:
    stream = begun()
    first = len(PDUS[0])
    pieces = fed(stream, (0, WHOLE[: first + 10]), (first + 12, WHOLE[first + 12 :]))
    pieces += stream.finish()
    assert pdus(pieces) == [PDUS[0], PDUS[1][:10], *PDUS[2:]]
    assert [piece.octets for piece in pieces if piece.lost] == [PDUS[1][12:]]
    assert stream.gaps == 1
    assert b"".join(piece.octets for piece in pieces) == WHOLE[: first + 10] + WHOLE[first + 12 :]


def test_many_segments_waiting_mean_that_one_will_not_come() -> None:
    stream, pieces, offset = begun(), [], 40
    piece = octets("enquire_link", 1)
    for _ in range(200):
        pieces += fed(stream, (offset, piece))
        offset += 16
    assert stream.gaps == 1
    assert len(pdus(pieces)) == 200


def test_a_segment_that_was_cut_in_the_capture_leaves_a_gap() -> None:
    stream = begun()
    pieces = list(stream.feed(5000, WHOLE[:20], len(WHOLE), 0, 0))
    pieces += stream.feed(5000 + len(WHOLE), PDUS[2], 16, 500, 1)
    assert stream.gaps == 1
    assert pdus(pieces)[-1] == PDUS[2]


def test_a_stream_joined_in_the_middle_is_read_from_the_next_pdu() -> None:
    stream = Stream()
    pieces = fed(stream, (0, submit(9, "the end of a text")[-12:] + WHOLE))
    assert pdus(pieces) == PDUS
    assert stream.joined_late
    assert stream.skipped == 12


def test_joined_in_octets_that_come_one_by_one() -> None:
    stream = Stream()
    data = b"tail" + WHOLE
    pieces = fed(stream, *[(offset, data[offset : offset + 1]) for offset in range(len(data))])
    assert pdus(pieces) == PDUS


def test_something_else_is_given_up_after_a_while() -> None:
    stream = begun()
    for number in range(100):
        assert fed(stream, (number * 1000, b"GET / HTTP/1.1\r\n\0\0" + b"x" * 982)) == []
    assert stream.hopeless
    assert list(stream.finish()) == []


def test_tls_is_seen_at_once() -> None:
    stream = begun()
    assert fed(stream, (0, bytes.fromhex("1603010200010001fc0303") + bytes(500))) == []
    assert stream.encrypted
    assert stream.hopeless


def test_a_wrong_length_loses_the_framing_until_the_next_pdu() -> None:
    stream = begun()
    bad = bytes.fromhex("ffffffff00000004") + b"rubbish without a header"
    pieces = fed(stream, (0, PDUS[0] + bad), (len(PDUS[0] + bad), PDUS[2]))
    assert pdus(pieces) == [PDUS[0], PDUS[2]]
    assert [piece.octets for piece in pieces if piece.lost] == [bad]


def test_a_trusted_stream_takes_even_an_odd_first_pdu() -> None:
    odd = bytes.fromhex("00000010000012340000000000000001")
    assert pdus(fed(Stream(trusted=True), (0, odd))) == [odd]
    assert pdus(fed(Stream(), (0, odd))) == []


def test_a_pdu_without_its_end_comes_out_at_the_end() -> None:
    stream = begun()
    pieces = fed(stream, (0, PDUS[2] + PDUS[0][:20]))
    pieces += stream.finish()
    assert [(piece.octets, piece.lost) for piece in pieces] == [(PDUS[2], False), (PDUS[0][:20], False)]


def test_a_pdu_in_segments_of_one_octet_costs_no_more_than_its_length() -> None:
    payload = octets("data_sm", 1) + b"\x04\x24\xff\xf0" + bytes(0xFFF0)
    pdu = (len(payload)).to_bytes(4, "big") + payload[4:]
    stream, pieces = begun(), []
    for offset in range(0, len(pdu), 16):
        pieces += fed(stream, (offset, pdu[offset : offset + 16]))
    assert pdus(pieces) == [pdu]
