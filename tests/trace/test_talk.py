"""One session as the judge of conversations knows it."""

from __future__ import annotations

from collections import OrderedDict

from smppconsole.session.state import State
from smppconsole.smpp.encode import encode
from smppconsole.smpp.header import read_header
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.talk import Open, Seen, Talk, finding_of, name_of, of_sequence, of_state, remember


def seen(command: str, sequence: int, talk: Talk, *, outgoing: bool = True) -> Seen:
    octets = encode(Pdu(command, sequence=sequence))
    return Seen(0, octets, read_header(octets), outgoing, 0, talk)


def test_a_number_that_still_waits_is_not_used_again() -> None:
    talk = Talk()
    talk.sides[True].open[7] = Open(3, 0x15, 7, 0)
    (told,) = of_sequence(seen("enquire_link", 7, talk))
    assert told.finding.text == "Number 7 is still open: PDU 4 waits for its answer."


def test_what_the_state_does_not_allow_is_told_with_its_side() -> None:
    talk = Talk(state=State.BOUND_RX, esme=True)
    (told,) = of_state(seen("submit_sm", 2, talk))
    assert told.finding.text == "The ESME sends submit_sm in a session that is bound rx."


def test_memory_is_bounded_and_the_newest_stays() -> None:
    memory: OrderedDict[int, int] = OrderedDict()
    for number in range(5000):
        remember(memory, number, number)
    assert len(memory) == 4096
    assert memory[4999] == 4999


def test_a_command_is_named_and_a_rule_lies_on_the_header() -> None:
    assert name_of(0x04) == "submit_sm"
    assert name_of(0x7F) == "0x0000007F"
    assert finding_of("answer-late", "late").length == 16
