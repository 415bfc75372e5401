"""The menu over a row of the trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from smppconsole.trace.export import FORMATS
from smppconsole.ui.menu_keys import with_keys
from smppconsole.ui.models.value_filter import denied, joined
from smppconsole.ui.pdu_copies import KINDS
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.words import tr

_LONGEST, _TWO = 48, 2
_ABOVE = (("Go to partner", "partner"), ("Next of this message", "kin"))
_MIDDLE = (("Mark", "mark"), ("Comment…", "comment"))
_BELOW = (
    ("Send again", "send_again"),
    ("Edit and resend", "edit_resend"),
    ("Edit as a message", "edit_message"),
    ("", ""),
    ("Copy octets as hex", "copy_octets"),
)
_END = (("Save as…", "save"), ("Ticket bundle…", "ticket"))


class Cell(NamedTuple):
    """What the menu is over: the filter on the cell, what the filter line says now, how many rows are chosen, and the
    comment there is."""

    wanted: str
    before: str = ""
    chosen: int = 1
    comment: str = ""


def make_menu(
    parent: QWidget,
    cell: Cell,
    act: Callable[[str], object],
    filter_by: Callable[[str], object],
    missing: Callable[[str], str] = lambda _action: "",
) -> QMenu:
    """The menu; ``missing`` tells of an action why it can do nothing now: its entry is grey then, and says so."""
    menu = named(QMenu(parent), "trace.menu", tr("What can be done with the row"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    middle = (_MIDDLE[0], (tr("Edit the comment…"), "comment")) if cell.comment else _MIDDLE
    two = cell.chosen == _TWO
    compare = (tr("Compare the two"), "compare") if two else (tr("Compare with another"), "compare_from")
    _add(menu, _ABOVE, act, missing)
    menu.addSeparator()
    for words, text in filters_on(cell.wanted, cell.before):
        menu.addAction(words).triggered.connect(lambda _=False, text=text: filter_by(text))
    menu.addSeparator()
    _add(menu, (*middle, compare, ("", ""), *_BELOW), act, missing)
    copies = named(menu.addMenu(tr("Copy as")), "trace.menu.copy", tr("Copy as"))
    _add(copies, tuple((words, f"copy_as.{kind}") for kind, words in KINDS.items()), act, missing)
    copies.addSeparator()
    _add(copies, tuple((row.title, f"copy_as.{row.id}") for row in FORMATS), act, missing)
    _add(menu, _END, act, missing)
    return menu


def filters_on(wanted: str, before: str) -> list[tuple[str, str]]:
    """The entries that filter on a value, each with the filter it puts into the line, where ``before`` stands now."""
    shown = wanted if len(wanted) <= _LONGEST else wanted[: _LONGEST - 1] + "…"
    first = tr("Filter on this value: {shown}", shown=shown).replace("&", "&&")
    rows = [
        (with_keys(first, "filter_value"), wanted),
        (tr("Filter it out"), joined(before, denied(wanted))),
    ]
    if before.strip():
        rows.insert(1, (tr("Filter on this value as well"), joined(before, wanted)))
    return rows


def _add(
    menu: QMenu,
    rows: tuple[tuple[str, str], ...],
    act: Callable[[str], object],
    missing: Callable[[str], str],
) -> None:
    for words, key in rows:
        if not words:
            menu.addSeparator()
            continue
        entry = menu.addAction(with_keys(tr(words), key))
        entry.triggered.connect(lambda _=False, key=key: act(key))
        lacking = missing(key)
        entry.setEnabled(not lacking)
        if lacking:
            entry.setToolTip(lacking)
