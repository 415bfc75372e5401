"""Work of which only the end is seen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, QThread
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.unpainted import paint, unpainted


class _Painted(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.times = 0
        self.beside: QWidget | None = None
        self.seen: list[bool] = []
        """Whether what is beside it could be painted when it was."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        self.times += 1
        if self.beside is not None:
            self.seen.append(self.beside.updatesEnabled())


def _three_steps(widget: QWidget) -> Iterator[None]:
    for _ in range(3):
        widget.update()
        yield


def test_nothing_is_painted_until_the_last_step(qtbot: QtBot) -> None:
    window = _Painted()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.times > 0)
    before = window.times
    for _step in unpainted([window], _three_steps(window)):
        QApplication.processEvents()
        assert window.times == before
    qtbot.waitUntil(lambda: window.times > before)


def test_what_is_left_undone_lets_the_window_be_painted_again(qtbot: QtBot) -> None:
    window = _Painted()
    qtbot.addWidget(window)
    window.show()
    steps = unpainted([window], _three_steps(window))
    next(steps)
    assert not window.updatesEnabled()
    steps.close()
    assert window.updatesEnabled()


def test_a_window_that_somebody_else_keeps_unpainted_stays_so(qtbot: QtBot) -> None:
    window = _Painted()
    qtbot.addWidget(window)
    window.show()
    window.setUpdatesEnabled(False)
    for _step in unpainted([window], _three_steps(window)):
        pass
    assert not window.updatesEnabled()


def test_of_two_windows_the_second_is_painted_in_a_turn_of_its_own(qtbot: QtBot) -> None:
    windows = [_Painted(), _Painted()]
    for window in windows:
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda window=window: window.times > 0)
    before = windows[1].times
    for _step in unpainted(windows, _three_steps(windows[1])):
        pass
    assert [window.updatesEnabled() for window in windows] == [True, False]
    qtbot.waitUntil(lambda: windows[1].times > before)
    assert windows[1].updatesEnabled()


def test_the_centre_of_a_very_large_window_is_painted_a_turn_later(qtbot: QtBot) -> None:
    window, centre = QMainWindow(), _Painted()
    window.setCentralWidget(centre)
    qtbot.addWidget(window)
    for size, at_once in ((QSize(1440, 900), True), (QSize(3840, 2160), False)):
        window.resize(size)
        window.show()
        qtbot.waitUntil(lambda: centre.times > 0)
        for _step in unpainted([window], _three_steps(window)):
            pass
        assert window.updatesEnabled()
        assert centre.updatesEnabled() == at_once
        before = centre.times
        qtbot.waitUntil(lambda: centre.updatesEnabled() and centre.times > before)  # noqa: B023 - waited for here


def test_what_is_painted_later_has_the_windows_ground_until_then(qtbot: QtBot) -> None:
    window, dock, centre, filled = QMainWindow(), QDockWidget(), _Painted(), _Painted()
    covers = Qt.WidgetAttribute.WA_OpaquePaintEvent
    inside = QWidget(centre)
    inside.setAttribute(covers)
    filled.setAutoFillBackground(True)
    dock.setWidget(filled)
    window.setCentralWidget(centre)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: centre.times > 0)

    def later() -> list[tuple[bool, bool]]:
        covered = inside.testAttribute(covers), filled.autoFillBackground()
        return list(zip((centre.updatesEnabled(), dock.updatesEnabled()), covered, strict=True))

    window.setUpdatesEnabled(False)
    paint(window, lost=True, docks_apart=True)
    assert window.updatesEnabled()
    assert later() == [(False, False), (False, False)]
    QThread.msleep(60)  # as a first picture that takes long: the others come one after the other all the same
    filled.beside = centre
    qtbot.waitUntil(centre.updatesEnabled)
    assert filled.seen[:1] == [False]
    assert later() == [(True, True), (True, True)]
