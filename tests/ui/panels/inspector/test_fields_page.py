"""Fields and octets, tied both ways."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.panels.inspector.fields_page import FieldsPage
from smppconsole.ui.panels.inspector.shown_pdu import look_at
from tests.kit.traces import answer, submit


@pytest.fixture
def page(qtbot: QtBot) -> FieldsPage:
    """A submit_sm in a wide page."""
    made = FieldsPage()
    qtbot.addWidget(made)
    made.resize(1000, 400)
    made.show()
    made.show_pdu(look_at(submit(1), AS_USUAL))
    return made


def _span(name: str) -> tuple[int, int]:
    return look_at(submit(1), AS_USUAL).inspection.decoded.span(name)


def test_a_field_marks_its_octets(page: FieldsPage) -> None:
    page.tree.choose_octet(_span("registered_delivery")[0])
    assert page.hex.selection == _span("registered_delivery")


def test_an_octet_finds_its_field(page: FieldsPage) -> None:
    page.hex.octet_picked.emit(_span("destination_addr")[0] + 2)
    assert page.tree.chosen is not None
    assert page.tree.chosen.name == "destination_addr"
    assert page.hex.selection == _span("destination_addr")


def test_the_next_pdu_of_the_kind_shows_the_same_field(page: FieldsPage) -> None:
    page.tree.choose_octet(_span("data_coding")[0])
    page.show_pdu(look_at(submit(2, "another text", source="A much longer one"), AS_USUAL))
    assert page.tree.chosen is not None
    assert page.tree.chosen.name == "data_coding"
    page.show_pdu(look_at(answer(2, "A"), AS_USUAL))
    assert page.tree.chosen is None


def test_octets_are_eight_a_row_where_it_is_narrow(page: FieldsPage) -> None:
    assert page.hex.columns == 16
    page.resize(560, 400)
    QApplication.processEvents()
    assert page.hex.columns == 8


def test_a_value_can_be_copied(page: FieldsPage) -> None:
    page.tree.choose_octet(_span("destination_addr")[0])
    page.copy_value()
    assert QGuiApplication.clipboard().text() == "491713920012"


def test_x_goes_from_the_octets_to_the_tree(page: FieldsPage, qtbot: QtBot) -> None:
    page.hex.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_X)
    assert QApplication.focusWidget() in {page.tree, page.hex, None}


def test_nothing_is_shown_of_nothing(page: FieldsPage) -> None:
    page.show_pdu(None)
    assert page.hex.octets == b""
    assert page.tree.fields.rowCount() == 0


def test_where_there_is_no_room_beside_each_other_octets_stand_below_the_fields(page: FieldsPage) -> None:
    page.setMinimumWidth(1)
    page.resize(340, 300)
    assert page.tree.geometry().bottom() < page.hex.geometry().top()
    assert page.hex.width() >= page.hex.width_for(8)
    assert page.share == ""
    page.resize(900, 400)
    assert page.tree.geometry().right() < page.hex.geometry().left()


def test_octets_that_are_walked_over_tell_the_field_they_belong_to(page: FieldsPage, qtbot: QtBot) -> None:
    start, _ = _span("registered_delivery")
    page.hex.select(start - 1, start)
    qtbot.keyClick(page.hex, Qt.Key.Key_Right)
    assert page.hex.accessibleDescription().startswith(f"octet {start}: 0x01, registered_delivery 0x01 ")
