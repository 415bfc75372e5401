"""The judge of conversations: pairs, states, versions, and what it must not complain about."""

from __future__ import annotations

from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint_examples import bind, deliver, made, submit, tlv
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.conversation import Conversation, Limits, judge

SECOND = 1_000_000_000
Told = list[tuple[int, str]]


class Wire:
    """Records of one session, one after the other; the ESME's go out."""

    def __init__(self) -> None:
        self.records: list[tuple[bytes, bool, int, int]] = []
        self.now = 0.0

    def esme(self, pdu: Pdu, sequence: int, after: float = 0.01) -> Wire:
        return self._add(pdu, sequence, True, after)

    def centre(self, pdu: Pdu, sequence: int, after: float = 0.01) -> Wire:
        return self._add(pdu, sequence, False, after)

    def bound(self) -> Wire:
        answer = made("bind_transceiver_resp", tlv(0x0210, "34"), system_id="centre")
        return self.esme(bind(), 1).centre(answer, 1)

    def _add(self, pdu: Pdu, sequence: int, outgoing: bool, after: float) -> Wire:
        self.now += after
        octets = encode(pdu.with_sequence(sequence), anyway=True)
        self.records.append((octets, outgoing, int(self.now * SECOND), 1))
        return self

    def told(self, limits: Limits | None = None) -> Told:
        return [(told.row, told.finding.id) for told in judge(self.records, limits)]


def test_a_whole_ordinary_session_raises_no_alarm() -> None:
    wire = Wire().bound()
    for number in range(2, 12):
        wire.esme(submit(), number).centre(made("submit_sm_resp", message_id=f"m{number}"), number)
        wire.centre(deliver(), number).esme(made("deliver_sm_resp"), number)
        wire.esme(made("enquire_link"), 100 + number, 30).centre(made("enquire_link_resp"), 100 + number)
    wire.esme(made("unbind"), 200).centre(made("unbind_resp"), 200)
    assert wire.told() == []


def test_both_sides_count_for_themselves() -> None:
    wire = Wire().esme(bind(), 1).centre(made("enquire_link"), 1)
    wire.centre(made("bind_transceiver_resp", tlv(0x0210, "34"), system_id="c"), 1).esme(made("enquire_link_resp"), 1)
    assert wire.told() == []


def test_answers_out_of_order_are_fine() -> None:
    wire = Wire().bound().esme(submit(), 2).esme(submit(), 3)
    wire.centre(made("submit_sm_resp", message_id="b"), 3).centre(made("submit_sm_resp", message_id="a"), 2)
    assert wire.told() == []


def test_a_generic_nack_answers_any_request() -> None:
    wire = Wire().bound().esme(submit(), 2).centre(made("generic_nack", status=3), 2)
    assert wire.told() == []
    assert Wire().bound().centre(made("generic_nack", status=2), 0).told() == []


def test_answers_after_the_unbind_are_what_the_standard_asks_for() -> None:
    wire = Wire().bound().centre(deliver(), 7).esme(made("unbind"), 2).esme(made("deliver_sm_resp"), 7)
    assert wire.centre(made("unbind_resp"), 2).told() == []


def test_a_late_answer_after_the_unbind_was_answered_is_fine_too() -> None:
    wire = Wire().bound().esme(submit(), 2).esme(made("unbind"), 3).centre(made("unbind_resp"), 3)
    assert wire.centre(made("submit_sm_resp", message_id="m"), 2).told() == []


def test_a_trace_that_begins_in_the_middle_is_judged_by_what_it_shows() -> None:
    wire = Wire().centre(made("submit_sm_resp", message_id="m"), 9).esme(submit(), 10)
    assert wire.centre(made("submit_sm_resp", message_id="n"), 10).told() == []


def test_a_request_that_waits_is_told_at_its_own_row() -> None:
    wire = Wire().bound().esme(submit(), 2).esme(made("enquire_link"), 3, 60).centre(made("enquire_link_resp"), 3)
    assert wire.told() == [(2, "unanswered")]
    assert wire.told(Limits(response=100)) == []


def test_the_window_is_told_once_until_it_is_kept_again() -> None:
    wire = Wire().bound()
    for number in (2, 3, 4, 5):
        wire.esme(submit(), number)
    assert wire.told(Limits(window=2)) == [(4, "window-exceeded")]
    for number in (2, 3, 4, 5):
        wire.centre(made("submit_sm_resp", message_id=f"m{number}"), number)
    for number in (6, 7, 8):
        wire.esme(submit(), number)
    assert wire.told(Limits(window=2)) == [(4, "window-exceeded"), (12, "window-exceeded")]
    assert wire.told() == []


def test_an_outbind_makes_the_other_side_the_esme() -> None:
    wire = Wire().centre(made("outbind", system_id="c", password="p"), 1)
    wire.esme(bind("bind_receiver"), 1).centre(made("bind_receiver_resp", tlv(0x0210, "34"), system_id="c"), 1)
    assert wire.centre(deliver(), 2).esme(made("deliver_sm_resp"), 2).told() == []


def test_parts_of_one_message_may_come_in_any_order_and_twice() -> None:
    wire = Wire().bound()
    for sequence, (number, text) in enumerate([(2, b"b"), (1, b"a"), (2, b"b")], 2):
        header = bytes((5, 0, 3, 9, 3, number))
        wire.esme(submit(esm_class=0x40, short_message=header + text), sequence)
    assert wire.told() == [(4, "part-repeated"), (2, "part-missing")]


def test_sessions_are_judged_apart() -> None:
    records = [(octets, out, at, session) for session in (1, 2) for octets, out, at, _ in Wire().bound().records]
    assert judge(records) == []


def test_octets_that_are_no_pdu_are_a_row_and_nothing_more() -> None:
    conversation = Conversation()
    assert conversation.add(b"", True, 0, 1) == []
    found = conversation.add(encode(submit().with_sequence(1)), True, 0, 1)
    assert found == []
    again = conversation.add(encode(submit().with_sequence(1)), True, 0, 1)
    assert [told.row for told in again] == [2]
    assert "PDU 2 waits" in again[0].finding.text


def test_memory_is_bounded_by_what_is_open() -> None:
    conversation = Conversation()
    answer = made("submit_sm_resp")
    for number in range(1, 6000):
        conversation.add(encode(submit().with_sequence(number)), True, number, 1)
        conversation.add(encode(answer.with_sequence(number), anyway=True), False, number, 1)
    talk = conversation._talks[1]
    assert all(len(side.open) == 0 and len(side.used) <= 4096 for side in talk.sides)
