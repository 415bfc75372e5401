"""What a tool is, and where it stands: the window, everybody in it, and whether the tool is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from smppconsole.ui.cast import Cast
from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """``window`` is what questions are asked over; ``seen()`` tells whether the tool is whole, in front and on the
    screen."""

    window: QWidget
    cast: Cast
    seen: Callable[[], bool]


class Tool(Protocol):
    """A panel, what it is fed with, and its end."""

    @property
    def panel(self) -> QWidget:
        """What is shown on the shelf."""

    def feed(self) -> None:
        """Give the panel what the window shows now, if it is looked at."""

    def close(self) -> None:
        """The window is closing: end what the tool does."""


@runtime_checkable
class InSteps(Protocol):
    """A tool whose panel takes long to make: it is whole once ``steps`` has been gone through."""

    @property
    def steps(self) -> Iterator[None]:
        """What is left to be made."""


@runtime_checkable
class Keeping(Protocol):
    """A tool with a form that is to be found again: ``told()`` is what stands in it, ``take_up`` brings it back,
    ``edited`` fires when it changed."""

    edited: Any

    def told(self) -> str:
        """What stands in the form."""

    def take_up(self, text: str) -> None:
        """Fill it in again; raises ``ValueError`` for what ``told`` never said."""


@runtime_checkable
class Beginning(Protocol):
    """A tool that can begin anew with a row of the trace in front."""

    def begin(self, row: int) -> None:
        """Forget what there was, and begin with it."""


def following(signal: Any, slot: Callable[..., object]) -> Callable[[], object]:
    """Connect, and give what disconnects."""
    signal.connect(slot)
    return lambda: signal.disconnect(slot)
