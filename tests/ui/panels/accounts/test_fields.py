"""The fields of an account's sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from smppconsole.console.account_rules import RULES
from smppconsole.ui.panels.accounts.fields import FIRST, FOLDED, LABELS, Unread, make_field, put, read
from smppconsole.ui.widgets.controls import Choice, LineField


def test_every_field_of_an_account_stands_in_the_sheet_once() -> None:
    shown = [*FIRST, *(name for _, names in FOLDED for name in names)]
    assert len(shown) == len(set(shown))
    assert set(shown) - {"password"} == set(RULES)
    assert set(LABELS) <= set(RULES)


def test_a_rule_gets_the_widget_that_fits(qtbot: QtBot) -> None:
    kinds = {"reconnect": QCheckBox, "tls": Choice, "colour": Choice, "host": LineField, "port": LineField}
    for name, kind in kinds.items():
        made = make_field(RULES[name])
        qtbot.addWidget(made)
        assert isinstance(made, kind)
        assert made.objectName() == f"accounts.{name}"


def test_values_go_in_and_come_out_in_their_own_type(qtbot: QtBot) -> None:
    for name, value in {
        "host": "a",
        "port": 2775,
        "enquire_link": 30.0,
        "source_ton": None,
        "tls": "verify",
        "reconnect": False,
    }.items():
        made = make_field(RULES[name])
        qtbot.addWidget(made)
        put(made, value)
        got = read(made, RULES[name])
        assert got == value
        assert type(got) is type(value)


def test_what_is_no_number_is_told(qtbot: QtBot) -> None:
    made = make_field(RULES["port"])
    qtbot.addWidget(made)
    assert isinstance(made, LineField)
    made.setText("27x5")
    assert isinstance(read(made, RULES["port"]), Unread)
