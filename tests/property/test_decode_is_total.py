"""Whatever the octets are: reading them never raises, and what is shown covers them all, each once."""

from __future__ import annotations

import os
from itertools import chain, pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.smpp.decode import decode
from smppconsole.smpp.framing import Framer, cut
from smppconsole.smpp.inspection import inspect
from smppconsole.smpp.mask import mask_password
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.commands import COMMANDS
from smppconsole.smpp.summary import summarise, summarise_decoded
from smppconsole.smpp.tree import make_tree
from tests.kit.generate import generate_pdu, mutate

COUNT = int(os.environ.get("SMPPCONSOLE_MUTANTS", "20000"))
HEADS = [command.id.to_bytes(4) for command in COMMANDS]
ALPHABETS = ["gsm7", "gsm7-packed", "ascii", "latin1", "ucs2", "utf8", "binary"]


def assert_read(octets: bytes) -> None:
    """``decode`` takes the octets, and its spans tile them."""
    position = 0
    for _, start, end, _ in decode(octets).spans:
        assert position == start <= end
        position = end
    assert position == len(octets)


def assert_told(octets: bytes, reading: Reading) -> None:
    """Tree, findings, summary and mask take the octets too, and the leaves tile them."""
    inspection = inspect(octets, reading=reading)
    position = 0
    for leaf in chain.from_iterable(node.leaves() for node in inspection.nodes):
        assert leaf.offset == position
        position += leaf.length
    assert position == len(octets)
    assert all(0 <= f.offset <= f.offset + f.length <= max(len(octets), 4) for f in inspection.findings)
    assert summarise(octets, reading=reading) == summarise_decoded(decode(octets), reading)
    assert len(mask_password(octets)) == len(octets)


@st.composite
def pdus(draw: st.DrawFn) -> bytes:
    """Octets that begin like a PDU, of a length that is right more often than not."""
    body = draw(st.binary(max_size=120))
    length = draw(st.just(16 + len(body)) | st.integers(0, 0xFFFFFFFF))
    return length.to_bytes(4) + draw(st.sampled_from(HEADS)) + draw(st.binary(min_size=8, max_size=8)) + body


@given(st.binary(max_size=200) | pdus(), st.sampled_from(ALPHABETS))
def test_any_octets_are_read_and_told(octets: bytes, alphabet: str) -> None:
    assert_read(octets)
    assert_told(octets, Reading(default_alphabet=alphabet))


def test_mutated_pdus_are_read_and_told() -> None:
    random = Random(20_261_123)
    for number in range(COUNT):
        octets = mutate(random, generate_pdu(random))
        assert_read(octets)
        if number % 10 == 0:
            assert_told(octets, Reading(default_alphabet=random.choice(ALPHABETS)))


def test_noise_is_read() -> None:
    random = Random(20_261_124)
    for _ in range(COUNT // 4):
        assert_read(random.randbytes(random.randrange(90)))


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_reading_does_not_depend_on_what_was_read_before(first: bytes, second: bytes) -> None:
    before = make_tree(decode(first))
    make_tree(decode(second))
    assert make_tree(decode(first)) == before


@given(st.lists(st.binary(max_size=40), max_size=8), st.lists(st.integers(0, 400), max_size=8))
def test_a_stream_cut_anywhere_gives_the_same_pdus_and_loses_no_octet(bodies: list[bytes], places: list[int]) -> None:
    stream = b"".join((16 + len(body)).to_bytes(4) + bytes(12) + body for body in bodies)
    edges = [0, *sorted(place for place in places if place < len(stream)), len(stream)]
    framer, one = Framer(), Framer()
    cut_up = [pdu for start, end in pairwise(edges) for pdu in framer.feed(stream[start:end])]
    assert cut_up == one.feed(stream) == [piece.octets for piece in cut(stream)]
    assert b"".join(cut_up) + framer.pending == stream


@given(st.binary(max_size=300), st.integers(1, 20))
def test_a_framer_keeps_every_octet_of_any_stream(stream: bytes, size: int) -> None:
    framer = Framer()
    found = [pdu for start in range(0, len(stream), size) for pdu in framer.feed(stream[start : start + size])]
    rest = framer.lost.octets if framer.lost else framer.pending
    assert b"".join(found) + rest == stream
    assert b"".join(piece.octets for piece in cut(stream)) == stream
