"""How long the event loop stands still in each action of the window, while PDUs arrive.

    python -m tests.bench.bench_actions [--rows 200000] [--rate 500] [--part 1/2] [--steps 'size|theme'] [--all]

A centre in a process of its own sends deliver_sm at a rate; each is answered, so twice as many rows come. The trace
holds ``--rows`` PDUs before, and what the window makes while it rests is made. Each step of ``tests.kit.every_action``
is done and left a third of a second, longer where it takes longer; printed is the worst stall in it and how much
of it was work of the window's own thread, the worst steps first. ``--part`` takes so much of the steps, ``--steps``
those whose names it matches.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import re
import socket
import sys
import time
from dataclasses import replace
from multiprocessing import get_context

from smppconsole.console.account import Account
from smppconsole.console.workspace import Workspace
from smppconsole.ui.app import open_window, shut_down
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.warming import Warming
from tests.bench.bench_window import Load, Meter, pour, run, settled
from tests.kit.every_action import put_away, steps
from tests.kit.traces import fill

BOUND = 50.0
_LEAST, _SETTLED = 0.2, 2.0
_SHOWN = 15
_LAST = ("action bind", "action clear")
"""What ends the traffic or empties the trace comes when all else was done in it."""


async def measure(window: MainWindow, part: tuple[int, int], word: str) -> list[tuple[float, float, str]]:
    """The worst stall of each step and the longest work of the window in one, in milliseconds."""
    found = []
    number, count = part
    todo = sorted((step for step in steps(window) if re.search(word, step.name)), key=lambda step: step.name in _LAST)
    for step in todo[len(todo) * (number - 1) // count : len(todo) * number // count]:
        meter = Meter()
        meter.start()
        step.do()
        begun = time.perf_counter()
        page = window.cast.trace.page
        await asyncio.sleep(_LEAST)
        await settled(lambda page=page: page.filter.done and window.cast.appearance.done, _SETTLED)
        put_away(window)
        await asyncio.sleep(_LEAST / 2)
        meter.stop()
        name = f"{step.name} ({time.perf_counter() - begun:.1f} s)"
        found.append((max(meter.late, default=0.0), max(meter.work, default=0.0), name))
    return found


async def whole(rows: int, rate: int, part: tuple[int, int], word: str, everything: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    seconds = 240
    centre = get_context("spawn").Process(target=pour, args=(port, Load(rate, seconds, answered=True)), daemon=True)
    centre.start()
    workspace = Workspace()
    workspace.secrets._find = lambda: None
    window = open_window(workspace)
    window.show()
    fill(workspace.store, rows)
    await settled(lambda: workspace.journeys.done, 120)
    account = Account("Bench", "127.0.0.1", port, "bench", reconnect=False, window=1000)
    engine = workspace.add(replace(account, enquire_link=3600.0))
    for _ in range(40):
        if (await workspace.bind(engine.session_no, "x")).ok:
            break
        await asyncio.sleep(0.5)
    warmth = Meter()
    warmth.start()
    warming = Warming(window, window.deeds.prepare())
    await settled(lambda: warming.done, 30)
    print(f"  {'what is made while the window rests':<46}{warmth.stop()}")
    gc.collect()
    gc.freeze()
    quiet = Meter()
    quiet.start()
    await asyncio.sleep(3)
    print(f"  {'nothing but the traffic':<46}{quiet.stop()}")
    before = len(workspace.store)
    begun = time.perf_counter()
    found = await measure(window, part, word)
    arrived = (len(workspace.store) - before) / (time.perf_counter() - begun)
    print(f"  {len(found)} steps, {before} rows at first, {arrived:.0f} rows a second came meanwhile")
    over = [stall for stall, _, _ in found if stall > BOUND]
    print(f"  worst {max(found)[0]:.0f} ms; {len(over)} of {len(found)} steps above {BOUND:.0f} ms")
    for stall, own, name in sorted(found, reverse=True)[: None if everything else _SHOWN]:
        print(f"    {stall:6.1f} ms, own work {own:5.1f}  {name}")
    centre.terminate()
    centre.join()
    await shut_down(window)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--part", type=lambda said: tuple(map(int, said.split("/"))), default=(1, 1))
    parser.add_argument("--steps", default="")
    parser.add_argument("--all", action="store_true")
    told = parser.parse_args()
    print(f"on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    run(lambda: whole(told.rows, told.rate, told.part, told.steps, told.all))


if __name__ == "__main__":
    main()
