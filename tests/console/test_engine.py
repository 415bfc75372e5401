"""A session of an account: what it shows, what it sends, how it comes back, and that nothing is sent twice."""

from __future__ import annotations

import asyncio
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from smppconsole.console.centre_rules import BindRules, CentreRules, Fault, LinkRules, Login, Rule
from smppconsole.console.happenings import BindDone, GaveUp, Lost, Retry, Trouble
from smppconsole.console.linkstatus import LinkState
from smppconsole.net import tasks
from smppconsole.session.events import Answered, Closed, CloseReason, PduSent, Unanswered
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.capture import CaptureWriter
from tests.kit.sessions import Heard, account_for, bound_to, facing, running
from tests.kit.wires import binding, silence, until

SUBMIT = Pdu("submit_sm", {"destination_addr": "491701234567", "short_message": b"x"})
QUICKLY = {"reconnect_first": 0.01, "reconnect_longest": 0.03}


async def test_the_light_goes_from_off_over_binding_to_alive_and_back() -> None:
    async with running(CentreRules(bind=BindRules(delay=0.05))) as centre:
        heard = Heard(account_for(centre.port))
        seen = [heard.engine.link.state]
        starting = tasks.spawn(heard.engine.start("x"), "starting")
        await asyncio.sleep(0.02)
        seen.append(heard.engine.link.state)
        assert (await starting).ok
        seen.append(heard.engine.link.state)
        assert heard.engine.link.words == f"bound as transceiver to 127.0.0.1:{centre.port}"
        words = await heard.engine.unbind()
        seen.append(heard.engine.link.state)
        assert seen == [LinkState.OFF, LinkState.BINDING, LinkState.ALIVE, LinkState.OFF]
        assert words.startswith("unbound")
        assert heard.of(Closed)[0].reason is CloseReason.UNBIND_US


async def test_a_second_start_is_refused_while_the_first_stands() -> None:
    async with running() as centre, bound_to(centre) as heard:
        assert (await heard.engine.start("x")).cause == "busy"
        assert heard.engine.is_bound


async def test_a_lost_link_is_bound_again() -> None:
    async with running() as centre, bound_to(centre, **QUICKLY) as heard:
        for session in centre.sessions:
            session.link.abort("cut")
        await until(lambda: len(heard.of(BindDone)) == 2)
        assert heard.engine.is_bound
        assert heard.engine.link.state is LinkState.ALIVE
        assert len(heard.of(Lost)) == len(heard.of(Retry)) == 1
        assert isinstance(await heard.engine.request(SUBMIT), Answered)


async def test_where_a_host_cannot_be_reached_the_next_is_tried() -> None:
    async with running() as centre:
        account = replace(account_for(_closed_port()), other_hosts=f"127.0.0.1:{centre.port}")
        heard = Heard(account)
        result = await heard.engine.start("x")
        assert (result.ok, result.address) == (True, f"127.0.0.1:{centre.port}")
        assert [words.partition(": ")[0] for words in result.passed_over] == [f"127.0.0.1:{account.port}"]
        assert heard.engine.link.words == f"bound as transceiver to 127.0.0.1:{centre.port}"
        await heard.engine.unbind()


async def test_after_a_drop_it_is_the_next_hosts_turn() -> None:
    async with running() as first, running() as second:
        account = replace(account_for(first.port), other_hosts=f"127.0.0.1:{second.port}", **QUICKLY)
        heard = Heard(account)
        assert (await heard.engine.start("x")).ok
        first.drop_all()
        await until(lambda: heard.engine.is_bound and str(second.port) in heard.engine.link.words)
        await heard.engine.unbind()


async def test_hosts_that_cannot_be_reached_are_all_told() -> None:
    ports = _closed_port(), _closed_port()
    heard = Heard(replace(account_for(ports[0]), other_hosts=f"127.0.0.1:{ports[1]}"))
    result = await heard.engine.start("x")
    assert not result.ok
    assert result.words.startswith("none of 2 hosts could be reached: ")
    assert all(f"127.0.0.1:{port}" in result.words for port in ports)


def _closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_what_was_unanswered_at_a_drop_is_told_and_never_sent_again() -> None:
    rules = CentreRules(rules=(Rule(every=1, fault=Fault.SILENCE),))
    async with running(rules) as centre, bound_to(centre, window=2, **QUICKLY) as heard:
        sequences = heard.engine.send_all([SUBMIT] * 3)
        await asyncio.sleep(0.05)
        for session in centre.sessions:
            session.link.abort("cut")
        outcomes = [await heard.engine.outcome(sequence) for sequence in sequences]
        assert [outcome.why for outcome in outcomes if isinstance(outcome, Unanswered)] == [
            "closed",
            "closed",
            "unsent",
        ]
        await until(lambda: len(heard.of(BindDone)) == 2)
        await asyncio.sleep(0.05)
        assert len(heard.sent(4)) == 2
        lost = heard.of(Lost)[0]
        assert lost.closed.unanswered == tuple(sequences[:2])
        assert "2 requests without an answer" in lost.words
        assert "1 never sent" in lost.words


async def test_an_account_may_forbid_to_bind_again() -> None:
    async with running() as centre, bound_to(centre, reconnect=False) as heard:
        centre.drop_all()
        await until(lambda: heard.of(GaveUp))
        assert heard.of(GaveUp)[0].words == f"{heard.of(Lost)[0].words}; this account does not reconnect by itself"
        assert not heard.engine.is_busy
        assert heard.engine.link.state is LinkState.DEAD


async def test_a_refusal_that_cannot_change_is_not_repeated() -> None:
    async with running() as centre, bound_to(centre, **QUICKLY) as heard:
        centre.use(CentreRules(logins=(Login("somebody else"),)))
        centre.drop_all()
        await until(lambda: heard.of(GaveUp))
        assert len(heard.of(BindDone)) == 2
        assert "cannot help" in heard.of(GaveUp)[0].words
        assert not heard.engine.is_busy


async def test_a_refusal_that_passes_is_repeated_until_it_does() -> None:
    rules = CentreRules(link=LinkRules(drop_after=0.1), bind=BindRules(refuse_after_drop=3, status=0x08))
    async with running(rules) as centre, bound_to(centre, **QUICKLY) as heard:
        await until(lambda: len(heard.of(BindDone)) >= 5)
        assert [done.result.status for done in heard.of(BindDone)][:5] == [0, 8, 8, 8, 0]


async def test_already_bound_is_given_time(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running() as centre, bound_to(centre, **QUICKLY) as heard:
        centre.use(CentreRules(bind=BindRules(refuse=-1, status=0x05)))
        centre.drop_all()
        await until(lambda: len(heard.of(Retry)) == 2)
        assert heard.of(Retry)[1].seconds >= 30
        assert (heard.engine.link.retry_in or 0) > 20
        assert heard.engine.is_busy


async def test_unbinding_ends_the_tries() -> None:
    async with running() as centre, bound_to(centre, reconnect_first=30) as heard:
        centre.drop_all()
        await until(lambda: heard.of(Retry))
        assert await heard.engine.unbind() == "there was no connection"
        assert not heard.engine.is_busy
        assert heard.engine.link.state is LinkState.OFF


async def test_a_bind_under_way_can_be_given_up() -> None:
    async with facing(silence, bind_timeout=10) as heard:
        starting = tasks.spawn(heard.engine.start("x"), "starting")
        await until(lambda: heard.of(PduSent))
        await heard.engine.close()
        result = await starting
        assert (result.ok, result.cause) == (False, "given-up")
        assert not heard.engine.is_busy


async def test_a_start_that_is_cancelled_leaves_nothing() -> None:
    async with facing(silence, bind_timeout=10) as heard:
        starting = tasks.spawn(heard.engine.start("x"), "starting")
        await until(lambda: heard.of(PduSent))
        await tasks.stop(starting)
        assert not [task for task in tasks.running() if "bind" in task.get_name()]
        await heard.engine.close()
        assert not heard.engine.is_busy


async def test_an_unbind_nobody_answers_ends_at_its_deadline() -> None:
    async with facing(binding(silence), unbind_timeout=0.05) as heard:
        await heard.engine.start("x")
        words = await heard.engine.unbind()
        assert "no answer to it in 0.05 s" in words


async def test_the_centres_unbind_is_answered_and_the_session_comes_back() -> None:
    async with running() as centre, bound_to(centre, **QUICKLY) as heard:
        centre.unbind_all()
        await until(lambda: len(heard.of(BindDone)) == 2)
        assert heard.of(Closed)[0].reason is CloseReason.UNBIND_THEM
        assert heard.sent(0x80000006)


async def test_the_timers_that_run_are_told_by_the_wall_clock() -> None:
    async with running() as centre, bound_to(centre, enquire_link=30, inactivity=90) as heard:
        due = heard.engine.link.running
        assert due.enquire_link == pytest.approx(time.time() + 30, abs=5)
        assert due.inactivity == pytest.approx(time.time() + 90, abs=5)
        assert (due.session_init, due.answer, due.response) == (None, None, None)


async def test_enquire_link_is_counted_with_its_round_trip() -> None:
    async with running() as centre, bound_to(centre, enquire_link=0.02) as heard:
        await until(lambda: heard.engine.link.answered >= 2)
        status = heard.engine.link
        assert status.state is LinkState.ALIVE
        assert (status.last_round_trip or 0) > 0
        assert status.missed == 0


async def test_a_capture_can_begin_and_end_at_any_time(tmp_path: Path) -> None:
    async with running() as centre, bound_to(centre) as heard:
        with CaptureWriter(tmp_path / "c.pcapng") as capture:
            heard.engine.write_to(capture)
            await heard.engine.request(SUBMIT)
            heard.engine.write_to(None)
            await heard.engine.request(SUBMIT)
            assert capture.written == 2


async def test_trouble_of_ours_is_told() -> None:
    heard = Heard(account_for(1))
    stop = heard.engine.observe(lambda _engine, _happenings: None)
    heard.engine.complain("the disk is full")
    stop()
    assert heard.of(Trouble) == [Trouble("the disk is full")]


async def test_every_octet_of_a_session_is_in_the_store_in_order() -> None:
    async with running() as centre, bound_to(centre) as heard:
        await heard.engine.request(SUBMIT)
        await heard.engine.unbind()
        rows = [(heard.store.outgoing(row), heard.store.command(row)) for row in range(len(heard.store))]
        assert rows == [
            (True, 9),
            (False, 0x80000009),
            (True, 4),
            (False, 0x80000004),
            (True, 6),
            (False, 0x80000006),
        ]
        assert all(heard.store.peer(row) >= 0 for row in range(6))
        ends = heard.store.record(0).ends
        assert ends.account == "Test"
        assert ends.remote == f"127.0.0.1:{centre.port}"
