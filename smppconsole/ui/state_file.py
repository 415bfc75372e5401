"""The files of what the window was like: looked at before they are read, since another program or a crash may have
written them."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings

from smppconsole.console import paths
from smppconsole.console.toml_file import keep_aside
from smppconsole.smpp.said import said

WINDOW, STATE = "window.ini", "state.ini"
_OCTETS = frozenset({"geometry", "state"})
"""Keys that hold octets of Qt; the others hold text."""


def open_state(name: str) -> QSettings:
    """The values of a file, none where it is not there."""
    return QSettings(str(paths.config() / name), QSettings.Format.IniFormat)


def set_broken_aside() -> tuple[str, ...]:
    """Keep files that are not of our making under another name; in words, which, why and where they are now."""
    return tuple(words for name in (WINDOW, STATE) if (words := _set_aside(name)))


def _set_aside(name: str) -> str:
    path = paths.config() / name
    if not path.is_file() or not _is_broken(open_state(name)):
        return ""
    return said("{path} does not hold what the window left there: {kept}", path=path, kept=keep_aside(path))


def _is_broken(kept: QSettings) -> bool:
    wrong = [key for key in kept.allKeys() if not isinstance(kept.value(key), QByteArray if key in _OCTETS else str)]
    return kept.status() is not QSettings.Status.NoError or bool(wrong)
