"""The About box: which versions run here, what the program is made of, and every licence, searchable."""

from __future__ import annotations

from collections.abc import Iterator

import PySide6
from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from smppconsole.console import credits
from smppconsole.console.credits import Credit
from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.slices import SlicedWork
from smppconsole.ui.widgets.card_list import Card, CardList
from smppconsole.ui.widgets.controls import LineField, button, hairline, label, named
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.section import bare_scrolled
from smppconsole.ui.widgets.sized import open_sized
from smppconsole.ui.words import tr

_WHAT = "Debug SMPP binds, send test messages by hand, read what really went over the wire."
_QUIET = "The program never looks for updates by itself and sends nothing home."
_LGPL = "Under the LGPL, and yours to replace by your own builds of the same version:"
_SIZE = (820, 640)
_ICON = 48


def versions() -> tuple[tuple[str, str], ...]:
    """What runs here: the program, Python, Qt, PySide6, OpenSSL, the system."""
    told = dict(credits.facts())
    system = told.pop("System")
    return (*told.items(), ("Qt", qVersion()), ("PySide6", PySide6.__version__), ("System", system))


def holds(credit: Credit, wanted: str) -> bool:
    """Whether a part, its licence or its texts hold the words ``wanted``, however their lines are broken."""
    return " ".join(wanted.lower().split()) in " ".join(credit.words.lower().split())


class AboutSheet(QDialog):
    """Facts above, to be copied for a report; below, the parts with their licences."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "about", tr("About SMPP Console"))
        self.setWindowTitle(tr("About SMPP Console"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._credits: tuple[Credit, ...] = ()
        self._shown: tuple[Credit, ...] = ()
        self.search = LineField(
            "about.search", tr("Search in names and licences"), tr("Search in all licences"), icon="search"
        )
        self.parts = CardList(
            "about.parts", tr("Parts of the program"), tr("No part and no licence holds these words.")
        )
        self.text = named(QPlainTextEdit(), "about.text", tr("Licence"))
        self.copy = button(tr("Copy versions"), "about.copy", tr("Copy the versions for a report"))
        self.close_button = button(tr("Close"), "about.close")
        self._lay_out()
        self._wire()
        self._gathering = SlicedWork(self._gather())
        self._gathering.setParent(self)  # goes with the sheet: what is connected to it holds the sheet
        self._gathering.ended.connect(lambda _words: self._show(self.search.text()))
        self.finished.connect(self._gathering.stop)

    def _gather(self) -> Iterator[None]:
        """Read all licences, which takes a tenth of a second, without keeping the window waiting."""
        found = []
        for credit in credits.each():
            found.append(credit)
            yield
        self._credits = credits.in_order(found)

    def _lay_out(self) -> None:
        self.text.setReadOnly(True)
        self.text.setProperty("box", "field")
        self.text.document().setDocumentMargin(theme.px(8))
        self.text.setFont(fonts.mono(11))
        self.parts.setFixedWidth(theme.px(228))
        body = QHBoxLayout()
        body.setSpacing(0)
        for widget in (self.parts, hairline(vertical=True)):
            body.addWidget(widget)
        body.addWidget(self.text, 1)
        self.text.setMinimumHeight(theme.px(120))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(12))
        column.addLayout(self._head())
        column.addWidget(self._lgpl())
        column.addWidget(self.search)
        column.addLayout(body, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bare_scrolled(inside), 1)  # with large letters it is higher than a low screen
        whole.addLayout(self._foot())
        open_sized(self, *_SIZE)

    def _head(self) -> QHBoxLayout:
        picture, side = label(), theme.px(_ICON)
        picture.setAccessibleName("SMPP Console")
        picture.setPixmap(icons.app_icon().pixmap(QSize(side, side), self.devicePixelRatioF()))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(2))
        for at, (name, version) in enumerate(versions()):
            grid.addWidget(label(tr(name), "text2", fonts.text(12)), at % 3, at // 3 * 2)
            grid.addWidget(
                _wrapped(_selectable(label(version, "text", fonts.mono(11), "about.version"))),
                at % 3,
                at // 3 * 2 + 1,
            )
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 2)
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addWidget(label("SMPP Console", "text", fonts.text(13, fonts.SEMIBOLD)))
        words.addWidget(_wrapped(label(tr(_WHAT), "text", fonts.text(12))))
        words.addSpacing(theme.px(4))
        words.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _lgpl(self) -> QLabel:
        told = label("\n".join((tr(_LGPL), *map(tr, credits.replaceable()))), "text2", fonts.text(11), "about.lgpl")
        let_copy(told)
        told.setWordWrap(True)
        return told

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(16))
        row.setSpacing(theme.px(8))
        quiet = label(tr(_QUIET), "text2", fonts.text(11))
        quiet.setWordWrap(True)
        row.addWidget(quiet, 1)
        for one in (self.copy, self.close_button):
            one.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
            one.setMinimumWidth(theme.px(110))
            row.addWidget(one)
        return row

    def _wire(self) -> None:
        self.search.textChanged.connect(self._show)
        self.parts.chosen.connect(self._choose)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    def _show(self, wanted: str) -> None:
        self._shown = tuple(credit for credit in self._credits if holds(credit, wanted))
        self.parts.show_cards([Card(one.name, one.version, one.licence) for one in self._shown])

    def _choose(self, row: int) -> None:
        self.text.setPlainText(self._shown[row].words if 0 <= row < len(self._shown) else "")
        wanted = self.search.text().split()
        found = bool(wanted) and (self.text.find(" ".join(wanted)) or self.text.find(wanted[0]))
        if not found:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {version}" for name, version in versions()) + "\n")


def _selectable(made: QLabel) -> QLabel:
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _wrapped(made: QLabel) -> QLabel:
    made.setWordWrap(True)
    return made


def tell_about(parent: QWidget) -> AboutSheet:
    """Open the About box."""
    sheet = AboutSheet(parent)
    sheet.open()
    sheet.close_button.setFocus()
    return sheet
