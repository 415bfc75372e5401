"""Each fault on demand, as an ESME sees it: nothing lost, nothing hangs, the right words."""

from __future__ import annotations

import pytest

from smppconsole.console.centre_rules import Fault
from smppconsole.console.scenarios import scenario
from smppconsole.session.events import Answered, Closed, CloseReason, PduReceived, PeerFault, Unanswered, Unexpected
from smppconsole.smpp.decode import decode
from smppconsole.smpp.pdu import Pdu
from tests.kit.sessions import Heard, bound_to, running
from tests.kit.wires import until

FAULTS = scenario("faults-by-destination")


async def send_to(heard: Heard, last: str) -> Answered | Unanswered:
    pdu = Pdu("submit_sm", {"dest_addr_ton": 1, "destination_addr": f"49170000{last}", "short_message": b"x"})
    return await heard.engine.request(pdu)


def test_every_fault_stands_in_the_scenario_of_faults() -> None:
    used = {rule.fault for rule in FAULTS.rules}
    assert used >= set(Fault) - {Fault.NONE, Fault.LONG_LENGTH, Fault.TEXT}


@pytest.mark.parametrize(
    ("last", "status"), [("0001", 0x0B), ("0002", 0x58), ("0003", 0x14), ("0004", 0x45), ("0006", 3), ("0010", 0x401)]
)
async def test_refusals_come_as_answers(last: str, status: int) -> None:
    async with running(FAULTS) as centre, bound_to(centre) as heard:
        outcome = await send_to(heard, last)
        assert isinstance(outcome, Answered)
        assert outcome.status == status


async def test_no_answer_at_all_is_told_when_its_time_is_up() -> None:
    async with running(FAULTS) as centre, bound_to(centre, response_timeout=0.1) as heard:
        outcome = await send_to(heard, "0005")
        assert isinstance(outcome, Unanswered)
        assert heard.engine.is_bound


@pytest.mark.parametrize(("last", "kind"), [("0007", "foreign"), ("0012", "wrong-command")])
async def test_an_answer_that_fits_nothing_is_told_as_what_it_is(last: str, kind: str) -> None:
    async with running(FAULTS) as centre, bound_to(centre, response_timeout=0.1) as heard:
        assert isinstance(await send_to(heard, last), Unanswered)
        assert [event.kind for event in heard.of(Unexpected)] == [kind]


async def test_a_double_answer_is_told_as_one() -> None:
    async with running(FAULTS) as centre, bound_to(centre) as heard:
        assert isinstance(await send_to(heard, "0008"), Answered)
        await until(lambda: heard.of(Unexpected))
        assert [event.kind for event in heard.of(Unexpected)] == ["duplicate"]


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("0009", CloseReason.RESET),
        ("0011", CloseReason.FIN),
        ("0013", CloseReason.FRAMING),
        ("0016", CloseReason.FRAMING),
        ("0020", CloseReason.FRAMING),
        ("0022", CloseReason.UNBIND_THEM),
        ("0023", CloseReason.FIN),
    ],
)
async def test_an_end_is_told_by_its_kind_with_what_was_open(last: str, reason: CloseReason) -> None:
    async with running(FAULTS) as centre, bound_to(centre, reconnect=False) as heard:
        assert isinstance(await send_to(heard, last), Unanswered)
        closed = heard.of(Closed)[0]
        assert (closed.reason, closed.unanswered) == (reason, (2,))


async def test_half_an_answer_is_kept_with_its_octets() -> None:
    async with running(FAULTS) as centre, bound_to(centre, reconnect=False) as heard:
        await send_to(heard, "0011")
        fault = heard.of(PeerFault)[0]
        assert fault.id == "incomplete"
        assert 4 < len(fault.octets) < 27
        assert heard.store.octets(len(heard.store) - 1) == fault.octets


async def test_an_unknown_command_is_answered_and_the_message_is_too() -> None:
    async with running(FAULTS) as centre, bound_to(centre) as heard:
        assert isinstance(await send_to(heard, "0017"), Answered)
        assert [fault.id for fault in heard.of(PeerFault)] == ["unknown-command"]


@pytest.mark.parametrize("last", ["0018", "0019"])
async def test_a_strange_tlv_does_not_spoil_the_answer(last: str) -> None:
    async with running(FAULTS) as centre, bound_to(centre) as heard:
        outcome = await send_to(heard, last)
        assert isinstance(outcome, Answered)
        assert decode(outcome.octets).field("message_id") == "1000000001"
        assert bool(decode(outcome.octets).faults) == (last == "0019")


async def test_an_answer_in_crumbs_is_put_together() -> None:
    async with running(FAULTS) as centre, bound_to(centre) as heard:
        outcome = await send_to(heard, "0021")
        assert isinstance(outcome, Answered)
        assert outcome.octets in [event.octets for event in heard.of(PduReceived)]


async def test_a_message_taken_but_not_delivered_says_so_later() -> None:
    async with running(FAULTS) as centre, bound_to(centre) as heard:
        pdu = Pdu("submit_sm", {"destination_addr": "491700000014", "registered_delivery": 1})
        assert isinstance(await heard.engine.request(pdu), Answered)
        await until(lambda: heard.receipts)
        assert heard.receipts[0].state == 5


async def test_a_trap_set_by_hand_springs_once() -> None:
    told: list[tuple[str, str]] = []
    async with running() as centre, bound_to(centre) as heard:
        centre.observe(lambda what, words: told.append((what, words)))
        centre.trap.set(Fault.DOUBLE)
        assert isinstance(await send_to(heard, "9001"), Answered)
        await until(lambda: heard.of(Unexpected))
        assert centre.trap.fault is Fault.NONE
        assert isinstance(await send_to(heard, "9002"), Answered)
        assert len(heard.of(Unexpected)) == 1
    assert told[:2] == [("armed", "double"), ("armed", "none")]


async def test_a_session_slips_at_once_when_told() -> None:
    async with running() as centre, bound_to(centre) as heard:
        centre.sessions[0].slip(Fault.RESET)
        await until(lambda: heard.of(Closed))
        assert heard.of(Closed)[0].reason is CloseReason.RESET
