"""The menu over a field of a PDU: filter on its value, copy it, look it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from smppconsole.smpp.mask import mask_password
from smppconsole.ui.menu_keys import with_keys
from smppconsole.ui.models.field_rows import FieldRow
from smppconsole.ui.panels.trace.menu import filters_on
from smppconsole.ui.widgets.controls import named, native_keys
from smppconsole.ui.words import tr


class FieldPlace(NamedTuple):
    """A field of a PDU: its row in the tree, the octets of the whole PDU, the filter on its value ("": there is none)
    and what stands in the filter line."""

    row: FieldRow
    octets: bytes
    wanted: str
    before: str = ""


def make_field_menu(
    parent: QWidget, place: FieldPlace, filter_by: Callable[[str], object], look_up: Callable[[str], object]
) -> QMenu:
    """The menu; a password is copied masked, as everywhere."""
    menu = named(QMenu(parent), "inspector.menu", tr("What can be done with the field"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, text in filters_on(place.wanted, place.before) if place.wanted else ():
        menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _=False, text=text: filter_by(text))
    menu.addSeparator()
    copy, row = QGuiApplication.clipboard().setText, place.row
    octets = mask_password(place.octets)[row.start : row.end].hex(" ").upper()
    entries = (
        (f"{tr('Copy value')}\t{native_keys('Ctrl+C')}", row.value, lambda: copy(row.copied)),
        (tr("Copy name, value and meaning"), row.name, lambda: copy(_line(row))),
        (tr("Copy octets of the field"), octets, lambda: copy(octets)),
        (with_keys(tr("Copy octets as hex"), "copy_octets"), place.octets, lambda: copy(_whole(place.octets))),
    )
    for words, there, call in entries:
        entry = menu.addAction(words)
        entry.setEnabled(bool(there))
        entry.triggered.connect(lambda _=False, call=call: call())
    menu.addSeparator()
    name = row.name if not row.rows or row.words else place.wanted.partition(" ")[0]  # a group has no name of its own
    if name:
        found = with_keys(tr("Look up {name}", name=name), "palette")
        menu.addAction(found).triggered.connect(lambda: look_up(name))
    return menu


def _line(row: FieldRow) -> str:
    return ", ".join(filter(None, (f"{row.name}: {row.copied}" if row.value else row.name, row.meaning)))


def _whole(octets: bytes) -> str:
    return mask_password(octets).hex(" ").upper()
