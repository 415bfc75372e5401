"""The star of the filter line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from smppconsole.console.saved_filters import SavedFilters
from smppconsole.ui.panels.trace.filter_keeping import FilterKeeping
from smppconsole.ui.widgets.controls import LineField
from smppconsole.ui.widgets.filter_row import FilterRow
from tests.kit.screen import found

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def row(qtbot: QtBot) -> FilterRow:
    """A row of filters."""
    made = FilterRow()
    qtbot.addWidget(made)
    made.resize(900, 44)
    made.show()
    return made


def _words(menu: QMenu) -> list[str]:
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    return words


def test_a_filter_is_kept_given_back_and_kept_no_longer(row: FilterRow, tmp_path: Path) -> None:
    saved = SavedFilters(tmp_path / "filters.toml")
    keeping = FilterKeeping(saved)
    keeping.bind(row)
    assert _words(keeping.open_menu(row)) == ["Type a filter, then keep it here"]
    row.filter_by("error")
    keeping.open_menu(row).actions()[0].trigger()
    assert saved.kept == ("error",)
    assert row.line.star.token == "accent_text"
    row.filter_by("lost")
    menu = keeping.open_menu(row)
    next(action for action in menu.actions() if action.text() == "error").trigger()
    assert row.line.edit.text() == "error"
    keeping.open_menu(row).actions()[0].trigger()
    assert saved.kept == ()


def test_what_was_used_is_remembered_what_cannot_be_read_is_not(row: FilterRow, tmp_path: Path) -> None:
    saved = SavedFilters(tmp_path / "filters.toml")
    FilterKeeping(saved).bind(row)
    row.filter_by("error")
    row.line.edit.editingFinished.emit()
    row.filter_by("nope == 1")
    row.show_problem("no such name")
    row.line.edit.editingFinished.emit()
    assert saved.recent == ("error",)


def test_a_file_that_cannot_be_written_is_told(row: FilterRow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("in the way")
    keeping = FilterKeeping(SavedFilters(tmp_path / "file" / "filters.toml"))
    keeping.bind(row)
    row.filter_by("error")
    with qtbot.waitSignal(keeping.said) as told:
        row.line.edit.editingFinished.emit()
    assert "could not be kept" in told.args[1]


def test_a_kept_filter_is_given_a_name_and_another(row: FilterRow, tmp_path: Path) -> None:
    saved = SavedFilters(tmp_path / "filters.toml")
    keeping = FilterKeeping(saved)
    keeping.bind(row)
    saved.keep("round_trip > 1s")
    row.filter_by("round_trip > 1s")
    words = _words(keeping.open_menu(row))
    assert words[:2] == ["Keep this filter no longer", "Name it…"]
    sheet = keeping.ask_name(row, "round_trip > 1s")
    found(sheet, "trace.filter_name_line", LineField).setText("Slow answers")
    sheet.yes.click()
    assert "Slow answers:  round_trip > 1s" in _words(keeping.open_menu(row))
    assert "Name it otherwise…" in _words(keeping.open_menu(row))
    again = keeping.ask_name(row, "round_trip > 1s")
    assert found(again, "trace.filter_name_line", LineField).text() == "Slow answers"
    again.close()


def test_what_is_kept_is_not_named_once_more_among_what_was_used(row: FilterRow, tmp_path: Path) -> None:
    saved = SavedFilters(tmp_path / "filters.toml")
    keeping = FilterKeeping(saved)
    for text in ("error", "lost"):
        saved.use(text)
    saved.keep("error")
    assert _words(keeping.open_menu(row)) == ["Kept", "error", "Lately used", "lost"]
