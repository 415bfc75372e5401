"""Twenty-four hours of an engine and a message centre in seconds: keep-alive, drops, an outage, and every message told.

The clock of the event loop jumps over idle times, and the network between the two is one of memory (``kit.days``).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter

from smppconsole.console.account import Account
from smppconsole.console.centre_rules import CentreRules
from smppconsole.console.engine import Engine
from smppconsole.console.happenings import BindDone, GaveUp, Happening, Lost, Retry, Trouble
from smppconsole.console.simulator import Centre
from smppconsole.session.events import Answered, Unanswered
from smppconsole.session.state import StateError
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.store import Mark, Store
from tests.kit.days import run_fast

HOUR = 3600.0
DROP_EVERY = 37 * 60.0
OUTAGE = 40 * 60.0
SUBMIT = Pdu("submit_sm", {"destination_addr": "4917", "short_message": b"x", "registered_delivery": 1})


class Day:
    """What happened."""

    def __init__(self, port: int) -> None:
        self.store = Store()
        account = Account("day", "127.0.0.1", port, "me", enquire_link=30.0)
        self.engine = Engine(account, self.store, 1)
        self.told: Counter[type] = Counter()
        self.ends: Counter[int] = Counter()
        self.sent: list[int] = []
        self.asked = 0
        self.pauses: list[float] = []
        self.refused = 0
        self.engine.observe(self._watch)

    def _watch(self, _engine: Engine, happenings: tuple[Happening, ...]) -> None:
        for happening in happenings:
            self.told[type(happening)] += 1
            if isinstance(happening, Retry):
                self.pauses.append(happening.seconds)
            elif isinstance(happening, BindDone) and not happening.result.ok:
                self.refused += 1
            elif isinstance(happening, Answered | Unanswered) and happening.request_id == 4:
                self.ends[len(self.sent)] += 1
            elif isinstance(happening, Answered) and happening.request_id == 0x15:
                self.asked += 1

    async def send_now_and_then(self) -> None:
        """A message a minute, while the session is bound."""
        while True:
            await asyncio.sleep(60)
            with contextlib.suppress(StateError):
                self.sent.append(self.engine.send(SUBMIT))


async def _disturb(centre: Centre, port: int) -> int:
    """Drop the link every 37 minutes, and take the centre away for 40 minutes at noon; how many links were cut."""
    drops, outage = 0, False
    loop = asyncio.get_running_loop()
    begun = loop.time()
    while (passed := loop.time() - begun) < 23 * HOUR:
        await asyncio.sleep(DROP_EVERY)
        drops += centre.drop_all()
        if passed > 12 * HOUR and not outage:
            outage = True
            await centre.stop()
            await asyncio.sleep(OUTAGE)
            await centre.start(port=port)
    await asyncio.sleep(begun + 24 * HOUR - loop.time())
    return drops


async def _day() -> tuple[Day, int, float]:
    centre = Centre(CentreRules())
    port = await centre.start()
    day = Day(port)
    assert (await day.engine.start("secret")).ok
    sending = asyncio.ensure_future(day.send_now_and_then())
    begun = asyncio.get_running_loop().time()
    drops = await _disturb(centre, port)
    hours = (asyncio.get_running_loop().time() - begun) / HOUR
    sending.cancel()
    assert day.engine.is_bound
    await asyncio.sleep(30)
    await day.engine.unbind()
    await centre.stop()
    return day, drops, hours


def test_a_day_of_drops_and_an_outage_loses_nothing() -> None:
    day, drops, hours = run_fast(_day())
    assert hours >= 24
    assert drops > 30
    assert (day.told[Lost], day.told[GaveUp], day.told[Trouble]) == (drops, 0, 0)
    # Every message has one end, and what was said to be sent is in the trace once.
    assert len(day.sent) > 1300
    assert sum(day.ends.values()) == len(day.sent)
    rows = range(len(day.store))
    assert sum(day.store.command(row) == 4 for row in rows) == len(day.sent)
    assert sum(day.store.command(row) == 5 for row in rows) >= len(day.sent) - drops
    # The pulse went on all day: every 30 seconds of quiet, and messages come every 60.
    assert day.asked > 1300
    assert not any(day.store.is_open(row) and not day.store.flags(row) & Mark.ABANDONED for row in rows)
    # Pauses begin at 5 s, double up to 300 s while nobody listens, and are spread by chance.
    assert day.refused >= 8
    assert all(4 <= pause <= 300 for pause in day.pauses)
    assert max(day.pauses) > 200
    assert len(set(day.pauses)) > len(day.pauses) // 2
