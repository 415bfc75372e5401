"""What time does to a session: enquire_link, inactivity, session-init, and the earliest of all deadlines."""

from __future__ import annotations

from smppconsole.session.session import Session
from smppconsole.session.state import Side
from smppconsole.session.timers import Running, Timers
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from tests.kit.scenes import bound, bound_centre, centre, esme
from tests.kit.script import Script

ASKING = Timers(enquire_link=30, enquire_link_response=10, missed_limit=3)


def test_a_connection_without_a_bind_is_closed() -> None:
    centre().play("""
        0: deadline
            deadline none
        0: connected
            state closed -> open
        0: deadline
            deadline 10
        9.9: timer
        10: timer
            state open -> closed
            closed session-init: no bind in 10 s after the connection stood
        11: deadline
            deadline none
        11: timer
        """)


def test_without_a_session_init_timer_a_connection_may_stay_unbound() -> None:
    centre(Timers(session_init=0)).play("""
        0: connected
            state closed -> open
        0: deadline
            deadline none
        9999: timer
        """)


def test_an_esme_that_sent_its_bind_waits_for_the_answer_only() -> None:
    esme(Timers(session_init=5, bind=20)).play("""
        0: connected
            state closed -> open
        0: send bind_receiver
            sent bind_receiver #1
        0: deadline
            deadline 20
        """)


def test_a_quiet_link_is_asked_and_the_answer_measured() -> None:
    script = bound(timers=ASKING).play("""
        0: deadline
            deadline 30
        29.9: timer
        30: timer
            sent enquire_link #2
        30: deadline
            deadline 40
        30.25: receive enquire_link_resp #2
            received enquire_link_resp #2
            answered enquire_link #2 after 0.25
        31: deadline
            deadline 60.25
        """)
    pulse = script.session.keepalive
    assert (pulse.asked, pulse.answered, pulse.missed, pulse.last_round_trip) == (1, 1, 0, 0.25)


def test_traffic_puts_the_question_off() -> None:
    bound(timers=ASKING).play("""
        20: receive deliver_sm #1
            received deliver_sm #1
            sent deliver_sm_resp #1
        30: timer
        30: deadline
            deadline 50
        """)


def test_asking_whatever_passes_can_be_wanted() -> None:
    bound(timers=Timers(enquire_link=30, enquire_only_when_idle=False)).play("""
        20: receive deliver_sm #1
            received deliver_sm #1
            sent deliver_sm_resp #1
        30: timer
            sent enquire_link #2
        """)


def test_three_questions_into_silence_and_the_link_is_dead() -> None:
    bound(timers=ASKING).play("""
        30: timer
            sent enquire_link #2
        35: timer
        40: timer
            unanswered enquire_link #2: timeout
        40: deadline
            deadline 60
        60: timer
            sent enquire_link #3
        70: timer
            unanswered enquire_link #3: timeout
        90: timer
            sent enquire_link #4
        100: timer
            unanswered enquire_link #4: timeout
            state bound_trx -> closed
            closed dead: 3 enquire_links in a row got no answer and nothing else was heard: the link is dead
        """)


def test_one_miss_can_be_enough() -> None:
    bound(timers=Timers(enquire_link=30, missed_limit=1)).play("""
        30: timer
            sent enquire_link #2
        40: timer
            unanswered enquire_link #2: timeout
            state bound_trx -> closed
            closed dead: 1 enquire_link got no answer and nothing else was heard: the link is dead
        """)


def test_an_answer_to_something_else_is_life_too() -> None:
    """A peer that never answers enquire_link but works is not dead."""
    script = bound(timers=ASKING)
    for number in range(1, 6):
        asked = 2 * number
        script.play(f"""
            {number * 60 - 30}: timer
                sent enquire_link #{asked}
            {number * 60 - 25}: send submit_sm
                sent submit_sm #{asked + 1}
            {number * 60 - 24}: receive submit_sm_resp #{asked + 1}
                received submit_sm_resp #{asked + 1}
                answered submit_sm #{asked + 1} after 1
            {number * 60 - 20}: timer
                unanswered enquire_link #{asked}: timeout
            {number * 60}: receive deliver_sm #{number}
                received deliver_sm #{number}
                sent deliver_sm_resp #{number}
            """)
    assert script.session.keepalive.missed == 0


def test_a_late_answer_to_a_question_is_life() -> None:
    script = bound(timers=ASKING).play("""
        30: timer
            sent enquire_link #2
        40: timer
            unanswered enquire_link #2: timeout
        45: receive enquire_link_resp #2
            received enquire_link_resp #2
            answered enquire_link #2 late after 15
        """)
    assert script.session.keepalive.missed == 0


def test_octets_that_are_no_pdu_are_no_life() -> None:
    script = bound(timers=ASKING).play("""
        20: receive hex 00000010 00000ABC 00000000 00000007
            fault unknown-command, 16 octets: command 0x00000ABC is in no standard
            sent generic_nack #7 0x03
        30: timer
            sent enquire_link #2
        """)
    assert script.session.keepalive.last_heard == 0


def test_a_second_question_waits_for_the_first() -> None:
    bound(timers=Timers(enquire_link=3, enquire_link_response=10)).play("""
        3: timer
            sent enquire_link #2
        6: timer
        9: timer
        13: timer
            unanswered enquire_link #2: timeout
            sent enquire_link #3
        """)


def test_a_question_by_hand_counts_as_the_question() -> None:
    bound(timers=ASKING).play("""
        10: send enquire_link
            sent enquire_link #2
        11: receive enquire_link_resp #2
            received enquire_link_resp #2
            answered enquire_link #2 after 1
        11: deadline
            deadline 41
        """)


def test_the_peers_questions_are_counted() -> None:
    script = bound(timers=ASKING).play("""
        10: receive enquire_link #1 + enquire_link #2
            received enquire_link #1
            sent enquire_link_resp #1
            received enquire_link #2
            sent enquire_link_resp #2
        """)
    assert script.session.keepalive.peer_asked == 2


def test_an_inactive_peer_is_unbound() -> None:
    bound_centre(timers=Timers(enquire_link=0, inactivity=60, keepalive_is_activity=True)).play("""
        50: receive enquire_link #2
            received enquire_link #2
            sent enquire_link_resp #2
        60: timer
        110: timer
            sent unbind #1
        111: receive unbind_resp #1
            received unbind_resp #1
            answered unbind #1 after 1
            state bound_trx -> unbound
            state unbound -> closed
            closed inactivity: nothing came for 60 s, so we sent unbind; the peer answered it
        """)


def test_an_inactive_peer_that_does_not_even_answer_unbind_is_left() -> None:
    bound_centre(timers=Timers(enquire_link=0, inactivity=60)).play("""
        60: timer
            sent unbind #1
        63: timer
            unanswered unbind #1: timeout
            state bound_trx -> closed
            closed inactivity: no message came for 60 s, so we sent unbind; no answer to it in 3 s
        """)


def test_keep_alives_are_no_business_unless_it_is_said() -> None:
    bound_centre(timers=Timers(enquire_link=0, inactivity=60)).play("""
        50: receive enquire_link #2
            received enquire_link #2
            sent enquire_link_resp #2
        60: timer
            sent unbind #1
        """)


def test_after_unbind_the_link_is_not_asked_any_more() -> None:
    bound(timers=Timers(enquire_link=1, unbind=5)).play("""
        0.5: unbind
            sent unbind #2
        0.5: deadline
            deadline 5.5
        2: timer
        """)


def test_a_clock_that_stood_still_for_an_hour_asks_before_it_judges() -> None:
    """A laptop that slept: the first thing is one question, not death."""
    bound(timers=ASKING).play("""
        3600: timer
            sent enquire_link #2
        3601: receive enquire_link_resp #2
            received enquire_link_resp #2
            answered enquire_link #2 after 1
        """)


def test_a_dead_link_is_not_asked_once_more() -> None:
    bound(timers=Timers(enquire_link=10, enquire_link_response=10, missed_limit=1)).play("""
        10: timer
            sent enquire_link #2
        20: timer
            unanswered enquire_link #2: timeout
            state bound_trx -> closed
            closed dead: 1 enquire_link got no answer and nothing else was heard: the link is dead
        """)


def bound_late(timers: Timers) -> Script:
    """A centre that takes its time to accept the bind."""
    return centre(timers).play("""
        0: connected
            state closed -> open
        1: receive bind_receiver #1
            received bind_receiver #1
        5: reply bind_receiver_resp #1
            sent bind_receiver_resp #1
            state open -> bound_rx
        """)


def test_time_bound_counts_from_the_bind() -> None:
    bound_late(Timers(enquire_link=30, enquire_only_when_idle=False)).play("""
        5: deadline
            deadline 35
        """)
    bound_late(Timers(enquire_link=0, inactivity=60)).play("""
        5: deadline
            deadline 65
        """)


def test_each_timer_that_runs_can_be_read_off() -> None:
    session = Session(Side.ESME, timers=Timers(enquire_link=30, enquire_link_response=10, inactivity=60, response=5))
    assert session.running() == Running()
    session.connected(0.0)
    assert session.running() == Running(session_init=10.0)
    session.send(Pdu("bind_transceiver", {"system_id": "me"}), 1.0)
    assert session.running() == Running()
    session.receive_data(encode(Pdu("bind_transceiver_resp", {"system_id": "C"}, sequence=1)), 2.0)
    assert session.running() == Running(enquire_link=32.0, inactivity=62.0)
    session.send(Pdu("submit_sm", {"destination_addr": "49"}), 3.0)
    assert session.running() == Running(enquire_link=32.0, inactivity=62.0, response=8.0)
    session.handle_timer(8.0)
    session.handle_timer(32.0)
    assert session.running() == Running(answer=42.0, inactivity=62.0)
    session.close(33.0)
    assert session.running() == Running()


def test_the_pause_of_a_throttled_queue_is_a_timer_too() -> None:
    session = Session(Side.ESME, timers=Timers(enquire_link=0, throttle_pause=2), window=1)
    session.connected(0.0)
    session.send(Pdu("bind_transceiver", {"system_id": "me"}), 0.0)
    session.receive_data(encode(Pdu("bind_transceiver_resp", {"system_id": "C"}, sequence=1)), 0.0)
    session.send(Pdu("submit_sm", {"destination_addr": "49"}), 1.0)
    session.send(Pdu("submit_sm", {"destination_addr": "49"}), 1.0)
    session.receive_data(encode(Pdu("submit_sm_resp", status=0x58, sequence=2)), 1.0)
    assert session.running() == Running(pause=3.0)
