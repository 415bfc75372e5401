"""What an engine tells beside the events of its session: the way there, the bind, the loss, the next try."""

from __future__ import annotations

from smppconsole.console.binding import BindResult
from smppconsole.net.connect import Step
from smppconsole.session.events import Closed, Event
from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step on the way to the peer was done: resolve, connect or tls."""

    step: Step


@dataclass(frozen=True, slots=True)
class BindDone:
    """A try to connect and bind has ended, well or not."""

    result: BindResult


@dataclass(frozen=True, slots=True)
class Lost:
    """A bound session ended that we did not end. What was unanswered the peer may have acted on: it is told here and
    never sent again by the engine."""

    closed: Closed
    words: str


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """Somebody connected from ``address`` while an outbind was awaited, and was not the centre; the wait goes on."""

    address: str
    cause: str
    words: str
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WaitsAgain:
    """A session that came of an outbind is over, and the engine waits for the next; ``in_order``: the end was one."""

    words: str
    in_order: bool


@dataclass(frozen=True, slots=True)
class Retry:
    """The engine will connect again in ``seconds``."""

    seconds: float
    words: str


@dataclass(frozen=True, slots=True)
class GaveUp:
    """The engine does not connect again on its own; ``words`` say why."""

    words: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something on our side that the user should know of, such as a capture file that cannot be written."""

    words: str


Happening = Event | StepTaken | BindDone | TurnedAway | WaitsAgain | Lost | Retry | GaveUp | Trouble
