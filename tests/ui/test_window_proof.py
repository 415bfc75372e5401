"""The self-test of the window."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from smppconsole.console import selftest
from smppconsole.ui.window_proof import STARTED, prove_window
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


async def test_it_says_what_it_saw_and_keeps_a_report_and_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selftest, "find_store", lambda: None)
    monkeypatch.setenv(STARTED, str(time.time() - 7))
    async with opened_window() as window:
        assert await prove_window(window, tmp_path / "report.json")
    said = capsys.readouterr().out
    for word in ("bound", "sent", "answered", "delivered", "window painted"):
        assert word in said
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["ok"]
    assert report["seconds_to_window"] > 7
    assert (tmp_path / "report.png").stat().st_size > 20_000
