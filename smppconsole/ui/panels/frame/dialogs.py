"""The few questions the window asks. They open beside the work, never in a loop of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import LineField, MainButton, button, label, named
from smppconsole.ui.words import tr


class Sheet(QDialog):
    """A title, words, and two buttons; ``on_yes`` is called when the first is pressed."""

    def __init__(self, parent: QWidget, name: str, title: str, words: str, yes: str) -> None:
        super().__init__(parent)
        named(self, name, title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(8))
        self.words = label(words, "text", fonts.text(13))
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.yes = MainButton(yes, f"{name}.yes")
        self.no = button(tr("Cancel"), f"{name}.no")
        self.no.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
        self.no.setMinimumWidth(theme.px(90))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(self.words)
        column.addLayout(self.body)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.yes, 1)
        row.addWidget(self.no)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(380))


def ask(parent: QWidget, name: str, title: str, words: str, yes: str, on_yes: Callable[[], None]) -> Sheet:
    """Ask before something that cannot be taken back."""
    sheet = Sheet(parent, name, title, words, yes)
    sheet.accepted.connect(on_yes)
    sheet.open()
    return sheet


def ask_password(parent: QWidget, account: str, why: str, on_given: Callable[[str, bool], None]) -> Sheet:
    """Ask for the password of an account; ``on_given(password, keep)``."""
    sheet = Sheet(
        parent,
        "password",
        tr("Password of {account}", account=account),
        tr("Password to bind as {account}", account=account),
        tr("Bind"),
    )
    line = LineField("password.line", tr("Password"))
    line.setEchoMode(QLineEdit.EchoMode.Password)
    keep = named(QCheckBox(tr("Keep it in the system's key store")), "password.keep", tr("Keep it in the key store"))
    keep.setChecked(True)
    told = label(why, "text2", fonts.text(11))
    told.setWordWrap(True)
    for widget in (line, keep, told):
        sheet.body.addWidget(widget)
    told.setVisible(bool(why))
    line.returnPressed.connect(sheet.accept)
    sheet.accepted.connect(lambda: on_given(line.text(), keep.isChecked()))
    sheet.open()
    line.setFocus()
    return sheet
