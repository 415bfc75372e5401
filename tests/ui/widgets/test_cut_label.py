"""Words that end in an ellipsis where there is no room."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui import fonts
from smppconsole.ui.widgets.cut_label import CutLabel
from smppconsole.ui.widgets.main_button import MainButton


def test_a_label_shrinks_and_shows_the_head_of_its_words(qtbot: QtBot) -> None:
    holder, words = QWidget(), CutLabel("text2", fonts.text(12))
    row = QHBoxLayout(holder)
    row.addWidget(words)
    qtbot.addWidget(holder)
    words.setText("no answer to bind_transceiver")
    holder.resize(400, 30)
    holder.show()
    assert words.shown == words.text()
    whole = holder.grab().toImage()
    holder.resize(90, 30)
    assert holder.width() == 90
    assert words.shown.startswith("no a")
    assert words.shown.endswith("…")
    assert holder.grab().toImage() != whole


def test_a_button_that_is_cut_says_all_its_words_on_hover(qtbot: QtBot) -> None:
    button = MainButton("Save and bind to the message centre", "test.save")
    qtbot.addWidget(button)
    button.resize(100, 32)
    button.grab()
    assert button.toolTip() == button.text()
    button.resize(button.sizeHint())
    button.grab()
    assert button.toolTip() == ""
    button.setToolTip("The session is not bound.")
    button.resize(100, 32)
    button.grab()
    assert button.toolTip() == "The session is not bound."
