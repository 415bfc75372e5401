"""The window under load: processor time of a frame while PDUs pour in, and of its first painting.

    python tests/bench/bench_window.py [PDUs a second] [seconds]

Frames are a thirtieth of a second of traffic: append, publish, work into journeys, insert, paint. Processor time, not
wall time: a busy machine does not spoil it. A frame above 50 ms would be felt.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SMPPCONSOLE_HOME", tempfile.mkdtemp())

from PySide6.QtWidgets import QApplication

from smppconsole.console.workspace import JOURNEY_ROWS, Workspace
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.ui.app import make_application
from smppconsole.ui.main_window import MainWindow

FRAMES = 30


def traffic(count: int) -> list[tuple[bytes, bool]]:
    """``count`` pairs of submit_sm and its response, each with numbers of its own."""
    text = b"Your code is 482 913. Do not share it with anybody, not even with us. It is good for ten minutes."
    pairs: list[tuple[bytes, bool]] = []
    for number in range(1, count + 1):
        fields = {"source_addr": "Orbit", "destination_addr": f"49171{number:07d}", "short_message": text}
        pairs.append((encode(Pdu("submit_sm", fields, sequence=number)), True))
        answer = Pdu("submit_sm_resp", {"message_id": f"{number:010d}"}, sequence=number)
        pairs.append((encode(answer), False))
    return pairs


def frame(window: MainWindow, pdus: list[tuple[bytes, bool]]) -> float:
    """Seconds of processor time that one frame of traffic costs."""
    store, workspace = window.workspace.store, window.workspace
    begin = time.process_time()
    for octets, outgoing in pdus:
        store.append(octets, time_ns=time.time_ns(), mono_ns=time.monotonic_ns(), outgoing=outgoing, session=1)
    store.publish()
    changed = workspace.journeys.step(JOURNEY_ROWS)
    window.cast.messages.refresh(changed)
    QApplication.processEvents()
    return time.process_time() - begin


def main(rate: int, seconds: int) -> None:
    """Measure and print."""
    begin = time.process_time()
    make_application()
    window = MainWindow(Workspace())
    window.show()
    QApplication.processEvents()
    print(f"first painting: {(time.process_time() - begin) * 1000:.0f} ms of processor time after the imports")
    a_frame = rate // FRAMES
    pool = traffic(a_frame * 8)
    costs = []
    gc.collect()
    for number in range(seconds * FRAMES):
        start = number * a_frame % (len(pool) - a_frame)
        costs.append(frame(window, pool[start : start + a_frame]) * 1000)
    costs.sort()
    rows = len(window.workspace.store)
    print(f"{rate} PDUs a second, {rows} rows: median {costs[len(costs) // 2]:.1f} ms, ", end="")
    print(f"p99 {costs[len(costs) * 99 // 100]:.1f} ms, worst {costs[-1]:.1f} ms a frame of {1000 / FRAMES:.0f} ms")
    window.let_go()


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:3]]
    main(*(numbers + [10_000, 10][len(numbers) :]))
