"""The bits of an octet as switches."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from smppconsole.smpp.spec.values import ESM_CLASS, REGISTERED_DELIVERY
from smppconsole.ui.panels.composer.bit_switches import BitSwitches, single_bits
from smppconsole.ui.widgets.controls import Choice
from tests.kit.screen import found, nameless


def test_what_is_on_or_off_is_a_tick_and_one_of_several_a_choice() -> None:
    assert [single_bits(group) for group in ESM_CLASS.groups] == [(), (), (0x40, 0x80)]
    assert [single_bits(group) for group in REGISTERED_DELIVERY.groups] == [(), (0x04, 0x08), (0x10,), ()]


def test_a_switch_changes_its_bits_alone(qtbot: QtBot) -> None:
    switches = BitSwitches("x", "esm_class", ESM_CLASS)
    qtbot.addWidget(switches)
    switches.show_octet(0x43)
    with qtbot.waitSignal(switches.changed) as told:
        found(switches, "x.80", QCheckBox).setChecked(True)
    assert told.args == [0xC3]
    mode = found(switches, "x.mode", Choice)
    assert mode.currentText() == "store and forward"
    mode.choose(0)
    with qtbot.waitSignal(switches.changed) as told:
        mode.activated.emit(mode.currentIndex())
    assert told.args == [0xC0]
    assert not nameless(switches)


def test_a_reserved_value_is_shown_as_such(qtbot: QtBot) -> None:
    switches = BitSwitches("x", "esm_class", ESM_CLASS)
    qtbot.addWidget(switches)
    with qtbot.assertNotEmitted(switches.changed):
        switches.show_octet(0x3C)
    assert found(switches, "x.type", Choice).currentText() == "0x3C reserved"
