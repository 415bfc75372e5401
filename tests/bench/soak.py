"""Hours in small: messages with receipts at a steady rate between the engine and the message centre; run as a script.

    python tests/bench/soak.py [--seconds 60] [--rate 200] [--warm-up 20]

Engine and centre have a process each, and the resident memory of both is sampled. The trace keeps every PDU by design,
so what its blocks of rows and of octets take is taken off the engine's figure; the centre keeps the last 50 000
messages, so a run that is to show it flat warms up until those are there. Status 1 where anything is lost, or memory
grew by more than 5 % after the warm-up.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smppconsole.compose.batch import BatchEncoder
from smppconsole.compose.draft import Draft, Receipt
from smppconsole.compose.expand import expand
from smppconsole.console.account import Account
from smppconsole.console.centre_rules import CentreRules
from smppconsole.console.engine import Engine
from smppconsole.console.simulator import Centre
from smppconsole.session.events import Answered, PduReceived, Unanswered, apart
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.rows import BLOCK, Block
from smppconsole.trace.store import Store

ROW = sum(memoryview(getattr(Block(), column)).itemsize for column in Block.__slots__)
"""Octets that a row of the trace takes beside its own."""
ALLOWED = 0.05
SAMPLES = 60
_DELIVER_SM, _SUBMIT_SM = 0x05, 0x04
_TICK = 0.05
_PATIENCE = 15.0


@dataclass(slots=True)
class Tally:
    """What was counted."""

    sent: int = 0
    answered: int = 0
    refused: int = 0
    unanswered: int = 0
    receipts: int = 0
    longest: float = 0.0
    ours: list[tuple[float, float]] = field(default_factory=list)
    centre: list[tuple[float, float]] = field(default_factory=list)

    def watch(self, _engine: Engine, happenings: tuple[Any, ...]) -> None:
        """Count what an engine tells."""
        for happening in apart(happenings):
            if isinstance(happening, Answered) and happening.request_id == _SUBMIT_SM:
                self.answered += 1
                self.refused += bool(happening.status)
                self.longest = max(self.longest, happening.round_trip)
            elif isinstance(happening, Unanswered):
                self.unanswered += 1
            elif isinstance(happening, PduReceived):
                self.receipts += happening.octets[7] == _DELIVER_SM


def resident(pid: int) -> int:
    """Octets of memory that a process has in use."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def serve() -> None:
    """The centre, until it is killed; the port is its first line."""
    print(await Centre(CentreRules()).start(), flush=True)
    await asyncio.Event().wait()


@contextmanager
def centre() -> Iterator[tuple[int, int]]:
    """The port and the process id of a centre."""
    command = [sys.executable, __file__, "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline()), process.pid
        finally:
            process.kill()


async def soak(port: int, pid: int, options: argparse.Namespace) -> Tally:
    """Send for as long as was asked, then wait for what is still to come."""
    account = Account(name="soak", host="127.0.0.1", port=port, system_id="soak", window=100, reconnect=False)
    store, tally = Store(), Tally()
    engine = Engine(account, store, 1)
    engine.observe(tally.watch)
    bound = await engine.start("password")
    assert bound.ok, bound.words
    sampling = asyncio.ensure_future(_sample(engine, store, tally, pid, options.seconds))
    await _send(engine, tally, options.rate, options.seconds)
    last = time.monotonic() + _PATIENCE
    while tally.receipts < tally.sent and time.monotonic() < last:  # noqa: ASYNC110 - a look now and then is enough
        await asyncio.sleep(_TICK)
    sampling.cancel()
    await engine.unbind()
    return tally


async def _send(engine: Engine, tally: Tally, rate: float, seconds: float) -> None:
    draft = Draft(source="Soak", destination="491701234567", text="soaked " * 12, receipt=Receipt.FINAL)
    (pdu,) = expand(draft).pdus
    encoder, begun = BatchEncoder(), time.monotonic()
    while (passed := time.monotonic() - begun) < seconds:
        due = int(passed * rate) - tally.sent
        numbers = range(tally.sent, tally.sent + due)
        fields = ({**pdu.fields, "destination_addr": str(491700000000 + number)} for number in numbers)
        engine.send_all([encoder.octets(Pdu(pdu.command, one)) for one in fields])
        tally.sent += due
        await asyncio.sleep(_TICK)


async def _sample(engine: Engine, store: Store, tally: Tally, pid: int, seconds: float) -> None:
    begun = time.monotonic()
    while True:
        await asyncio.sleep(max(1.0, seconds / SAMPLES))
        passed, all_ours, theirs = time.monotonic() - begun, resident(os.getpid()), resident(pid)
        ours = all_ours - store.arena.size - ROW * BLOCK * len(store.blocks)
        tally.ours.append((passed, ours))
        tally.centre.append((passed, theirs))
        print(
            f"{passed:7.0f} s   sent {tally.sent:>8}   answered {tally.answered:>8}   receipts {tally.receipts:>8}   "
            f"open {engine.outstanding + engine.queued:>4}   engine {_mb(all_ours)}, without the trace {_mb(ours)}   "
            f"centre {_mb(theirs)}",
            flush=True,
        )


def _mb(octets: float) -> str:
    return f"{octets / 1e6:6.1f} MB"


def growth(samples: list[tuple[float, float]], warm_up: float) -> float:
    """By which part memory grew from the end of the warm-up to the end: medians of a fifth of the samples each."""
    after = [octets for passed, octets in samples if passed >= warm_up]
    fifth = max(1, len(after) // 5)
    first, last = sorted(after[:fifth]), sorted(after[-fifth:])
    return last[len(last) // 2] / first[len(first) // 2] - 1 if after else 0.0


def main() -> int:
    """Soak, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=200.0, help="messages a second")
    parser.add_argument("--warm-up", type=float, default=20.0, help="seconds that do not count")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve())
    with centre() as (port, pid):
        tally = asyncio.run(soak(port, pid, options))
    lost = tally.sent - min(tally.answered - tally.refused, tally.receipts)
    grown = {"engine without its trace": growth(tally.ours, options.warm_up)}
    grown["centre"] = growth(tally.centre, options.warm_up)
    print(
        f"sent {tally.sent}, lost {lost}, unanswered {tally.unanswered}, longest answer {tally.longest * 1000:.0f} ms"
    )
    print("   ".join(f"{name} grew by {part:.1%}" for name, part in grown.items()))
    return int(lost != 0 or max(grown.values()) > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
