"""One ESME at the centre: who may bind and how, and the order of what it gets."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from smppconsole.console.centre_rules import AnswerRules, BindRules, CentreRules, Fault, Login
from smppconsole.console.scenarios import scenario
from smppconsole.session.events import Answered, Closed, CloseReason, Unanswered
from smppconsole.smpp.pdu import Pdu
from tests.kit.sessions import Heard, account_for, bound_to, running
from tests.kit.wires import until

SUBMIT = Pdu("submit_sm", {"destination_addr": "491701234567", "short_message": b"x"})


async def outcome_of_bind(rules: CentreRules, password: str = "secret", **changes: Any) -> str:
    async with running(rules) as centre:
        heard = Heard(account_for(centre.port, bind_timeout=0.3, **changes))
        result = await heard.engine.start(password)
        await heard.engine.close()
        return result.status_name or result.cause


STRICT = scenario("strict-login")
GOOD = {"system_id": "company", "system_type": "VMS"}


@pytest.mark.parametrize(
    ("changes", "password", "status"),
    [
        (GOOD, "secret", "ESME_ROK"),
        ({**GOOD, "bind_as": "tx"}, "secret", "ESME_ROK"),
        (GOOD, "wrong", "ESME_RINVPASWD"),
        ({**GOOD, "system_id": "nobody"}, "secret", "ESME_RINVSYSID"),
        ({**GOOD, "system_type": ""}, "secret", "ESME_RINVSYSTYP"),
        ({**GOOD, "interface_version": "5.0"}, "secret", "ESME_RINVPASWD"),
        ({**GOOD, "bind_as": "rx"}, "secret", "ESME_RBINDFAIL"),
    ],
)
async def test_a_strict_centre_looks_at_everything(changes: dict[str, Any], password: str, status: str) -> None:
    assert await outcome_of_bind(STRICT, password, **changes) == status


async def test_a_login_may_have_so_many_binds() -> None:
    async with running(STRICT) as centre, bound_to(centre, **GOOD):
        second = Heard(account_for(centre.port, **GOOD))
        assert (await second.engine.start("secret")).status_name == "ESME_RALYBND"
        await second.engine.close()


async def test_a_second_bind_on_one_connection_is_refused() -> None:
    async with running() as centre, bound_to(centre) as heard:
        again = Pdu("bind_transceiver", {"system_id": "me", "interface_version": 0x34})
        outcome = await heard.engine.request(again, anyway=True)
        assert isinstance(outcome, Answered)
        assert outcome.status == 0x05


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (Fault.SILENCE, "bind-timeout"),
        (Fault.WRONG_SEQUENCE, "foreign-sequence"),
        (Fault.WRONG_COMMAND, "foreign-command"),
        (Fault.NACK, "ESME_RINVCMDID"),
        (Fault.RESET, "reset"),
        (Fault.CLOSE, "fin"),
        (Fault.HALF, "fin"),
        (Fault.SHORT_LENGTH, "framing"),
        (Fault.HUGE_LENGTH, "framing"),
        (Fault.TEXT, "http"),
        (Fault.DOUBLE, "ESME_ROK"),
        (Fault.PIECES, "ESME_ROK"),
    ],
)
async def test_a_bind_can_go_wrong_in_every_way(fault: Fault, seen: str) -> None:
    assert await outcome_of_bind(CentreRules(bind=BindRules(fault=fault))) == seen


async def test_so_many_binds_are_refused_before_one_is_taken() -> None:
    rules = CentreRules(bind=BindRules(refuse=2, status=0x08))
    async with running(rules) as centre:
        seen = []
        for _ in range(3):
            heard = Heard(account_for(centre.port))
            seen.append((await heard.engine.start("x")).status)
            await heard.engine.close()
    assert seen == [8, 8, 0]


async def test_a_bind_can_take_its_time() -> None:
    async with running(CentreRules(bind=BindRules(delay=0.1))) as centre, bound_to(centre) as heard:
        assert heard.engine.last_bind is not None
        assert (heard.engine.last_bind.round_trip or 0) >= 0.09


async def test_a_refused_esme_is_let_go_after_the_answer() -> None:
    rules = CentreRules(logins=(Login("a"),))
    async with running(rules) as centre:
        heard = Heard(account_for(centre.port))
        await heard.engine.start("x")
        await until(lambda: not centre.sessions)
        await heard.engine.close()


async def test_a_greeting_of_another_protocol_is_recognised() -> None:
    assert await outcome_of_bind(scenario("not-smpp")) == "ssh"


async def test_connections_can_be_closed_at_once() -> None:
    assert await outcome_of_bind(scenario("allow-list")) == "fin"


async def test_answers_may_take_their_time_and_come_in_any_order() -> None:
    rules = CentreRules(answers=AnswerRules(delay=0.01, jitter=0.1))
    async with running(rules) as centre, bound_to(centre) as heard:
        sequences = heard.engine.send_all([SUBMIT] * 10)
        await asyncio.gather(*(heard.engine.outcome(sequence) for sequence in sequences))
        order = [event.sequence for event in heard.of(Answered)][1:]
        assert sorted(order) == sequences
        assert order != sequences


async def test_more_unanswered_messages_than_the_window_overflow_the_queue() -> None:
    rules = CentreRules(answers=AnswerRules(delay=0.05, window=2))
    async with running(rules) as centre, bound_to(centre) as heard:
        sequences = heard.engine.send_all([SUBMIT] * 4)
        outcomes = [await heard.engine.outcome(sequence) for sequence in sequences]
        assert [outcome.status for outcome in outcomes if isinstance(outcome, Answered)] == [0, 0, 0x14, 0x14]


async def test_a_request_in_the_wrong_state_is_refused_by_the_session() -> None:
    async with running() as centre, bound_to(centre, bind_as="rx") as heard:
        outcome = await heard.engine.request(SUBMIT, anyway=True)
        assert isinstance(outcome, Answered)
        assert outcome.status == 0x04


async def test_an_esme_that_leaves_with_answers_under_way_is_no_trouble() -> None:
    rules = CentreRules(answers=AnswerRules(delay=0.05))
    async with running(rules) as centre, bound_to(centre) as heard:
        waiting = heard.engine.outcome(heard.engine.send(SUBMIT))
        await asyncio.sleep(0.01)
        await heard.engine.close()
        assert isinstance(await waiting, Unanswered)
        assert heard.of(Closed)[-1].reason is CloseReason.USER
        await asyncio.sleep(0.1)
