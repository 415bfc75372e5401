from __future__ import annotations

from array import array

from smppconsole.trace.batch import LOST, OUTGOING, Batch, pile
from smppconsole.trace.store import Mark


def test_the_flags_are_those_of_the_store() -> None:
    assert (Mark.OUTGOING, Mark.LOST) == (OUTGOING, LOST)


def test_a_batch_begins_empty() -> None:
    assert (Batch().rows, Batch().comments) == ([], {})


def test_a_pile_reads_the_headers_of_what_has_one() -> None:
    pdu = bytes.fromhex("00000010000000150000000200000003")
    made = pile(1, [pdu, b"short", pdu], array("q", (1, 2, 3)), bytes((0, 0, LOST)))
    assert (list(made.lengths), list(made.words)) == ([16, 5, 16], [0x15, 2, 3, 0, 0, 0, 0, 0, 0])
    part = made.part(1, 3)
    assert (part.octets, list(part.times), len(part.words)) == ([b"short", pdu], [2, 3], 6)
