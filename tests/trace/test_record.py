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


def test_sessions_of_one_account_or_of_one_centre_stand_beside_each_other() -> None:
    one = Ends(remote="10.0.0.1:2775", account="Nordlink TX")
    assert one.is_beside(Ends(remote="10.9.9.9:2775", account="Nordlink TX"))
    assert one.is_beside(Ends(remote="10.0.0.1:2776", account="Nordlink RX"))
    assert not one.is_beside(Ends(remote="10.0.0.2:2775", account="Nordlink RX"))
    assert not Ends().is_beside(Ends())
