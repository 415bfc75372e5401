"""The few questions the window asks. They open beside the work, never in a loop of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import Choice, LineField, button, label, named
from smppconsole.ui.widgets.copying import copy_by_keys
from smppconsole.ui.widgets.main_button import MainButton
from smppconsole.ui.widgets.number_field import NumberField
from smppconsole.ui.widgets.section import labelled_rows
from smppconsole.ui.words import sentence, tr


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
        copy_by_keys(self, lambda: self.words.selectedText() or self.words.text())

    def say_no(self, words: str) -> None:
        """Other words for leaving it, where "Cancel" could mean the thing itself."""
        self.no.setText(words)
        self.no.setAccessibleName(words)

    def open(self) -> None:
        """As high as its words at the width it has: Qt guesses at a narrower one."""
        layout = self.layout()
        if layout is not None:
            width = max(self.minimumWidth(), layout.sizeHint().width())
            self.resize(width, layout.heightForWidth(width))
        super().open()


def ask(
    parent: QWidget, name: str, title: str, words: str, yes: str, on_yes: Callable[[], None], *, loses: bool = False
) -> Sheet:
    """Ask before something that cannot be taken back: a hand that is quick with Enter leaves it be. What only takes
    away (``loses``) is no button that the eye goes to."""
    sheet = Sheet(parent, name, title, words, yes)
    sheet.yes.say(yes, filled=not loses)
    sheet.accepted.connect(on_yes)
    sheet.open()
    sheet.no.setFocus()
    return sheet


def ask_line(sheet: Sheet, line: LineField, text: str, on_given: Callable[[str], object]) -> Sheet:
    """Open a sheet that asks for one line, begun with ``text``; Enter gives it."""
    line.setText(text)
    line.returnPressed.connect(sheet.yes.click)
    sheet.body.addWidget(line)
    sheet.accepted.connect(lambda: on_given(line.text().strip()))
    sheet.open()
    line.setFocus()
    line.selectAll()
    return sheet


def ask_password(
    parent: QWidget, account: str, why: str, on_given: Callable[[str, bool], None], *, has_store: bool = True
) -> Sheet:
    """Ask for the password of an account; ``on_given(password, keep)``. Without a key store for this run."""
    sheet = Sheet(
        parent,
        "password",
        tr("Password of {account}", account=account),
        tr("Password to bind as {account}", account=account),
        tr("Bind"),
    )
    line = LineField("password.line", tr("Password"))
    line.setEchoMode(QLineEdit.EchoMode.Password)
    words = tr("Keep it in the system's key store") if has_store else tr("Keep it until the program ends")
    keep = named(QCheckBox(words), "password.keep", words)
    keep.setChecked(True)
    told = label(sentence(why), "text2", fonts.text(11))
    told.setWordWrap(True)
    for widget in (line, keep, told):
        sheet.body.addWidget(widget)
    told.setVisible(bool(why))
    line.returnPressed.connect(sheet.accept)
    sheet.accepted.connect(lambda: on_given(line.text(), keep.isChecked()))
    sheet.open()
    line.setFocus()
    return sheet


_DOORS = (("This computer only", "127.0.0.1"), ("All networks", "0.0.0.0"))  # noqa: S104 - a centre comes from outside
_USUAL_PORT, _HIGHEST_PORT = 2775, 65_535


def ask_door(parent: QWidget, account: str, hint: str, on_given: Callable[[str, int, str, str], None]) -> Sheet:
    """Ask where to wait for a centre that connects by itself, and whom to let in: ``on_given(host, port, system_id,
    password)`` of the centre; the last two may be empty. ``hint`` is shown below, if there is one."""
    words = tr(
        "Some centres connect to you: they send outbind, and {account} answers it with its bind. "
        "Who connects and is not that centre is turned away, and told. After a session it waits again, until you stop "
        "it.",
        account=account,
    )
    sheet = Sheet(parent, "door", tr("Wait for an outbind"), words, tr("Wait"))
    host = Choice("door.host", tr("Who may connect"))
    host.fill(tuple((tr(said), address) for said, address in _DOORS))
    port = NumberField("door.port", tr("Port"), _USUAL_PORT, 0, _HIGHEST_PORT, whole=True)
    centre = LineField("door.system_id", tr("system_id of the centre"), tr("any"))
    secret = LineField("door.password", tr("Password of the centre"), tr("any"))
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    stranger = tr("An outbind that names others gets no bind; neither is kept")
    rows = labelled_rows(
        (tr("Who may connect"), host, ""),
        (tr("Port"), port, tr("0 takes a free one; the light says which")),
        (tr("system_id of the centre"), centre, stranger),
        (tr("Password of the centre"), secret, stranger),
    )
    sheet.body.addLayout(rows)
    if hint:
        doubt = label(hint, "warn", name="door.hint")
        doubt.setWordWrap(True)
        sheet.body.addWidget(doubt)
    port.textChanged.connect(lambda _text: sheet.yes.setEnabled(port.is_good))
    for line in (port, centre, secret):
        line.returnPressed.connect(sheet.yes.click)
    sheet.accepted.connect(
        lambda: on_given(str(host.currentData()), int(port.value), centre.text().strip(), secret.text())
    )
    sheet.open()
    port.setFocus()
    port.selectAll()
    return sheet
