"""Somebody at the window: what they do, by the names of its widgets, and what they can see."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QWidget

from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.summary import summarise
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.widgets.message_editor import MessageEditor
from smppconsole.ui.widgets.row_table import RowTable
from smppconsole.ui.widgets.segmented import Segmented
from tests.kit.screen import eventually, found

NUMBER = "491701230000"
USUAL = {"name": "Node", "host": "127.0.0.1", "system_id": "smppclient", "password": "password", "enquire_link": 30}
"""The account of a person who says nothing else: what the node-smpp centre knows."""


class Person:
    """What somebody at the window does, and what they can see."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def field(self, name: str, text: str) -> None:
        found(self.window, name, QLineEdit).setText(text)

    def write(self, text: str) -> None:
        found(self.window, "composer.text", MessageEditor).setPlainText(text)

    def choose(self, name: str, value: object) -> None:
        choice = found(self.window, name, QComboBox)
        choice.setCurrentIndex(choice.findData(value))

    def press(self, name: str) -> None:
        found(self.window, name, QAbstractButton).click()

    async def bind(self, port: int, **fields: object) -> None:
        """Add an account by its sheet and bind; ``fields`` are those of the sheet that differ from the usual."""
        self.press("accounts.first")
        if fields.keys() - USUAL.keys():
            self.press("accounts.more")
            await eventually(lambda: all(self.window.findChild(QWidget, f"accounts.{name}") for name in fields))
        for name, value in {**USUAL, "port": port, **fields}.items():
            if isinstance(found(self.window, f"accounts.{name}"), QComboBox):
                self.choose(f"accounts.{name}", value)
            elif isinstance(value, list):
                self.fill_table(f"accounts.{name}", value)
            elif isinstance(value, bool):
                found(self.window, f"accounts.{name}", QCheckBox).setChecked(value)
            else:
                self.field(f"accounts.{name}", str(value))
        self.press("accounts.save_bind")

    def fill_table(self, name: str, rows: list[tuple[str, ...]]) -> None:
        """Add rows to a table of a form, cell by cell: ``ton=5`` is the last word of the cell's name, and its value."""
        table = found(self.window, name, RowTable)
        for number, cells in enumerate(rows, start=1):
            table.add.click()
            for cell in cells:
                part, _, value = cell.partition("=")
                widget = found(self.window, f"{name}_{number}_{part}")
                if isinstance(widget, QComboBox) and widget.isEditable():
                    widget.setCurrentText(value)
                elif isinstance(widget, QComboBox):
                    self.choose(f"{name}_{number}_{part}", value)
                elif isinstance(widget, QLineEdit):
                    widget.setText(value)
                else:
                    found(self.window, f"{name}_{number}_{part}", QCheckBox).setChecked(value == "yes")

    def texts(self) -> list[str]:
        """The texts of the messages in the trace, as they are read there."""
        store, terms = self.window.workspace.store, self.window.workspace.terms_for
        told = []
        for row in range(store.published):
            one = terms(store.session(row))
            told.append(summarise(store.octets(row), one.book, one.reading).text)
        return [text for text in told if text]

    async def bound(self, port: int, **fields: object) -> None:
        """Bind, and see the light turn to alive."""
        await self.bind(port, **fields)
        await eventually(lambda: self.light() == "alive")

    async def send(self, text: str, number: str = NUMBER, *, coding: object = None, carry: object = None) -> None:
        """Compose, ask for a receipt, send."""
        self.field("composer.source", "Orbit")
        self.field("composer.destination", number)
        self.write(text)
        if coding is not None:
            self.choose("composer.coding", coding)
        if carry is not None:
            self.choose("composer.carry", carry)
        receipt = found(self.window, "composer.receipt", Segmented)
        receipt.setFocus()
        if receipt.value != "final":
            QTest.keyClick(receipt, Qt.Key.Key_Right)
        assert receipt.value == "final"
        send = found(self.window, "composer.send", QAbstractButton)
        await eventually(send.isEnabled)
        send.click()

    def light(self) -> str:
        view = self.window.cast.sessions.view()
        return str(view.link.state) if view else "off"

    def notice(self) -> str:
        return self.window.cast.trace.notice.text

    def messages(self) -> list[str]:
        model = self.window.cast.messages.messages
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def rows(self) -> list[tuple[str, str]]:
        """Command and status as the trace shows them."""
        store = self.window.workspace.store
        told = []
        for row in range(store.published):
            command = STANDARD.command(store.command(row))
            told.append((command.name if command else "?", STANDARD.status(store.status(row)).name))
        return told

    def findings(self) -> set[str]:
        """The ids of what the trace says about the conversation."""
        return {finding.id for found in self.window.workspace.store.judged.values() for finding in found}
