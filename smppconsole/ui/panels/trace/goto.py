"""Going to a PDU by its number or by a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from smppconsole.trace.filter_syntax import FilterError, Form, Token
from smppconsole.trace.filter_values import a_time
from smppconsole.trace.moments import clock
from smppconsole.trace.search import row_at_time
from smppconsole.trace.store import Store
from smppconsole.ui import fonts
from smppconsole.ui.panels.frame.dialogs import Sheet
from smppconsole.ui.widgets.controls import LineField, label, set_tone
from smppconsole.ui.words import grouped, tr


class Place(NamedTuple):
    """A row, or why there is none."""

    row: int
    problem: str = ""


def place_of(store: Store, said: str, day_row: int = 0) -> Place:
    """The row that "1295", "10:42:02.5" or "2026-03-14T10:42" names; a bare time is on the day of ``day_row``."""
    text, count = said.strip().lower().removeprefix("no.").removeprefix("#").strip(), store.published
    if not count:
        return Place(-1, tr("There are no PDUs yet."))
    number = "".join(text.split()).replace("\u2009", "")
    if number.isdecimal() and number.isascii():
        row = int(number) - 1
        return (
            Place(row) if 0 <= row < count else Place(-1, tr("The numbers go from 1 to {count}.", count=grouped(count)))
        )
    try:
        when = a_time(Token(Form.WORD, text.upper(), 0, len(text)), store.time_ns(max(0, min(day_row, count - 1))))
    except FilterError as error:
        return Place(-1, tr("{text} A number stands for the PDU of that number.", text=error.text))
    return Place(min(row_at_time(store, when), count - 1))


def range_words(store: Store) -> str:
    """What can be named."""
    if not store.published:
        return tr("There are no PDUs yet.")
    first, last = clock(store.time_ns(0)), clock(store.time_ns(store.published - 1))
    return tr(
        "No. 1 to {published}, or a time from {first} to {last}",
        published=grouped(store.published),
        first=first,
        last=last,
    )


def ask_place(parent: QWidget, store: Store, day_row: int, go: Callable[[int], object]) -> Sheet:
    """Ask where to go; the sheet stays while what is typed names no PDU."""
    sheet = Sheet(parent, "goto", tr("Go to"), range_words(store), tr("Go"))
    line, told = (
        LineField("goto.line", tr("Number or time"), tr("1295 or 10:42:02"), mono=True),
        label("", "err", fonts.text(11)),
    )
    told.setWordWrap(True)
    told.hide()
    for widget in (line, told):
        sheet.body.addWidget(widget)

    def settle() -> None:
        place = place_of(store, line.text(), day_row)
        line.set_problem(place.problem)
        told.setText(place.problem)
        set_tone(told, "err")
        told.setVisible(bool(place.problem))
        if not place.problem:
            sheet.accept()
            go(place.row)

    sheet.yes.clicked.disconnect()
    sheet.yes.clicked.connect(settle)
    line.returnPressed.connect(settle)
    sheet.open()
    line.setFocus()
    return sheet
