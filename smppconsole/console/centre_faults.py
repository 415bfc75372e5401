"""What a centre can get wrong with an answer, on purpose: one function a fault, all by name."""

from __future__ import annotations

import random
import socket
import struct
from collections.abc import Callable
from functools import partial

from smppconsole.console.agenda import Agenda
from smppconsole.console.centre_rules import Fault
from smppconsole.net.link import Link
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.said import said
from smppconsole.values import dataclass

_FAR_OFF = 1000
_HALF_PAUSE, _PIECE_PAUSE, _PIECE = 0.1, 0.01, 3
_NACK, _DELIVER_SM_RESP = 0x80000000, 0x80000005
_ID, _SEQUENCE = slice(4, 8), slice(12, 16)
_HTTP = b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n400 Bad Request"


@dataclass(frozen=True, slots=True)
class Slip:
    """An answer that is to go wrong: the link, the octets it should have been, and what chance and time are made of."""

    link: Link
    answer: bytes
    status: int
    agenda: Agenda
    chance: random.Random


class Trap:
    """A fault set by hand for the next answer to a message, whoever asks; ``on_change`` is told of each change."""

    def __init__(self, on_change: Callable[[Fault], object]) -> None:
        self.fault = Fault.NONE
        self._on_change = on_change

    def set(self, fault: Fault) -> None:
        """Let ``fault`` happen to the next answer; NONE takes it back."""
        self.fault = fault
        self._on_change(fault)

    def spring(self) -> Fault:
        """The fault that was set; the answer after it is a right one."""
        fault = self.fault
        if fault is not Fault.NONE:
            self.set(Fault.NONE)
        return fault


def commit(fault: Fault, slip: Slip) -> None:
    """Do what ``fault`` says with the answer."""
    if slip.link.is_open:
        _FAULTS[fault](slip)


def reset(link: Link) -> None:
    """End a connection with RST: what was under way is lost for both."""
    sock = link.transport.get_extra_info("socket")
    if sock is not None and link.is_open:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    link.abort(said("reset on purpose"))


def _patched(octets: bytes, where: slice, value: int) -> bytes:
    return octets[: where.start] + value.to_bytes(4) + octets[where.stop :]


def _length(octets: bytes, value: int) -> bytes:
    return _patched(octets, slice(0, 4), value)


def _send(slip: Slip) -> None:
    slip.link.send_raw(slip.answer)


def _silence(slip: Slip) -> None:
    """Nothing is the fault."""


def _nack(slip: Slip) -> None:
    head = struct.pack(">III", HEADER_SIZE, _NACK, slip.status or 3)
    slip.link.send_raw(head + slip.answer[_SEQUENCE])


def _wrong_sequence(slip: Slip) -> None:
    sequence = int.from_bytes(slip.answer[_SEQUENCE]) + _FAR_OFF
    slip.link.send_raw(_patched(slip.answer, _SEQUENCE, sequence & 0x7FFFFFFF))


def _wrong_command(slip: Slip) -> None:
    slip.link.send_raw(_patched(slip.answer, _ID, _DELIVER_SM_RESP))


def _double(slip: Slip) -> None:
    slip.link.send_raw(slip.answer + slip.answer)


def _half(slip: Slip) -> None:
    slip.link.send_raw(slip.answer[: max(5, len(slip.answer) // 2)])
    slip.agenda.after(_HALF_PAUSE, lambda: slip.link.close(said("half an answer was sent on purpose")))


def _short_length(slip: Slip) -> None:
    slip.link.send_raw(_length(slip.answer, 3))


def _huge_length(slip: Slip) -> None:
    slip.link.send_raw(_length(slip.answer, 0xFFFFFFFF))


def _long_length(slip: Slip) -> None:
    slip.link.send_raw(_length(slip.answer, len(slip.answer) + 7))


def _unknown_command(slip: Slip) -> None:
    slip.link.send_raw(_patched(slip.answer, _ID, 0x00077777) + slip.answer)


def _unknown_tlv(slip: Slip) -> None:
    _send_with(slip, bytes.fromhex("15510004") + b"what")


def _tlv_past_end(slip: Slip) -> None:
    _send_with(slip, bytes.fromhex("042700ff02"))


def _send_with(slip: Slip, more: bytes) -> None:
    body = slip.answer + more
    slip.link.send_raw(_length(body, len(body)))


def _garbage(slip: Slip) -> None:
    slip.link.send_raw(bytes([0xFE]) + slip.chance.randbytes(63))


def _text(slip: Slip) -> None:
    slip.link.send_raw(_HTTP)


def _pieces(slip: Slip) -> None:
    """The right answer, but in crumbs: every client must put it together again."""
    for number, start in enumerate(range(0, len(slip.answer), _PIECE)):
        slip.agenda.after(number * _PIECE_PAUSE, partial(_crumb, slip.link, slip.answer[start : start + _PIECE]))


def _crumb(link: Link, octets: bytes) -> None:
    if link.is_open:
        link.send_raw(octets)


def _reset(slip: Slip) -> None:
    reset(slip.link)


def _close(slip: Slip) -> None:
    slip.link.close(said("closed on purpose instead of an answer"))


def _unbind(slip: Slip) -> None:
    slip.link.unbind()


_FAULTS: dict[Fault, Callable[[Slip], None]] = {
    Fault.NONE: _send,
    Fault.SILENCE: _silence,
    Fault.NACK: _nack,
    Fault.WRONG_SEQUENCE: _wrong_sequence,
    Fault.WRONG_COMMAND: _wrong_command,
    Fault.DOUBLE: _double,
    Fault.HALF: _half,
    Fault.SHORT_LENGTH: _short_length,
    Fault.HUGE_LENGTH: _huge_length,
    Fault.LONG_LENGTH: _long_length,
    Fault.UNKNOWN_COMMAND: _unknown_command,
    Fault.UNKNOWN_TLV: _unknown_tlv,
    Fault.TLV_PAST_END: _tlv_past_end,
    Fault.GARBAGE: _garbage,
    Fault.TEXT: _text,
    Fault.PIECES: _pieces,
    Fault.RESET: _reset,
    Fault.CLOSE: _close,
    Fault.UNBIND: _unbind,
}
