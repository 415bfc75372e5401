"""What a screen reader finds in a window: its accessible tree, as far as it can be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role, Text = QAccessible.Role, QAccessible.Text
_ROWS = 40
DUMB = frozenset({Role.NoRole, Role.Client, Role.Border, Role.Pane, Role.Window})
"""Roles that say nothing of what can be done."""
SPOKEN = frozenset({Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText, Role.Graphic})
SPOKEN_PARTS = frozenset({Role.PageTab, Role.ColumnHeader})
"""What needs a name, focus or not."""


class Heard(NamedTuple):
    """A piece of the tree: the widget it is, or is a part of, its class, and what is told of it."""

    widget: str
    kind: str
    role: QAccessible.Role
    name: str
    focusable: bool
    part: bool


def everything_heard(root: QWidget) -> Iterator[Heard]:
    """All that is visible in a window, from its outermost part inwards; of long lists the first rows."""
    interface = QAccessible.queryAccessibleInterface(root)
    assert interface is not None
    yield from _below(interface, root.objectName())


def _below(interface: QAccessibleInterface, above: str) -> Iterator[Heard]:
    for at in range(min(_ROWS, interface.childCount())):
        child = interface.child(at)
        if child is None or child.state().invisible:
            continue
        thing: QObject | None = child.object()
        name = (thing.objectName() if thing is not None else "") or above
        kind = type(thing).__name__ if thing is not None else ""
        yield Heard(name, kind, child.role(), _said(child), bool(child.state().focusable), thing is None)
        yield from _below(child, name)


def _said(interface: QAccessibleInterface) -> str:
    """Its name; of a choice, which some systems tell by its value, its labels and its description too."""
    if interface.role() != Role.ComboBox:
        return interface.text(Text.Name)
    labels = (one for one, relation in interface.relations() if relation == QAccessible.RelationFlag.Label)
    told = (one.text(Text.Name) for one in labels if one is not None)
    return " ".join((*told, interface.text(Text.Name), interface.text(Text.Description)))


def unsaid(root: QWidget) -> set[str]:
    """Pieces that can take the focus without saying what they are, or are nameless where a name is needed."""
    lacking = set()
    for one in everything_heard(root):
        if one.focusable and not one.part and one.role in DUMB:
            lacking.add(f"{one.kind} {one.widget} has no role")
        needs = one.role in SPOKEN_PARTS or (not one.part and (one.focusable or one.role in SPOKEN))
        if needs and not one.name.strip():
            lacking.add(f"{one.kind} {one.role.name} of {one.widget} has no name")
    return lacking


def alike(root: QWidget) -> set[str]:
    """Names that more than one control of the same kind bears: whoever hears them cannot tell them apart."""
    does = (one for one in everything_heard(root) if one.focusable and not one.part and one.role != Role.StaticText)
    said = Counter((one.role, one.name) for one in does)
    return {f"{count} times {role.name} “{name}”" for (role, name), count in said.items() if count > 1}
