"""The star of the filter line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from smppconsole.console.saved_filters import SavedFilters
from smppconsole.smpp.finding import Severity
from smppconsole.ui.panels.filter_keeping import FilterKeeping
from smppconsole.ui.widgets.filter_row import FilterRow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Desk:
    """A filter row whose star is bound to filters kept in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.saved = SavedFilters(path)
        self.keeping = FilterKeeping(self.saved)
        self.row = FilterRow()
        self.keeping.bind(self.row)

    def type(self, text: str, problem: str = "") -> None:
        """What is typed, and what is wrong with it."""
        self.row.line.edit.setText(text)
        self.row.show_problem(problem)

    def words(self) -> list[str]:
        """What the menu offers; what cannot be chosen in brackets."""
        menu = self.keeping.open_menu(self.row)
        rows = [one for one in menu.actions() if not one.isSeparator()]
        told = [one.text() if one.isEnabled() else f"({one.text()})" for one in rows]
        menu.close()
        return told

    def choose(self, words: str) -> None:
        """Choose a row of the menu."""
        menu: QMenu = self.keeping.open_menu(self.row)
        next(one for one in menu.actions() if one.text() == words).trigger()
        menu.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    """Nothing kept, nothing typed."""
    made = Desk(tmp_path / "filters.toml")
    qtbot.addWidget(made.row)
    made.row.show()
    return made


def test_without_a_filter_the_menu_says_what_to_do(desk: Desk) -> None:
    assert desk.words() == ["(Type a filter, then keep it here)"]


def test_a_filter_is_kept_in_the_file_and_let_go_again(desk: Desk) -> None:
    desk.type("status != 0")
    desk.choose("Keep this filter")
    again = SavedFilters(desk.path)
    assert again.load() == ""
    assert again.kept == ("status != 0",)
    desk.choose("Keep this filter no longer")
    assert desk.saved.kept == ()


def test_a_filter_that_cannot_be_read_is_neither_kept_nor_remembered(desk: Desk) -> None:
    desk.type("commnd == 3", "No field is called commnd.")
    desk.row.line.edit.editingFinished.emit()
    assert desk.saved.recent == ()
    assert "Keep this filter" not in desk.words()


def test_a_finished_filter_is_among_those_lately_used(desk: Desk) -> None:
    for text in ("out", "in"):
        desk.type(text)
        desk.row.line.edit.editingFinished.emit()
    desk.type("")
    assert desk.words() == ["(Lately used)", "in", "out"]


def test_a_kept_filter_comes_back_whole_and_switched_on(desk: Desk) -> None:
    text = f'text == "{"&" * 80}"'
    desk.saved.keep(text)
    desk.row.line.set_on(False)
    shown = desk.words()[1]
    assert shown.replace("&&", "&") == text[:59] + "…"
    desk.choose(shown)
    assert (desk.row.line.edit.text(), desk.row.line.on) == (text, True)


def test_a_file_that_cannot_be_written_is_a_warning(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_text: str, _kept: bool) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(desk.saved, "keep", full)
    desk.type("out")
    with qtbot.waitSignal(desk.keeping.said) as told:
        desk.choose("Keep this filter")
    assert told.args == [Severity.WARNING, "The filters could not be kept: no space left on device.", ()]
