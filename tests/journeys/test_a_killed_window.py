"""kill -9 of a window in the middle of traffic: what it showed is in the capture, marks and comments with it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from smppconsole.console.centre_rules import CentreRules
from smppconsole.trace.capture import read_capture
from smppconsole.ui import style, theme
from smppconsole.ui.opening import make_application
from tests.kit.centres import StartCentre, start_centre
from tests.kit.peers import ROOT
from tests.kit.screen import eventually
from tests.kit.window import opened_window

__all__ = ["start_centre"]

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


def run_and_kill(port: int, after: int) -> tuple[int, Path]:
    """Let a window send, kill it some rows after it wrote its notes; how many rows it showed, and its capture."""
    command = [sys.executable, "-m", "tests.kit.doomed_window", str(port)]
    rows, capture = 0, None
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as window:
        assert window.stdout is not None
        left = after
        for line in window.stdout:
            told = json.loads(line) if line.endswith("\n") else {}
            capture = told.get("noted", capture)
            rows = told.get("rows", rows)
            left -= capture is not None
            if not left:
                window.send_signal(signal.SIGKILL)
    assert capture is not None
    return rows, Path(capture)


@pytest.mark.parametrize("after", [1, 40])
async def test_what_a_killed_window_showed_is_kept_and_opens_again(start_centre: StartCentre, after: int) -> None:
    rows, capture = run_and_kill(start_centre(CentreRules()), after)
    kept = [pdu.octets for pdu in read_capture(capture)]
    assert len(kept) >= rows > 3
    assert all(len(octets) == int.from_bytes(octets[:4]) for octets in kept)
    assert b"secret" not in capture.read_bytes()
    torn = capture.with_name("torn.pcapng")
    torn.write_bytes(capture.read_bytes()[:-5])
    capture.with_name(capture.name + ".notes").rename(torn.with_name("torn.pcapng.notes"))
    async with opened_window() as window:
        page = window.cast.captures.open(torn)
        await eventually(lambda: page.model.rowCount() == len(kept) - 1 and 3 in page.store.comments)
        assert page.store.comments[3] == "before the end"
        assert page.store.marked(3)
        assert "ends inside a packet" in window.cast.trace.notice.text
