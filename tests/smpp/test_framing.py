import pytest

from smppconsole.smpp.framing import Framer, cut
from tests.kit.generate import generate_pdus

PDUS = list(generate_pdus(1, 12))
STREAM = b"".join(PDUS)
LINK = bytes.fromhex("00000010000000150000000000000002")


def framed(pieces: list[bytes]) -> list[bytes]:
    framer = Framer()
    return [pdu for piece in pieces for pdu in framer.feed(piece)]


def test_a_cut_at_any_octet_gives_the_same_pdus() -> None:
    for place in range(len(STREAM) + 1):
        assert framed([STREAM[:place], STREAM[place:]]) == PDUS


def test_octet_by_octet_gives_the_same_pdus() -> None:
    assert framed([STREAM[place : place + 1] for place in range(len(STREAM))]) == PDUS


def test_half_a_pdu_waits_for_the_rest_however_long_it_takes() -> None:
    framer = Framer()
    assert framer.feed(LINK[:9]) == []
    assert framer.pending == LINK[:9]
    assert framer.feed(b"") == []
    assert framer.feed(LINK[9:]) == [LINK]
    assert framer.pending == b""


@pytest.mark.parametrize("claimed", [0, 3, 15, 70_001, 0xFFFFFFFF])
def test_a_length_that_cannot_be_loses_the_framing_and_no_octet(claimed: int) -> None:
    wrong = claimed.to_bytes(4) + b"whatever"
    framer = Framer()
    assert framer.feed(LINK + wrong) == [LINK]
    assert framer.feed(LINK) == []
    assert framer.lost
    assert framer.lost.claimed == claimed
    assert framer.lost.octets == wrong + LINK
    assert str(claimed) in framer.lost.reason
    assert framer.pending == b""


def test_a_limit_of_ones_own_counts() -> None:
    framer = Framer(limit=20)
    assert framer.feed(LINK) == [LINK]
    assert framer.lost is None
    framer.feed((21).to_bytes(4))
    assert framer.lost


def test_the_longest_pdu_of_the_standard_passes() -> None:
    pdu = (16 + 4 + 65535).to_bytes(4) + bytes(12) + b"\x04\x24\xff\xff" + bytes(65535)
    assert framed([pdu[:1000], pdu[1000:]]) == [pdu]


def test_octets_run_together_are_cut_by_their_lengths() -> None:
    pieces = cut(STREAM)
    assert [piece.octets for piece in pieces] == PDUS
    assert [piece.offset for piece in pieces] == [sum(map(len, PDUS[:number])) for number in range(len(PDUS))]
    assert not any(piece.problem for piece in pieces)


@pytest.mark.parametrize("rest", [b"\0", LINK[:15], b"\0\0\0\x0f" + LINK[4:], b"\0\0\0\x11" + LINK[4:], b"\xff" * 40])
def test_what_cannot_be_cut_is_the_last_piece_and_says_why(rest: bytes) -> None:
    *whole, last = cut(LINK + rest)
    assert [piece.octets for piece in whole] == [LINK]
    assert (last.offset, last.octets) == (16, rest)
    assert last.problem


def test_no_octets_are_no_piece() -> None:
    assert cut(b"") == []
