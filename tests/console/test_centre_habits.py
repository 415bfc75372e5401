"""What the centre does with a link of its own accord."""

from __future__ import annotations

import asyncio

from smppconsole.console.centre_rules import BindRules, CentreRules, LinkRules
from smppconsole.session.events import Closed, CloseReason
from smppconsole.smpp.decode import decode
from smppconsole.smpp.pdu import Pdu
from tests.kit.sessions import bound_to, running
from tests.kit.wires import until


async def end_of(rules: LinkRules) -> CloseReason:
    async with running(CentreRules(link=rules)) as centre, bound_to(centre, reconnect=False) as heard:
        await until(lambda: heard.of(Closed))
        return heard.of(Closed)[0].reason


async def test_it_unbinds_after_a_while() -> None:
    assert await end_of(LinkRules(unbind_after=0.03)) is CloseReason.UNBIND_THEM


async def test_it_drops_after_a_while() -> None:
    assert await end_of(LinkRules(drop_after=0.03)) is CloseReason.FIN


async def test_it_resets_after_a_while() -> None:
    assert await end_of(LinkRules(drop_after=0.03, reset=True)) is CloseReason.RESET


async def test_an_idle_link_without_enquire_link_is_dropped() -> None:
    assert await end_of(LinkRules(idle_limit=0.05)) is CloseReason.FIN


async def test_enquire_link_keeps_an_idle_link() -> None:
    rules = CentreRules(link=LinkRules(idle_limit=0.15))
    async with running(rules) as centre, bound_to(centre, enquire_link=0.04, reconnect=False) as heard:
        await asyncio.sleep(0.4)
        assert heard.engine.is_bound


async def test_it_asks_enquire_link_when_told() -> None:
    rules = CentreRules(link=LinkRules(enquire_link=0.02))
    async with running(rules) as centre, bound_to(centre) as heard:
        await until(lambda: heard.engine.link.peer_asked >= 2)


async def test_a_deaf_centre_makes_a_link_late_then_dead() -> None:
    rules = CentreRules(link=LinkRules(deaf=True))
    changes = {"enquire_link": 0.03, "enquire_link_response": 0.03, "missed_limit": 2, "reconnect": False}
    async with running(rules) as centre, bound_to(centre, **changes) as heard:
        seen: set[str] = set()
        await until(lambda: seen.add(heard.engine.link.state) or heard.of(Closed))
        assert heard.of(Closed)[0].reason is CloseReason.DEAD
        assert seen >= {"alive", "late", "dead"}


async def test_it_raises_alerts() -> None:
    rules = CentreRules(link=LinkRules(alert_every=0.02))
    async with running(rules) as centre, bound_to(centre) as heard:
        await until(lambda: len(heard.received(0x102)) >= 2)
        assert decode(heard.received(0x102)[0]).field("source_addr") == "491701234567"


async def test_after_a_drop_the_next_binds_may_be_refused() -> None:
    rules = CentreRules(link=LinkRules(drop_after=0.05), bind=BindRules(refuse_after_drop=2, status=0x08))
    changes = {"reconnect_first": 0.01, "reconnect_longest": 0.02}
    async with running(rules) as centre, bound_to(centre, **changes) as heard:
        from smppconsole.console.happenings import BindDone

        await until(lambda: len(heard.of(BindDone)) >= 4)
        assert [done.result.status for done in heard.of(BindDone)][:4] == [0, 8, 8, 0]


async def test_requests_of_the_esme_count_as_life() -> None:
    rules = CentreRules(link=LinkRules(idle_limit=0.15))
    async with running(rules) as centre, bound_to(centre, enquire_link=0.0, reconnect=False) as heard:
        for _ in range(8):
            await heard.engine.request(Pdu("submit_sm", {"destination_addr": "49"}))
            await asyncio.sleep(0.05)
        assert heard.engine.is_bound
