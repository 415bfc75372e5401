"""PDUs out of a trace: into files, onto the clipboard, always masked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.console.workspace import Workspace
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.capture import read_capture
from smppconsole.trace.export import FORMATS, format_named
from smppconsole.trace.mask import Masking
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace import exports
from smppconsole.ui.panels.trace.exports import Exports
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.panels.trace.terms import TraceTerms
from tests.kit.pdus import octets
from tests.kit.screen import found
from tests.kit.traces import Tape, answer, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)
Said = list[tuple[Severity, str]]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot: QtBot) -> TracePage:
    """A bind and ten pairs."""
    tape = Tape()
    tape.out(octets("bind_transceiver", 1, system_id="me", password="secret12"))
    for sequence in range(2, 12):
        tape.out(submit(sequence))
        tape.into(answer(sequence))
    made = TracePage(tape.published(), TERMS, "")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def made() -> Iterator[Exports]:
    """Exports of a workspace that knows the account."""
    workspace = Workspace()
    workspace.accounts.save(Account(name="Nordlink", host="smsc.example", system_id="me"))
    exports_ = Exports(workspace)
    yield exports_
    exports_.close()


def _said(made: Exports) -> Said:
    told: Said = []
    made.said.connect(lambda severity, words, _links: told.append((severity, words)))
    return told


def test_what_is_shown_is_saved_masked(made: Exports, page: TracePage, tmp_path: Path, qtbot: QtBot) -> None:
    path, told = tmp_path / "x.pcapng", _said(made)
    made.save(page, path)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(Severity.NOTE, f"21 PDUs saved in {path}, masked: passwords.")]
    assert len(list(read_capture(path))) == 21
    assert b"secret12" not in path.read_bytes()
    page.filters.filter_by("response")
    made.save(page, tmp_path / "x.csv")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1][1].startswith("10 PDUs")


@pytest.mark.parametrize("form", [row.id for row in FORMATS])
def test_the_selection_is_copied_in_every_form(made: Exports, page: TracePage, form: str) -> None:
    page.table.selectRow(0)
    told = _said(made)
    made.copy_as(page, form)
    data = QGuiApplication.clipboard().mimeData()
    if form == "pcapng":
        (url,) = data.urls()
        text = b"".join(pdu.octets for pdu in read_capture(url.toLocalFile())).decode("latin-1")
        assert "me\0" in text
    else:
        text = data.text()
        assert "bind_transceiver" in text
    assert "secret12" not in text
    assert told[0][1].startswith("1 PDU copied as")


def test_too_many_are_not_copied(made: Exports, page: TracePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_COPIED", 5)
    told = _said(made)
    made.copy(page, range(6), format_named("csv"))
    assert told[0][0] is Severity.WARNING


def test_a_ticket_tells_the_account_without_secrets(made: Exports, page: TracePage) -> None:
    made.copy(page, [1], format_named("ticket"))
    text = QGuiApplication.clipboard().text()
    assert 'host = "smsc.example"' in text
    assert "Python" in text


def test_the_sheet_offers_selection_message_filter_and_all(
    made: Exports, page: TracePage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.filters.filter_by("response")
    page.table.selectRow(2)
    sheet = made.ask(page, page, "ticket")
    assert [one.id for one in sheet._sets] == ["selection", "message", "filter", "all"]
    assert (sheet.wish.rows.id, list(sheet.wish.rows.rows), sheet.wish.form.id) == ("message", [5, 6], "ticket")
    told = _said(made)
    sheet.save.click()
    dialog = found(sheet, "export.file", QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "case"))
    dialog.reject()
    qtbot.waitUntil(lambda: bool(told))
    assert (tmp_path / "case.ticket.txt").read_text("utf-8").startswith("SMPP TICKET")


def test_a_file_is_offered_of_all_where_only_the_current_row_is_chosen(made: Exports, page: TracePage) -> None:
    page.table.choose(0)
    sheet = made.ask(page, page)
    assert [one.id for one in sheet._sets] == ["selection", "all"]
    assert sheet.wish.rows.id == "all"
    sheet.reject()
    page.table.choose(3)
    sheet = made.ask(page, page)
    assert sheet.wish.rows.id == "all"
    assert [one.title for one in sheet._sets] == ["Selection", "Message", "All"]
    sheet.reject()


def test_masks_follow_the_settings(made: Exports) -> None:
    made._workspace.settings.set("mask_numbers", True)
    assert made.masking == Masking(numbers=True)


def test_a_place_that_cannot_be_written_is_told(made: Exports, page: TracePage, tmp_path: Path, qtbot: QtBot) -> None:
    told = _said(made)
    (tmp_path / "file").write_text("in the way")
    made.save(page, tmp_path / "file" / "x.pcapng")
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] is Severity.ERROR


def test_how_far_a_file_is_can_be_seen_and_stopped(
    made: Exports, page: TracePage, tmp_path: Path, qtbot: QtBot
) -> None:
    path, told = tmp_path / "x.csv", _said(made)
    path.write_text("what was there", "utf-8")
    many = [row % 21 for row in range(200_000)]
    made.save(page, path, many, format_named("csv"))
    qtbot.waitUntil(lambda: "of 200\u2009000 PDUs" in page.saving.words.text())
    assert page.saving.isVisible()
    assert 0 < page.saving.share < 1
    page.saving.stop.click()
    assert page.saving.isHidden()
    assert told == [(Severity.NOTE, f"Saving was stopped; {path} is as it was before.")]
    assert [one.name for one in tmp_path.glob("x*")] == ["x.csv"]
    assert path.read_text("utf-8") == "what was there"


def test_a_ticket_tells_how_many_it_holds_though_it_goes_through_them_again(
    made: Exports, page: TracePage, tmp_path: Path, qtbot: QtBot
) -> None:
    told = _said(made)
    made.save(page, tmp_path / "x.ticket.txt", range(21), format_named("ticket"))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][1].startswith("21 PDUs saved")


def test_a_capture_closed_while_it_is_saved_leaves_no_half_file(
    made: Exports, page: TracePage, tmp_path: Path, qtbot: QtBot
) -> None:
    made.save(page, tmp_path / "x.pcapng", [0] * 100_000, format_named("pcapng"))
    page.close_page()
    assert list(tmp_path.glob("x*")) == []
