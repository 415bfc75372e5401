"""An icon before words."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smppconsole.ui import theme
from smppconsole.ui.widgets.icon_mark import IconMark


def test_it_is_there_while_it_has_an_icon(qtbot: QtBot) -> None:
    mark = IconMark()
    qtbot.addWidget(mark)
    assert mark.isHidden()
    mark.show_icon("record", "err")
    assert not mark.isHidden()
    middle = mark.grab().toImage().pixelColor(7, 7)
    assert middle.name().upper() == theme.LIGHT.err
    mark.show_icon("", "err")
    assert mark.isHidden()
