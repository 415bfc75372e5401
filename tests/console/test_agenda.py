"""Many things to do later, one timer."""

from __future__ import annotations

import asyncio

from smppconsole.console.agenda import Agenda
from tests.kit.wires import until


async def test_things_are_done_in_the_order_of_their_times() -> None:
    agenda, done = Agenda(), list[str]()
    agenda.after(0.02, lambda: done.append("later"))
    agenda.after(0.0, lambda: done.append("now"))
    agenda.after(0.0, lambda: done.append("then"))
    await until(lambda: len(done) == 3)
    assert done == ["now", "then", "later"]
    assert len(agenda) == 0


async def test_what_was_dropped_is_not_done() -> None:
    agenda, done = Agenda(), list[str]()
    entry = agenda.after(0.0, lambda: done.append("dropped"))
    agenda.after(0.01, lambda: done.append("kept"))
    entry.drop()
    await until(lambda: done)
    assert done == ["kept"]


async def test_doing_may_plan_more() -> None:
    agenda, done = Agenda(), list[int]()

    def act() -> None:
        done.append(len(done))
        if len(done) < 3:
            agenda.after(0.0, act)

    agenda.after(0.0, act)
    await until(lambda: len(done) == 3)


async def test_a_thousand_plans_share_a_timer() -> None:
    loop, made = asyncio.get_running_loop(), list[float]()
    call_at = loop.call_at
    loop.call_at = lambda when, *args, **kw: (made.append(when), call_at(when, *args, **kw))[1]  # type: ignore[assignment,method-assign]
    agenda = Agenda()
    for number in range(1000):
        agenda.after(10 + number, lambda: None)
    assert len(made) == 1
    agenda.clear()
    assert len(agenda) == 0
