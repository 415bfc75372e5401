"""What comes out of a session: one frozen value for each thing that happened.

``PduReceived``, ``PduSent``, ``PeerFault`` and ``Burst`` carry the octets of the wire: every octet stands in exactly
one of them, in order, so whoever records needs only those four. The others say what the octets meant.
``at`` is ``now`` as the session was told it, in seconds of a monotonic clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple, TypeVar

from smppconsole.session.state import State
from smppconsole.values import dataclass


class Stray(StrEnum):
    """Which kind of answer nobody waited for. (A late answer is an ``Answered`` with ``late`` set.)"""

    DUPLICATE = "duplicate"  # its request has been answered before
    FOREIGN = "foreign"  # no request of ours has that number
    WRONG_COMMAND = "wrong-command"  # the request of that number is of another command


class Why(StrEnum):
    """Why a request has no answer."""

    TIMEOUT = "timeout"  # its deadline passed; a late answer may still come
    CLOSED = "closed"  # the session ended first; the peer may have acted on it
    UNSENT = "unsent"  # the session ended while it was still queued: the peer never saw it


class CloseReason(StrEnum):
    """Every way a session ends."""

    UNBIND_US = "unbind-us"
    UNBIND_THEM = "unbind-them"
    UNBIND_TIMEOUT = "unbind-timeout"
    FIN = "fin"
    RESET = "reset"
    TLS_CLOSED = "tls-closed"
    TLS_BROKEN = "tls-broken"
    NETWORK = "network"
    DEAD = "dead"
    INACTIVITY = "inactivity"
    FRAMING = "framing"
    BIND_REFUSED = "bind-refused"
    BIND_TIMEOUT = "bind-timeout"
    SESSION_INIT = "session-init"
    USER = "user"


@dataclass(frozen=True, slots=True)
class PduReceived:
    """A PDU of the peer that the conversation took, whole."""

    octets: bytes
    at: float


@dataclass(frozen=True, slots=True)
class PduSent:
    """Octets handed to the network: one PDU, or whatever a raw send held."""

    octets: bytes
    at: float


@dataclass(frozen=True, slots=True)
class PeerFault:
    """Something of the peer's that breaks the rules of the conversation.

    ``id`` is one of ``unknown-command``, ``wrong-state``, ``wrong-side``, ``framing``, ``incomplete``, ``after-close``.
    ``octets`` stand in no other event: one PDU, or what was left when framing was lost or the connection ended.
    """

    id: str
    words: str
    octets: bytes
    at: float


class Burst(NamedTuple):
    """Many requests of the peer that came at once, of one command, that ask no more of a session than an answer.

    It stands for a ``PduReceived`` of each of ``pdus``, and behind each the ``PduSent`` of its answer where there are
    ``answers`` (then as many as ``pdus``); ``apart`` gives just these. An event for each would cost as much as all else
    that is done about them.
    """

    pdus: tuple[bytes, ...]
    answers: tuple[bytes, ...]
    at: float


class Answered(NamedTuple):
    """A request of ours got its answer; ``octets`` are the response's, told by the ``PduReceived`` before this.

    ``round_trip`` is in seconds. ``late``: the deadline had passed, and an ``Unanswered`` has been told before.
    (A tuple, because one is made for each message, and a frozen dataclass of six fields takes four times as long.)
    """

    sequence: int
    request_id: int
    octets: bytes
    status: int
    round_trip: float
    late: bool


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request of ours has no answer. Only after ``Why.TIMEOUT`` may an ``Answered`` with ``late`` set follow."""

    sequence: int
    request_id: int
    why: Why


@dataclass(frozen=True, slots=True)
class Unexpected:
    """An answer that nobody waited for; its octets are told by the ``PduReceived`` before this."""

    octets: bytes
    kind: Stray


@dataclass(frozen=True, slots=True)
class Throttled:
    """The peer asked us to slow down (``status`` ESME_RTHROTTLED or ESME_RMSGQFUL): the queue rests until ``until``."""

    status: int
    until: float


@dataclass(frozen=True, slots=True)
class Stalled:
    """The peer does not read: ``waiting`` octets are held for it, and nothing more of it is read before it does."""

    waiting: int


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The session went from one state to another."""

    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Closed:
    """The session ended; the last event but for ``PeerFault`` of octets that come even then.

    ``unanswered`` are the sequence numbers of requests in flight (the peer may have acted on them), ``unsent`` of those
    that never left the queue.
    """

    reason: CloseReason
    words: str
    unanswered: tuple[int, ...] = ()
    unsent: tuple[int, ...] = ()


Event = (
    PduReceived
    | PduSent
    | PeerFault
    | Burst
    | Answered
    | Unanswered
    | Unexpected
    | Throttled
    | Stalled
    | StateChanged
    | Closed
)

_E = TypeVar("_E")


def apart(events: Iterable[_E]) -> Iterator[_E | PduReceived | PduSent]:
    """``events`` (and whatever else is told along with them), with the PDUs of each burst one by one."""
    for event in events:
        if isinstance(event, Burst):
            yield from _one_by_one(event)
        else:
            yield event


def _one_by_one(burst: Burst) -> Iterator[PduReceived | PduSent]:
    for pdu, answer in zip_longest(burst.pdus, burst.answers):
        yield PduReceived(pdu, burst.at)
        if answer is not None:
            yield PduSent(answer, burst.at)
