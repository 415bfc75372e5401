"""Palette and style sheet made of a theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from smppconsole.ui import fonts, style, theme
from smppconsole.ui.theme import THEMES, Theme


@pytest.mark.usefixtures("qapp")  # lengths go by the program's font
@pytest.mark.parametrize("look", THEMES.values(), ids=lambda look: look.name)
def test_the_sheet_leaves_no_token_unfilled(look: Theme) -> None:
    made = style.sheet(look)
    assert "$" not in made
    assert look.accent_text in made


def test_the_palette_carries_the_tokens() -> None:
    made = style.palette(theme.DARK)
    assert made.color(QPalette.ColorRole.Window).name().upper() == theme.DARK.bg
    assert made.color(QPalette.ColorRole.Base).name().upper() == theme.DARK.surface


def test_a_label_takes_the_colour_of_its_tone(qtbot: QtBot) -> None:
    label = QLabel("words")
    label.setProperty("tone", "err")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == theme.LIGHT.err


def test_switching_the_theme_keeps_the_fonts(qtbot: QtBot, look: QApplication) -> None:
    label = QLabel("words")
    label.setFont(fonts.mono(11))
    qtbot.addWidget(label)
    style.apply(look, theme.DARK)
    assert label.font().families()[0] == fonts.MONO[0]
    assert label.font().pixelSize() == 11


class _Told(QLabel):
    """Counts how often it heard of another style."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def test_every_widget_hears_of_another_theme_once_and_afterwards(qtbot: QtBot, look: QApplication) -> None:
    shown, closed = _Told("words"), _Told("words")
    for one in (shown, closed):
        one.setProperty("tone", "err")
        qtbot.addWidget(one)
        one.show()
    closed.hide()
    shown.times = closed.times = 0
    steps = style.restyled(look, theme.DARK)
    while look.styleSheet() != style.sheet(theme.DARK):
        next(steps)
    assert shown.times == closed.times == 0
    for _step in steps:
        pass
    assert shown.times == closed.times == 1
    assert not any(one.testAttribute(Qt.WidgetAttribute.WA_SetStyle) for one in (shown, closed))
    assert shown.palette().color(QPalette.ColorRole.WindowText).name().upper() == theme.DARK.err
    closed.show()
    assert closed.palette().color(QPalette.ColorRole.WindowText).name().upper() == theme.DARK.err


class _Sheet(QLabel):
    """Counts how often it was painted."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        self.painted += 1


def test_a_window_due_to_be_painted_when_its_look_changes_is_painted_afterwards(
    qtbot: QtBot, look: QApplication
) -> None:
    window = _Sheet("words")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.painted > 0)
    window.update()
    steps = style.restyled(look, theme.DARK)
    next(steps)
    QApplication.processEvents()
    before = window.painted
    for _step in steps:
        pass
    qtbot.waitUntil(lambda: window.painted > before)


def test_a_system_that_says_nothing_is_light() -> None:
    assert style.of_system() in THEMES.values()


def test_mixing_two_colours() -> None:
    assert style.mixed(QColor("#000000"), QColor("#FFFFFF"), 0.55).name() == "#737373"
