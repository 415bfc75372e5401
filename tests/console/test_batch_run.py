"""One message to many, through an engine bound to our own centre."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from smppconsole.compose.batch import plan_batch
from smppconsole.compose.draft import Carry, Draft
from smppconsole.console.account import Account
from smppconsole.console.batch_progress import Stage
from smppconsole.console.batch_row import Fate
from smppconsole.console.batch_run import BatchRun
from smppconsole.console.centre_rules import AnswerRules, CentreRules, Fault, LinkRules, Rule
from smppconsole.console.engine import Engine
from smppconsole.console.pace import Pace
from smppconsole.console.simulator import Centre
from smppconsole.net import tasks
from smppconsole.smpp.framing import cut
from smppconsole.trace.store import Store

Bound = Callable[..., Awaitable[Engine]]
DRAFT = Draft("", "Orbit", "Hello {name}")


@pytest.fixture
async def bound() -> AsyncIterator[Bound]:
    """``await bound(rules)`` is an engine bound to a centre of those rules."""
    centres: list[Centre] = []
    engines: list[Engine] = []

    async def make(rules: CentreRules | None = None, window: int = 10) -> Engine:
        centre = Centre(rules or CentreRules())
        centres.append(centre)
        account = Account("a", "127.0.0.1", await centre.start(), "demo", window=window, reconnect=False)
        engine = Engine(replace(account, response_timeout=1.0, throttle_pause=0.01), Store(), 1)
        engines.append(engine)
        assert (await engine.start("x")).ok
        return engine

    yield make
    for engine in engines:
        await engine.close()
    for centre in centres:
        await centre.stop()


def _rows(count: int) -> list[dict[str, str]]:
    return [{"to": f"49170{number:06}", "name": f"n{number}"} for number in range(1, count + 1)]


def _batch(engine: Engine, count: int, draft: Draft = DRAFT, **options: float) -> BatchRun:
    return BatchRun(engine, plan_batch(draft, _rows(count)), count, **options)  # type: ignore[arg-type]


async def test_every_row_is_sent_once_and_accepted(bound: Bound) -> None:
    run = _batch(await bound(), 50)
    told: list[int] = []
    run.observe(lambda _run, row: told.append(row.row) if row else None)
    await run.run()
    assert (run.stage, run.finished, run.unsent) == (Stage.DONE, 50, 0)
    assert run.counts[Fate.ACCEPTED] == 50
    assert len({row.message_ids[0] for row in run.rows}) == 50
    assert [row.destination for row in run.rows[:2]] == ["49170000001", "49170000002"]
    assert set(told) == set(range(1, 51))
    assert run.rows[0].round_trip >= 0


async def test_rows_that_cannot_be_sent_are_told_and_the_others_go_on(bound: Bound) -> None:
    rows = [
        {"to": "491701", "name": "a"},
        {"to": "", "name": "b"},
        {"to": "4" * 30, "name": "c"},
        {"to": "49", "name": "d"},
    ]
    run = BatchRun(await bound(), plan_batch(DRAFT, rows), 4)
    await run.run()
    assert [row.fate for row in run.rows] == [Fate.ACCEPTED, Fate.BAD, Fate.BAD, Fate.ACCEPTED]
    assert "destination" in run.rows[1].words
    assert run.rows[2].words


async def test_a_message_of_parts_is_accepted_when_all_its_parts_are(bound: Bound) -> None:
    run = _batch(await bound(), 3, replace(DRAFT, text="x" * 300, carry=Carry.UDH8))
    await run.run()
    assert [len(row.message_ids) for row in run.rows] == [2, 2, 2]
    assert run.sent_parts == 6


async def test_refusals_are_told_with_their_words(bound: Bound) -> None:
    rules = CentreRules(rules=(Rule(destination="*2", status=0x0B),))
    run = _batch(await bound(rules), 3)
    await run.run()
    assert [row.fate for row in run.rows] == [Fate.ACCEPTED, Fate.REFUSED, Fate.ACCEPTED]
    assert (run.rows[1].status, bool(run.rows[1].words)) == (0x0B, True)


async def test_the_rate_is_kept(bound: Bound) -> None:
    run = _batch(await bound(), 10, rate=40.0)
    await run.run()
    assert run.elapsed >= 0.15


async def test_an_answer_lets_the_next_go_without_a_turn_of_the_task(bound: Bound) -> None:
    run, waits = _batch(await bound(window=1), 50), 0
    wait = run._wait_for_change

    async def counted(*seconds: float) -> None:
        nonlocal waits
        waits += 1
        await wait(*seconds)

    run._wait_for_change = counted  # type: ignore[method-assign]
    await run.run()
    assert run.counts[Fate.ACCEPTED] == 50
    assert waits < 5


async def test_the_window_is_never_passed(bound: Bound) -> None:
    engine = await bound(CentreRules(answers=AnswerRules(delay=0.02)), window=3)
    most = 0

    def look(_run: BatchRun, _row: object) -> None:
        nonlocal most
        most = max(most, engine.outstanding + engine.queued)

    run = _batch(engine, 12)
    run.observe(look)
    await run.run()
    assert run.counts[Fate.ACCEPTED] == 12
    assert most <= 3


@pytest.mark.parametrize(("status", "name"), [(0x58, "ESME_RTHROTTLED"), (0x14, "ESME_RMSGQFUL")])
async def test_a_refusal_for_speed_slows_down_says_so_and_is_sent_again(bound: Bound, status: int, name: str) -> None:
    rules = CentreRules(answers=AnswerRules(throttle_every=4, throttle_status=status))
    run = _batch(await bound(rules), 5, rate=200.0)
    await run.run()
    assert run.counts[Fate.ACCEPTED] == 5
    assert run.rows[3].tries == 2
    assert run.pace.times_slowed == 1
    assert name in run.words
    assert "slowed down to 100" in run.words


async def test_a_message_refused_for_speed_again_and_again_is_given_up(bound: Bound) -> None:
    rules = CentreRules(rules=(Rule(destination="*1", status=0x58),))
    run = _batch(await bound(rules), 1, most_tries=2)
    await run.run()
    assert (run.rows[0].fate, run.rows[0].tries) == (Fate.REFUSED, 2)


async def test_a_part_refused_for_speed_is_sent_again_while_its_message_is_still_going_out(
    bound: Bound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pace, "slow_down", lambda *_: False)  # its rests have tests of their own
    rules = CentreRules(answers=AnswerRules(throttle_every=2))
    run = _batch(await bound(rules, window=1), 1, replace(DRAFT, text="x" * 450, carry=Carry.UDH8), rate=200.0)
    await asyncio.wait_for(run.run(), 5)
    assert (run.rows[0].fate, len(run.rows[0].message_ids)) == (Fate.ACCEPTED, 3)
    assert run.sent_parts == 5


async def test_what_goes_out_in_one_turn_goes_out_in_one_write(bound: Bound, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = await bound(window=10)
    assert engine.connection
    assert engine.connection.link
    writes: list[int] = []
    transport = engine.connection.link.transport
    monkeypatch.setattr(engine.connection.link, "transport", Counting(transport, writes))
    await _batch(engine, 10).run()
    assert sum(writes) == 10
    assert len(writes) == 1


class Counting:
    """A transport that counts the PDUs of each write."""

    def __init__(self, transport: asyncio.Transport, writes: list[int]) -> None:
        self._transport, self._writes = transport, writes

    def write(self, octets: bytes) -> None:
        self._writes.append(len(cut(octets)))
        self._transport.write(octets)

    def __getattr__(self, name: str) -> object:
        return getattr(self._transport, name)


async def test_pausing_sends_no_more_until_it_goes_on(bound: Bound) -> None:
    engine = await bound()
    run = _batch(engine, 40, rate=200.0)
    task = tasks.spawn(run.run(), "batch")
    await asyncio.sleep(0.05)
    run.pause()
    await asyncio.sleep(0.1)
    sent = run.sent_parts
    await asyncio.sleep(0.1)
    assert 0 < run.sent_parts == sent < 40
    assert run.stage is Stage.PAUSED
    run.resume()
    await task
    assert run.counts[Fate.ACCEPTED] == 40


async def test_cancelling_leaves_the_rest_unsent(bound: Bound) -> None:
    run = _batch(await bound(), 1000, rate=100.0)
    task = tasks.spawn(run.run(), "batch")
    await asyncio.sleep(0.1)
    run.cancel()
    await task
    await asyncio.sleep(0.05)
    assert run.stage is Stage.CANCELLED
    assert run.unsent + run.finished == 1000
    assert run.unsent > 900
    run.pause()
    run.resume()
    assert run.stage is Stage.CANCELLED


async def test_a_paused_batch_can_be_cancelled(bound: Bound) -> None:
    run = _batch(await bound(), 10, rate=20.0)
    task = tasks.spawn(run.run(), "batch")
    await asyncio.sleep(0.02)
    run.pause()
    run.cancel()
    await asyncio.wait_for(task, 1)


async def test_a_lost_link_pauses_and_what_was_out_is_never_sent_again(bound: Bound) -> None:
    rules = CentreRules(answers=AnswerRules(delay=0.3), link=LinkRules(drop_after=0.15))
    engine = await bound(rules, window=5)
    run = _batch(engine, 20)
    task = tasks.spawn(run.run(), "batch")
    paused = asyncio.Event()
    run.observe(lambda run, _row: paused.set() if run.stage is Stage.PAUSED else None)
    await asyncio.wait_for(paused.wait(), 3)
    assert "not bound" in run.words
    assert run.counts[Fate.UNANSWERED] == 5
    assert all("may have taken it" in row.words for row in run.rows if row.fate is Fate.UNANSWERED)
    run.cancel()
    await task
    assert run.unsent == 15


async def test_silence_is_told_as_such(bound: Bound) -> None:
    rules = CentreRules(rules=(Rule(destination="*1", fault=Fault.SILENCE),))
    run = _batch(await bound(rules), 2)
    await run.run()
    assert [row.fate for row in run.rows] == [Fate.UNANSWERED, Fate.ACCEPTED]
