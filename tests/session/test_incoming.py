"""What the peer sends: what is answered at once, whose answer it is, and octets that break the rules."""

from __future__ import annotations

import pytest

from smppconsole.session.replies import AutoReply
from tests.kit.pdus import octets, received
from tests.kit.scenes import bound, bound_centre

# What is answered at once.


def test_the_peers_requests_are_answered_with_their_own_numbers() -> None:
    bound().play("""
        1: receive deliver_sm #7 + enquire_link #8 + data_sm #9
            received deliver_sm #7
            sent deliver_sm_resp #7
            received enquire_link #8
            sent enquire_link_resp #8
            received data_sm #9
            sent data_sm_resp #9
        """)


def test_a_deliver_sm_nobody_can_read_is_answered_all_the_same() -> None:
    bound().play("""
        1: receive hex 00000012 00000005 00000000 00000007 FFFF
            received deliver_sm #7
            sent deliver_sm_resp #7
        """)


def test_the_status_of_the_answer_can_be_chosen() -> None:
    bound(auto_reply=AutoReply(deliver_status=0x64, data_status=0x65)).play("""
        1: receive deliver_sm #7
            received deliver_sm #7
            sent deliver_sm_resp #7 0x64
        1: receive data_sm #8
            received data_sm #8
            sent data_sm_resp #8 0x65
        """)


def test_each_answer_can_be_switched_off_and_given_by_hand() -> None:
    none = AutoReply(enquire_link=False, unbind=False, deliver_sm=False, data_sm=False)
    bound(auto_reply=none).play("""
        1: receive deliver_sm #7 + enquire_link #8 + data_sm #9 + unbind #10
            received deliver_sm #7
            received enquire_link #8
            received data_sm #9
            received unbind #10
        2: reply deliver_sm_resp #7 0x64
            sent deliver_sm_resp #7 0x64
        3: reply unbind_resp #10
            sent unbind_resp #10
            state bound_trx -> unbound
            state unbound -> closed
            closed unbind-them: the peer sent unbind; it was answered
        """)


def test_an_alert_is_taken_without_an_answer() -> None:
    bound("receiver").play("""
        1: receive alert_notification #3
            received alert_notification #3
        """)


def test_a_centre_leaves_messages_to_its_owner() -> None:
    bound_centre().play("""
        1: receive submit_sm #2 + data_sm #3 + enquire_link #4
            received submit_sm #2
            received data_sm #3
            received enquire_link #4
            sent enquire_link_resp #4
        2: reply submit_sm_resp #2 message_id=a
            sent submit_sm_resp #2
        """)


def test_an_encoded_answer_takes_the_number_of_its_request() -> None:
    session = bound_centre().session
    session.reply(octets("submit_sm", 99), octets("submit_sm_resp", 1, message_id="x"), 1)
    assert session.data_to_send() == octets("submit_sm_resp", 99, message_id="x")


# Requests and their answers.


def test_answers_may_come_in_any_order() -> None:
    bound().play("""
        1: send submit_sm
            sent submit_sm #2
        1: send query_sm
            sent query_sm #3
        2: receive query_sm_resp #3
            received query_sm_resp #3
            answered query_sm #3 after 1
        3: receive submit_sm_resp #2 0x45
            received submit_sm_resp #2 0x45
            answered submit_sm #2 0x45 after 2
        """)


def test_an_answer_of_another_command_is_foreign_and_the_request_stays_open() -> None:
    bound().play("""
        1: send submit_sm
            sent submit_sm #2
        2: receive deliver_sm_resp #2
            received deliver_sm_resp #2
            wrong-command deliver_sm_resp #2
        3: receive submit_sm_resp #2
            received submit_sm_resp #2
            answered submit_sm #2 after 2
        """)


def test_an_answer_with_a_wrong_number_is_foreign_and_the_right_one_is_missed() -> None:
    bound().play("""
        1: send submit_sm
            sent submit_sm #2
        2: receive submit_sm_resp #1002
            received submit_sm_resp #1002
            foreign submit_sm_resp #1002
        11: timer
            unanswered submit_sm #2: timeout
        """)


def test_an_answer_that_comes_twice_is_a_duplicate() -> None:
    bound().play("""
        1: send submit_sm
            sent submit_sm #2
        2: receive submit_sm_resp #2 + submit_sm_resp #2
            received submit_sm_resp #2
            answered submit_sm #2 after 1
            received submit_sm_resp #2
            duplicate submit_sm_resp #2
        """)


def test_an_answer_that_comes_too_late_is_told_as_late() -> None:
    bound().play("""
        1: send submit_sm
            sent submit_sm #2
        1: deadline
            deadline 11
        11: timer
            unanswered submit_sm #2: timeout
        15: receive submit_sm_resp #2
            received submit_sm_resp #2
            answered submit_sm #2 late after 14
        16: receive submit_sm_resp #2
            received submit_sm_resp #2
            duplicate submit_sm_resp #2
        """)


def test_an_answer_on_the_very_deadline_counts_if_nobody_gave_up_yet() -> None:
    bound().play("""
        1: send submit_sm
            sent submit_sm #2
        12: receive submit_sm_resp #2
            received submit_sm_resp #2
            answered submit_sm #2 after 11
        """)


def test_a_generic_nack_completes_the_request_whose_number_it_has() -> None:
    bound().play("""
        1: send submit_sm
            sent submit_sm #2
        2: receive generic_nack #0 0x02
            received generic_nack #0 0x02
            foreign generic_nack #0 0x02
        2: receive generic_nack #77 0x02
            received generic_nack #77 0x02
            foreign generic_nack #77 0x02
        2: receive generic_nack #2 0x03
            received generic_nack #2 0x03
            answered submit_sm #2 0x03 after 1
        """)


def test_a_response_is_never_answered_even_where_nobody_knows_its_command() -> None:
    bound().play("""
        1: receive hex 00000010 80000ABC 00000000 00000007
            received 0x80000ABC #7
            foreign 0x80000ABC #7
        """)


def test_error_answers_are_taken_with_any_body() -> None:
    """Body absent, one NUL, a message_id, a message_id with TLVs."""
    for body in (
        "",
        "00",
        "304130303030303041334433323341310 0".replace(" ", ""),
        "3400 0428 0001 00".replace(" ", ""),
    ):
        script = bound().play("""
            1: send submit_sm
                sent submit_sm #2
            """)
        data = bytes.fromhex(body)
        length = (16 + len(data)).to_bytes(4, "big").hex()
        script.play(f"""
            2: receive hex {length} 80000004 0000000B 00000002 {body}
                received submit_sm_resp #2 0x0B
                answered submit_sm #2 0x0B after 1
            """)


# Octets that break the rules.


def test_an_unknown_command_is_nacked_with_its_number_and_the_talk_goes_on() -> None:
    bound().play("""
        1: receive hex 00000014 00000ABC 00000000 00000007 01020304 + enquire_link #8
            fault unknown-command, 20 octets: command 0x00000ABC is in no standard
            sent generic_nack #7 0x03
            received enquire_link #8
            sent enquire_link_resp #8
        """)


def test_a_command_that_3_4_dropped_is_nacked_too() -> None:
    bound_centre().play("""
        1: receive query_last_msgs #7
            fault unknown-command, 20 octets: query_last_msgs went with SMPP 3.3
            sent generic_nack #7 0x03
        """)


@pytest.mark.parametrize("version", [0x00, 0x33])
def test_a_session_of_3_3_takes_what_went_with_it(version: int) -> None:
    bound_centre("transmitter", peer_version=version).play("""
        1: receive query_last_msgs #7
            received query_last_msgs #7
        2: receive param_retrieve #8
            received param_retrieve #8
        """)


def test_nacks_can_be_switched_off() -> None:
    bound(generic_nack=False).play("""
        1: receive hex 00000010 00000ABC 00000000 00000007
            fault unknown-command, 16 octets: command 0x00000ABC is in no standard
        """)


def test_a_command_that_this_side_never_gets_is_told_apart_from_a_wrong_state() -> None:
    bound().play("""
        1: receive submit_sm #7
            fault wrong-side, 33 octets: submit_sm is never sent by the message centre
            sent submit_sm_resp #7 0x04
        """)
    bound("transmitter").play("""
        1: receive deliver_sm #7
            fault wrong-state, 33 octets: deliver_sm does not belong in the state bound_tx
            sent deliver_sm_resp #7 0x04
        1: receive alert_notification #8
            fault wrong-state, 22 octets: alert_notification does not belong in the state bound_tx
        """)


def test_refusals_can_be_switched_off() -> None:
    bound("transmitter", auto_reply=AutoReply(wrong_state=False)).play("""
        1: receive deliver_sm #7
            fault wrong-state, 33 octets: deliver_sm does not belong in the state bound_tx
        """)


@pytest.mark.parametrize("length", ["00000008", "0000000F", "00000000", "FFFFFFFF", "00020000"])
def test_a_length_that_cannot_be_ends_the_session_and_keeps_the_octets(length: str) -> None:
    script = bound()
    session = script.session
    before = octets("enquire_link", 5)
    bad = bytes.fromhex(length) + b"garbage of any kind"
    session.receive_data(before + bad, 1)
    events = session.events()
    assert received(events) == before + bad
    assert session.data_to_send() == octets("enquire_link_resp", 5) + bytes.fromhex("00000010800000000000000200000000")
    assert session.closed is not None
    assert session.closed.reason == "framing"
    assert session.closed.words.startswith("framing was lost: ")
    session.receive_data(b"more", 2)
    assert received(session.events()) == b"more"
