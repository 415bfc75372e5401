"""From a message taken to its receipts: when, how often, to whom."""

from __future__ import annotations

import asyncio

from smppconsole.compose.draft import Carry, Draft, Receipt
from smppconsole.compose.expand import expand
from smppconsole.console.centre_rules import AnswerRules, CentreRules, ReceiptRules, Rule
from smppconsole.console.scenarios import scenario
from smppconsole.session.events import Answered, PduReceived
from smppconsole.smpp.pdu import Pdu
from tests.kit.sessions import bound_to, running
from tests.kit.wires import until

QUICK = ReceiptRules(delay=0.01)


def message(receipt: Receipt = Receipt.FINAL, **changes: str) -> Pdu:
    return expand(Draft("491701234567", "12345", "hello", receipt=receipt, **changes), 1).pdus[0]  # type: ignore[arg-type]


async def test_a_receipt_comes_to_the_session_of_its_message() -> None:
    async with running(CentreRules(receipts=QUICK)) as centre, bound_to(centre) as heard:
        outcome = await heard.engine.request(message())
        await until(lambda: heard.receipts)
        assert isinstance(outcome, Answered)
        assert (heard.receipts[0].message_id, heard.receipts[0].state) == ("1000000001", 2)


async def test_no_receipt_comes_unasked() -> None:
    async with running(CentreRules(receipts=QUICK)) as centre, bound_to(centre) as heard:
        await heard.engine.request(message(Receipt.NONE))
        await heard.engine.request(message(Receipt.FAILURE))
        await asyncio.sleep(0.1)
        assert heard.receipts == []


async def test_every_part_has_a_receipt_of_its_own() -> None:
    parts = expand(Draft("49", "12345", "0123456789" * 40, receipt=Receipt.FINAL, carry=Carry.UDH8), 1).pdus
    async with running(CentreRules(receipts=QUICK)) as centre, bound_to(centre) as heard:
        heard.engine.send_all(parts)
        await until(lambda: len(heard.receipts) == len(parts) == 3)
        assert len({receipt.message_id for receipt in heard.receipts}) == 3


async def test_an_intermediate_notification_comes_before_the_end() -> None:
    async with running(CentreRules(receipts=ReceiptRules(delay=0.04))) as centre, bound_to(centre) as heard:
        await heard.engine.request(message(Receipt.INTERMEDIATE))
        await until(lambda: len(heard.receipts) == 2)
        assert [receipt.state for receipt in heard.receipts] == [1, 2]
        assert not heard.receipts[0].final


async def test_states_are_taken_in_turn() -> None:
    rules = CentreRules(receipts=ReceiptRules(delay=0.0, states=("DELIVRD", "UNDELIV")))
    async with running(rules) as centre, bound_to(centre) as heard:
        for number in range(3):
            await heard.engine.request(message())
            await until(lambda number=number: len(heard.receipts) == number + 1)
        assert [receipt.state for receipt in heard.receipts] == [2, 5, 2]


async def test_a_rule_decides_the_end_of_its_messages() -> None:
    rules = CentreRules(receipts=QUICK, rules=(Rule(destination="49*", receipt="REJECTD", error="027"),))
    async with running(rules) as centre, bound_to(centre) as heard:
        await heard.engine.request(message())
        await until(lambda: heard.receipts)
        assert (heard.receipts[0].state, heard.receipts[0].error) == (8, "027")


async def test_receipts_may_come_early_and_twice() -> None:
    async with running(scenario("early-receipts")) as centre, bound_to(centre) as heard:
        await heard.engine.request(message())
        commands = [int.from_bytes(event.octets[4:8]) for event in heard.of(PduReceived)]
        assert commands == [0x80000009, 5, 5, 0x80000004]


async def test_a_transmitters_receipts_go_to_its_receiver() -> None:
    async with (
        running(CentreRules(receipts=QUICK)) as centre,
        bound_to(centre, bind_as="rx") as receiver,
        bound_to(centre, bind_as="tx") as transmitter,
    ):
        await transmitter.engine.request(message())
        await until(lambda: receiver.receipts)
        assert transmitter.receipts == []


async def test_receipts_wait_for_a_receiver_to_bind() -> None:
    async with running(CentreRules(receipts=ReceiptRules(delay=0.0))) as centre:
        async with bound_to(centre, bind_as="tx") as transmitter:
            await transmitter.engine.request(message())
            await until(lambda: all(not one.is_pending for one in centre.delivery.ledger))
        async with bound_to(centre, bind_as="rx") as receiver:
            await until(lambda: receiver.receipts)


async def test_a_message_that_does_not_live_long_enough_expires() -> None:
    rules = CentreRules(receipts=ReceiptRules(delay=60))
    async with running(rules) as centre, bound_to(centre) as heard:
        await heard.engine.request(message(validity="000000000001000R"))
        await until(lambda: heard.receipts, 4)
        assert heard.receipts[0].state == 3


async def test_a_scheduled_message_waits() -> None:
    async with running(CentreRules(receipts=ReceiptRules(delay=0.0))) as centre, bound_to(centre) as heard:
        await heard.engine.request(message(schedule="000000000100000R"))
        await asyncio.sleep(0.05)
        assert heard.receipts == []
        assert [one.state for one in centre.delivery.ledger] == ["SCHEDULED"]


async def test_receipts_can_be_switched_off_or_forced() -> None:
    async with running(CentreRules(receipts=ReceiptRules(delay=0.0, send=False))) as centre, bound_to(centre) as heard:
        await heard.engine.request(message())
        centre.use(CentreRules(receipts=ReceiptRules(delay=0.0, always=True), answers=AnswerRules()))
        await heard.engine.request(message(Receipt.NONE))
        await until(lambda: heard.receipts)
        assert len(heard.receipts) == 1
