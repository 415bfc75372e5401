"""A batch with the window open: messages a second, and how long the event loop stands still meanwhile.

    python -m tests.bench.bench_batch [--messages 20000] [--windows 1,10,100] [--seen trace]

The batch tool sends to the node-smpp centre of ``bench_sending``, which has a process of its own, while the live trace
shows every row and the capture file gets it; ``--seen trace`` puts the trace in front instead of the batch's results.
Stalls are how late a timer of 5 ms comes; ``own work`` is the most processor time that our thread spent between two.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
import time

from smppconsole.compose.draft import Draft
from smppconsole.console.account import Account
from smppconsole.console.batch_row import Fate
from smppconsole.console.workspace import Workspace
from smppconsole.ui.app import open_window, shut_down
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.batch import BatchPanel
from tests.bench.bench_sending import TEXT, centre
from tests.bench.bench_window import Meter, run, settled, show

_LONGEST = 120.0


async def measured(port: int, messages: int, width: int, seen: str) -> None:
    """One batch in a window of its own."""
    workspace = Workspace()
    workspace.secrets._find = lambda: None
    window = open_window(workspace)
    window.show()
    engine = workspace.add(Account("Bench", "127.0.0.1", port, "bench", reconnect=False, window=width))
    assert (await workspace.bind(engine.session_no, "x")).ok
    panel = _batch_of(window, messages)
    if seen == "trace":
        window.deeds.tools.shelf.hide()
    await asyncio.sleep(0.5)
    gc.collect()
    gc.freeze()
    meter, begun = Meter(), time.perf_counter()
    meter.start()
    panel.start()
    assert panel.run is not None
    await settled(lambda: panel.run is not None and panel.run.is_over, _LONGEST)
    seconds, stalls = time.perf_counter() - begun, meter.stop()
    show(f"window {width}: {messages / seconds:,.0f} messages a second", stalls, "bound: 50 ms")
    rows, accepted = len(workspace.store), panel.run.counts[Fate.ACCEPTED]
    if (rows, accepted) != (2 * (messages + 1), messages):
        show("", f"NOT ALL: {accepted} accepted, {rows} rows")
    await shut_down(window)
    for kept in engine.capture_files:
        kept.path.unlink()


def _batch_of(window: MainWindow, messages: int) -> BatchPanel:
    """The batch tool in front, filled in."""
    tools = window.deeds.tools
    tools.open("batch")
    panel = tools.tool("batch").panel
    assert isinstance(panel, BatchPanel)
    panel.form.source.set_value("count")
    panel.form.amount.set_value(messages)
    panel.form.rate.set_value(0.0)
    window.cast.composer.show_draft(Draft("49170{n}", "Orbit", TEXT))
    return panel


async def whole(messages: int, widths: list[int], seen: str) -> None:
    for width in widths:
        with centre() as port:
            await measured(port, messages, width, seen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--windows", default="1,10,100")
    parser.add_argument("--seen", choices=("batch", "trace"), default="batch", help="what is in front")
    told = parser.parse_args()
    print(f"on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    run(lambda: whole(told.messages, [int(width) for width in told.windows.split(",")], told.seen))


if __name__ == "__main__":
    main()
