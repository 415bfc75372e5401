"""What the start leaves out comes while the window rests."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from smppconsole.ui.warming import LATER, Warming

OTHERS = ("asyncio", "html", "qasync", "smpplib", "ssl", "statistics", "tomlkit", "tomllib", "zoneinfo")
"""What of the libraries a first window needs no more than those."""

MOST_MODULES = 260
"""Of our own, in a window that is painted: each costs a start a third of a millisecond and more."""

MOST_WIDGETS = 470
"""In it, without accounts: each is made, laid out and styled before it is seen."""

PAINTED = """
import os, sys
from PySide6.QtWidgets import QDialog
from smppconsole.console.workspace import Workspace
from smppconsole.ui import app, opening
application = opening.make_application()
window = app.open_window(Workspace())
window.show()
application.processEvents()
print(*(name for name in sys.modules))
print(*(kind.__name__ for kind in QDialog.__subclasses__() if kind.__module__.startswith("PySide6")))
print(len(application.allWidgets()), flush=True)
os._exit(0)  # nobody closes this window
"""


def test_the_first_window_is_painted_without_them() -> None:
    done = subprocess.run([sys.executable, "-c", PAINTED], capture_output=True, text=True, check=True)
    modules, dialogs, widgets = done.stdout.splitlines()
    imported = set(modules.split())
    assert not imported & {*LATER, *OTHERS}
    assert len([name for name in imported if name.startswith("smppconsole")]) <= MOST_MODULES
    assert set(dialogs.split()) <= {"QFileDialog"}, "all kinds of widgets there are were made known to Python"
    assert int(widgets) <= MOST_WIDGETS


def test_they_come_one_a_turn_then_what_is_made_and_then_nothing_beats(qtbot: QtBot) -> None:
    owner = QObject()
    made: list[int] = []
    warming = Warming(owner, map(made.append, (1, 2)))
    assert not warming.done
    warming._turn.setInterval(0)
    qtbot.waitUntil(lambda: warming.done, timeout=20_000)
    assert all(name in sys.modules for name in LATER)
    assert made == [1, 2]
    assert not warming._turn.isActive()


def test_what_is_not_made_when_the_window_closes_is_left(qtbot: QtBot) -> None:
    owner = QObject()
    warming = Warming(owner)
    warming.stop()
    assert not warming._turn.isActive()
    assert not warming.done
