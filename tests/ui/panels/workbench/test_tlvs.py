"""The TLV lines of the workbench."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smppconsole.compose.workbench import TlvLine
from smppconsole.smpp.spec.book import STANDARD, read_dictionary
from smppconsole.ui.panels.workbench.tlvs import TlvLines
from smppconsole.ui.widgets.controls import Choice, LineField
from tests.kit.screen import found, nameless

OWN = '[[tlv]]\ntag = 0x1401\nname = "cost_centre"\nkind = "text"'


def test_lines_are_shown_typed_and_told_with_their_place(qtbot: QtBot) -> None:
    lines = TlvLines()
    qtbot.addWidget(lines)
    told: list[tuple[object, str]] = []
    lines.changed.connect(lambda typed, place: told.append((typed, place)))
    lines.show_lines((TlvLine("message_state", "2"), TlvLine("0x1401", "31")))
    assert told == []
    QTest.keyClicks(found(lines, "workbench.tlv_value_2", LineField), "32")
    assert told[-1] == ((TlvLine("message_state", "2"), TlvLine("0x1401", "3132")), "tlv 1")
    lines.show_lines(())
    assert nameless(lines) == []


def test_a_known_name_says_how_its_value_is_typed(qtbot: QtBot) -> None:
    lines = TlvLines()
    qtbot.addWidget(lines)
    lines.show_lines((TlvLine("message_state", ""), TlvLine("0x1401", "")))
    assert found(lines, "workbench.tlv_value_1", LineField).placeholderText() == "number"
    assert "DELIVERED" in found(lines, "workbench.tlv_value_1", LineField).toolTip().upper()
    assert found(lines, "workbench.tlv_value_2", LineField).placeholderText() == "hex"


def test_a_dictionary_brings_its_names(qtbot: QtBot) -> None:
    lines = TlvLines()
    qtbot.addWidget(lines)
    lines.show_lines((TlvLine("cost_centre", "A"),))
    assert found(lines, "workbench.tlv_value_1", LineField).placeholderText() == "hex"
    lines.set_book(STANDARD.with_rows(read_dictionary(OWN).tlvs))
    tag = found(lines, "workbench.tlv_name_1", Choice)
    assert tag.findText("cost_centre") >= 0
    assert tag.currentText() == "cost_centre"
    assert found(lines, "workbench.tlv_value_1", LineField).placeholderText() == "text"


def test_a_problem_stands_at_the_line_it_is_about(qtbot: QtBot) -> None:
    lines = TlvLines()
    qtbot.addWidget(lines)
    lines.show_lines((TlvLine("message_state", "2"), TlvLine("0x1401", "3")))
    lines.show_problems({"message_state": "too long"})
    assert found(lines, "workbench.tlv_value_1", LineField).property("bad")
    assert not found(lines, "workbench.tlv_value_2", LineField).property("bad")
