"""The message's text with its parts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.smpp.spec.model import Group
from smppconsole.ui import theme
from smppconsole.ui.widgets.message_editor import MessageEditor, units_before


def _editor(qtbot: QtBot, text: str = "") -> MessageEditor:
    editor = MessageEditor("x.text", "Text", "Text of the message")
    qtbot.addWidget(editor)
    editor.resize(300, 120)
    editor.show()
    editor.setPlainText(text)
    return editor


def _colours(editor: MessageEditor) -> set[str]:
    image = editor.grab().toImage()
    return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}


def test_positions_count_utf_16_units() -> None:
    assert [units_before("a😀b", at) for at in range(4)] == [0, 1, 3, 4]
    assert units_before("\ud83d", 1) == 1


def test_parts_open_a_margin_with_chips(qtbot: QtBot) -> None:
    editor = _editor(qtbot, "x" * 300)
    before = editor.viewport().width()
    editor.show_parts((0, 153))
    assert editor.viewport().width() == before - editor.gutter_width()
    assert theme.LIGHT.tints[Group.UDH].ground in _colours(editor)
    editor.show_parts((0,))
    assert editor.viewport().width() == before


def test_the_character_that_forces_the_alphabet_is_tinted(qtbot: QtBot) -> None:
    editor = _editor(qtbot, "02:00 → 02:30")
    assert theme.LIGHT.tints[Group.UDH].ground not in _colours(editor)
    editor.show_parts((), 6)
    assert theme.LIGHT.tints[Group.UDH].ground in _colours(editor)


def test_marking_is_no_edit(qtbot: QtBot) -> None:
    editor = _editor(qtbot, "x" * 300)
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_parts((0, 153), 4)
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor, "y")


def test_tab_leaves_and_a_problem_is_told(qtbot: QtBot) -> None:
    holder, editor = QWidget(), MessageEditor("x.text", "Text", "")
    column = QVBoxLayout(holder)
    column.addWidget(editor)
    column.addWidget(QLineEdit())
    qtbot.addWidget(holder)
    holder.show()
    editor.setPlainText("x")
    editor.set_problem("→ is not in GSM 7-bit")
    assert editor.toolTip() == "→ is not in GSM 7-bit"
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert "\t" not in editor.toPlainText()


def test_pasted_riches_stay_plain(qtbot: QtBot) -> None:
    assert not _editor(qtbot).acceptRichText()
