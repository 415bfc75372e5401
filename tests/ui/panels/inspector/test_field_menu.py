"""The menu over a field."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.smpp.encode import encode
from smppconsole.smpp.inspection import inspect
from smppconsole.smpp.pdu import Pdu
from smppconsole.ui.models.field_rows import FieldRow, field_rows
from smppconsole.ui.panels.inspector.field_menu import FieldPlace, make_field_menu

BIND = encode(Pdu("bind_transceiver", {"system_id": "me", "password": "sesame"}, sequence=1))


def _row(name: str) -> FieldRow:
    return next(leaf for row in field_rows(inspect(BIND)) for leaf in row.leaves() if leaf.name == name)


def _run(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def test_the_value_is_filtered_on_copied_and_looked_up(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    filters: list[str] = []
    names: list[str] = []
    place = FieldPlace(_row("system_id"), BIND, 'system_id == "me"', "error")
    menu = make_field_menu(parent, place, filters.append, names.append)
    for words in ("Filter on this value:", "Filter on this value as well", "Filter it out", "Look up system_id"):
        _run(menu, words)
    assert filters == ['system_id == "me"', 'error and system_id == "me"', 'error and not (system_id == "me")']
    assert names == ["system_id"]
    _run(menu, "Copy value")
    assert QGuiApplication.clipboard().text() == "me"
    _run(menu, "Copy octets of the field")
    assert QGuiApplication.clipboard().text() == "6D 65 00"
    _run(menu, "Copy name, value and meaning")
    assert QGuiApplication.clipboard().text().startswith("system_id: me")


def test_a_password_is_copied_masked_and_what_has_no_value_is_not_filtered_on(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = make_field_menu(parent, FieldPlace(_row("password"), BIND, ""), lambda _text: None, lambda _name: None)
    assert not any(action.text().startswith("Filter") for action in menu.actions())
    for words in ("Copy octets of the field", "Copy octets as hex", "Copy value", "Copy name"):
        _run(menu, words)
        copied = QGuiApplication.clipboard().text()
        assert b"sesame".hex(" ").upper() not in copied
        assert "sesame" not in copied


def test_a_group_is_looked_up_by_the_field_it_is_about(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    names: list[str] = []
    group = next(row for row in field_rows(inspect(BIND)) if row.name == "Address range")
    place = FieldPlace(group, BIND, 'address_range == ""')
    _run(make_field_menu(parent, place, lambda _text: None, names.append), "Look up")
    assert names == ["address_range"]
    bare = make_field_menu(parent, FieldPlace(group, BIND, ""), lambda _text: None, names.append)
    assert not any(action.text().startswith("Look up") for action in bare.actions())
