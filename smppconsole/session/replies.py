"""Answers that a session gives by itself, put together from constant octets and the sequence number of the request."""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct

from smppconsole.session.state import BINDS, DATA_SM, DELIVER_SM, GENERIC_NACK
from smppconsole.smpp.header import HEADER_SIZE, RESPONSE
from smppconsole.values import dataclass

ESME_ROK = 0x00
ESME_RINVCMDLEN = 0x02
ESME_RINVCMDID = 0x03
ESME_RINVBNDSTS = 0x04
ESME_RALYBND = 0x05
ESME_RMSGQFUL = 0x14
ESME_RTHROTTLED = 0x58

SLOW_DOWN = frozenset({ESME_RMSGQFUL, ESME_RTHROTTLED})
"""Statuses with which a centre asks for fewer messages."""

_START = Struct(">III")
_SEQUENCE = slice(12, 16)
_EMPTY_MESSAGE_ID = b"\x00"
_BODIES = {DELIVER_SM: _EMPTY_MESSAGE_ID, DATA_SM: _EMPTY_MESSAGE_ID}
NO_SEQUENCE = bytes(4)
"""The sequence number of a generic_nack for octets that have none (SMPP 3.4, 4.3.1)."""


@dataclass(frozen=True, slots=True)
class AutoReply:
    """Which requests of the peer a session answers by itself, and with which status.

    ``wrong_state`` answers what does not fit the state with ESME_RINVBNDSTS. A centre leaves data_sm to whoever gives
    out message ids.
    """

    enquire_link: bool = True
    unbind: bool = True
    deliver_sm: bool = True
    data_sm: bool = True
    wrong_state: bool = True
    deliver_status: int = ESME_ROK
    data_status: int = ESME_ROK

    def status_for(self, command_id: int) -> int | None:
        """The status with which a message is answered by itself; None for one that is not, and for other commands."""
        if command_id == DELIVER_SM:
            return self.deliver_status if self.deliver_sm else None
        if command_id == DATA_SM:
            return self.data_status if self.data_sm else None
        return None


def answer(request: bytes, command_id: int, status: int = ESME_ROK) -> bytes:
    """The response to ``request``: an empty message_id where the command has one, header only unless all is well."""
    body = b"" if status else _BODIES.get(command_id, b"")
    start = _START.pack(HEADER_SIZE + len(body), command_id | RESPONSE, status)
    return start + request[_SEQUENCE] + body


def answers(requests: Sequence[bytes], command_id: int, status: int = ESME_ROK) -> tuple[bytes, ...]:
    """What ``answer`` gives to each of many requests of one command."""
    like = answer(bytes(HEADER_SIZE), command_id, status)
    start, body = like[: _SEQUENCE.start], like[_SEQUENCE.stop :]
    return tuple([start + request[_SEQUENCE] + body for request in requests])


def nack(status: int, sequence: bytes = NO_SEQUENCE) -> bytes:
    """A generic_nack; ``sequence`` is the four octets of the number."""
    return _START.pack(HEADER_SIZE, GENERIC_NACK, status) + sequence


def refusal(request: bytes, command_id: int, *, bound: bool) -> bytes:
    """The response to a request that does not fit the state."""
    return answer(request, command_id, ESME_RALYBND if bound and command_id in BINDS else ESME_RINVBNDSTS)
