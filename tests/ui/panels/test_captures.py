"""Captures opened and saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.captures import Captures
from smppconsole.ui.panels.trace import TracePanel
from smppconsole.ui.panels.trace_page import TraceTerms
from smppconsole.ui.widgets.filter_row import FilterWish
from tests.kit.traces import Tape, answer, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)


@pytest.fixture
def captures(qtbot: QtBot) -> Captures:
    """Captures beside a live trace of ten pairs."""
    tape = Tape()
    for sequence in range(1, 11):
        tape.out(submit(sequence))
        tape.into(answer(sequence))
    panel = TracePanel(tape.published(), TERMS)
    qtbot.addWidget(panel)
    panel.show()
    return Captures(panel)


def _said(captures: Captures) -> list[tuple[Severity, str]]:
    told: list[tuple[Severity, str]] = []
    captures.said.connect(lambda severity, words, _links: told.append((severity, words)))
    return told


def test_what_is_saved_can_be_opened(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    path, told = tmp_path / "x.pcapng", _said(captures)
    captures.save(captures._panel.live, path)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0] == (Severity.NOTE, f"20 PDUs saved in {path}.")
    page = captures.open(path)
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)
    assert captures._panel.page is page
    assert page.model.shown(0).command == "submit_sm"


def test_only_the_rows_shown_are_saved(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    told = _said(captures)
    page = captures._panel.live
    page.apply(FilterWish(direction="out"))
    captures.save(page, tmp_path / "x.csv")
    qtbot.waitUntil(lambda: bool(told))
    lines = (tmp_path / "x.csv").read_text("utf-8").splitlines()
    assert sum("submit_sm" in line for line in lines) == 10


def test_a_file_that_is_no_capture_is_told(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    path, told = tmp_path / "x.pcapng", _said(captures)
    path.write_bytes(b"no capture at all, just words")
    captures.open(path)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] is Severity.ERROR
    assert "x.pcapng" in told[0][1]


def test_a_place_that_cannot_be_written_is_told(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    told = _said(captures)
    (tmp_path / "file").write_text("in the way")
    captures.save(captures._panel.live, tmp_path / "file" / "x.pcapng")
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] is Severity.ERROR
    captures.close()
