"""How long it takes to start: the window until it is painted, first as a frame and then with all its panels, beside an
empty window of the same size, and ``smppconsole decode`` for one PDU beside an interpreter that does nothing.

    python -m tests.bench.bench_start

The window starts once as on the first day, once with three accounts and a draft that was not sent, and once with twenty
accounts.

Offscreen unless QT_QPA_PLATFORM says otherwise, on a screen on which the window has its full size. The window's bound
is 1.2 times the empty one and 300 ms.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, time

ROUNDS = 11
SCREEN = {"name": "one", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
ALIVE = b"00000010000000150000000000000001"


@contextmanager
def as_installed() -> Iterator[dict[str, str]]:
    """An environment in which what the first, unmeasured start compiled is kept for the others."""
    with tempfile.TemporaryDirectory() as home:
        screen = Path(home, "screen.json")
        screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        platform = f"offscreen:configfile={screen}"
        surroundings = {"QT_QPA_PLATFORM": platform, **os.environ, "SMPPCONSOLE_HOME": home}
        surroundings["PYTHONPYCACHEPREFIX"] = home
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        yield surroundings


def seconds(*arguments: str) -> list[float]:
    """Wall times of an interpreter with ``arguments``, the first (cold) one left out."""
    taken = []
    with as_installed() as env:
        for _ in range(ROUNDS + 1):
            begin = perf_counter()
            subprocess.run([sys.executable, *arguments], input=ALIVE, stdout=subprocess.DEVNULL, env=env, check=True)
            taken.append(perf_counter() - begin)
    return taken[1:]


_WATCH = """
import os, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: (print(time.time(), flush=True), os._exit(0)))
        return False
watch = Watch()
"""
EMPTY_WINDOW = f"""
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
{_WATCH}
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.installEventFilter(watch)
window.resize(1440, 900)
window.show()
app.exec()
"""
_OURS = """
from smppconsole.__main__ import main
from smppconsole.ui import plain_imports
restore = plain_imports.restore
def watched():
    restore()
    exec(WATCH, globals())
plain_imports.restore = watched
main([])
"""
"""The program as it is, watched from when it has imported Qt: imported by us, before it has made its own preparations
for imports, its modules would take longer."""
OUR_FRAME = f"""
WATCH = '''{_WATCH}
from PySide6.QtWidgets import QMainWindow
show = QMainWindow.show
QMainWindow.show = lambda self: (self.installEventFilter(watch), show(self))
'''
{_OURS}
"""
OUR_WINDOW = f"""
WATCH = '''{_WATCH}
from smppconsole.ui.main_window import MainWindow
furnish = MainWindow.furnish
MainWindow.furnish = lambda self, workspace: (furnish(self, workspace), self.cast.trace.installEventFilter(watch))
'''
{_OURS}
"""


KEPT = """
from smppconsole.compose.draft import Draft
from smppconsole.console.account import Account
from smppconsole.console.accounts import AccountBook
from smppconsole.console.drafts import DraftShelf
book = AccountBook()
for name in ("Nordlink TX", "Nordlink RX", "Telco"):
    book.save(Account(name, "127.0.0.1", 2775, "bench"))
DraftShelf().keep_unsent(Draft("491713920012", "Orbit", "Orbit maintenance tonight, 02:00 → 02:30 UTC. " * 4))
"""
MANY = """
from smppconsole.console.account import Account
from smppconsole.console.accounts import AccountBook
book = AccountBook()
for at in range(20):
    book.save(Account(f"Provider {at:02} TX", "127.0.0.1", 2775, "bench"))
"""


CASES = (
    ("an empty window painted", EMPTY_WINDOW, ""),
    ("our window painted, its frame", OUR_FRAME, ""),
    ("with all its panels", OUR_WINDOW, ""),
    ("with three accounts and a draft", OUR_WINDOW, KEPT),
    ("with twenty accounts", OUR_WINDOW, MANY),
)
"""What is started, and what another process does before, once."""


def painted() -> dict[str, list[float]]:
    """Seconds from the start of a process until its window was painted, the first (cold) one of each left out. They
    take turns, so that what else the machine does meanwhile meets all of them."""
    taken: dict[str, list[float]] = {name: [] for name, _, _ in CASES}
    with ExitStack() as open_yet:
        surroundings = [open_yet.enter_context(as_installed()) for _ in CASES]
        for (_, _, before), env in zip(CASES, surroundings, strict=True):
            subprocess.run([sys.executable, "-c", before], env=env, check=True)
        for _ in range(ROUNDS + 1):
            for (name, program, _), env in zip(CASES, surroundings, strict=True):
                begin = time()
                done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, check=True)
                taken[name].append(float(done.stdout) - begin)
    return {name: sorted(times[1:]) for name, times in taken.items()}


def show_windows() -> None:
    """The window beside an empty one: as a frame, and with all its panels."""
    for at, (name, times) in enumerate(painted().items()):
        ours = median(times)
        if not at:
            empty = ours
            print(f"{'the bound':36} {1200 * empty + 300:13.0f} ms")
        print(f"{name:36} median {ours * 1000:6.0f} ms   {ours / empty:.2f} times   best {times[0] * 1000:6.0f} ms")


def main() -> None:
    """Print the figures."""
    show_windows()
    for name, arguments in (
        ("an interpreter that does nothing", ("-c", "")),
        ("smppconsole --version", ("-m", "smppconsole", "--version")),
        ("smppconsole decode --json, one PDU", ("-m", "smppconsole", "decode", "--json", "-")),
        ("smppconsole send --help", ("-m", "smppconsole", "send", "--help")),
    ):
        taken = seconds(*arguments)
        print(f"{name:36} median {median(taken) * 1000:6.0f} ms   worst {max(taken) * 1000:6.0f} ms")


if __name__ == "__main__":
    main()
