"""The inspector."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.panels.inspector.panel import EMPTY, Inspector
from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu, look_at
from tests.kit.pdus import octets
from tests.kit.screen import nameless
from tests.kit.traces import submit

SENT = look_at(submit(1), AS_USUAL, number=12, peer=13)


def _unannounced() -> ShownPdu:
    wire = octets(
        "submit_sm", 1, destination_addr="491713920012", short_message=bytes.fromhex("0500035C0302") + b"text"
    )
    return look_at(wire, AS_USUAL, number=3)


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    """An inspector of 900 pixels."""
    made = Inspector()
    qtbot.addWidget(made)
    qtbot.addWidget(made.head)
    made.resize(900, 380)
    made.show()
    return made


def test_without_a_pdu_it_says_what_to_do(inspector: Inspector) -> None:
    assert inspector.pages.currentWidget() is inspector.empty
    assert inspector.empty.text() == EMPTY


def test_words_are_worked_out_only_when_they_are_looked_at(inspector: Inspector) -> None:
    inspector.show_pdu(SENT)
    assert inspector.lenses.toPlainText() == ""
    for tab, page in ((1, inspector.lenses), (2, inspector.findings), (3, inspector.opinion)):
        inspector.head.tabs.setCurrentIndex(tab)
        assert inspector.pages.currentWidget() is page
        assert page.toPlainText()


def test_the_worst_finding_stands_in_the_strip(inspector: Inspector, qtbot: QtBot) -> None:
    pdu = _unannounced()
    inspector.show_pdu(pdu)
    worst = inspector.worst
    assert worst is not None
    assert worst.id == "udh-without-udhi"
    assert inspector.strip.text == worst.text
    assert inspector.head.tabs.tabText(2) == f"Findings {len(pdu.inspection.findings)}"
    with qtbot.waitSignal(inspector.udhi_asked):
        inspector.strip.links["udhi"].click()
    inspector.strip.links["octets"].click()
    assert inspector.hex.selection == (worst.offset, worst.offset + worst.length)
    inspector.show_pdu(SENT)
    assert inspector.strip.isHidden() == (inspector.worst is None)


def test_a_low_window_joins_the_strip_with_the_tabs(inspector: Inspector) -> None:
    inspector.show_pdu(_unannounced())
    inspector.set_flat(True)
    assert inspector.strip.isHidden()
    assert inspector.head.note.toolTip()
    inspector.set_flat(False)
    assert not inspector.strip.isHidden()


def test_a_link_in_the_findings_goes_to_the_octets(inspector: Inspector) -> None:
    inspector.show_pdu(_unannounced())
    inspector.head.tabs.setCurrentIndex(2)
    inspector.findings.octets_asked.emit(16, 20)
    assert inspector.head.tabs.currentIndex() == 0
    assert inspector.hex.selection == (16, 20)


def test_the_partner_is_asked_for(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_pdu(SENT)
    with qtbot.waitSignal(inspector.partner_asked) as told:
        inspector.head.partner.click()
    assert told.args == [13]


def test_keys_copy_and_leave(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_pdu(SENT)
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(inspector, Qt.Key.Key_C, ctrl | shift)
    assert QGuiApplication.clipboard().text() == SENT.copy_text()
    with qtbot.waitSignal(inspector.left):
        qtbot.keyClick(inspector, Qt.Key.Key_Escape)


def test_a_guest_gets_a_tab_and_leaves_again(inspector: Inspector) -> None:
    guest = QLabel("compose")
    inspector.take_guest("Compose", guest)
    assert inspector.show_guest()
    assert inspector.pages.currentWidget() is guest
    inspector.show_pdu(_unannounced())
    assert inspector.strip.isHidden()
    inspector.give_guest_back()
    assert inspector.head.tabs.count() == 5
    assert not inspector.head.tabs.isTabVisible(4)
    assert not inspector.show_guest()
    guest.deleteLater()


def test_all_controls_have_names(inspector: Inspector) -> None:
    assert not nameless(inspector)
    assert not nameless(inspector.head)
