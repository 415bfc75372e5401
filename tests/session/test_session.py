"""Whole conversations: binding, the stream in any pieces, settings that change, and every way of ending."""

from __future__ import annotations

import pytest

from smppconsole.session.replies import AutoReply
from smppconsole.session.session import Session
from smppconsole.session.state import Side, State
from smppconsole.session.timers import Timers
from smppconsole.smpp.header import read_header
from tests.kit.pair import SessionPair
from tests.kit.pdus import octets, pdu, received, sent
from tests.kit.scenes import QUIET, bound, bound_centre, centre, esme

# Binding.


def test_a_bind_that_is_accepted_binds() -> None:
    assert bound("transmitter").session.state is State.BOUND_TX
    assert bound("receiver").session.state is State.BOUND_RX
    assert bound().session.state is State.BOUND_TRX


def test_a_question_of_the_centre_before_its_bind_answer_does_not_bind() -> None:
    """Sequence numbers of the peer are a space of their own."""
    esme().play("""
        0: connected
            state closed -> open
        0: send bind_transceiver system_id=me
            sent bind_transceiver #1
        0.5: receive enquire_link #1
            received enquire_link #1
            sent enquire_link_resp #1
        1: receive bind_transceiver_resp #1
            received bind_transceiver_resp #1
            answered bind_transceiver #1 after 1
            state open -> bound_trx
        """)


def test_a_bind_answer_of_another_kind_or_number_does_not_bind() -> None:
    esme().play("""
        0: connected
            state closed -> open
        0: send bind_transceiver
            sent bind_transceiver #1
        1: receive bind_receiver_resp #1
            received bind_receiver_resp #1
            wrong-command bind_receiver_resp #1
        2: receive bind_transceiver_resp #2
            received bind_transceiver_resp #2
            foreign bind_transceiver_resp #2
        10: timer
            unanswered bind_transceiver #1: timeout
            state open -> closed
            closed bind-timeout: no answer to the bind in 10 s
        """)


def test_a_bind_that_is_refused_closes_and_names_the_status() -> None:
    esme().play("""
        0: connected
            state closed -> open
        0: send bind_transceiver
            sent bind_transceiver #1
        1: receive bind_transceiver_resp #1 0x0E
            received bind_transceiver_resp #1 0x0E
            answered bind_transceiver #1 0x0E after 1
            state open -> closed
            closed bind-refused: the bind was refused with ESME_RINVPASWD (0x0000000E)
        """)


def test_a_bind_answered_by_a_generic_nack_is_refused() -> None:
    script = esme().play("""
        0: connected
            state closed -> open
        0: send bind_transceiver
            sent bind_transceiver #1
        1: receive generic_nack #1 0x03
            received generic_nack #1 0x03
            answered bind_transceiver #1 0x03 after 1
            state open -> closed
            closed bind-refused: the bind was refused with ESME_RINVCMDID (0x00000003)
        """)
    assert script.session.wants_close


def test_the_version_that_the_centre_says_is_kept_and_none_where_it_says_none() -> None:
    told = Session(Side.ESME)
    told.connected(0)
    told.send(pdu("bind_receiver"), 0)
    told.receive_data(bytes.fromhex("00000017 80000001 00000000 00000001 6300 0210 0001 50".replace(" ", "")), 0)
    assert told.peer_version == 0x50
    assert bound().session.peer_version is None


def test_a_centre_keeps_the_version_of_the_bind() -> None:
    assert bound_centre().session.peer_version == 0x34


def test_a_centre_refuses_what_comes_before_the_bind() -> None:
    centre().play("""
        0: connected
            state closed -> open
        1: receive submit_sm #1
            fault wrong-state, 33 octets: submit_sm does not belong in the state open
            sent submit_sm_resp #1 0x04
        """)


def test_a_second_bind_is_already_bound() -> None:
    bound_centre().play("""
        1: receive bind_receiver #2
            fault wrong-state, 23 octets: bind_receiver does not belong in the state bound_trx
            sent bind_receiver_resp #2 0x05
        """)


def test_a_centre_that_refuses_a_bind_gives_time_for_another() -> None:
    centre(Timers(session_init=10)).play("""
        0: connected
            state closed -> open
        0: deadline
            deadline 10
        4: receive bind_receiver #1
            received bind_receiver #1
        4: deadline
            deadline none
        5: reply bind_receiver_resp #1 0x0F
            sent bind_receiver_resp #1 0x0F
        5: deadline
            deadline 15
        15: timer
            state open -> closed
            closed session-init: no bind in 10 s after the connection stood
        """)


def test_an_outbind_is_answered_by_binding() -> None:
    esme(Timers(session_init=10, enquire_link=0)).play("""
        0: connected
            state closed -> open
        8: receive outbind #1 system_id=centre
            received outbind #1
            state open -> outbound
        8: deadline
            deadline 18
        9: send bind_receiver
            sent bind_receiver #1
        9.5: receive bind_receiver_resp #1
            received bind_receiver_resp #1
            answered bind_receiver #1 after 0.5
            state outbound -> bound_rx
        """)


def test_an_outbind_that_does_not_come_is_waited_for_no_longer_than_told() -> None:
    esme(Timers(session_init=10)).play("""
        0: connected
            state closed -> open
        10: timer
            state open -> closed
            closed session-init: no outbind in 10 s after the connection stood
        """)


def test_a_centre_may_outbind_and_is_bound_to() -> None:
    centre().play("""
        0: connected
            state closed -> open
        0: send outbind system_id=centre
            sent outbind #1
            state open -> outbound
        1: receive bind_receiver #1
            received bind_receiver #1
        1: reply bind_receiver_resp #1
            sent bind_receiver_resp #1
            state outbound -> bound_rx
        2: send deliver_sm
            sent deliver_sm #2
        """)


def test_a_second_bind_without_an_answer_leaves_the_first_alone() -> None:
    bound().play("""
        1: send bind_receiver anyway
            sent bind_receiver #2
        11: timer
            unanswered bind_receiver #2: timeout
        12: send bind_receiver anyway
            sent bind_receiver #3
        13: receive bind_receiver_resp #3 0x05
            received bind_receiver_resp #3 0x05
            answered bind_receiver #3 0x05 after 1
        """)


# Every cut of the stream.


def test_the_stream_may_be_cut_anywhere() -> None:
    stream = (
        octets("bind_transceiver_resp", 1, system_id="centre")
        + octets("deliver_sm", 7, short_message=b"hello")
        + octets("enquire_link", 8)
    )
    whole = heard((stream,))
    for at in range(1, len(stream)):
        assert heard((stream[:at], stream[at:])) == whole
    assert heard(tuple(stream[at : at + 1] for at in range(len(stream)))) == whole


def heard(pieces: tuple[bytes, ...]) -> tuple[list[str], bytes]:
    session = Session(Side.ESME, timers=QUIET)
    session.connected(0)
    session.send(pdu("bind_transceiver"), 0)
    for piece in pieces:
        session.receive_data(piece, 0)
    events = session.events()
    return [repr(event) for event in events], sent(events)


def test_a_pause_within_a_pdu_loses_nothing() -> None:
    """Longer than any time-out but the link's own."""
    script = bound(timers=Timers(enquire_link=0, inactivity=0))
    wire = octets("deliver_sm", 7, short_message=b"hello")
    script.session.receive_data(wire[:20], 1)
    script.session.handle_timer(5000)
    script.session.receive_data(wire[20:], 9000)
    assert received(script.session.events()) == wire


# Settings in mid-talk.


def test_timers_and_replies_can_change_while_bound() -> None:
    script = bound()
    session = script.session
    session.configure(1, timers=Timers(enquire_link=5), auto_reply=AutoReply(deliver_status=0x66))
    assert session.timers.enquire_link == 5
    assert session.auto_reply.deliver_status == 0x66
    script.play("""
        2: receive deliver_sm #7
            received deliver_sm #7
            sent deliver_sm_resp #7 0x66
        2: deadline
            deadline 7
        """)


def test_events_and_octets_are_handed_out_once() -> None:
    session = bound().session
    session.send(pdu("submit_sm"), 1)
    assert len(session.events()) == 1
    assert read_header(session.data_to_send()).sequence == 2
    assert session.events() == []
    assert session.data_to_send() == b""


# Every way of ending.


def test_our_unbind_closes_when_it_is_answered() -> None:
    bound().play("""
        1: unbind
            sent unbind #2
        1: unbind
        2: receive unbind_resp #2
            received unbind_resp #2
            answered unbind #2 after 1
            state bound_trx -> unbound
            state unbound -> closed
            closed unbind-us: we sent unbind; the peer answered it
        3: eof fin
        3: close
        3: unbind
        """)


def test_an_unbind_that_is_refused_closes_all_the_same() -> None:
    bound().play("""
        1: unbind
            sent unbind #2
        2: receive unbind_resp #2 0x08
            received unbind_resp #2 0x08
            answered unbind #2 0x08 after 1
            state bound_trx -> unbound
            state unbound -> closed
            closed unbind-us: we sent unbind; the peer answered it with ESME_RSYSERR (0x00000008)
        """)


def test_after_unbind_nothing_new_is_asked_but_the_peer_is_answered_and_answers_are_taken() -> None:
    bound().play("""
        1: send submit_sm
            sent submit_sm #2
        1: unbind
            sent unbind #3
        1: send submit_sm
            refused: submit_sm cannot be sent: unbind was sent, no new requests after it
        2: receive deliver_sm #7 + submit_sm_resp #2 + unbind_resp #3
            received deliver_sm #7
            sent deliver_sm_resp #7
            received submit_sm_resp #2
            answered submit_sm #2 after 1
            received unbind_resp #3
            answered unbind #3 after 1
            state bound_trx -> unbound
            state unbound -> closed
            closed unbind-us: we sent unbind; the peer answered it
        """)


def test_what_is_queued_at_an_unbind_is_told_as_never_sent() -> None:
    bound(window=1).play("""
        1: send submit_sm
            sent submit_sm #2
        1: send submit_sm
        1: unbind
            sent unbind #4
            unanswered submit_sm #3: unsent
        2: receive unbind_resp #4
            received unbind_resp #4
            answered unbind #4 after 1
            state bound_trx -> unbound
            unanswered submit_sm #2: closed
            state unbound -> closed
            closed unbind-us: we sent unbind; the peer answered it | unanswered 2 | unsent 3
        """)


def test_an_unbind_without_an_answer_closes_at_its_deadline() -> None:
    bound().play("""
        1: unbind
            sent unbind #2
        1: deadline
            deadline 4
        4: timer
            unanswered unbind #2: timeout
            state bound_trx -> closed
            closed unbind-timeout: we sent unbind; no answer to it in 3 s
        """)


def test_a_peer_that_closes_instead_of_answering_unbind_is_an_unbind() -> None:
    bound().play("""
        1: unbind
            sent unbind #2
        2: eof fin
            unanswered unbind #2: closed
            state bound_trx -> closed
            closed unbind-us: we sent unbind; instead of an answer: the peer closed the connection (FIN) | unanswered 2
        """)


def test_the_peers_unbind_is_answered_and_then_the_session_closes() -> None:
    bound().play("""
        1: send submit_sm
            sent submit_sm #2
        2: receive unbind #9
            received unbind #9
            sent unbind_resp #9
            state bound_trx -> unbound
            unanswered submit_sm #2: closed
            state unbound -> closed
            closed unbind-them: the peer sent unbind; it was answered | unanswered 2
        """)


def test_what_came_with_the_peers_unbind_still_counts() -> None:
    bound().play("""
        1: send submit_sm
            sent submit_sm #2
        2: receive unbind #9 + submit_sm_resp #2
            received unbind #9
            sent unbind_resp #9
            state bound_trx -> unbound
            received submit_sm_resp #2
            answered submit_sm #2 after 1
            state unbound -> closed
            closed unbind-them: the peer sent unbind; it was answered
        """)


def test_garbage_behind_the_peers_unbind_is_kept() -> None:
    bound(generic_nack=False).play("""
        2: receive unbind #9 + hex 0000000211
            received unbind #9
            sent unbind_resp #9
            state bound_trx -> unbound
            fault framing, 5 octets: command_length says 2, which is less than the 16 octets of a header
            state unbound -> closed
            closed unbind-them: the peer sent unbind; it was answered
        """)


def test_an_unanswered_unbind_of_the_peer_and_then_the_end_is_an_unbind_of_theirs() -> None:
    bound(auto_reply=AutoReply(unbind=False)).play("""
        1: receive unbind #9
            received unbind #9
        2: eof fin
            state bound_trx -> closed
            closed unbind-them: the peer sent unbind, which was not answered; then the peer closed the connection (FIN)
        """)


def test_unbinds_that_cross_are_both_answered() -> None:
    pair = SessionPair().bound()
    pair.esme.unbind(1)
    pair.centre.unbind(1)
    pair.carry()
    assert pair.closed(Side.ESME).words == "we sent unbind; the peer answered it"
    assert pair.closed(Side.CENTRE).words == "we sent unbind; the peer answered it"


def test_an_unbind_of_an_unbound_session_just_closes() -> None:
    esme().play("""
        0: connected
            state closed -> open
        1: unbind
            state open -> closed
            closed user: closed by us, not bound
        """)


def test_closing_while_the_bind_is_under_way_tells_it() -> None:
    esme().play("""
        0: connected
            state closed -> open
        0: send bind_receiver
            sent bind_receiver #1
        1: close the window was closed
            unanswered bind_receiver #1: closed
            state open -> closed
            closed user: the window was closed | unanswered 1
        """)


@pytest.mark.parametrize(
    ("how", "reason", "words"),
    [
        ("fin", "fin", "the peer closed the connection (FIN)"),
        ("reset", "reset", "the peer reset the connection (RST)"),
        ("tls-closed", "tls-closed", "the peer closed TLS in good order (close_notify)"),
        ("tls-broken", "tls-broken", "the peer closed the connection without ending TLS"),
        ("timeout", "network", "the network gave up the connection"),
        ("error", "network", "the network gave up the connection"),
    ],
)
def test_ends_of_the_connection_are_told_apart_and_when_they_came(how: str, reason: str, words: str) -> None:
    bound().play(f"""
        1: eof {how}
            state bound_trx -> closed
            closed {reason}: {words}, without unbind
        """)
    esme().play(f"""
        0: connected
            state closed -> open
        1: eof {how}
            state open -> closed
            closed {reason}: {words}, before any bind
        """)
    esme().play(f"""
        0: connected
            state closed -> open
        0: send bind_receiver
            sent bind_receiver #1
        1: eof {how}
            unanswered bind_receiver #1: closed
            state open -> closed
            closed {reason}: {words}, before it answered the bind | unanswered 1
        """)


def test_what_the_network_knows_better_is_said() -> None:
    session = bound().session
    session.receive_eof(1, "error", "no route to host")
    assert session.closed is not None
    assert session.closed.words == "no route to host, without unbind"


def test_half_a_pdu_at_the_end_is_kept() -> None:
    bound().play("""
        1: receive hex 00000018 80000004 00000000 000000
        2: eof fin
            fault incomplete, 15 octets: the connection ended within a PDU: 15 octets of it had come
            state bound_trx -> closed
            closed fin: the peer closed the connection (FIN) in the middle of a PDU, without unbind
        """)


def test_octets_after_the_end_are_kept_and_change_nothing() -> None:
    bound().play("""
        1: close
            state bound_trx -> closed
            closed user: closed by us
        2: receive unbind #4
            fault after-close, 16 octets: octets came after the session had ended
        2: receive hex
        2: timer
        """)
