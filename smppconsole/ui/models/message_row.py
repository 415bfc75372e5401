"""A message as the list paints it, whichever way it went, and the key that names it. Qt-free."""

from __future__ import annotations

from typing import NamedTuple

from smppconsole.ui.models.message_lines import Line
from smppconsole.ui.words import tr

NONE = -1
"""The key of no message."""


def sent_key(number: int) -> int:
    """The key of a message that was sent, by its number among those."""
    return number * 2


def incoming_key(number: int) -> int:
    """The key of a message that came in, by its number among those."""
    return number * 2 + 1


def is_incoming(key: int) -> bool:
    """Whether a key names a message that came in."""
    return key & 1 == 1


def number_of(key: int) -> int:
    """The number of a message among those that went the same way."""
    return key >> 1


class Step(NamedTuple):
    """A station of a message: icon, token, word."""

    icon: str
    token: str
    words: str


class MessageRow(NamedTuple):
    """What the delegate paints of one message: ``row`` of the store, ``party`` at the other end, ``says`` for a screen
    reader, ``words`` on hover, and ``lines`` inside."""

    key: int
    row: int
    text: str
    party: str
    steps: tuple[Step, ...]
    time: str
    waiting: bool
    says: str
    words: str
    lines: tuple[Line, ...]


def duration(seconds: float) -> str:
    """3 ms, 0.2 s, 1.5 s, 42 s, 3 min, 24 h: never more than it is worth."""
    if seconds < 0.0995:
        return f"{max(0.0, seconds) * 1000:.0f} ms"
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    return tr("{seconds:.0f} min", seconds=seconds / 60) if seconds < 7200 else f"{seconds / 3600:.0f} h"
