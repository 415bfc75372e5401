"""The self-test of the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smppconsole.ui.window_proof import prove_window
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


async def test_it_says_what_it_saw_and_keeps_a_report_and_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with opened_window() as window:
        assert await prove_window(window, tmp_path / "report.json")
    said = capsys.readouterr().out
    for word in ("bound", "sent", "answered", "delivered", "window painted"):
        assert word in said
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["ok"]
    assert (tmp_path / "report.png").stat().st_size > 20_000
