"""Two PDUs in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Draft
from smppconsole.compose.expand import expand
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import Reading
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu, look_at
from smppconsole.ui.panels.tools.compare import ComparePanel
from tests.kit.screen import nameless


def _pdu(text: str, number: int) -> ShownPdu:
    pdu = expand(Draft("4917", "Orbit", text), 1).pdus[0].with_sequence(number)
    return look_at(encode(pdu), Reading(), number=number)


@pytest.fixture
def panel(qtbot: QtBot) -> ComparePanel:
    """Nothing chosen yet."""
    made = ComparePanel()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_the_first_chosen_is_a_and_later_ones_b(panel: ComparePanel) -> None:
    assert "becomes A" in panel.table.empty_words
    panel.take(_pdu("one", 1))
    assert "becomes B" in panel.table.empty_words
    panel.take(_pdu("two", 2))
    panel.take(_pdu("six", 3))
    assert panel.places[0].text().startswith("submit_sm  No. 1")
    assert panel.places[1].text().startswith("submit_sm  No. 3")
    assert panel.result.text() == "2 of 22 fields differ"
    assert nameless(panel) == []


def test_choosing_a_again_leaves_b(panel: ComparePanel) -> None:
    one = _pdu("one", 1)
    panel.take(one)
    panel.take(one)
    assert panel.right is None


def test_only_differences_can_be_shown(panel: ComparePanel) -> None:
    panel.show_both(_pdu("one", 1), _pdu("two", 2))
    whole = panel.table.rows.rowCount()
    panel.shown.set_value(True)
    panel._fill()
    assert panel.table.rows.rowCount() == 2 < whole
    panel.show_both(_pdu("one", 1), _pdu("one", 1))
    assert panel.table.empty_words == "No field differs."


def test_a_field_marks_its_octets_in_both_and_an_octet_its_field(panel: ComparePanel) -> None:
    panel.show_both(_pdu("one", 1), _pdu("three", 2))
    last = panel.table.rows.rowCount() - 1
    panel.table.selectRow(last)
    first, second = (view.selection for view in panel.octets)
    assert (first[1] - first[0], second[1] - second[0]) == (3, 5)
    panel.octets[0].octet_picked.emit(4)
    assert panel.table.rows.cells(panel.table.chosen_row)[0].text == "command_id"


def test_sides_can_be_swapped_and_b_taken_as_a(panel: ComparePanel, qtbot: QtBot) -> None:
    panel.show_both(_pdu("one", 1), _pdu("two", 2))
    qtbot.mouseClick(panel.swap, Qt.MouseButton.LeftButton)
    assert panel.left is not None
    assert panel.left.number == 2
    with qtbot.waitSignal(panel.taken):
        qtbot.mouseClick(panel.anew, Qt.MouseButton.LeftButton)
    assert panel.left.number == 1
    assert panel.right is None


def test_what_is_shown_can_be_copied_as_text(panel: ComparePanel, qtbot: QtBot) -> None:
    panel.take(_pdu("one", 1))
    assert not panel.copy.isEnabled()
    panel.take(_pdu("two", 2))
    panel.shown.set_value(True)
    panel.shown.chosen.emit(True)
    panel.copy.click()
    head, *lines = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[1:] == [place.text() for place in panel.places]
    assert [line.split("\t")[0] for line in lines] == ["sequence_number", "short_message"]
    assert lines[0] == "sequence_number\t1\t2"


def test_ids_and_statuses_are_told_in_hex_and_passwords_not_at_all(panel: ComparePanel) -> None:
    bind = encode(Pdu("bind_transceiver", {"system_id": "me", "password": "sesame"}, sequence=1))
    refused = encode(Pdu("bind_transceiver_resp", status=0x0E, sequence=1))
    panel.show_both(look_at(bind, Reading(), number=1), look_at(refused, Reading(), number=2))
    told = panel.text()
    assert "0x00000009" in told
    assert "0x80000009" in told
    assert "0x0000000E" in told
    assert "sesame" not in told


def test_octets_tell_their_field_and_what_it_is_on_the_other_side(panel: ComparePanel, qtbot: QtBot) -> None:
    panel.show_both(_pdu("one", 1), _pdu("two", 2))
    panel.octets[0].select(12, 13)
    qtbot.keyClick(panel.octets[0], Qt.Key.Key_Right)
    told = panel.octets[0].accessibleDescription()
    assert told == "octet 13: 0x00, sequence_number 1, differs: 2"
    panel.octets[1].select(0, 1)
    qtbot.keyClick(panel.octets[1], Qt.Key.Key_Right)
    assert "differs" not in panel.octets[1].accessibleDescription()
