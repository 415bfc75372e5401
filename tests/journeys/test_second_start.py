"""The program started twice over one profile, in real processes: nothing of either is lost."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from smppconsole.compose.draft import Draft
from smppconsole.console import paths
from smppconsole.console.drafts import DraftShelf
from smppconsole.console.one_window import Asked, claim, door_file
from smppconsole.console.workspace import Workspace
from smppconsole.trace.capture import CaptureWriter
from smppconsole.ui import app, style, theme
from smppconsole.ui.opening import make_application
from tests.kit.peers import ROOT
from tests.kit.screen import eventually
from tests.kit.traces import ENDS, START, submit

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HANDED = "smppconsole: the window that is open has it now\n"
GUEST = """
from smppconsole.console import one_window
from smppconsole.ui import app

one_window.PATIENCE = one_window.BRIEF = 0.2
take = app._take


def worked_in(window, asked):
    take(window, asked)
    window.cast.composer.form.text.setPlainText("a guest was here")
    window.remembering.keep()
    print(*(line for line in window.cast.trace.notice.text.split(". ") if "keeps nothing" in line), flush=True)


app._take = worked_in
"""
BEGIN = "import sys; from smppconsole.__main__ import main; sys.exit(main(sys.argv[1:]))"
OFFSCREEN = "This plugin does not support raise()\n"
Started = subprocess.Popen[str]


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


@pytest.fixture
def processes() -> Iterator[list[Started]]:
    """Those that were started; what still runs at the end is killed."""
    started: list[Started] = []
    yield started
    for one in started:
        if one.poll() is None:
            one.kill()
            one.communicate()


def _start(processes: list[Started], *arguments: object, before: str = "") -> Started:
    command = [sys.executable, "-c", before + BEGIN, *map(str, arguments)]
    processes.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT))
    return processes[-1]


def _until(reached: Callable[[], object], seconds: float = 30) -> None:
    """Files of other processes have no event to wait for."""
    ends = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < ends
        time.sleep(0.02)


def _end(one: Started) -> None:
    one.send_signal(signal.SIGTERM)
    _, said = one.communicate(timeout=30)
    assert (one.returncode, said) == (0, "")


def _kept() -> dict[str, bytes]:
    """What stands in the files of the profile."""
    return {path.name: path.read_bytes() for path in paths.config().iterdir() if path.suffix in {".ini", ".json"}}


async def test_a_second_start_hands_its_captures_to_the_window_that_is_open(
    processes: list[Started], tmp_path: Path
) -> None:
    with CaptureWriter(tmp_path / "incident.pcapng") as writer:
        writer.write(submit(1), time_ns=START, outgoing=True, session=1, ends=ENDS, hold=True)
    mine = claim(Asked(), 0)
    workspace = Workspace()
    workspace.settings.set("capture_sessions", False)
    window = app.open_window(workspace)
    window.show()
    living = asyncio.ensure_future(app._live(window, Asked()))
    await eventually(door_file().exists)
    window.showMinimized()
    second = _start(processes, "--open", tmp_path / "incident.pcapng", "--account", "Nobody")
    await eventually(lambda: second.poll() is not None)
    assert (second.returncode, second.communicate()) == (0, ("", HANDED))
    await eventually(lambda: window.cast.trace.page.model.rowCount() == 1)
    assert window.cast.trace.page.title == "incident.pcapng"
    assert not window.isMinimized()
    assert "There is no account “Nobody”." in window.cast.trace.notice.text
    window.close()
    assert await living == 0
    assert not door_file().exists()
    mine.let_go()


def test_of_two_started_at_once_one_stays_and_who_comes_as_it_closes_is_the_next(processes: list[Started]) -> None:
    draft = Draft("491713920012", "Orbit", "not sent yet")
    DraftShelf().keep_unsent(draft)
    pair = [_start(processes), _start(processes)]
    _until(lambda: any(one.poll() is not None for one in pair))
    (gone,) = (one for one in pair if one.poll() is not None)
    (stays,) = (one for one in pair if one is not gone)
    assert (gone.returncode, gone.communicate()) == (0, ("", HANDED))
    door = door_file().read_text()
    stays.send_signal(signal.SIGTERM)
    third = _start(processes)
    _, said = stays.communicate(timeout=30)
    assert (stays.returncode, said.replace(OFFSCREEN, "")) == (0, "")
    _until(lambda: door_file().exists() and door_file().read_text() != door)
    _end(third)
    assert DraftShelf().unsent() == draft


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGSTOP")
def test_beside_a_window_that_is_stuck_a_guest_opens_that_changes_nothing(processes: list[Started]) -> None:
    DraftShelf().keep_unsent(Draft("491713920012", "Orbit", "not sent yet"))
    first = _start(processes)
    _until(door_file().exists)
    first.send_signal(signal.SIGSTOP)
    before, door = _kept(), door_file().read_text()
    guest = _start(processes, before=GUEST)
    _until(lambda: guest.stdout is not None and guest.stdout.readline().startswith("This window keeps nothing"))
    _end(guest)
    assert _kept() == before
    assert door_file().read_text() == door
    first.send_signal(signal.SIGCONT)
    _end(first)
    assert DraftShelf().unsent().text == "not sent yet"
