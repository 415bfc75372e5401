"""Numbers of the workbench's form: raw, by name, bit by bit."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import BitSet, FieldSpec
from smppconsole.ui.panels.workbench.numbers import NumberEditor, bits_apart, number_of
from smppconsole.ui.widgets.controls import Choice
from tests.kit.screen import found


def row_of(name: str) -> FieldSpec:
    return next(row for row in STANDARD.command_named("submit_sm").fields if row.name == name)


def editor_of(name: str, qtbot: QtBot) -> tuple[NumberEditor, list[str]]:
    editor = NumberEditor(row_of(name), f"workbench.{name}")
    qtbot.addWidget(editor)
    told: list[str] = []
    editor.edited.connect(told.append)
    return editor, told


def test_a_named_value_is_chosen_beside_the_raw_number(qtbot: QtBot) -> None:
    editor, told = editor_of("source_addr_ton", qtbot)
    choice = found(editor, "workbench.source_addr_ton.value", Choice)
    choice.choose(5)
    choice.activated.emit(choice.currentIndex())
    assert (editor.line.text(), told) == ("5", ["5"])
    editor.show_words("77")
    assert choice.currentIndex() == -1


def test_switches_and_the_raw_octet_go_together(qtbot: QtBot) -> None:
    editor, told = editor_of("esm_class", qtbot)
    found(editor, "workbench.esm_class.bit_40", QCheckBox).click()
    assert told == ["0x40"]
    QTest.keyClicks(editor.line, "0")
    assert told[-1] == "0x400"
    editor.show_words("0x83")
    assert found(editor, "workbench.esm_class.bit_80", QCheckBox).isChecked()
    assert not found(editor, "workbench.esm_class.bit_40", QCheckBox).isChecked()
    assert found(editor, "workbench.esm_class.mode", Choice).currentData() == 3


def test_bits_are_apart_only_where_each_means_something_by_itself() -> None:
    meanings = [row_of(name).meaning for name in ("esm_class", "registered_delivery")]
    groups = {group.name: bits_apart(group) for bits in meanings if isinstance(bits, BitSet) for group in bits.groups}
    assert groups["features"] == (0x40, 0x80)
    assert groups["mode"] == groups["receipt"] == groups["acknowledgement"] == ()
    assert groups["intermediate"] == (0x10,)


@pytest.mark.parametrize(("words", "number"), [("", 0), ("0x40", 64), ("010", 10), ("0b11", 3), ("what", -1)])
def test_numbers_are_read_as_people_write_them(words: str, number: int) -> None:
    assert number_of(words) == number
