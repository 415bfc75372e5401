"""IP packets put together from their pieces, in any order, within bounds."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smppconsole.trace import fragments
from smppconsole.trace.fragments import Fragment, Fragments

ENDS = bytes(range(8))
WHOLE = bytes(range(200))


def cut(*places: tuple[int, int], whole: bytes = WHOLE, name: bytes = b"\0\1") -> list[tuple[Fragment, bytes]]:
    """Pieces of ``whole``, from and to the places told, each a frame of its own behind four octets."""
    made = []
    for start, stop in places:
        piece = Fragment(ENDS, name, start, stop < len(whole), 4, 4 + stop - start)
        made.append((piece, b"head" + whole[start:stop]))
    return made


def joined(pieces: list[tuple[Fragment, bytes]], into: Fragments | None = None) -> list[bytes]:
    taken = into or Fragments()
    made = (taken.take(piece, frame, 1000 * at) for at, (piece, frame) in enumerate(pieces))
    return [whole.octets for whole in made if whole is not None]


def test_pieces_make_their_packet_in_any_order() -> None:
    for order in permutations(cut((0, 64), (64, 128), (128, 200))):
        assert joined(list(order)) == [WHOLE]


def test_the_place_of_the_packet_is_that_of_its_first_piece() -> None:
    taken = Fragments()
    last, first = cut((64, 200), (0, 64))
    assert taken.take(*last, 1000) is None
    whole = taken.take(*first, 2000)
    assert whole is not None
    assert (whole.addresses, whole.at) == (ENDS, 2004)


def test_what_overlaps_or_comes_twice_changes_nothing() -> None:
    twice = cut((0, 64), (0, 64), (56, 128), (64, 128), (128, 200))
    assert joined(twice) == [WHOLE]


def test_packets_of_the_same_ends_are_told_apart_by_their_number() -> None:
    other = bytes(200)
    one, two = cut((0, 64), (64, 200)), cut((0, 64), (64, 200), whole=other, name=b"\0\2")
    assert joined([one[0], two[1], two[0], one[1]]) == [other, WHOLE]


def test_what_lacks_a_piece_is_left_out() -> None:
    taken = Fragments()
    assert joined(cut((0, 64), (128, 200)), taken) == []
    taken.finish()
    assert taken.left_out == 2


def test_a_piece_cut_short_or_of_an_impossible_size_is_left_out() -> None:
    taken = Fragments()
    piece, frame = cut((0, 64))[0]
    assert taken.take(piece, frame[:-1], 0) is None
    assert taken.take(piece._replace(offset=65_528), frame, 0) is None
    assert taken.take(*cut((0, 63))[0], 0) is None
    assert taken.left_out == 3


def test_many_packets_and_many_pieces_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "MOST_PACKETS", 4)
    monkeypatch.setattr(fragments, "MOST_PIECES", 8)
    taken = Fragments()
    for number in range(50):
        taken.take(*cut((0, 64), name=bytes([number]))[0], 0)
    assert len(taken._packets) == 4
    joined(cut(*((at, at + 8) for at in range(0, 192, 8))), taken)
    assert all(len(packet.pieces) <= 8 for packet in taken._packets.values())


@given(st.lists(st.tuples(st.integers(0, 24), st.integers(1, 24)), max_size=30), st.randoms())
def test_whatever_the_pieces_only_the_packet_comes_out(places: list[tuple[int, int]], random) -> None:  # type: ignore[no-untyped-def]
    pieces = cut(*((8 * at, min(200, 8 * (at + count))) for at, count in places if 8 * at < 200))
    random.shuffle(pieces)
    assert set(joined(pieces)) <= {WHOLE}
