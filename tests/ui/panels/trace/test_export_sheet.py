"""Before PDUs leave the trace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smppconsole.trace.export import Exporting
from smppconsole.trace.mask import Masking
from smppconsole.ui.panels.trace.export_choice import RowSet
from smppconsole.ui.panels.trace.export_sheet import ExportSheet
from tests.kit.traces import Tape, submit


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[ExportSheet]:
    """Over four messages: one is selected, none is filtered, numbers are masked."""
    tape = Tape()
    for sequence in range(1, 5):
        tape.out(submit(sequence, f"text {sequence}"))
    window = QWidget()
    qtbot.addWidget(window)
    sets = (RowSet("selection", "Selection", [1]), RowSet("filter", "Filter", []), RowSet("all", "All", range(4)))
    made = ExportSheet(window, tape.published(), sets, lambda masking, _rows: Exporting(masking), Masking(numbers=True))
    yield made
    window.close()  # the sheet lives as long as its window


def test_it_begins_with_the_first_rows_and_the_masks_of_the_settings(sheet: ExportSheet) -> None:
    assert sheet.wish.rows.id == "selection"
    assert sheet.wish.form.id == "pcapng"
    assert sheet.wish.masking == Masking(numbers=True)


def test_what_is_chosen_is_what_is_wished(sheet: ExportSheet) -> None:
    sheet.choose("all", "csv")
    sheet.text.setChecked(True)
    sheet.numbers.setChecked(False)
    assert (sheet.wish.rows.id, sheet.wish.form.id) == ("all", "csv")
    assert sheet.wish.masking == Masking(text=True)


def test_the_button_says_how_many_and_rests_where_there_are_none(sheet: ExportSheet) -> None:
    sheet.choose("all")
    assert sheet.save.accessibleName() == "Save 4 PDUs…"
    assert sheet.save.isEnabled()
    sheet.choose("filter")
    assert not sheet.save.isEnabled()


def test_the_preview_follows_the_choice(sheet: ExportSheet, qtbot: QtBot) -> None:
    sheet.choose("all", "jsonl")
    qtbot.waitUntil(lambda: "text 3" in sheet.preview.toPlainText())
    assert "491713920012" not in sheet.preview.toPlainText()
    sheet.numbers.setChecked(False)
    qtbot.waitUntil(lambda: "491713920012" in sheet.preview.toPlainText())


def test_saving_and_copying_carry_the_wish(sheet: ExportSheet, qtbot: QtBot) -> None:
    sheet.choose("all", "markdown")
    with qtbot.waitSignal(sheet.save_asked) as saved:
        sheet.save.click()
    with qtbot.waitSignal(sheet.copy_asked) as copied:
        sheet.copy.click()
    assert saved.args == copied.args == [sheet.wish]
