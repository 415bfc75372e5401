from __future__ import annotations

from smppconsole.trace.record import Ends
from tests.kit.traces import ENDS, Tape, submit


def test_who_sent_it_goes_by_the_direction() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(submit(2))
    sent, received = tape.store.records()
    assert (sent.sender, sent.receiver) == (ENDS.local, ENDS.remote)
    assert (received.sender, received.receiver) == (ENDS.remote, ENDS.local)


def test_ends_nobody_described_are_empty() -> None:
    assert Ends() == ("", "", "", "")
