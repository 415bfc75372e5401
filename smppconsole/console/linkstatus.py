"""The light of a connection as one value: a state, words, and the figures behind it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from smppconsole.session.events import CloseReason
from smppconsole.session.timers import Running
from smppconsole.values import dataclass

if TYPE_CHECKING:
    from smppconsole.net.tls import TlsFacts


class LinkState(StrEnum):
    """What the light shows, each with a shape of its own beside its colour."""

    OFF = "off"
    WAITING = "waiting"
    BINDING = "binding"
    ALIVE = "alive"
    LATE = "late"
    DEAD = "dead"


_NONE_RUNS = Running()


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """One look at a link. Round trips are seconds; ``last_answer_at`` is a wall time (seconds of the epoch) and
    ``retry_in`` the seconds until the next try to connect, ``None`` where none is planned. ``tls`` is what was
    negotiated, ``None`` in clear; ``waiting`` tells that an enquire_link of ours is not answered yet, ``door`` at which
    address an outbind is waited for, ``ended`` how the last bound session did, where it is over. ``running`` are the
    timers that run, by when they are up as wall times."""

    state: LinkState = LinkState.OFF
    words: str = "not connected"
    last_round_trip: float | None = None
    last_answer_at: float | None = None
    missed: int = 0
    asked: int = 0
    answered: int = 0
    peer_asked: int = 0
    retry_in: float | None = None
    tls: TlsFacts | None = None
    waiting: bool = False
    door: str = ""
    ended: CloseReason | None = None
    running: Running = _NONE_RUNS
