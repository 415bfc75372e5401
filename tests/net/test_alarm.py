"""One timer for many deadlines, set anew only when one comes earlier."""

from __future__ import annotations

import asyncio

from smppconsole.net.alarm import LONGEST_SLEEP, Alarm


async def test_it_rings_at_the_earliest_deadline_and_once() -> None:
    rung = asyncio.Event()
    count = 0

    def ring() -> None:
        nonlocal count
        count += 1
        rung.set()

    alarm = Alarm(ring)
    now = asyncio.get_running_loop().time()
    alarm.set(now + 60)
    alarm.set(now + 0.01)
    alarm.set(now + 30)
    async with asyncio.timeout(2):
        await rung.wait()
    await asyncio.sleep(0.02)
    assert count == 1


async def test_a_later_deadline_leaves_the_timer_alone() -> None:
    alarm = Alarm(lambda: None)
    now = asyncio.get_running_loop().time()
    alarm.set(now + 10)
    first = alarm._timer
    for later in range(11, 1000):
        alarm.set(now + later)
    assert alarm._timer is first
    alarm.cancel()
    alarm.cancel()


async def test_no_sleep_is_longer_than_event_loops_can_bear() -> None:
    alarm = Alarm(lambda: None)
    now = asyncio.get_running_loop().time()
    alarm.set(now + 40 * 86_400)
    assert alarm._timer is not None
    assert alarm._timer.when() <= now + LONGEST_SLEEP + 1
    alarm.cancel()


async def test_a_loop_that_cuts_milliseconds_off_rings_no_sooner() -> None:
    alarm = Alarm(lambda: None)
    deadline = asyncio.get_running_loop().time() + 10
    alarm.set(deadline)
    assert alarm._timer is not None
    assert deadline + 0.001 <= alarm._timer.when() <= deadline + 0.002
    alarm.cancel()
