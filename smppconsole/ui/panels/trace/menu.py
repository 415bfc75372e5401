"""The menu over a row of the trace."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from smppconsole.trace.export import FORMATS
from smppconsole.ui.actions import BY_ID
from smppconsole.ui.models.value_filter import denied, joined
from smppconsole.ui.widgets.controls import named, native_keys
from smppconsole.ui.words import tr

_ABOVE = (("Go to partner", "partner"), ("Next of this message", "kin"))
_BELOW = (
    ("Mark", "mark"),
    ("Comment…", "comment"),
    ("", ""),
    ("Send again", "send_again"),
    ("Edit and resend", "edit_resend"),
    ("Edit as a message", "edit_message"),
    ("", ""),
    ("Copy octets as hex", "copy"),
)
_ACTION_OF = {"copy": "copy_octets", "export": "save"}
"""What the trace calls an action that the window knows by another id."""
_LONGEST = 48


def make_menu(
    parent: QWidget, wanted: str, before: str, act: Callable[[str], object], filter_by: Callable[[str], object]
) -> QMenu:
    """The menu; ``wanted`` is the filter on the cell below the mouse, ``before`` what the filter line says now."""
    menu = named(QMenu(parent), "trace.menu", tr("What can be done with the row"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _add(menu, _ABOVE, act)
    menu.addSeparator()
    for words, text in _filters(wanted, before):
        menu.addAction(words).triggered.connect(lambda _=False, text=text: filter_by(text))
    menu.addSeparator()
    _add(menu, _BELOW, act)
    copies = named(menu.addMenu(tr("Copy as")), "trace.menu.copy", tr("Copy as"))
    _add(copies, tuple((row.title, f"copy_as.{row.id}") for row in FORMATS), act)
    _add(menu, ((tr("Save as…"), "export"), (tr("Ticket bundle…"), "ticket")), act)
    return menu


def _keyed(words: str, id: str) -> str:
    """Words with the keys of their action behind a tab, where Qt shows keys."""
    spec = BY_ID.get(_ACTION_OF.get(id, id))
    return f"{words}\t{native_keys(spec.shown_keys)}" if spec is not None and spec.shown_keys else words


def _filters(wanted: str, before: str) -> list[tuple[str, str]]:
    shown = wanted if len(wanted) <= _LONGEST else wanted[: _LONGEST - 1] + "…"
    first = tr("Filter on this value: {shown}", shown=shown).replace("&", "&&")
    rows = [
        (_keyed(first, "filter_value"), wanted),
        (tr("Filter it out"), joined(before, denied(wanted))),
    ]
    if before.strip():
        rows.insert(1, (tr("Filter on this value as well"), joined(before, wanted)))
    return rows


def _add(menu: QMenu, rows: tuple[tuple[str, str], ...], act: Callable[[str], object]) -> None:
    for words, key in rows:
        if words:
            menu.addAction(_keyed(tr(words), key)).triggered.connect(lambda _=False, key=key: act(key))
        else:
            menu.addSeparator()
