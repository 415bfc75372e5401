"""The row of tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui import theme
from smppconsole.ui.widgets.tab_row import TabRow


def _row(qtbot: QtBot) -> TabRow:
    row = TabRow("x.tabs", "Pages")
    row.addTab("Fields")
    row.addTab("Findings")
    qtbot.addWidget(row)
    row.show()
    return row


def test_the_tab_in_front_has_a_line_below(qtbot: QtBot) -> None:
    row = _row(qtbot)
    image, box = row.grab().toImage(), row.tabRect(0)
    assert image.pixelColor(box.center().x(), box.bottom()).name().upper() == theme.LIGHT.accent
    other = row.tabRect(1)
    assert image.pixelColor(other.center().x(), other.bottom()).name().upper() != theme.LIGHT.accent


def test_a_mark_makes_a_tab_wider_and_goes_again(qtbot: QtBot) -> None:
    row = _row(qtbot)
    plain = row.tabSizeHint(1).width()
    row.set_mark(1, "warning", "warn")
    assert row.tabSizeHint(1).width() > plain
    row.set_mark(0, "dot", "ok")
    assert not row.grab().isNull()
    row.set_mark(1, "", "")
    assert row.tabSizeHint(1).width() == plain


def test_keys_walk_the_tabs(qtbot: QtBot) -> None:
    row = _row(qtbot)
    qtbot.keyClick(row, Qt.Key.Key_Right)
    assert row.currentIndex() == 1


def test_a_mark_is_told_with_the_tabs_words(qtbot: QtBot) -> None:
    row = _row(qtbot)
    row.set_mark(1, "warning", "warn", "Warning: late")
    assert row.accessibleTabName(1) == f"{row.tabText(1)}, Warning: late"
    row.set_mark(1, "", "")
    assert row.accessibleTabName(1) == ""
    row.set_mark(0, "ring", "text3", "not bound")
    hollow = row.grab().toImage()
    row.set_mark(0, "dot", "text3", "bound")
    assert row.grab().toImage() != hollow


def test_words_that_came_while_it_was_hidden_have_their_room(qtbot: QtBot) -> None:
    window = QWidget()
    row = TabRow("x.tabs", "Pages")
    row.addTab("Fields")
    row.addTab("Findings")
    QHBoxLayout(window).addWidget(row)
    qtbot.addWidget(window)
    window.resize(600, 60)
    window.show()
    QApplication.processEvents()
    window.hide()
    row.setTabText(1, "Findings of this PDU")
    window.show()
    qtbot.waitUntil(lambda: row.tabRect(1).width() == row.tabSizeHint(1).width())
