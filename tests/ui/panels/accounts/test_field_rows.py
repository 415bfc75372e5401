"""The fields of the account's sheet: what is typed is read over the account, and told where it is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.smpp.finding import Severity
from smppconsole.ui.panels.accounts.field_rows import PASSWORD, FieldRows
from smppconsole.ui.widgets.controls import Choice, LineField
from tests.kit.screen import found


@pytest.fixture
def rows(qtbot: QtBot) -> FieldRows:
    sheet = QWidget()
    qtbot.addWidget(sheet)
    made = FieldRows(sheet, LineField("accounts.password", "Password"))
    sheet.setLayout(made.grid(("host", "port", "tls", PASSWORD)))
    made.fill(Account("A", "smsc.example", 2776, tls="verify"))
    return made


def test_what_is_typed_is_read_over_the_account(rows: FieldRows, qtbot: QtBot) -> None:
    sheet = rows.parent()
    assert isinstance(sheet, QWidget)
    assert rows.account == Account("A", "smsc.example", 2776, tls="verify")
    with qtbot.waitSignal(rows.changed):
        found(sheet, "accounts.port", LineField).setText("2777")
    rows.type_in("tls", "off")
    assert found(sheet, "accounts.tls", Choice).currentData() == "off"
    assert rows.account == Account("A", "smsc.example", 2777)


def test_what_is_no_number_keeps_the_value_of_before_and_is_named(rows: FieldRows) -> None:
    rows.type_in("port", "high")
    assert (rows.account.port, rows.unread()) == (2776, ("port",))


def test_a_problem_stands_below_its_field_and_one_that_nobody_sees_comes_back(rows: FieldRows) -> None:
    sheet = rows.parent()
    assert isinstance(sheet, QWidget)
    assert rows.mark({"port": (Severity.ERROR, "too high")}) == ""
    remark = found(sheet, "accounts.port_remark", QLabel)
    assert (remark.text(), remark.isHidden(), rows.first_remark()) == ("too high", False, "too high")
    assert rows.mark({"window": (Severity.ERROR, "too wide")}) == "too wide"
    assert remark.isHidden()


def test_empty_lines_can_be_spared(rows: FieldRows) -> None:
    rows.type_in("host", "")
    rows.mark({"host": (Severity.ERROR, "empty")}, spare_empty=True)
    assert rows.first_remark() == ""
