"""A panel that leaves its height to others."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.folding import fold


def test_a_folded_panel_is_as_low_as_what_stays_of_it_and_grows_again(qtbot: QtBot) -> None:
    panel, pages = QWidget(), QLabel("pages")
    qtbot.addWidget(panel)
    column = QVBoxLayout(panel)
    column.addWidget(QLabel("tabs"))
    column.addWidget(pages)
    assert fold(panel, pages, True)
    assert not fold(panel, pages, True)
    assert pages.isHidden()
    assert panel.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Maximum
    assert fold(panel, pages, False)
    assert not pages.isHidden()
    assert panel.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Preferred
