from __future__ import annotations

from smppconsole.trace.batch import LOST, OUTGOING, Batch
from smppconsole.trace.store import Mark


def test_the_flags_are_those_of_the_store() -> None:
    assert (Mark.OUTGOING, Mark.LOST) == (OUTGOING, LOST)


def test_a_batch_begins_empty() -> None:
    assert (Batch().rows, Batch().comments) == ([], {})
