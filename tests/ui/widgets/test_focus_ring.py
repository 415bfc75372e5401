"""The ring of the focus stays inside the box of what has it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui import theme
from smppconsole.ui.widgets.focus_ring import ring, ring_over


def test_it_is_two_pixels_wide_inside_the_box() -> None:
    picture = QImage(40, 30, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    ring(painter, QRect(5, 5, 30, 20))
    painter.end()
    ink = theme.current().colour("accent_text").rgb()
    assert [picture.pixel(x, 15) for x in (4, 5, 6, 7, 20)] == [0, ink, ink, 0, 0]


def test_a_widget_has_it_while_it_has_the_focus(qtbot: QtBot) -> None:
    class Words(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt asks for it
            ring_over(self)

    words = Words()
    words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(words)
    with qtbot.waitActive(words):
        words.show()
        words.activateWindow()
    ink = theme.current().colour("accent_text").rgb()
    middle = words.height() // 2
    words.clearFocus()
    assert words.grab().toImage().pixel(0, middle) != ink
    words.setFocus()
    assert words.grab().toImage().pixel(0, middle) == ink
