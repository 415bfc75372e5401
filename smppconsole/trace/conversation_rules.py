"""The rules over more than one PDU: words, remedies, and two conversations each as example and test."""

from __future__ import annotations

from typing import NamedTuple

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint_examples import bind, made, submit, tlv
from smppconsole.smpp.pdu import Pdu
from smppconsole.values import dataclass


class Step(NamedTuple):
    """One PDU of an example: when it passes in seconds, who sends it ("E" the ESME, "C" the centre), its session."""

    at: float
    sender: str
    pdu: Pdu
    session: int = 1


@dataclass(frozen=True, slots=True)
class ConversationRule:
    """One rule. ``window`` is what the examples are judged with where the rule is about the window."""

    id: str
    severity: Severity
    section: str
    words: str
    remedy: str
    failing: tuple[Step, ...]
    passing: tuple[Step, ...]
    window: int | None = None


def _step(at: float, sender: str, pdu: Pdu, sequence: int = 1, session: int = 1) -> Step:
    return Step(at, sender, pdu.with_sequence(sequence), session)


def _bound(
    version: int = 0x34, session: int = 1, at: float = 0.0, command: str = "bind_transceiver"
) -> tuple[Step, ...]:
    """A bind and its answer; the ESME goes on with sequence number 2."""
    versions = (tlv(0x0210, "34"),) if version >= 0x34 else ()
    answer = made(f"{command}_resp", *versions, system_id="centre")
    return (
        _step(at, "E", bind(command, interface_version=version), 1, session),
        _step(at + 0.1, "C", answer, 1, session),
    )


def _sent(at: float, sequence: int, message_id: str = "", status: int = 0, session: int = 1) -> tuple[Step, ...]:
    """A submit_sm and its answer."""
    answer = made("submit_sm_resp", message_id=message_id or f"m{sequence}", status=status)
    return _step(at, "E", submit(), sequence, session), _step(at + 0.1, "C", answer, sequence, session)


def _asked(at: float, sequence: int) -> tuple[Step, ...]:
    """An enquire_link and its answer."""
    return _step(at, "E", made("enquire_link"), sequence), _step(at + 0.1, "C", made("enquire_link_resp"), sequence)


def _left(at: float, sequence: int, session: int = 1) -> tuple[Step, ...]:
    """An unbind and its answer."""
    return (
        _step(at, "E", made("unbind"), sequence, session),
        _step(at + 0.1, "C", made("unbind_resp"), sequence, session),
    )


def _part(reference: int, number: int, text: bytes) -> Pdu:
    header = bytes((5, 0, 3, reference, 2, number))
    return submit(esm_class=0x40, short_message=header + text)


def _in_parts(at: float, reference: int, *texts: bytes, sequence: int = 2) -> tuple[Step, ...]:
    """The first parts of a message of two, each with its answer."""
    return tuple(
        step for number, text in enumerate(texts, 1) for step in _put(at + number, reference, number, text, sequence)
    )


def _put(at: float, reference: int, number: int, text: bytes, sequence: int) -> tuple[Step, ...]:
    part, own = _part(reference, number, text), sequence + number - 1
    answer = made("submit_sm_resp", message_id=f"m{own}")
    return _step(at, "E", part, own), _step(at + 0.1, "C", answer, own)


def _for_one_message(session: int, count: int = 1) -> tuple[Step, ...]:
    start = 10.0 * session
    messages = (step for number in range(count) for step in _sent(start + 1 + number, 2 + number, "", 0, session))
    return (*_bound(session=session, at=start), *messages, *_left(start + 8, 2 + count, session))


def _refused(session: int, gap: float) -> tuple[Step, ...]:
    at = gap * session
    return (
        _step(at, "E", bind(), 1, session),
        _step(at + 0.1, "C", made("bind_transceiver_resp", status=0x0D), 1, session),
    )


def _throttled(gap: float) -> tuple[Step, ...]:
    return tuple(step for number in range(10) for step in _sent(1 + gap * number, 2 + number, status=0x58))


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[ConversationRule, ...] = (
    ConversationRule(
        "wrong-state",
        _ERROR,
        "SMPP 3.4, 2.2",
        "Each side sends only what the state of the session allows it.",
        "Wait for the answer to the bind; send on a transmitter or transceiver. The answer is ESME_RINVBNDSTS.",
        (*_bound(command="bind_receiver"), _step(1, "E", submit(), 2)),
        (*_bound(), *_sent(1, 2)),
    ),
    ConversationRule(
        "request-after-unbind",
        _ERROR,
        "SMPP 3.4, 4.2",
        "After unbind no new request is sent.",
        "Answer what is open, wait for unbind_resp, then close.",
        (*_bound(), _step(1, "E", made("unbind"), 2), _step(1.1, "E", submit(), 3)),
        (*_bound(), *_sent(1, 2), *_left(2, 3)),
    ),
    ConversationRule(
        "sequence-open",
        _ERROR,
        "SMPP 3.4, 5.1.4",
        "A request has a number that no open request of the same side has.",
        "Give every request a new number, every part of a long message too.",
        (*_bound(), _step(1, "E", submit(), 2), _step(1.1, "E", submit(), 2)),
        (*_bound(), _step(1, "E", submit(), 2), _step(1.1, "E", submit(), 3)),
    ),
    ConversationRule(
        "sequence-repeated",
        _WARNING,
        "SMPP 3.4, 5.1.4",
        "Numbers go up and are not used again before they have all been used.",
        "Count up by one, and begin again at 1 after 0x7FFFFFFF.",
        (*_bound(), *_sent(1, 2), *_sent(2, 2, "m9")),
        (*_bound(), *_sent(1, 2), *_sent(2, 3)),
    ),
    ConversationRule(
        "answer-to-answer",
        _ERROR,
        "SMPP 3.4, 4.3",
        "Answers are not answered.",
        "Log what an answer says and go on; a generic_nack answers requests only.",
        (*_bound(), *_sent(1, 2), _step(2, "E", made("generic_nack", status=3), 2)),
        (*_bound(), *_sent(1, 2)),
    ),
    ConversationRule(
        "answer-to-nothing",
        _WARNING,
        "SMPP 3.4, 5.1.4",
        "An answer has the number of a request.",
        "Repeat the sequence_number of the request in its answer.",
        (*_bound(), _step(1, "C", made("submit_sm_resp", message_id="m1"), 77)),
        (*_bound(), *_sent(1, 2)),
    ),
    ConversationRule(
        "answer-twice",
        _WARNING,
        "SMPP 3.4, 5.1.4",
        "A request is answered once.",
        "Drop the second answer; look for two readers of one queue.",
        (*_bound(), *_sent(1, 2), _step(2, "C", made("submit_sm_resp", message_id="m2"), 2)),
        (*_bound(), *_sent(1, 2)),
    ),
    ConversationRule(
        "wrong-answer",
        _ERROR,
        "SMPP 3.4, 5.1.2",
        "A request is answered by its own response or by generic_nack.",
        "Answer with the command_id of the request and bit 31 set.",
        (*_bound(), _step(1, "E", submit(), 2), _step(1.1, "C", made("enquire_link_resp"), 2)),
        (*_bound(), *_sent(1, 2)),
    ),
    ConversationRule(
        "answer-late",
        _WARNING,
        "SMPP 3.4, 7.2",
        "Answers come before the response timer runs out.",
        "A request that was given up may be sent again, and arrives twice: agree on the timer.",
        (*_bound(), _step(1, "E", submit(), 2), _step(31, "C", made("submit_sm_resp", message_id="m2"), 2)),
        (*_bound(), *_sent(1, 2)),
    ),
    ConversationRule(
        "unanswered",
        _WARNING,
        "SMPP 3.4, 5.1.4",
        "Every request is answered.",
        "Look whether the peer was busy or gone; a message may have been taken all the same.",
        (*_bound(), _step(1, "E", submit(), 2), *_asked(60, 3)),
        (*_bound(), *_sent(1, 2), *_asked(60, 3)),
    ),
    ConversationRule(
        "window-exceeded",
        _WARNING,
        "SMPP 5.0, 2",
        "No more requests wait for answers than were agreed.",
        "Wait for answers before sending on; centres answer ESME_RTHROTTLED or stop reading.",
        (*_bound(), *(_step(1, "E", submit(), number) for number in (2, 3, 4))),
        (*_bound(), *(_step(1, "E", submit(), number) for number in (2, 3))),
        2,
    ),
    ConversationRule(
        "no-enquire-link",
        _WARNING,
        "SMPP 3.4, 7.2",
        "A quiet session is kept alive by enquire_link.",
        "Send enquire_link after 30 to 60 s without traffic: firewalls and centres drop silent connections.",
        (*_bound(), *_sent(1, 2), *_sent(300, 3)),
        (*_bound(), *_sent(1, 2), *_asked(60, 3), *_sent(100, 4)),
    ),
    ConversationRule(
        "enquire-link-storm",
        _WARNING,
        "SMPP 3.4, 7.2",
        "enquire_link comes every 30 to 60 s, not every second.",
        "Lengthen the interval, and leave it out while other traffic passes: some centres forbid two in a minute.",
        (*_bound(), *_asked(1, 2), *_asked(2, 3), *_asked(3, 4)),
        (*_bound(), *_asked(1, 2), *_asked(31, 3), *_asked(61, 4)),
    ),
    ConversationRule(
        "enquire-link-overlap",
        _WARNING,
        "SMPP 3.4, 4.11",
        "One enquire_link at a time waits for its answer.",
        "Take the link for dead when one is not answered in time.",
        (*_bound(), _step(1, "E", made("enquire_link"), 2), _step(6, "E", made("enquire_link"), 3)),
        (*_bound(), *_asked(1, 2), *_asked(31, 3)),
    ),
    ConversationRule(
        "bind-per-message",
        _WARNING,
        "SMPP 3.4, 2.1",
        "A session carries many messages.",
        "Keep the bind open and send the next message on it: a bind for each costs time, and centres limit them.",
        (*_for_one_message(1), *_for_one_message(2), *_for_one_message(3)),
        (*_for_one_message(1, 3), *_for_one_message(2, 3), *_for_one_message(3, 3)),
    ),
    ConversationRule(
        "bind-storm",
        _WARNING,
        "SMPP 3.4, 7.2",
        "After a refused bind the next try waits.",
        "Wait longer after each refusal, and look at the reason: the same bind will be refused again.",
        (*_refused(1, 1), *_refused(2, 1), *_refused(3, 1)),
        (*_refused(1, 60), *_refused(2, 60), *_refused(3, 60)),
    ),
    ConversationRule(
        "throttling-ignored",
        _WARNING,
        "SMPP 3.4, 5.1.3",
        "ESME_RTHROTTLED and ESME_RMSGQFUL slow the sender down.",
        "Wait about a second after each, and send at the rate of the contract; each part counts.",
        (*_bound(), *_throttled(0.2)),
        (*_bound(), *_throttled(5)),
    ),
    ConversationRule(
        "command-too-new",
        _WARNING,
        "SMPP 3.4, 3.4",
        "Commands are of the version that the bind names, or older.",
        "Bind with the higher interface_version, or do without the command.",
        (*_bound(), _step(1, "E", made("query_broadcast_sm", message_id="m1"), 2)),
        (*_bound(0x50), _step(1, "E", made("query_broadcast_sm", message_id="m1"), 2)),
    ),
    ConversationRule(
        "tlv-to-33",
        _WARNING,
        "SMPP 3.4, 3.4",
        "In a session of SMPP 3.3 no TLVs are sent.",
        "Bind with 0x34, or leave the TLVs away.",
        (*_bound(0x33, command="bind_transmitter"), _step(1, "E", submit(tlv(0x0204, "0001")), 2)),
        (*_bound(0x34, command="bind_transmitter"), _step(1, "E", submit(tlv(0x0204, "0001")), 2)),
    ),
    ConversationRule(
        "message-id-to-33",
        _NOTE,
        "SMPP 3.4, 3.4",
        "In a session of SMPP 3.3 message ids have 8 characters at most.",
        "Bind with 0x34; a peer of 3.3 may cut the id.",
        (*_bound(0x33, command="bind_transmitter"), *_sent(1, 2, "0123456789")),
        (*_bound(0x33, command="bind_transmitter"), *_sent(1, 2, "01234567")),
    ),
    ConversationRule(
        "message-id-repeated",
        _WARNING,
        "SMPP 3.4, 5.2.23",
        "Each message gets an id of its own.",
        "Report it to the centre: receipts of the two messages cannot be told apart.",
        (*_bound(), *_sent(1, 2, "1a2b"), *_sent(2, 3, "1a2b")),
        (*_bound(), *_sent(1, 2, "1a2b"), *_sent(2, 3, "1a2c")),
    ),
    ConversationRule(
        "reference-reused",
        _WARNING,
        "3GPP TS 23.040, 9.2.3.24.1",
        "Long messages to one destination have references of their own while parts are under way.",
        "Count the reference up for every message; a fixed one mixes the parts of two.",
        (*_bound(), *_in_parts(1, 1, b"one"), *_in_parts(2, 1, b"two", b"three", sequence=3)),
        (*_bound(), *_in_parts(1, 1, b"one", b"two"), *_in_parts(2, 1, b"three", b"four", sequence=4)),
    ),
    ConversationRule(
        "part-repeated",
        _WARNING,
        "3GPP TS 23.040, 9.2.3.24.1",
        "Each part of a long message comes once.",
        "Look for a time-out that sends again: the phone shows the part once, and it may be charged twice.",
        (*_bound(), *_in_parts(1, 7, b"one", b"two"), *_put(9, 7, 2, b"two", 3)),
        (*_bound(), *_in_parts(1, 7, b"one", b"two"), *_in_parts(2, 8, b"one", b"two", sequence=4)),
    ),
    ConversationRule(
        "part-missing",
        _WARNING,
        "3GPP TS 23.040, 9.2.3.24.1",
        "All parts of a long message come.",
        "Look whether the part was refused, or went over another bind: the phone shows nothing, or a gap.",
        (*_bound(), *_in_parts(1, 7, b"one")),
        (*_bound(), *_in_parts(1, 7, b"one", b"two")),
    ),
)

_BY_ID = {row.id: row for row in RULES}


def rule(rule_id: str) -> ConversationRule:
    """The rule of that id; KeyError where there is none."""
    return _BY_ID[rule_id]
