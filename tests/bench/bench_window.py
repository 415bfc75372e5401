"""The window under load: how long the event loop stands still while PDUs pour in from another process, and after.

    python -m tests.bench.bench_window [--rates 50000:60,200000:10] [--rows 1000000]

A centre in a process of its own sends so many PDUs a second for so many seconds. They are deliver_sm, and the session
answers each, so twice as many rows are paired, shown in the live table, filtered, judged and written to the capture
file, with ten selections a second; behind a rate ``:plain`` makes them alert_notification, which nobody answers. Stalls
are how late a timer of 5 ms comes. Then a capture of ``--rows`` PDUs is opened in the window, filtered and searched.

On a machine that others use too, ``chrt -f 10`` before it keeps their work out of the stalls; the system then stops the
window for 50 ms of each second in which it wants all of a core, so what keeps a core busy is measured without.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import resource
import shutil
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SMPPCONSOLE_HOME", tempfile.mkdtemp())

from PySide6.QtCore import Qt, QTimer
from qasync import QEventLoop

from smppconsole.console.account import Account
from smppconsole.console.workspace import Workspace
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.capture import CaptureWriter, read_capture
from smppconsole.ui.app import open_window, shut_down
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.opening import make_application
from tests.kit.traces import ENDS, START, pairs

_TICK = 0.005
_EVERY_MS = 5
_TEXT = b"Your code is 482 913. Do not share it with anybody, not even with us, whoever asks."


class Load(NamedTuple):
    """PDUs a second, for how many seconds, and whether each is answered."""

    rate: int
    seconds: int
    answered: bool

    @property
    def sent(self) -> int:
        return self.rate * self.seconds

    @property
    def pdu(self) -> bytes:
        if not self.answered:
            return encode(Pdu("alert_notification", {"source_addr": "4917139200", "esme_addr": "Orbit"}, sequence=1))
        fields = {"source_addr": "4917139200", "destination_addr": "Orbit", "short_message": _TEXT}
        return encode(Pdu("deliver_sm", fields, sequence=1))


def a_load(said: str) -> Load:
    """ "50000:60" or "200000:10:plain"."""
    rate, seconds, *kind = said.split(":")
    return Load(int(rate), int(seconds), kind != ["plain"])


def pour(port: int, load: Load) -> None:
    """The centre: accept one bind, then send at a rate, reading what comes back."""
    pdu = load.pdu
    head, tail = pdu[:12], pdu[16:]
    with socket.create_server(("127.0.0.1", port)) as server:
        link, _ = server.accept()
    with link:
        bind = link.recv(4096)
        answer = Pdu("bind_transceiver_resp", {"system_id": "bench"}, sequence=struct.unpack(">I", bind[12:16])[0])
        link.sendall(encode(answer))
        time.sleep(1.0)
        link.setblocking(False)
        _send_all(link, head, tail, load)


def _send_all(link: socket.socket, head: bytes, tail: bytes, load: Load) -> None:
    begun, sent, total, left = time.perf_counter(), 0, load.sent, b""
    while sent < total or left:
        due = min(total, int((time.perf_counter() - begun) * load.rate))
        if not left and due > sent:
            left = b"".join([head + number.to_bytes(4, "big") + tail for number in range(sent + 1, due + 1)])
            sent = due
        try:
            left = left[link.send(left) :] if left else left
        except BlockingIOError:
            pass
        _drain(link)
        time.sleep(_TICK / 5)
    end = time.perf_counter() + 20
    while time.perf_counter() < end and _drain(link):
        time.sleep(0.02)


def _drain(link: socket.socket) -> bool:
    """Read what came; whether the link is open."""
    try:
        return bool(link.recv(1 << 20))
    except BlockingIOError:
        return True


class Meter:
    """How late a timer comes, in milliseconds."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.late, self.work = [], []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> str:
        self._timer.stop()
        found = sorted(self.late) or [0.0]
        p99, over = found[len(found) * 99 // 100], sum(one > 50 for one in found)
        ours = max(self.work, default=0.0)
        return f"stall p99 {p99:5.1f} ms, max {found[-1]:6.1f} ms, {over} above 50 ms; own work at most {ours:.1f} ms"

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.late.append(max(0.0, (now - self._last) * 1000 - _EVERY_MS))
        self.work.append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked


def show(what: str, figure: str, bound: str = "") -> None:
    print(f"  {what:<46}{figure}   {bound}", flush=True)


def resident() -> int:
    """Octets of memory this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


async def settled(done: Callable[[], bool], seconds: float = 60) -> None:
    """Until it is so, or so long."""
    end = time.perf_counter() + seconds
    while not done() and time.perf_counter() < end:  # noqa: ASYNC110 - no event tells it
        await asyncio.sleep(0.02)


async def bench_live(load: Load) -> None:
    """Traffic of one rate in a window of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    centre = get_context("spawn").Process(target=pour, args=(port, load), daemon=True)
    centre.start()
    await asyncio.sleep(1.0)
    workspace = Workspace()
    workspace.secrets._find = lambda: None
    window = open_window(workspace)
    window.show()
    await asyncio.sleep(0.3)
    account = Account("Bench", "127.0.0.1", port, "bench", reconnect=False, window=1000)
    engine = workspace.add(replace(account, enquire_link=3600.0))
    for _ in range(20):
        result = await workspace.bind(engine.session_no, "x")
        if result.ok:
            break
        await asyncio.sleep(0.5)
    await pour_in(window, load)
    await shut_down(window)
    told = [kept.path for kept in engine.capture_files]
    on_disk = sum(1 for path in told for _ in read_capture(path))
    show(
        "rows seen = rows on disk",
        "yes" if on_disk == len(workspace.store) else f"NO: {len(workspace.store)}, {on_disk}",
    )
    centre.terminate()
    centre.join()
    for path in told:
        path.unlink()


async def pour_in(window: MainWindow, load: Load) -> None:
    page, store, meter = window.cast.trace.live, window.workspace.store, Meter()
    page.filters.filter_by(f"command == {'deliver_sm' if load.answered else 'alert_notification'} and status == 0")
    gc.collect()
    gc.freeze()
    wanted, held = 2 + (1 + load.answered) * load.sent, resident()
    begun, used = time.perf_counter(), time.process_time()
    await settled(lambda: len(store) > 100, 10)
    meter.start()
    while len(store) < wanted and time.perf_counter() - begun < 4 * load.seconds + 20:
        await asyncio.sleep(0.1)
        page.table.choose(page.model.store_row(max(0, page.model.rowCount() - 5)))
    took = time.perf_counter() - begun
    stalls = meter.stop()
    what = "arrive and are answered" if load.answered else "arrive"
    show(f"{load.rate} a second {what}", stalls, "bounds: 20, 50")
    share = (time.process_time() - used) / took
    show("", f"{len(store)} rows of {wanted} in {took:.1f} s, {share:.0%} of a core")
    show("memory a PDU", f"{(resident() - held) / len(store):.0f} octets", "bound: 220")
    await settled(lambda: page.filter.done and store.published == len(store))
    shown = page.model.rowCount()
    show("sent = shown", "yes" if shown == load.sent else f"NO: {load.sent}, {shown}")


def write_million(path: Path, rows: int) -> None:
    with CaptureWriter(path) as writer:
        for number, (request, response) in enumerate(pairs(rows // 2)):
            now = START + number * 1_000_000
            writer.write(request, time_ns=now, outgoing=True, session=0, ends=ENDS, hold=True)
            writer.write(response, time_ns=now + 500_000, outgoing=False, session=0, ends=ENDS, hold=True)


async def bench_opening(rows: int) -> None:
    """A large capture in the window: opened, filtered, searched, scrolled."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "million.pcapng"
    write_million(path, rows)
    window = open_window(Workspace())
    window.show()
    await asyncio.sleep(0.3)
    gc.collect()
    before, meter, begun = resident(), Meter(), time.perf_counter()
    meter.start()
    page = window.cast.captures.open(path)
    await settled(lambda: page.model.rowCount() > 0)
    first = time.perf_counter() - begun
    await settled(lambda: page.reading.isHidden() and page.store.published >= rows // 2 * 2, 600)
    show("first rows of the capture", f"{first * 1000:.0f} ms", "bound: 300")
    whole = f"{time.perf_counter() - begun:.1f} s, {meter.stop()}"
    show(f"all {page.store.published} rows", whole, "no stall above 50")
    show("memory a PDU", f"{(resident() - before) / rows:.0f} octets", "bound: 220")
    filters = (
        "status != 0",
        "round_trip > 400us",
        'destination_addr ~ "00001234"',
        'text ~ "code is 000777"',
        "finding == udh-without-udhi",
        "finding",
    )
    for text in filters:
        await timed(f"filter {text}", lambda text=text: page.filters.filter_by(text), lambda: page.filter.done)
    page.filters.clear()
    bar = page.find_bar
    for text in ("code is 000777", "nowhere to be found"):
        await timed(f"find {text}", lambda text=text: bar.line.setText(text), lambda: bar.done)
    bar.line.clear()
    bar.kind.set_value("octets")
    for octets in (b"code is 000778", b"nowhere to be met"):
        said = octets.hex()
        await timed(f"find the octets of {octets!r}", lambda said=said: bar.line.setText(said), lambda: bar.done)
    await timed("from end to end and to the middle", lambda: scroll(window), lambda: True)
    await settled(lambda: page.judging.done, 0)
    meter.start()
    await asyncio.sleep(5)
    show("while conversations are judged beside it", meter.stop())
    await shut_down(window)
    shutil.rmtree(folder)


def scroll(window: MainWindow) -> None:
    table = window.cast.trace.page.table
    table.scrollToBottom()
    table.scrollToTop()
    table.choose(window.cast.trace.page.store.published // 2)


async def timed(what: str, begin: Callable[[], object], done: Callable[[], bool]) -> None:
    meter, begun = Meter(), time.perf_counter()
    meter.start()
    begin()
    await settled(done)
    took = time.perf_counter() - begun
    await asyncio.sleep(0.05)
    show(what, f"{took * 1000:6.0f} ms, {meter.stop()}")


def run(work: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await work()

    with asyncio.Runner(loop_factory=lambda: QEventLoop(make_application())) as runner:
        runner.run(whole())


async def all_of(loads: list[Load], rows: int) -> None:
    for load in loads:
        print(f"{load.rate} PDUs a second for {load.seconds} s", flush=True)
        await bench_live(load)
    if rows:
        print(f"a capture of {rows} PDUs", flush=True)
        await bench_opening(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rates", default="50000:60,200000:10,200000:10:plain")
    parser.add_argument("--rows", type=int, default=1_000_000)
    told = parser.parse_args()
    first = f", priority {os.sched_getparam(0).sched_priority}" if hasattr(os, "sched_getparam") else ""
    print(f"on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}{first}")
    loads = [a_load(said) for said in told.rates.split(",") if said]
    run(lambda: all_of(loads, told.rows))


if __name__ == "__main__":
    main()
