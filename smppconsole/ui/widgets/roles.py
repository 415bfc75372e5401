"""What a widget that is painted by hand is to a screen reader. Of its own classes Qt knows it, and a button painted by
hand is told as the button it is; all else would be a nameless piece of the window.

Qt keeps what a factory made as long as the widget lives, and Python never lets go of it: so only what is made once or a
few times has a role of its own here, and none of these objects overrides anything, which could be asked for while the
interpreter ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_W = TypeVar("_W", bound=type[QWidget])
Role = QAccessible.Role
_ROLES: dict[str, Role] = {"QStackedWidget": Role.Client}
"""By class. A stack of pages is no news to whoever comes into one: of itself Qt tells of a "layered pane"."""
_installed: list[bool] = []


def told_as(role: Role) -> Callable[[_W], _W]:
    """A class of widgets that a screen reader is told of in this role."""

    def keep(kind: _W) -> _W:
        _ROLES[kind.__name__] = role
        return kind

    return keep


def install() -> None:
    """Have Qt ask here, once a process."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_made)


def _made(kind: str, widget: QObject) -> QAccessibleWidget | None:
    role = _ROLES.get(kind)
    return QAccessibleWidget(widget, role) if role is not None and isinstance(widget, QWidget) else None
