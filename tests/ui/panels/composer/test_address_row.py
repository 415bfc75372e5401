"""An address and its proposals."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QGridLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.smpp.spec.values import NPI, TON
from smppconsole.ui.panels.composer.address_row import AddressRow, number_rows


@pytest.fixture
def row(qtbot: QtBot) -> AddressRow:
    """The row of the sender, laid out."""
    holder = QWidget()
    made = AddressRow("source", "From", "sender")
    made.put_into(QGridLayout(holder), 0)
    qtbot.addWidget(holder)
    holder.show()
    made.holder = holder  # type: ignore[attr-defined]  # keeps it alive
    return made


def test_a_number_proposes_1_1_and_a_name_5_0(row: AddressRow) -> None:
    row.setText("491713920012")
    assert (row.ton.currentData(), row.npi.currentData()) == (1, 1)
    row.setText("Orbit")
    assert (row.ton.currentData(), row.npi.currentData()) == (5, 0)
    assert (row.chosen_ton, row.chosen_npi) == (None, None)
    assert row.told.text() == "proposed"


def test_a_choice_is_kept_and_can_be_given_back(row: AddressRow, qtbot: QtBot) -> None:
    row.setText("Orbit")
    row.ton.choose(0)
    with qtbot.waitSignal(row.edited):
        row.ton.activated.emit(0)
    assert (row.chosen_ton, row.chosen_npi) == (0, None)
    row.setText("491713920012")
    assert row.ton.currentData() == 0
    assert row.told.text() == "set"
    row.told.click()
    assert (row.chosen_ton, row.ton.currentData(), row.told.text()) == (None, 1, "proposed")


def test_an_account_can_propose_in_the_consoles_place(row: AddressRow) -> None:
    row.set_default(2, 8)
    row.setText("491713920012")
    assert (row.ton.currentData(), row.chosen_ton, row.chosen_npi) == (2, 2, 8)


def test_a_number_without_a_name_is_shown_all_the_same(row: AddressRow) -> None:
    row.show_address("x", 77, None)
    assert (row.ton.currentText(), row.chosen_ton) == ("TON 77", 77)


def test_the_rows_are_those_of_the_standard() -> None:
    assert ("TON 5 alphanumeric", 5) in number_rows("TON", TON)
    assert ("NPI 1 ISDN", 1) in number_rows("NPI", NPI)
