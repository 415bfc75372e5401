"""A window that gets another size is painted once, when all have their places."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.painted_once import PaintedOnce


class _Centre(QWidget):
    """Counts how often it was painted as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[int] = []

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if event.rect() == self.rect():
            self.painted.append(self.width())


class _Window(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        self.once: PaintedOnce | None = None
        self.setCentralWidget(_Centre())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self.once is not None:
            self.once.hold()


def _shown(qtbot: QtBot) -> tuple[_Window, _Centre]:
    window = _Window()
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    centre = window.centralWidget()
    assert isinstance(centre, _Centre)
    qtbot.waitUntil(lambda: centre.painted != [])
    window.once = PaintedOnce(window)
    centre.painted.clear()
    return window, centre


def test_a_few_sizes_of_one_turn_are_painted_once_as_the_last(qtbot: QtBot) -> None:
    window, centre = _shown(qtbot)
    for width in (420, 430, 440):
        window.resize(width, 300)
    assert not window.updatesEnabled()
    qtbot.waitUntil(lambda: centre.painted != [])
    assert centre.painted == [440]
    assert window.updatesEnabled()


def test_the_centre_of_a_window_that_has_become_much_larger_comes_a_turn_later(qtbot: QtBot) -> None:
    window, centre = _shown(qtbot)
    held: list[tuple[bool, bool]] = []
    window.once._turn.timeout.connect(lambda: held.append((window.updatesEnabled(), centre.updatesEnabled())))
    window.resize(1200, 700)
    qtbot.waitUntil(lambda: centre.painted == [1200])
    assert held == [(True, False)]
    assert centre.updatesEnabled()


def test_a_window_that_somebody_else_keeps_unpainted_stays_so(qtbot: QtBot) -> None:
    window, centre = _shown(qtbot)
    window.setUpdatesEnabled(False)
    window.resize(500, 300)
    with qtbot.waitSignal(window.once._turn.timeout):
        pass
    assert not window.updatesEnabled()
    assert centre.painted == []
