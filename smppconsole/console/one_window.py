"""One window a profile: a second start hands what it was asked for to the first, and ends.

Two windows would write one draft, one filter and one set of places over each other's, and bind an account twice, which
throws the first session out at most centres. Whoever opens a capture from a file manager means the window he has. Who
wants two windows gives the second a folder of its own (``paths.HOME_VARIABLE``).

The first holds a lock, which the system lets go however a process ends, and a door on this computer (``window_door``):
its port and a key stand in a file that this user alone can read. A first one that has the lock and does not answer is
stuck, or runs on another computer; the second then opens as a guest, which keeps nothing.
"""

from __future__ import annotations

import json
import sys
import time
from enum import Enum, auto
from pathlib import Path
from typing import IO

from smppconsole.console import paths
from smppconsole.values import dataclass

PATIENCE = 6.0
"""Seconds that a first window has to answer, or to end where it is ending."""
BRIEF, _MOMENT = 2.0, 0.05
"""Seconds that a line between two starts may take, and between two tries."""
GREETING, TAKEN = b"smppconsole\n", b"taken\n"
"""What the first window says at once, and when it has taken a wish."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a start was asked for: an account to speak of, to ``bind`` it, the demonstration, capture ``files``."""

    account: str = ""
    bind: bool = False
    demo: bool = False
    files: tuple[str, ...] = ()


class Place(Enum):
    """What a start is to a profile."""

    FIRST = auto()
    HANDED_OVER = auto()
    GUEST = auto()


class Claim:
    """A start's claim to the profile; it holds until ``let_go`` or the end of the process."""

    def __init__(self, place: Place, lock: IO[bytes] | None = None) -> None:
        self.place = place
        self._lock = lock

    def let_go(self) -> None:
        """Another window may have the profile."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def claim(asked: Asked, patience: float) -> Claim:
    """Take the profile, or hand ``asked`` to the window that has it. A folder that cannot be written to is nobody's."""
    ends = time.monotonic() + patience
    while True:
        try:
            lock = _locked()
        except OSError:
            return Claim(Place.FIRST)
        if lock is not None:
            return Claim(Place.FIRST, lock)
        if _hand_over(asked):
            return Claim(Place.HANDED_OVER)
        if time.monotonic() >= ends:
            return Claim(Place.GUEST)
        time.sleep(_MOMENT)


# --- the lock


def _locked() -> IO[bytes] | None:
    """The file of the lock, held; None where another process has it."""
    path = paths.config() / "window.lock"
    paths.make_folder(path.parent)
    file = path.open("ab")
    try:
        _hold(file)
    except OSError:
        file.close()
        return None
    return file


if sys.platform == "win32":

    def _hold(file: IO[bytes]) -> None:
        import msvcrt  # noqa: PLC0415 - of one system

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:

    def _hold(file: IO[bytes]) -> None:
        import fcntl  # noqa: PLC0415 - of the other systems

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


# --- the second start


def _hand_over(asked: Asked) -> bool:
    """Whether the first window took it. What is not greeted says nothing: a window that was stuck must not act later
    on what has been done without it."""
    import socket  # noqa: PLC0415 - a second start alone needs it
    from dataclasses import asdict  # noqa: PLC0415 - as above

    try:
        door = json.loads(door_file().read_text("utf-8"))
        place = ("127.0.0.1", int(door["port"]))
        with socket.create_connection(place, timeout=BRIEF) as line, line.makefile("rb") as answers:
            if answers.readline(len(GREETING)) != GREETING:
                return False
            line.sendall(json.dumps({"key": door["key"], **asdict(asked)}).encode() + b"\n")
            return answers.readline(len(TAKEN)) == TAKEN
    except (OSError, ValueError, KeyError, TypeError):
        return False


def door_file() -> Path:
    """Where the first window says at which port it can be asked, and with which key."""
    return paths.config() / "window.door"
