"""The fields that are rarely touched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Draft
from smppconsole.console.account import Account
from smppconsole.ui.panels.composer.rare_fields import RareFields
from tests.kit.screen import found


@pytest.fixture
def fields(qtbot: QtBot) -> RareFields:
    """Nothing typed yet."""
    made = RareFields()
    qtbot.addWidget(made)
    return made


def _draft(fields: RareFields) -> Draft:
    values: dict[str, object] = {}
    fields.put_into(values)
    return replace(Draft(), **values)  # type: ignore[arg-type]


def test_nothing_typed_is_a_plain_draft(fields: RareFields) -> None:
    assert _draft(fields) == Draft()
    assert not fields.in_use


@pytest.mark.parametrize(
    "draft",
    [
        Draft(service_type="CMT", schedule="000001000000000R", validity="000002000000000R"),
        Draft(priority=2, protocol_id=65, esm_class=0x40, data_coding=0, default_message_id=7),
        Draft(replace_if_present=True, fields={"registered_delivery": 0x11}),
    ],
)
def test_what_goes_in_comes_out(fields: RareFields, draft: Draft) -> None:
    fields.show_draft(draft)
    assert _draft(fields) == draft
    assert fields.in_use


def test_numbers_are_decimal_or_hex_and_end_at_255(fields: RareFields) -> None:
    line = found(fields, "composer.esm_class", QLineEdit)
    line.setText("0x43")
    assert _draft(fields).esm_class == 0x43
    line.setText("300")
    assert line.property("bad")
    line.setText("x")
    assert line.property("bad")


def test_a_time_that_is_none_is_told(fields: RareFields) -> None:
    line = found(fields, "composer.validity", QLineEdit)
    line.setText("tomorrow")
    assert line.property("bad")


def test_an_account_fills_in_what_nobody_typed(fields: RareFields) -> None:
    fields.take_account(Account(), Account(service_type="WAP"))
    assert _draft(fields).service_type == "WAP"
    found(fields, "composer.service_type", QLineEdit).setText("CMT")
    fields.take_account(Account(service_type="WAP"), Account(service_type="USSD"))
    assert _draft(fields).service_type == "CMT"


def test_a_time_is_told_in_words(fields: RareFields) -> None:
    found(fields, "composer.validity", QLineEdit).setText("000002000000000R")
    assert found(fields, "composer.validity_words", QLabel).text() == "2 days"
    found(fields, "composer.validity", QLineEdit).setText("soon")
    assert "16 characters" in found(fields, "composer.validity_words", QLabel).text()


def test_switches_and_raw_octet_say_the_same(fields: RareFields) -> None:
    found(fields, "composer.esm_class", QLineEdit).setText("0x40")
    udhi = found(fields, "composer.esm_class_bits.40", QCheckBox)
    assert udhi.isChecked()
    udhi.setChecked(False)
    assert found(fields, "composer.esm_class", QLineEdit).text() == ""


def test_a_switch_adds_to_the_receipt_that_was_chosen(fields: RareFields) -> None:
    fields.show_receipt(0x01)
    found(fields, "composer.registered_delivery_bits.10", QCheckBox).setChecked(True)
    assert _draft(fields).fields == {"registered_delivery": 0x11}
    found(fields, "composer.registered_delivery_bits.10", QCheckBox).setChecked(False)
    assert _draft(fields).fields == {}
