"""Texts, times, octets and lists of the workbench's form."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import FieldSpec, Kind
from smppconsole.ui.panels.workbench.numbers import NumberEditor
from smppconsole.ui.panels.workbench.texts import ListEditor, OctetsEditor, TextEditor, TimeEditor, editor_for
from smppconsole.ui.widgets.controls import LineField
from tests.kit.screen import found

KINDS = {
    Kind.INT: NumberEditor,
    Kind.CSTRING: TextEditor,
    Kind.TIME: TimeEditor,
    Kind.OCTETS: OctetsEditor,
    Kind.LIST: ListEditor,
}


def row_of(command: str, name: str) -> FieldSpec:
    return next(row for row in STANDARD.command_named(command).fields if row.name == name)


def test_every_field_has_the_editor_of_its_kind(qtbot: QtBot) -> None:
    for command in STANDARD.commands:
        for row in command.fields:
            editor = editor_for(row, "x", False)
            qtbot.addWidget(editor)
            assert type(editor) is KINDS[row.kind]


def test_a_time_is_told_in_words(qtbot: QtBot) -> None:
    editor = TimeEditor(row_of("submit_sm", "validity_period"), "t")
    qtbot.addWidget(editor)
    editor.show_words("000001000000000R")
    assert editor.said.text() == "1 day"
    editor.show_words("991399000000000R")
    assert editor.said.text()
    editor.show_words("")
    assert editor.said.isHidden()


def test_lines_of_a_message_are_kept(qtbot: QtBot) -> None:
    editor = OctetsEditor(row_of("submit_sm", "short_message"), "m")
    qtbot.addWidget(editor)
    told: list[str] = []
    editor.edited.connect(told.append)
    editor.show_words(r"text:one\x0Atwo")
    assert editor.box.toPlainText() == "one\ntwo"
    QTest.keyClicks(editor.box, "x")
    assert told == [r"text:xone\x0Atwo"]
    editor.show_words("68 69")
    editor.box.setPlainText("68")
    assert told[-1] == "68"


def test_an_empty_message_is_nothing_in_either_way_of_typing(qtbot: QtBot) -> None:
    editor = OctetsEditor(row_of("submit_sm", "short_message"), "m")
    qtbot.addWidget(editor)
    told: list[str] = []
    editor.edited.connect(told.append)
    editor.show_words("text:a")
    editor.box.clear()
    assert told == [""]


def test_items_of_either_kind_are_added_typed_and_removed(qtbot: QtBot) -> None:
    editor = ListEditor(row_of("submit_multi", "dest_address"), "d")
    qtbot.addWidget(editor)
    told: list[object] = []
    editor.edited.connect(told.append)
    found(editor, "d.add_1", QPushButton).click()
    found(editor, "d.add_2", QPushButton).click()
    QTest.keyClicks(found(editor, "d.1.destination_addr", LineField), "49")
    assert told[-1] == ({"dest_flag": "1", "destination_addr": "49"}, {"dest_flag": "2"})
    found(editor, "d.1.remove").click()  # type: ignore[attr-defined]
    assert told[-1] == ({"dest_flag": "2"},)


def test_items_that_are_all_alike_have_no_flag(qtbot: QtBot) -> None:
    editor = ListEditor(row_of("submit_multi_resp", "unsuccess_sme"), "u")
    qtbot.addWidget(editor)
    editor.show_words(({"dest_addr_ton": "1", "error_status_code": "11"},))
    assert found(editor, "u.1.error_status_code", LineField).text() == "11"
