"""Every request of SMPP 3.4 has its answer at the centre."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from smppconsole.console.centre_rules import AnswerRules, CentreRules, ReceiptRules, Rule
from smppconsole.console.scenarios import scenario
from smppconsole.session.events import Answered
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from tests.kit.sessions import Heard, bound_to, running
from tests.kit.wires import until

SLOW = CentreRules(receipts=ReceiptRules(delay=30))
FIELDS: dict[str, FieldValue] = {
    "source_addr_ton": 1,
    "source_addr": "12345",
    "dest_addr_ton": 1,
    "destination_addr": "491701234567",
    "short_message": b"hello",
    "registered_delivery": 1,
}


@pytest.fixture
async def slow() -> AsyncIterator[Heard]:
    """Bound to a centre that keeps messages pending."""
    async with running(SLOW) as centre, bound_to(centre) as heard:
        yield heard


async def ask(heard: Heard, command: str, tlvs: tuple[Tlv, ...] = (), **fields: FieldValue) -> Decoded:
    outcome = await heard.engine.request(Pdu(command, fields, tlvs), anyway=True)
    assert isinstance(outcome, Answered)
    return decode(outcome.octets)


def status(answer: Decoded) -> int:
    assert answer.header is not None
    return answer.header.status


async def submit(heard: Heard, **changes: FieldValue) -> str:
    answer = await ask(heard, "submit_sm", **{**FIELDS, **changes})
    assert answer.command is not None
    assert answer.command.name == "submit_sm_resp"
    return str(answer.field("message_id"))


async def test_each_message_gets_an_id_of_its_own(slow: Heard) -> None:
    assert [await submit(slow), await submit(slow)] == ["1000000001", "1000000002"]


async def test_data_sm_is_taken_like_a_message(slow: Heard) -> None:
    fields = {key: value for key, value in FIELDS.items() if key != "short_message"}
    answer = await ask(slow, "data_sm", (Tlv(0x0424, b"hi"),), **fields)
    assert answer.command is not None
    assert answer.command.name == "data_sm_resp"
    assert answer.field("message_id") == "1000000001"


async def test_a_pending_message_can_be_asked_for_changed_and_cancelled(slow: Heard) -> None:
    message_id = await submit(slow)
    who = {"message_id": message_id, "source_addr_ton": 1, "source_addr": "12345"}
    asked = await ask(slow, "query_sm", **who)
    assert (asked.field("message_id"), asked.field("message_state"), asked.field("final_date")) == (message_id, 1, "")
    assert status(await ask(slow, "replace_sm", short_message=b"other", registered_delivery=1, **who)) == 0
    assert status(await ask(slow, "cancel_sm", dest_addr_ton=1, destination_addr="491701234567", **who)) == 0
    await until(lambda: slow.receipts)
    receipt = slow.receipts[0]
    assert (receipt.message_id, receipt.state) == (message_id, 4)
    assert receipt.text is not None
    assert receipt.text.text == "other"
    gone = await ask(slow, "query_sm", **who)
    assert gone.field("message_state") == 4
    assert str(gone.field("final_date")).endswith("+")
    assert status(await ask(slow, "cancel_sm", **who)) == 0x11
    assert status(await ask(slow, "replace_sm", short_message=b"x", **who)) == 0x13


async def test_all_pending_messages_between_two_addresses_can_be_cancelled(slow: Heard) -> None:
    await submit(slow)
    await submit(slow)
    await submit(slow, destination_addr="48")
    who: dict[str, FieldValue] = {"source_addr_ton": 1, "source_addr": "12345", "destination_addr": "491701234567"}
    assert status(await ask(slow, "cancel_sm", **who)) == 0
    await until(lambda: len(slow.receipts) == 2)
    assert status(await ask(slow, "cancel_sm", **who)) == 0x11


@pytest.mark.parametrize(("command", "expected"), [("query_sm", 0x67), ("cancel_sm", 0x0C), ("replace_sm", 0x0C)])
async def test_an_unknown_id_or_another_source_finds_nothing(slow: Heard, command: str, expected: int) -> None:
    message_id = await submit(slow)
    assert status(await ask(slow, command, message_id="7", source_addr="12345")) == expected
    assert status(await ask(slow, command, message_id=message_id, source_addr="other")) == expected


async def test_many_destinations_fail_each_for_itself() -> None:
    rules = replace(SLOW, rules=(Rule(destination="48*", status=0x0B),), answers=AnswerRules(lists=("friends",)))
    entries = tuple(
        {"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": to} for to in ("49170", "48170")
    ) + tuple({"dest_flag": 2, "dl_name": name} for name in ("friends", "strangers"))
    async with running(rules) as centre, bound_to(centre) as heard:
        answer = await ask(heard, "submit_multi", number_of_dests=4, dest_address=entries, short_message=b"x")
        assert answer.field("message_id") == "1000000001"
        assert answer.field("no_unsuccess") == 2
        failed = answer.field("unsuccess_sme")
        assert isinstance(failed, tuple)
        assert [(one["destination_addr"], one["error_status_code"]) for one in failed] == [
            ("48170", 0x0B),
            ("strangers", 0x34),
        ]
        assert [message.destination for message in centre.delivery.ledger] == ["49170", "friends"]


async def test_a_replacing_message_takes_the_place_of_the_pending_one(slow: Heard) -> None:
    first = await submit(slow)
    assert await submit(slow, replace_if_present_flag=1, short_message=b"newer") == first


async def test_rules_refuse_by_sender_type() -> None:
    async with running(scenario("telemessage-sheet")) as centre, bound_to(centre, system_id="demo") as heard:
        assert status(await ask(heard, "submit_sm", **FIELDS)) == 0
        assert status(await ask(heard, "submit_sm", **{**FIELDS, "source_addr_ton": 0})) == 0x48
        text = {**FIELDS, "source_addr_ton": 5, "source_addr": "MyBank"}
        assert status(await ask(heard, "submit_sm", **text)) == 0


async def test_each_nth_message_is_throttled() -> None:
    async with running(CentreRules(answers=AnswerRules(throttle_every=3))) as centre, bound_to(centre) as heard:
        seen = [status(await ask(heard, "submit_sm", **FIELDS)) for _ in range(6)]
        assert seen == [0, 0, 0x58, 0, 0, 0x58]


@pytest.mark.parametrize(
    ("command", "expected"),
    [("data_sm", 0x03), ("submit_multi", 0x03), ("query_sm", 0x67), ("cancel_sm", 0x11), ("replace_sm", 0x0C)],
)
async def test_operations_can_be_switched_off(command: str, expected: int) -> None:
    answers = AnswerRules(query=False, cancel=False, replace=False, multi=False, data=False)
    entries = ({"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "49"},)
    fields: dict[str, dict[str, FieldValue]] = {
        "data_sm": {"destination_addr": "49"},
        "submit_multi": {"number_of_dests": 1, "dest_address": entries},
    }
    tlvs = (Tlv(0x0424, b"x"),) if command == "data_sm" else ()
    async with running(CentreRules(answers=answers)) as centre, bound_to(centre) as heard:
        assert status(await ask(heard, command, tlvs, **fields.get(command, {}))) == expected


async def test_a_command_of_50_is_not_known() -> None:
    async with running() as centre, bound_to(centre) as heard:
        outcome = await heard.engine.request(Pdu("query_broadcast_sm", {"message_id": "1"}), anyway=True)
        assert isinstance(outcome, Answered)
        assert outcome.status in (0x03, 0x04)
