"""The PDU workbench: any PDU as a form or as octets, read while one types, undone and copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from smppconsole.compose.bench import Bench
from smppconsole.compose.workbench import Sheet, TlvLine
from smppconsole.console.account import Account
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.ui import tab_way
from smppconsole.ui.panels.sessions.view import SessionView
from smppconsole.ui.panels.workbench.panel import Workbench
from smppconsole.ui.widgets.controls import Choice, LineField
from tests.kit.screen import found, nameless

SUBMIT = encode(
    Pdu(
        "submit_sm",
        {"source_addr": "Orbit", "source_addr_ton": 5, "destination_addr": "4917", "short_message": b"hello"},
        (Tlv(0x0204, b"\0\7"), Tlv(0x1401, b"12")),
        sequence=77,
    )
)
MULTI = encode(
    Pdu(
        "submit_multi",
        {"dest_address": ({"dest_flag": 1, "destination_addr": "491"}, {"dest_flag": 2, "dl_name": "ALL"})},
        sequence=5,
    )
)


@pytest.fixture
def bench(qtbot: QtBot) -> Workbench:
    made = Workbench()
    qtbot.addWidget(made)
    made.show()
    return made


def typed(bench: Workbench, name: str, text: str, qtbot: QtBot) -> None:
    """Type into a line, and wait for the reading."""
    line = found(bench, f"workbench.{name}", LineField)
    line.selectAll()
    QTest.keyClicks(line, text)
    qtbot.waitUntil(lambda: not bench._pause.isActive())


def bound() -> SessionView:
    return SessionView(1, Account("Nordlink", "h", system_id="s"), LinkStatus(LinkState.ALIVE), True)


def test_every_command_has_a_form_with_names_for_everything(bench: Workbench) -> None:
    for command in STANDARD.commands:
        bench.show_bench(Bench(Sheet(command.name)))
        assert all(found(bench, f"workbench.{row.name}") for row in command.fields)
        assert nameless(bench.form) == nameless(bench.octets) == []
    assert found(bench, "workbench.command", Choice).count() == len(STANDARD.commands)


def test_a_pdu_of_the_trace_opens_as_a_form_under_the_next_number(bench: Workbench) -> None:
    bench.open_octets([SUBMIT])
    assert found(bench, "workbench.source_addr", LineField).text() == "Orbit"
    assert bench.bench.sheet.tlvs == (TlvLine("user_message_reference", "7"), TlvLine("0x1401", "31 32"))
    assert bench.bench.sheet.sequence == ""
    assert bench.looked.made.octets[16:] == SUBMIT[16:]
    assert bench.inspector.pdu is not None
    assert bench.inspector.pdu.octets == bench.looked.made.octets


def test_what_no_form_can_say_opens_as_octets(bench: Workbench) -> None:
    torn = SUBMIT[:40]
    bench.open_octets([torn])
    assert bench.bench.is_raw
    assert bench.pdus == (torn,)


def test_typing_changes_the_octets_and_names_the_field_that_is_refused(bench: Workbench, qtbot: QtBot) -> None:
    bench.foot.show_sessions([bound()], "Nordlink")
    typed(bench, "destination_addr", "4" * 25, qtbot)
    assert b"4" * 25 in bench.looked.made.octets
    assert bench.foot.verdict.text().startswith("Refused: destination_addr: 25 characters; at most 20")
    assert found(bench, "workbench.destination_addr").property("bad")
    assert not bench.foot.send.isEnabled()
    assert bench.foot.anyway.isEnabled()
    typed(bench, "destination_addr", "4917", qtbot)
    assert bench.foot.send.isEnabled()
    assert bench.foot.anyway.isHidden()


def test_what_has_no_meaning_cannot_be_sent_anyway(bench: Workbench, qtbot: QtBot) -> None:
    bench.foot.show_sessions([bound()], "Nordlink")
    typed(bench, "esm_class", "what", qtbot)
    assert not bench.foot.anyway.isEnabled()


def test_bits_are_switches_beside_the_raw_octet(bench: Workbench, qtbot: QtBot) -> None:
    found(bench, "workbench.esm_class.bit_40", QCheckBox).click()
    mode = found(bench, "workbench.esm_class.mode", Choice)
    mode.choose(3)
    mode.activated.emit(mode.currentIndex())
    assert found(bench, "workbench.esm_class", LineField).text() == "0x43"
    typed(bench, "esm_class", "0x80", qtbot)
    assert not found(bench, "workbench.esm_class.bit_40", QCheckBox).isChecked()
    assert found(bench, "workbench.esm_class.bit_80", QCheckBox).isChecked()


def test_named_values_stand_beside_the_raw_number(bench: Workbench, qtbot: QtBot) -> None:
    typed(bench, "source_addr_ton", "5", qtbot)
    choice = found(bench, "workbench.source_addr_ton.value", Choice)
    assert choice.currentText() == "5 alphanumeric"
    choice.choose(1)
    choice.activated.emit(choice.currentIndex())
    assert found(bench, "workbench.source_addr_ton", LineField).text() == "1"
    typed(bench, "source_addr_ton", "77", qtbot)
    assert choice.currentIndex() == -1


def test_destinations_are_added_and_removed(bench: Workbench, qtbot: QtBot) -> None:
    bench.open_octets([MULTI])
    assert [item.get("dl_name") for item in bench.bench.sheet.words["dest_address"]] == [None, "ALL"]  # type: ignore[union-attr]
    found(bench, "workbench.dest_address.add_2", QPushButton).click()
    qtbot.waitUntil(lambda: bench.looked.made.pdu.fields["dest_address"].__len__() == 3)  # type: ignore[union-attr]
    bench.step_back()
    assert bench.looked.made.octets[16:] == MULTI[16:]


def test_tlvs_come_by_name_or_tag_and_go(bench: Workbench, qtbot: QtBot) -> None:
    found(bench, "workbench.add_tlv", QPushButton).click()
    found(bench, "workbench.tlv_name_1", Choice).setEditText("0x1401")
    typed(bench, "tlv_value_1", "4142", qtbot)
    assert bench.looked.made.pdu.tlvs == (Tlv(0x1401, b"AB"),)
    found(bench, "workbench.tlv_remove_1").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bench.looked.made.pdu.tlvs == ())


def test_undo_goes_back_field_by_field_even_from_within_a_line(bench: Workbench, qtbot: QtBot) -> None:
    typed(bench, "source_addr", "Orbit", qtbot)
    typed(bench, "destination_addr", "4917", qtbot)
    line = found(bench, "workbench.destination_addr", LineField)
    line.setFocus()
    bench.keys.follow(None, line)
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (line.text(), found(bench, "workbench.source_addr", LineField).text()) == ("", "Orbit")
    bench.step_forth()
    assert line.text() == "4917"


def test_a_message_turns_from_text_to_octets_and_back(bench: Workbench) -> None:
    bench.open_octets([SUBMIT])
    form = bench.form
    editor = form._editors["short_message"]
    assert form.sheet.words["short_message"] == "text:hello"
    editor.turn_asked.emit(False)  # type: ignore[union-attr]
    assert form.sheet.words["short_message"] == b"hello".hex(" ")
    editor.turn_asked.emit(True)  # type: ignore[union-attr]
    assert form.sheet.words["short_message"] == "text:hello"


def test_the_form_becomes_octets_and_octets_a_form(bench: Workbench) -> None:
    bench.open_octets([SUBMIT])
    bench._turn(True)
    assert bench.pdus[0][16:] == SUBMIT[16:]
    bench._turn(False)
    assert bench.bench.sheet.words["source_addr"] == "Orbit"


def test_several_pdus_and_lengths_that_lie_are_shown_one_by_one(bench: Workbench) -> None:
    lying = (99).to_bytes(4) + MULTI[4:]
    bench.open_octets([SUBMIT, lying])
    assert bench.pdus == (SUBMIT, lying)
    bench.inspector.part_asked.emit(1)
    assert bench.inspector.pdu is not None
    assert bench.inspector.pdu.octets == lying
    found(bench, "workbench.true_lengths", QPushButton).click()
    bench.settle()
    assert bench.pdus == (SUBMIT, MULTI)


def test_keys_send_only_what_may_be_sent(bench: Workbench, qtbot: QtBot) -> None:
    asked: list[bool] = []
    bench.send_asked.connect(asked.append)
    line = found(bench, "workbench.destination_addr", LineField)
    line.setFocus()
    bench.keys.follow(None, line)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == []
    bench.foot.show_sessions([bound()], "Nordlink")
    typed(bench, "destination_addr", "4917", qtbot)
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    typed(bench, "destination_addr", "4" * 25, qtbot)
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_Return, both)
    assert asked == [False, True]


def test_the_reading_goes_below_where_there_is_no_room_beside(bench: Workbench) -> None:
    bench.resize(500, 900)
    assert bench.splitter.orientation() is Qt.Orientation.Vertical
    bench.resize(1200, 800)
    assert bench.splitter.orientation() is Qt.Orientation.Horizontal


def test_tab_goes_down_the_form_and_its_foot_before_it_goes_to_the_inspector(bench: Workbench) -> None:
    bench.resize(1180, 760)
    names = [one.objectName() for one in tab_way.stations_of(bench, bench)]
    form = [name for name in names if "inspector" not in name]
    assert names[: len(form)] == form
    wanted = ("workbench.command", "workbench.service_type", "workbench.destination_addr", "workbench.send_anyway")
    assert [name for name in names if name in wanted] == list(wanted[:3])
