"""What comes out: each octet once, every request with one end, every way of closing told apart."""

from __future__ import annotations

import pytest

from smppconsole.session import events
from smppconsole.session.events import Burst, CloseReason, PduReceived, PduSent, Why, apart
from smppconsole.session.state import Side
from smppconsole.session.timers import Timers
from tests.kit.pair import SessionPair
from tests.kit.pdus import octets, pdu, received, sent
from tests.kit.scenes import bound


def test_a_sent_pdu_is_not_a_received_one_with_the_same_octets() -> None:
    assert PduSent(b"a", 1.0) != PduReceived(b"a", 1.0)


def test_events_are_frozen() -> None:
    with pytest.raises(AttributeError):
        PduSent(b"a", 1.0).octets = b"b"  # type: ignore[misc]


def test_a_burst_is_its_pdus_each_with_its_answer() -> None:
    answered, plain = Burst((b"a", b"b"), (b"A", b"B"), 1.0), Burst((b"c",), (), 2.0)
    assert [*apart((answered, Why.CLOSED, plain))] == [
        PduReceived(b"a", 1.0),
        PduSent(b"A", 1.0),
        PduReceived(b"b", 1.0),
        PduSent(b"B", 1.0),
        Why.CLOSED,
        PduReceived(b"c", 2.0),
    ]


def test_each_octet_stands_in_one_event_on_both_ends() -> None:
    pair = SessionPair(esme_timers=Timers(enquire_link=5), centre_timers=Timers(enquire_link=7)).bound()
    for _ in range(30):
        pair.esme.send(pdu("submit_sm", short_message=b"x"), pair.clock.now)
        pair.centre.send(pdu("deliver_sm"), pair.clock.now)
        pair.carry().pass_time(4)
    pair.esme.unbind(pair.clock.now)
    pair.carry()
    for side in Side:
        assert sent(pair.told[side])
        assert sent(pair.told[side]) == received(pair.told[side.other])


def test_octets_of_a_fault_stand_in_the_fault_alone() -> None:
    session = bound().session
    wire = bytes.fromhex("00000010000000aa0000000000000001") + octets("submit_sm", 2) + octets("enquire_link", 3)
    session.receive_data(wire + b"\x00\x00\x00", 1)
    session.receive_eof(2)
    session.receive_data(b"after", 3)
    assert received(session.events()) == wire + b"\x00\x00\x00" + b"after"


def test_every_reason_and_every_kind_has_its_own_word() -> None:
    for kind in (events.CloseReason, events.Why, events.Stray):
        assert len({str(member) for member in kind}) == len(list(kind))


@pytest.mark.parametrize("reason", CloseReason)
def test_every_way_of_closing_happens(reason: CloseReason) -> None:
    closed = _WAYS[reason]()
    assert closed.reason is reason
    assert len(closed.words) > len("closed")


def _ended(how: str) -> events.Closed:
    pair = SessionPair().bound()
    pair.esme.receive_eof(1, how)
    return _closed(pair)


def _closed(pair: SessionPair, side: Side = Side.ESME) -> events.Closed:
    pair.gather(side)
    return pair.closed(side)


def _unbound_by(side: Side) -> events.Closed:
    pair = SessionPair().bound()
    pair.ends[side].unbind(1)
    return _closed(pair.carry())


def _unbind_into_silence() -> events.Closed:
    pair = SessionPair().bound()
    pair.esme.unbind(0)
    return _closed(pair.pass_time(10, carrying=False))


def _asked_into_silence() -> events.Closed:
    return _closed(SessionPair().bound().pass_time(1000, carrying=False))


def _inactive() -> events.Closed:
    timers = Timers(inactivity=5, enquire_link=0)
    return _closed(SessionPair(esme_timers=timers, centre_timers=Timers(enquire_link=0)).bound().pass_time(10))


def _garbled() -> events.Closed:
    pair = SessionPair().bound()
    pair.esme.receive_data(b"HTTP/1.1 400 Bad Request\r\n", 1)
    return _closed(pair)


def _refused() -> events.Closed:
    pair = SessionPair().connect()
    pair.answering = False
    pair.esme.send(pdu("bind_receiver"), 0)
    pair.deliver(Side.CENTRE)
    pair.centre.reply(octets("bind_receiver", 1), pdu("bind_receiver_resp", 0, 0x0D), 1)
    pair.deliver(Side.ESME)
    return _closed(pair)


def _bind_into_silence() -> events.Closed:
    pair = SessionPair().connect()
    pair.esme.send(pdu("bind_receiver"), 0)
    return _closed(pair.pass_time(20, carrying=False))


def _no_bind() -> events.Closed:
    return _closed(SessionPair().connect().pass_time(20))


def _closed_by_hand() -> events.Closed:
    pair = SessionPair().bound()
    pair.esme.close(1)
    return _closed(pair)


_WAYS = {
    CloseReason.UNBIND_US: lambda: _unbound_by(Side.ESME),
    CloseReason.UNBIND_THEM: lambda: _unbound_by(Side.CENTRE),
    CloseReason.UNBIND_TIMEOUT: _unbind_into_silence,
    CloseReason.FIN: lambda: _ended("fin"),
    CloseReason.RESET: lambda: _ended("reset"),
    CloseReason.TLS_CLOSED: lambda: _ended("tls-closed"),
    CloseReason.TLS_BROKEN: lambda: _ended("tls-broken"),
    CloseReason.NETWORK: lambda: _ended("timeout"),
    CloseReason.DEAD: _asked_into_silence,
    CloseReason.INACTIVITY: _inactive,
    CloseReason.FRAMING: _garbled,
    CloseReason.BIND_REFUSED: _refused,
    CloseReason.BIND_TIMEOUT: _bind_into_silence,
    CloseReason.SESSION_INIT: _no_bind,
    CloseReason.USER: _closed_by_hand,
}


def test_a_request_in_flight_and_one_in_the_queue_end_differently() -> None:
    session = bound(window=1).session
    for _ in range(2):
        session.send(pdu("submit_sm"), 1)
    session.receive_eof(2, "reset")
    ends = [event for event in session.events() if isinstance(event, events.Unanswered)]
    assert [(end.sequence, end.why) for end in ends] == [(2, Why.CLOSED), (3, Why.UNSENT)]
    assert session.closed is not None
    assert (session.closed.unanswered, session.closed.unsent) == ((2,), (3,))
