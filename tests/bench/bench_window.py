"""The window under load: how long the event loop stands still while PDUs pour in from another process, and after.

    python -m tests.bench.bench_window [--rates 10000,50000] [--seconds 10] [--rows 1000000]

A centre in a process of its own sends deliver_sm at a rate; the session answers each, so twice as many rows are paired,
shown in the live table, filtered, judged and written to the capture file, with ten selections a second. Stalls are how
late a timer of 5 ms comes. Then a capture of ``--rows`` PDUs is opened in the window, filtered and searched.
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

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SMPPCONSOLE_HOME", tempfile.mkdtemp())

from PySide6.QtCore import Qt, QTimer
from qasync import QEventLoop

from smppconsole.console.account import Account
from smppconsole.console.workspace import Workspace
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.capture import CaptureWriter, read_capture
from smppconsole.ui.app import make_application, open_window, shut_down
from smppconsole.ui.main_window import MainWindow
from tests.bench.bench_trace import pairs
from tests.kit.traces import ENDS, START

_TICK = 0.005
_EVERY_MS = 5
_TEXT = b"Your code is 482 913. Do not share it with anybody, not even with us, whoever asks."


def pour(port: int, rate: int, seconds: int) -> None:
    """The centre: accept one bind, then send at a rate, reading what comes back."""
    fields = {"source_addr": "4917139200", "destination_addr": "Orbit", "short_message": _TEXT}
    pdu = encode(Pdu("deliver_sm", fields, sequence=1))
    head, tail = pdu[:12], pdu[16:]
    with socket.create_server(("127.0.0.1", port)) as server:
        link, _ = server.accept()
    with link:
        bind = link.recv(4096)
        answer = Pdu("bind_transceiver_resp", {"system_id": "bench"}, sequence=struct.unpack(">I", bind[12:16])[0])
        link.sendall(encode(answer))
        time.sleep(1.0)
        link.setblocking(False)
        _send_all(link, head, tail, rate, seconds)


def _send_all(link: socket.socket, head: bytes, tail: bytes, rate: int, seconds: int) -> None:
    begun, sent, total, left = time.perf_counter(), 0, rate * seconds, b""
    while sent < total or left:
        due = min(total, int((time.perf_counter() - begun) * rate))
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
        self.late, self._last = [], time.perf_counter()
        self._timer.start()

    def stop(self) -> str:
        self._timer.stop()
        found = sorted(self.late) or [0.0]
        p99, over = found[len(found) * 99 // 100], sum(one > 50 for one in found)
        return f"stall p99 {p99:5.1f} ms, max {found[-1]:6.1f} ms, {over} above 50 ms"

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - _EVERY_MS))
        self._last = now


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


async def bench_live(rate: int, seconds: int) -> None:
    """Traffic of one rate in a window of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    centre = get_context("spawn").Process(target=pour, args=(port, rate, seconds), daemon=True)
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
    await pour_in(window, rate, seconds)
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


async def pour_in(window: MainWindow, rate: int, seconds: int) -> None:
    page, store, meter = window.cast.trace.live, window.workspace.store, Meter()
    page.filters.filter_by("command == deliver_sm and status == 0")
    gc.collect()
    gc.freeze()
    wanted, begun, used = 2 + 2 * rate * seconds, time.perf_counter(), time.process_time()
    await settled(lambda: len(store) > 100, 10)
    meter.start()
    while len(store) < wanted and time.perf_counter() - begun < 4 * seconds + 20:
        await asyncio.sleep(0.1)
        page.table.choose(page.model.store_row(max(0, page.model.rowCount() - 5)))
    took = time.perf_counter() - begun
    stalls = meter.stop()
    show(f"{rate} a second arrive and are answered", stalls, "bounds: 20, 50")
    share = (time.process_time() - used) / took
    show("", f"{len(store)} rows of {wanted} in {took:.1f} s, {share:.0%} of a core")
    await settled(lambda: page.filter.done and store.published == len(store))
    shown = page.model.rowCount()
    show("sent = shown", "yes" if shown == rate * seconds else f"NO: {rate * seconds}, {shown}")


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
    for text in ("status != 0", "round_trip > 400us", 'destination_addr ~ "00001234"', 'text ~ "code is 000777"'):
        await timed(f"filter {text}", lambda text=text: page.filters.filter_by(text), lambda: page.filter.done)
    page.filters.clear()
    bar = page.find_bar
    for text in ("code is 000777", "nowhere to be found"):
        await timed(f"find {text}", lambda text=text: bar.line.setText(text), lambda: bar.done)
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


async def all_of(rates: list[int], seconds: int, rows: int) -> None:
    for rate in rates:
        print(f"{rate} PDUs a second for {seconds} s", flush=True)
        await bench_live(rate, seconds)
    if rows:
        print(f"a capture of {rows} PDUs", flush=True)
        await bench_opening(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rates", default="10000,50000")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--rows", type=int, default=1_000_000)
    told = parser.parse_args()
    print(f"on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    rates = [int(rate) for rate in told.rates.split(",") if rate]
    run(lambda: all_of(rates, told.seconds, told.rows))


if __name__ == "__main__":
    main()
