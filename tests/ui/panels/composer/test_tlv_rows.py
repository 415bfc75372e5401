"""The TLVs of a draft."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.smpp.pdu import Tlv
from smppconsole.ui.panels.composer.tlv_rows import TlvRows
from tests.kit.screen import nameless


@pytest.fixture
def rows(qtbot: QtBot) -> TlvRows:
    """No TLVs yet."""
    made = TlvRows()
    qtbot.addWidget(made)
    return made


def test_a_name_takes_a_value_of_its_kind(rows: TlvRows) -> None:
    row = rows.add()
    row.tag.setCurrentText("user_message_reference")
    assert row.value.placeholderText() == "number"
    row.value.setText("214")
    assert rows.tlvs == (Tlv(0x0204, b"\x00\xd6"),)
    assert rows.problem == ""


def test_any_tag_takes_hex(rows: TlvRows) -> None:
    row = rows.add()
    row.tag.setCurrentText("0x1401")
    row.value.setText("31 32")
    assert rows.tlvs == (Tlv(0x1401, b"12"),)


def test_what_cannot_be_read_is_told(rows: TlvRows) -> None:
    row = rows.add()
    row.tag.setCurrentText("user_message_reference")
    row.value.setText("abc")
    assert rows.tlvs == ()
    assert "abc" in rows.problem
    assert row.value.property("bad")


def test_an_empty_row_is_no_tlv(rows: TlvRows) -> None:
    rows.add()
    assert rows.tlvs == ()
    assert rows.problem == ""


def test_tlvs_go_in_and_come_out(rows: TlvRows) -> None:
    tlvs = (Tlv(0x0204, b"\x00\x01"), Tlv(0x1401, b"\xff"), Tlv(0x0424, b"hi"), Tlv(0x001E, b"A1\0"))
    rows.show_tlvs(tlvs)
    assert rows.tlvs == tlvs
    assert not nameless(rows)
    rows.show_tlvs(())
    assert rows.tlvs == ()
    assert rows.isHidden()


def test_a_cross_takes_a_row_away(rows: TlvRows, qtbot: QtBot) -> None:
    row = rows.add()
    with qtbot.waitSignal(rows.changed):
        row.cross.click()
    assert rows.isHidden()
