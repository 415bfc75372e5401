"""What the person at the centre has at hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.console.centre_rules import Fault
from smppconsole.ui.panels.centre.desk import FaultSection, LogSection, MobileSection, OutbindSection, SessionsSection


def test_nobody_connected_is_said(qtbot: QtBot) -> None:
    section = SessionsSection()
    qtbot.addWidget(section)
    assert section.chosen == -1
    assert not any(press.isEnabled() for press in section.buttons.values())
    assert "Nobody is connected" in section.table.empty_words


def test_a_message_from_the_mobile_side_needs_somebody_to_take_it(qtbot: QtBot) -> None:
    section = MobileSection()
    qtbot.addWidget(section)
    assert not section.send.isEnabled()
    section.show_names(("demo", "orbit"))
    section.text.setPlainText("Hallo")
    section.whom.choose("orbit")
    with qtbot.waitSignal(section.sent) as caught:
        qtbot.mouseClick(section.send, Qt.MouseButton.LeftButton)
    assert caught.args == ["491701234567", "1234", "Hallo", "orbit"]


def test_a_fault_is_set_and_taken_back(qtbot: QtBot) -> None:
    section = FaultSection()
    qtbot.addWidget(section)
    told: list[Fault] = []
    section.trapped.connect(told.append)
    section.choice.choose(Fault.GARBAGE)
    section.trap.click()
    section.show_trap(Fault.GARBAGE)
    assert section.remark.text() == "waiting: Garbage octets"
    section.trap.click()
    section.show_trap(Fault.NONE)
    assert told == [Fault.GARBAGE, Fault.NONE]
    with qtbot.waitSignal(section.slipped, check_params_cb=lambda fault: fault is Fault.GARBAGE):
        section.now.click()


def test_outbind_needs_an_address(qtbot: QtBot) -> None:
    section = OutbindSection()
    qtbot.addWidget(section)
    section.name.setText("SMSC")
    with qtbot.waitSignal(section.asked) as caught:
        section.send.click()
    assert caught.args == ["127.0.0.1", 2776, "SMSC", ""]


def test_the_log_forgets_the_oldest(qtbot: QtBot) -> None:
    section = LogSection()
    qtbot.addWidget(section)
    for number in range(600):
        section.add("12:00:00", "bound", str(number))
    assert section.table.rows.rowCount() < 501
    last = section.table.rows.rowCount() - 1
    assert section.table.rows.cells(last)[2].text == "599"
