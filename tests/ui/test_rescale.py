"""Another text size while the window is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui import fonts
from smppconsole.ui.rescale import rescale, rescale_fonts
from smppconsole.ui.widgets.controls import set_tone
from tests.kit.screen import eventually
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_measures_grow_and_come_back_to_where_they_were(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    column, row, grid = QVBoxLayout(outer), QHBoxLayout(), QGridLayout()
    column.setContentsMargins(12, 7, 12, 7)
    column.setSpacing(5)
    column.addLayout(row)
    column.addLayout(grid)
    row.setSpacing(3)
    grid.setColumnMinimumWidth(0, 58)
    button, free = QPushButton("x"), QFrame()
    button.setFixedHeight(28)
    free.setMaximumWidth(420)
    row.addWidget(button)
    row.addStretch(1)
    grid.addWidget(free, 0, 0)
    inside = [button, free]

    def measures() -> tuple[int, ...]:
        edges = column.contentsMargins()
        told = (edges.left(), edges.top(), column.spacing(), row.spacing(), grid.columnMinimumWidth(0))
        return (*told, button.minimumHeight(), button.maximumHeight(), free.maximumWidth(), free.maximumHeight())

    first = measures()
    holder = QWidget()
    qtbot.addWidget(holder)
    outer.setParent(holder)
    rescale([outer, *inside], 1.0, 1.3)
    assert measures() == (16, 9, 6, 4, 75, 36, 36, 546, 16_777_215)
    for before, after in ((1.3, 0.8), (0.8, 1.7), (1.7, 1.0)):
        rescale([outer, *inside], before, after)
    assert measures() == first


def test_only_fonts_that_are_a_widgets_own_are_set(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    own, heir = QLabel("x", outer), QLabel("y", outer)
    own.setFont(fonts.text(12))
    plain = heir.font().pixelSize()
    rescale_fonts([own, heir], 1.0, 1.5)
    assert (own.font().pixelSize(), heir.font().pixelSize()) == (18, plain)
    own.setFont(fonts.text(12))
    rescale_fonts([own], 1.5, 2.0)
    assert own.font().pixelSize() == 24
    rescale_fonts([own], 2.0, 1.0)
    assert own.font().pixelSize() == 12


async def test_the_window_grows_with_the_text_and_shrinks_again() -> None:
    async with opened_window() as window:
        button, label = window.cast.composer.preview, window.cast.trace.notice
        before = (button.height(), button.font().pixelSize(), window.cast.header.height(), label.minimumHeight())
        for _ in range(4):
            window.deeds.do("larger")
        await eventually(lambda: window.cast.appearance.done)
        assert button.height() > before[0]
        assert button.font().pixelSize() > before[1]
        assert window.cast.header.height() > before[2]
        window.deeds.do("normal")
        await eventually(lambda: window.cast.appearance.done)
        after = (button.height(), button.font().pixelSize(), window.cast.header.height(), label.minimumHeight())
        assert after == before


async def test_headings_and_states_have_the_size_of_the_text_whatever_changed_meanwhile() -> None:
    async with opened_window() as window:
        cast = window.cast
        for _ in range(4):
            window.deeds.do("larger")
        await eventually(lambda: cast.appearance.done)
        set_tone(cast.status.state, "warn")
        wanted = fonts.text(12).pixelSize()
        for heading in (cast.inspector.tree.header(), cast.trace.live.table.horizontalHeader(), cast.status.state):
            assert heading.font().pixelSize() == wanted, heading.objectName()
        assert cast.inspector.tree.isHidden() or not cast.inspector.tree.isVisible()
        assert cast.inspector.tree.header().viewport().font().pixelSize() == wanted, "hidden, and yet"
        window.deeds.do("normal")
        await eventually(lambda: cast.appearance.done)
        assert cast.status.state.font().pixelSize() == 12


def test_icons_of_lists_grow_where_a_list_has_a_size_for_them(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    sized, plain = QTableView(outer), QTableView(outer)
    sized.setIconSize(QSize(14, 14))
    rescale([sized, plain], 1.0, 2.0)
    assert (sized.iconSize(), plain.iconSize().isValid()) == (QSize(28, 28), False)


async def test_the_hint_of_a_text_grows_with_it() -> None:
    async with opened_window() as window:
        text = window.cast.composer.form.text
        window.do("larger")
        await eventually(lambda: window.cast.appearance.done)
        assert text.viewport().font().pixelSize() == text.font().pixelSize() == 14
