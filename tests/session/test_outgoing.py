"""What we send: through the window or past it, under which number, and only where it belongs."""

from __future__ import annotations

import pytest

from smppconsole.session.events import Answered
from smppconsole.session.session import Session
from smppconsole.session.state import Side, StateError
from smppconsole.session.timers import Timers
from smppconsole.smpp.encode import EncodeError
from smppconsole.smpp.pdu import Pdu
from tests.kit.pair import SessionPair
from tests.kit.pdus import octets, pdu
from tests.kit.scenes import QUIET, bound, esme

# The window.


def test_what_does_not_fit_the_window_waits_and_goes_in_order() -> None:
    bound(window=1).play("""
        1: send submit_sm
            sent submit_sm #2
        1: send submit_sm
        1: send query_sm
        2: receive submit_sm_resp #2
            received submit_sm_resp #2
            answered submit_sm #2 after 1
            sent submit_sm #3
        3: receive submit_sm_resp #3
            received submit_sm_resp #3
            answered submit_sm #3 after 1
            sent query_sm #4
        """)


def test_a_rate_lets_so_many_requests_out_a_second_and_the_others_wait() -> None:
    pair = SessionPair(esme_timers=QUIET, centre_timers=QUIET, window=1000, rate=50).bound()
    for _ in range(200):
        pair.esme.send(pdu("submit_sm"), pair.clock.now)
    pair.carry().pass_time(2.0)
    answered = [event for event in pair.told[Side.ESME] if isinstance(event, Answered)]
    assert 100 <= len(answered) - 1 <= 102
    pair.pass_time(2.0)
    assert pair.esme.queued == 0


def test_a_request_given_up_frees_its_place() -> None:
    bound(window=1).play("""
        1: send submit_sm
            sent submit_sm #2
        2: send submit_sm
        11: timer
            unanswered submit_sm #2: timeout
            sent submit_sm #3
        """)


def test_a_wider_window_lets_the_queue_go_at_once() -> None:
    script = bound(window=1).play("""
        1: send submit_sm
            sent submit_sm #2
        1: send submit_sm
        1: send submit_sm
        2: window 3
            sent submit_sm #3
            sent submit_sm #4
        """)
    assert (script.session.window, script.session.outstanding, script.session.queued) == (3, 3, 0)


def test_a_full_window_does_not_keep_the_link_from_being_asked() -> None:
    bound(window=1).play("""
        1: send submit_sm
            sent submit_sm #2
        1: send submit_sm
        2: send enquire_link
            sent enquire_link #4
        """)


@pytest.mark.parametrize("status", ["0x58", "0x14"])
def test_a_centre_that_asks_for_less_gets_a_pause(status: str) -> None:
    bound(window=1).play(f"""
        1: send submit_sm
            sent submit_sm #2
        1: send submit_sm
        2: receive submit_sm_resp #2 {status}
            received submit_sm_resp #2 {status}
            answered submit_sm #2 {status} after 1
            throttled {status} until 3
        2.5: send submit_sm
        2.5: deadline
            deadline 3
        3: timer
            sent submit_sm #3
        """)


def test_the_pause_can_be_left_out() -> None:
    bound(window=1, timers=Timers(enquire_link=0, throttle_pause=0)).play("""
        1: send submit_sm
            sent submit_sm #2
        2: receive submit_sm_resp #2 0x58
            received submit_sm_resp #2 0x58
            answered submit_sm #2 0x58 after 1
        2: send submit_sm
            sent submit_sm #3
        """)


# Sequence numbers.


def test_numbers_run_to_the_top_and_begin_again_at_one() -> None:
    session = Session(Side.ESME, sequence=0x7FFFFFFE, timers=QUIET)
    session.connected(0)
    numbers = [session.send(pdu("bind_receiver"), 0) for _ in range(3)]
    assert numbers == [0x7FFFFFFE, 0x7FFFFFFF, 1]


def test_a_number_chosen_by_hand_is_used_and_passed_over_later() -> None:
    bound().play("""
        1: send submit_sm #4
            sent submit_sm #4
        1: send submit_sm
            sent submit_sm #2
        1: send submit_sm
            sent submit_sm #3
        1: send submit_sm
            sent submit_sm #5
        """)


def test_a_number_that_is_outstanding_is_refused_and_sent_anyway_if_wanted() -> None:
    bound().play("""
        1: send submit_sm #4
            sent submit_sm #4
        1: send query_sm #4
            refused: sequence number 4 is outstanding already; its answers could not be told apart
        1: send query_sm #4 anyway
            sent query_sm #4
        2: receive submit_sm_resp #4
            received submit_sm_resp #4
            answered submit_sm #4 after 1
        """)


def test_octets_encoded_before_get_the_next_number() -> None:
    session = bound().session
    made = octets("submit_sm", 77, destination_addr="1")
    assert session.send_octets(made, 1) == 2
    assert session.data_to_send() == octets("submit_sm", 2, destination_addr="1")
    with pytest.raises(EncodeError, match="no PDU"):
        session.send_octets(made[:15], 1)
    with pytest.raises(EncodeError, match="reply"):
        session.send_octets(octets("submit_sm_resp", 1), 1)


def test_a_pdu_that_cannot_be_encoded_uses_no_number() -> None:
    session = bound().session
    with pytest.raises(EncodeError):
        session.send(pdu("submit_sm", destination_addr="1" * 30), 1)
    with pytest.raises(EncodeError, match="no command is called"):
        session.send(Pdu("nonsense"), 1)
    assert session.send(pdu("submit_sm"), 1) == 2


# What we may send.


def test_what_does_not_belong_here_is_refused_and_sent_anyway_if_wanted() -> None:
    bound("receiver").play("""
        1: send submit_sm
            refused: submit_sm cannot be sent by the ESME in the state bound_rx
        1: send replace_sm
            refused: replace_sm cannot be sent by the ESME in the state bound_rx
        1: send submit_sm anyway
            sent submit_sm #2
        2: receive submit_sm_resp #2 0x04
            received submit_sm_resp #2 0x04
            answered submit_sm #2 0x04 after 1
        """)


def test_a_bind_of_3_3_allows_its_own_commands_and_none_of_3_4() -> None:
    bound("transmitter", version=0x33).play("""
        1: send query_last_msgs
            sent query_last_msgs #2
        2: send data_sm
            refused: data_sm cannot be sent by the ESME in the state bound_tx by SMPP 3.3; 3.4 or 5.0 would allow it
        3: receive query_last_msgs_resp #2
            received query_last_msgs_resp #2
            answered query_last_msgs #2 after 2
        """)


def test_a_refusal_that_5_0_would_not_make_says_so() -> None:
    bound().play("""
        1: send broadcast_sm
            refused: broadcast_sm cannot be sent by the ESME in the state bound_trx by SMPP 3.4; 5.0 would allow it
        """)


def test_by_5_0_goes_who_says_so_and_hears_so() -> None:
    session = Session(Side.ESME, version=0x50)
    session.connected(0)
    session.send(pdu("bind_transceiver", interface_version=0x50), 0)
    session.receive_data(bytes.fromhex("0000001780000009000000000000000163000210000150"), 0)
    assert session.send_octets(octets("broadcast_sm", 1), 1) == 2


def test_nothing_is_sent_without_a_connection_even_anyway() -> None:
    session = Session(Side.ESME)
    for attempt in (
        lambda: session.send(pdu("bind_receiver"), 0, anyway=True),
        lambda: session.send_octets(octets("bind_receiver"), 0, anyway=True),
        lambda: session.send_raw(b"x", 0),
        lambda: session.reply(octets("deliver_sm", 1), pdu("deliver_sm_resp"), 0),
    ):
        with pytest.raises(StateError, match="no connection"):
            attempt()


def test_a_session_has_one_connection() -> None:
    session = bound().session
    with pytest.raises(StateError, match="make a new session"):
        session.connected(1)


def test_a_generic_nack_can_be_sent_by_hand() -> None:
    bound().play("""
        1: send generic_nack #0 0x02
            sent generic_nack #0 0x02
        """)


# Raw octets.


def test_raw_octets_go_out_as_they_are_and_an_answer_finds_its_request() -> None:
    script = bound(window=1).play("""
        1: raw submit_sm #50 + hex 0000000800000015
            sent submit_sm #50
            sent octets 0000000800000015
        2: receive submit_sm_resp #50
            received submit_sm_resp #50
            answered submit_sm #50 after 1
        """)
    assert script.written.endswith(bytes.fromhex("0000000800000015"))


def test_raw_requests_do_not_wait_for_the_window_and_odd_numbers_get_no_ticket() -> None:
    bound(window=1).play("""
        1: raw submit_sm #50 + submit_sm #51 + submit_sm #0 + submit_sm #50
            sent submit_sm #50
            sent submit_sm #51
            sent submit_sm #0
            sent submit_sm #50
        2: receive submit_sm_resp #0
            received submit_sm_resp #0
            foreign submit_sm_resp #0
        """)


def test_a_raw_vendor_request_can_be_answered_too() -> None:
    bound().play("""
        1: raw hex 00000010 00010201 00000000 00000009
            sent 0x00010201 #9
        2: receive hex 00000010 80010201 00000000 00000009
            received 0x80010201 #9
            answered 0x00010201 #9 after 1
        """)


def test_a_raw_bind_binds_and_a_raw_answer_of_the_wrong_side_does_not() -> None:
    esme().play("""
        0: connected
            state closed -> open
        0: raw bind_transceiver_resp #1
            sent bind_transceiver_resp #1
        0: raw bind_receiver #5
            sent bind_receiver #5
        1: receive bind_receiver_resp #5
            received bind_receiver_resp #5
            answered bind_receiver #5 after 1
            state open -> bound_rx
        """)


def test_a_raw_unbind_unbinds() -> None:
    bound().play("""
        1: raw unbind #9
            sent unbind #9
        2: receive unbind_resp #9
            received unbind_resp #9
            answered unbind #9 after 1
            state bound_trx -> unbound
            state unbound -> closed
            closed unbind-us: we sent unbind; the peer answered it
        """)


def test_a_raw_answer_to_an_unbind_that_nobody_sent_unbinds_nothing() -> None:
    script = bound().play("""
        1: raw unbind_resp #9
            sent unbind_resp #9
        """)
    assert script.session.state.is_bound
