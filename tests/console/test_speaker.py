"""What is said over a connection, and what becomes of it."""

from __future__ import annotations

import asyncio

import pytest

from smppconsole.compose.draft import Carry, Draft
from smppconsole.compose.expand import expand
from smppconsole.console.centre_rules import AnswerRules, CentreRules
from smppconsole.session.events import Answered
from smppconsole.session.replies import AutoReply
from smppconsole.session.state import State, StateError
from smppconsole.smpp.pdu import Pdu
from tests.kit.sessions import Heard, account_for, bound_to, running
from tests.kit.wires import until

SUBMIT = Pdu("submit_sm", {"destination_addr": "491701234567", "short_message": b"x"})


async def test_messages_go_out_and_their_answers_come_back() -> None:
    async with running() as centre, bound_to(centre) as heard:
        outcome = await heard.engine.request(SUBMIT)
        assert isinstance(outcome, Answered)
        assert outcome.round_trip > 0
        assert heard.engine.outstanding == heard.engine.queued == 0


async def test_parts_of_a_message_go_out_in_one_write() -> None:
    async with running() as centre, bound_to(centre) as heard:
        parts = expand(Draft("49", "1", "0123456789" * 40, carry=Carry.UDH8), 1).pdus
        sequences = heard.engine.send_all(parts)
        assert sequences == [2, 3, 4]
        outcomes = await asyncio.gather(*(heard.engine.outcome(sequence) for sequence in sequences))
        assert all(isinstance(outcome, Answered) for outcome in outcomes)


async def test_the_window_is_never_exceeded_and_the_rest_waits() -> None:
    rules = CentreRules(answers=AnswerRules(delay=0.02))
    async with running(rules) as centre, bound_to(centre, window=3) as heard:
        sequences = heard.engine.send_all([SUBMIT] * 10)
        assert (heard.engine.outstanding, heard.engine.queued) == (3, 7)
        await asyncio.gather(*(heard.engine.outcome(sequence) for sequence in sequences))


async def test_octets_can_be_sent_encoded_or_raw() -> None:
    async with running() as centre, bound_to(centre) as heard:
        enquire = bytes.fromhex("00000010000000150000000000000000")
        assert isinstance(await heard.engine.outcome(heard.engine.send(enquire)), Answered)
        heard.engine.send_raw(enquire[:12] + bytes.fromhex("000000ff"))
        await until(lambda: any(octets[12:] == bytes.fromhex("000000ff") for octets in heard.received(0x80000015)))


async def test_nothing_can_be_sent_without_a_connection() -> None:
    heard = Heard(account_for(1))
    with pytest.raises(StateError, match="bind first"):
        heard.engine.send(SUBMIT)
    with pytest.raises(StateError, match="bind first"):
        heard.engine.outcome(1)
    await heard.engine.writable()
    assert await heard.engine.unbind() == "there was no connection"
    assert heard.engine.state is State.CLOSED


async def test_a_deliver_sm_can_be_answered_with_another_status() -> None:
    async with running() as centre:
        heard = Heard(account_for(centre.port), auto_reply=AutoReply(deliver_status=0x64))
        await heard.engine.start("x")
        centre.send_mobile("hi")
        await until(lambda: heard.sent(0x80000005))
        assert heard.sent(0x80000005)[0][8:12] == bytes.fromhex("00000064")
        await heard.engine.close()
