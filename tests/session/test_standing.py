"""What can be read off a session."""

from __future__ import annotations

from smppconsole.session.events import CloseReason
from smppconsole.session.replies import AutoReply
from smppconsole.session.state import Side, State
from smppconsole.session.timers import KeepAlive
from tests.kit.pdus import octets, pdu
from tests.kit.scenes import QUIET, bound, bound_centre, esme


def test_a_new_session_stands_nowhere() -> None:
    session = esme(window=7).session
    assert session.state is State.CLOSED
    assert session.side is Side.ESME
    assert (session.outstanding, session.queued, session.window) == (0, 0, 7)
    assert session.keepalive == KeepAlive()
    assert session.closed is None
    assert not session.wants_close
    assert session.peer_version is None
    assert session.timers == QUIET


def test_what_is_in_flight_and_what_waits_are_counted_apart() -> None:
    session = bound(window=2).session
    for _ in range(5):
        session.send(pdu("submit_sm"), 1)
    assert (session.outstanding, session.queued) == (2, 3)
    session.receive_data(octets("submit_sm_resp", 2), 2)
    assert (session.outstanding, session.queued) == (2, 2)


def test_links_own_requests_take_no_place() -> None:
    session = bound(window=2).session
    session.send(pdu("enquire_link"), 1)
    assert session.outstanding == 0
    assert session.keepalive.waiting_since == 1


def test_an_ended_session_says_how_and_wants_to_be_closed() -> None:
    session = bound().session
    session.close(1, "enough")
    assert session.closed is not None
    assert (session.closed.reason, session.closed.words) == (CloseReason.USER, "enough")
    assert session.wants_close
    assert session.state is State.CLOSED


def test_a_centre_leaves_data_sm_to_its_owner_and_an_esme_does_not() -> None:
    assert bound().session.auto_reply == AutoReply()
    assert bound_centre().session.auto_reply == AutoReply(data_sm=False)
