"""The bar of what is done."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smppconsole.ui import theme
from smppconsole.ui.widgets.tally_bar import Tally, TallyBar


def test_each_kind_takes_its_share_and_words_tell_them(qtbot: QtBot) -> None:
    bar = TallyBar("batch.progress", "Progress")
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    bar.show_tally((Tally("accepted", 50, "ok"), Tally("refused", 1, "err")), 100)
    bar.show()
    image = bar.grab().toImage()
    colours = [image.pixelColor(x, 4).name() for x in (50, 101, 190)]
    assert colours == [theme.LIGHT.ok.lower(), theme.LIGHT.err.lower(), theme.LIGHT.line.lower()]
    assert bar.accessibleName() == "Progress: 50 accepted, 1 refused, of 100"
    bar.show_tally((), 0)
    assert bar.accessibleName() == "Progress: nothing yet, of 0"
