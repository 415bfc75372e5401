"""The way of the Tab key: panel by panel, line by line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui import tab_way
from tests.kit.screen import eventually


class _Window(QWidget):
    """Two panels; the fields of the first are made against the order in which they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QWidget(self), QWidget(self)
        self.first.setGeometry(0, 0, 200, 100)
        self.second.setGeometry(0, 100, 200, 100)
        self.second.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for panel, name, x, y in (
            (self.first, "below", 0, 50),
            (self.first, "right", 100, 3),
            (self.first, "left", 0, 0),
            (self.second, "last", 0, 0),
        ):
            line = QLineEdit(panel)
            line.setObjectName(name)
            line.setGeometry(x, y, 90, 30)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """As the main window has it."""
        return tab_way.go(self, (self.first, self.second), forward)

    def line(self, name: str) -> QLineEdit:
        """One of its fields."""
        found = self.findChild(QLineEdit, name)
        assert found is not None
        return found


@pytest.fixture
async def window(qtbot: QtBot) -> _Window:
    """Shown, the upper left field in focus."""
    made = _Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.line("left").setFocus()
    await eventually(lambda: QApplication.focusWidget() is made.line("left"))
    return made


def _walk(qtbot: QtBot, key: Qt.Key, steps: int) -> list[str]:
    seen = []
    for _ in range(steps):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(now.objectName())
    return seen


async def test_tab_goes_line_by_line_then_to_the_next_panel_and_round(window: _Window, qtbot: QtBot) -> None:
    assert _walk(qtbot, Qt.Key.Key_Tab, 4) == ["right", "below", "last", "left"]


async def test_the_way_back_is_the_same(window: _Window, qtbot: QtBot) -> None:
    assert _walk(qtbot, Qt.Key.Key_Backtab, 4) == ["last", "below", "right", "left"]


async def test_what_is_hidden_off_or_for_the_mouse_alone_is_no_station(window: _Window, qtbot: QtBot) -> None:
    window.line("right").hide()
    window.line("below").setEnabled(False)
    assert _walk(qtbot, Qt.Key.Key_Tab, 2) == ["last", "left"]


async def test_from_a_panel_as_a_whole_it_goes_to_the_first_in_it(window: _Window, qtbot: QtBot) -> None:
    window.second.setFocus()
    assert _walk(qtbot, Qt.Key.Key_Tab, 1) == ["last"]


async def test_a_window_without_stations_leaves_the_focus_alone(qtbot: QtBot) -> None:
    window = QPushButton()
    qtbot.addWidget(window)
    assert not tab_way.go(window, (), forward=True)


def _column(above: QWidget, left: int, *names: str) -> QWidget:
    column = QWidget(above)
    column.setGeometry(left, 0, 100, 100)
    for at, name in enumerate(names):
        line = QLineEdit(column)
        line.setObjectName(name)
        line.setGeometry(0, 40 * at, 90, 30)
    return column


@pytest.mark.parametrize("split", [True, False])
async def test_what_stands_beside_each_other_is_gone_through_whole(qtbot: QtBot, split: bool) -> None:
    window: QWidget = QSplitter() if split else QWidget()
    qtbot.addWidget(window)
    columns = [_column(window, 0, "a1", "a2"), _column(window, 100, "b1", "b2")]
    if not split:
        tab_way.gone_through_whole(*columns)
    window.resize(200, 100)
    window.show()
    qtbot.waitExposed(window)
    assert [one.objectName() for one in tab_way.stations_of(window, window)] == ["a1", "a2", "b1", "b2"]


async def test_what_is_hidden_under_the_focus_passes_it_on_to_its_neighbour(window: _Window) -> None:
    def lose(name: str) -> str:
        window.line(name).setFocus()
        window.line(name).hide()
        now = QApplication.focusWidget()
        assert now is not None
        return now.objectName()

    assert lose("right") == "below"
    assert lose("below") == "left", "the last of a panel does not lead out of it"
