"""Captures opened and saved."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.capture import CaptureWriter, read_capture
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace.captures import Captures
from smppconsole.ui.panels.trace.panel import TracePanel
from smppconsole.ui.panels.trace.terms import TraceTerms
from tests.kit.captures import ETHERNET, pcap, pcapng, tcp, wrap
from tests.kit.traces import ENDS, MS, START, Tape, answer, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)


@pytest.fixture
def captures(qtbot: QtBot) -> Iterator[Captures]:
    """Captures beside a live trace of ten pairs."""
    tape = Tape()
    for sequence in range(1, 11):
        tape.out(submit(sequence))
        tape.into(answer(sequence))
    panel = TracePanel(tape.published(), TERMS)
    qtbot.addWidget(panel)
    panel.show()
    made = Captures(panel)
    yield made
    made.close()
    panel.close_all()


def _said(captures: Captures) -> list[tuple[Severity, str]]:
    told: list[tuple[Severity, str]] = []
    captures.said.connect(lambda news: told.append((news.severity, news.words)))
    return told


def _capture(path: Path, pairs: int = 10) -> Path:
    with CaptureWriter(path) as writer:
        for sequence in range(1, pairs + 1):
            for pdu, outgoing in ((submit(sequence), True), (answer(sequence, f"m{sequence}"), False)):
                now = START + sequence * MS
                writer.write(pdu, time_ns=now, outgoing=outgoing, session=1, ends=ENDS, hold=True)
    return path


def test_a_capture_opens_in_a_tab_of_its_own(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    page = captures.open(_capture(tmp_path / "x.pcapng"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)
    assert captures._panel.page is page
    assert page.model.shown(0).command == "submit_sm"
    assert page.title == "x.pcapng"


def test_a_packed_capture_opens_too(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "x.pcapng.gz"
    path.write_bytes(gzip.compress(_capture(tmp_path / "x.pcapng").read_bytes()))
    page = captures.open(path)
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)


def test_the_first_rows_come_at_once_and_the_rest_can_be_stopped(
    captures: Captures, tmp_path: Path, qtbot: QtBot
) -> None:
    told = _said(captures)
    page = captures.open(_capture(tmp_path / "x.pcapng", 40_000))
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    assert page.reading.isVisible()
    assert "PDUs so far" in page.reading.words.text()
    page.reading.stop.click()
    assert not page.reading.isVisible()
    assert 0 < page.model.rowCount() < 80_000
    assert "stopped at No." in told[0][1]


def test_a_tab_closed_while_it_is_read_is_gone(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    captures.open(_capture(tmp_path / "x.pcapng", 40_000))
    captures._panel.close_page(1)
    assert captures._under_way == []


def test_marks_and_comments_stand_beside_the_capture_and_come_back(
    captures: Captures, tmp_path: Path, qtbot: QtBot
) -> None:
    path = _capture(tmp_path / "x.pcapng")
    octets = path.read_bytes()
    page = captures.open(path)
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)
    page.table.choose(4)
    page.act("mark")
    page.store.comment(4, "ask the provider")
    captures.keep_notes()
    again = captures.open(path)
    qtbot.waitUntil(lambda: again.model.rowCount() == 20 and 4 in again.store.comments)
    assert again.store.marked(4)
    assert again.store.comments[4] == "ask the provider"
    assert path.read_bytes() == octets


def test_a_capture_without_smpp_is_told_in_words(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    path, told = tmp_path / "web.pcap", _said(captures)
    frames = [(START, wrap(tcp("10.0.0.1:80", "10.0.0.2:99", 1, b"GET / HTTP/1.1"), ETHERNET))]
    path.write_bytes(pcap(frames, ETHERNET))
    page = captures.open(path)
    qtbot.waitUntil(lambda: bool(told))
    assert "No SMPP was found" in told[0][1]
    assert "No SMPP was found" in page.empty.text()


def test_a_file_that_is_no_capture_is_told(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    path, told = tmp_path / "x.pcapng", _said(captures)
    path.write_bytes(b"no capture at all, just words")
    page = captures.open(path)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] is Severity.ERROR
    assert "x.pcapng" in told[0][1]
    assert page.empty.text() in told[0][1]


def test_what_conversations_break_is_told_when_the_file_is_read(
    captures: Captures, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "x.pcapng"
    with CaptureWriter(path) as writer:
        for number in range(3):
            now = START + number * 20_000 * MS
            writer.write(submit(number + 1), time_ns=now, outgoing=True, session=1, ends=ENDS)
    page = captures.open(path)
    qtbot.waitUntil(lambda: set(page.store.judged) == {0, 1})


def _troubled(path: Path) -> Path:
    """A capture of which there is much to tell: strange link types, a TLS stream, a gap, a late join, a torn end."""
    hello = b"\x16\x03\x01\x00\x05hello"
    ends, tls = ("10.0.0.1:50", "10.0.0.2:2775"), ("10.0.0.1:51", "10.0.0.2:2775")
    packets = [tcp(*tls, 1, hello * 9), tcp(*ends, 100, submit(1)[8:]), tcp(*ends, 100 + 5000, submit(2) * 3)]
    frames = [(START + at, wrap(packet, ETHERNET)) for at, packet in enumerate(packets)]
    path.write_bytes(pcapng(frames, link=ETHERNET) + pcapng([(START, b"?")], link=250) + b"\x06\0\0\0\x60\0\0\0torn")
    return path


def test_everything_there_is_to_tell_of_a_capture_is_told_and_can_be_asked_again(
    captures: Captures, tmp_path: Path, qtbot: QtBot
) -> None:
    told = _said(captures)
    path = _troubled(tmp_path / "x.pcapng")
    page = captures.open(path)
    assert "Reading" in captures.facts(page)
    qtbot.waitUntil(lambda: bool(told))
    notes = read_capture(path)
    list(notes)
    assert len(notes.notes) > 3
    assert all(words in told[0][1] for words in notes.notes)
    tip = captures._panel.tabs.tabToolTip(1)
    assert all(words in tip for words in notes.notes)
    captures.tell_facts()
    assert str(path) in told[1][1]
    assert "PDUs, 1 session, from 20" in told[1][1]
    assert all(words in told[1][1] for words in notes.notes)


def test_of_a_sound_capture_it_is_said_that_all_was_read(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    page = captures.open(_capture(tmp_path / "x.pcapng"))
    qtbot.waitUntil(lambda: "All of it was read." in captures.facts(page))
    captures._panel.tabs.setCurrentIndex(0)
    assert captures.facts(captures._panel.page) == ""


def test_notes_of_pdus_that_were_not_read_stay(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    path = _capture(tmp_path / "x.pcapng", 40_000)
    beside = tmp_path / "x.pcapng.notes"
    beside.write_text('{"row": 1, "mark": true}\n{"row": 79999, "comment": "the last one"}\n', "utf-8")
    page = captures.open(path)
    qtbot.waitUntil(lambda: page.model.rowCount() > 2)
    page.reading.stop.click()
    assert "1 note is about a PDU that was not read; it is kept." in captures.facts(page)
    page.table.choose(2)
    page.act("mark")
    captures.keep_notes()
    lines = beside.read_text("utf-8").splitlines()
    assert [json.loads(line)["row"] for line in lines] == [1, 2, 79999]
    assert "the last one" in lines[-1]


def _conversations(path: Path, count: int) -> Path:
    frames = [
        (START + at, wrap(tcp(f"10.0.0.1:{1024 + at}", "10.0.0.2:2775", 1, submit(1)), ETHERNET)) for at in range(count)
    ]
    path.write_bytes(pcap(frames, ETHERNET))
    return path


def test_the_sessions_of_a_capture_are_a_quick_switch(captures: Captures, tmp_path: Path, qtbot: QtBot) -> None:
    page = captures.open(_conversations(tmp_path / "x.pcap", 5))
    choice = page.filters.session
    qtbot.waitUntil(lambda: choice.count() == 6)
    assert choice.itemText(3) == "3  10.0.0.1:1026 → 10.0.0.2:2775"
    choice.setCurrentIndex(3)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.store.ends[page.store.session(page.model.store_row(0))].title == "3"
    choice.setCurrentIndex(0)
    page.filters.filter_by("session == 3")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_of_very_many_sessions_the_first_are_offered_and_the_rest_said(
    captures: Captures, tmp_path: Path, qtbot: QtBot
) -> None:
    page = captures.open(_conversations(tmp_path / "x.pcap", 700))
    choice = page.filters.session
    qtbot.waitUntil(lambda: page.model.rowCount() == 700 and choice.count() == 502 and not page.reading.isVisible())
    assert choice.itemText(501) == "200 more: filter by session == number"
