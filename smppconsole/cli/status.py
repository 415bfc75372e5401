"""The exit status: what a script reads instead of words."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """What became of it. Where several apply, ``worst`` takes the first of its order."""

    DONE = 0
    REFUSED = 1
    """The peer refused the bind or a part."""
    WRONG_INPUT = 2
    """Wrong usage or input, or a field refused before sending: nothing was sent."""
    NO_CONNECTION = 3
    """No connection, or it was lost before an answer."""
    NO_ANSWER = 4
    """No answer in time."""
    NOT_DELIVERED = 5
    """A receipt says not delivered, or did not come in time."""
    INTERRUPTED = 130


_ORDER = (
    Status.INTERRUPTED,
    Status.WRONG_INPUT,
    Status.NO_CONNECTION,
    Status.REFUSED,
    Status.NO_ANSWER,
    Status.NOT_DELIVERED,
    Status.DONE,
)


def worst(*statuses: Status) -> Status:
    """The first that applies; done where there is none."""
    return min(statuses, key=_ORDER.index, default=Status.DONE)


class CommandError(Exception):
    """Ends a sub-command with ``words`` for people and a status; wrong input unless told otherwise."""

    def __init__(self, words: str, status: Status = Status.WRONG_INPUT) -> None:
        super().__init__(words)
        self.words = words
        self.status = status
