"""Peers that bind, take one message, and then leave or answer in one particular way: plain sockets, TLS where asked."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from smppconsole.net.tls import server_context
from tests.kit.wires import bind_resp, certificate

_SUBMIT, _PROBE, _UNBIND = 0x04, 0x15, 0x06
_RESPONSE = 0x80000000


@dataclass
class Guest:
    """The other end as the peer has it: the socket to speak by, the one below TLS, and the message that came."""

    speak: socket.socket
    below: socket.socket
    message: bytes = field(default=b"")

    def read(self) -> bytes:
        """The next PDU; raises ``EOFError`` at the end."""
        head = self._exactly(4)
        return head + self._exactly(int.from_bytes(head) - 4)

    def _exactly(self, count: int) -> bytes:
        octets = b""
        while len(octets) < count:
            more = self.speak.recv(count - len(octets))
            if not more:
                raise EOFError
            octets += more
        return octets

    def serve(self) -> None:
        """Answer what belongs to the session, and no message, until the other end leaves."""
        while True:
            asked = self.read()
            if int.from_bytes(asked[4:8]) in (_PROBE, _UNBIND):
                self.speak.sendall(answer(asked, body=b""))


Parting = Callable[[Guest], None]


def answer(asked: bytes, *, sequence: int | None = None, command: int | None = None, body: bytes = b"ID7\0") -> bytes:
    """The response to a request, under another number or command where one is given."""
    number = asked[12:16] if sequence is None else sequence.to_bytes(4)
    responding = (int.from_bytes(asked[4:8]) | _RESPONSE) if command is None else command
    return (16 + len(body)).to_bytes(4) + responding.to_bytes(4) + bytes(4) + number + body


def unbind(guest: Guest) -> None:
    guest.speak.sendall(bytes.fromhex("00000010000000060000000000000009"))
    guest.read()


def close(guest: Guest) -> None:
    guest.below.shutdown(socket.SHUT_WR)
    guest.speak.recv(1)


def reset(guest: Guest) -> None:
    guest.below.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def half_a_pdu(guest: Guest) -> None:
    guest.speak.sendall(bytes.fromhex("00000030000000050000"))
    close(guest)


def end_tls(guest: Guest) -> None:
    assert isinstance(guest.speak, ssl.SSLSocket)
    guest.speak.unwrap()


def damage_tls(guest: Guest) -> None:
    guest.below.sendall(bytes.fromhex("1703030020") + os.urandom(32))
    guest.below.recv(4096)


def garbage(guest: Guest) -> None:
    guest.speak.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    guest.speak.recv(4096)


def silence(guest: Guest) -> None:
    while True:
        guest.read()


def late(guest: Guest) -> None:
    time.sleep(0.8)  # that is what late means
    guest.speak.sendall(answer(guest.message))
    guest.serve()


def twice(guest: Guest) -> None:
    guest.speak.sendall(answer(guest.message) * 2)
    guest.serve()


def foreign(guest: Guest) -> None:
    guest.speak.sendall(answer(guest.message, sequence=77))
    guest.serve()


def of_another_command(guest: Guest) -> None:
    guest.speak.sendall(answer(guest.message, command=0x80000103))
    guest.serve()


def never(guest: Guest) -> None:
    guest.serve()


@contextmanager
def peer_that(parting: Parting, *, tls: bool = False) -> Iterator[int]:
    """The port of a peer that takes one connection at a time and ends each by ``parting``."""
    listener = socket.create_server(("127.0.0.1", 0))
    context = server_context(certificate("centre"), certificate("centre-key")) if tls else None
    thread = threading.Thread(target=_take_all, args=(listener, context, parting), daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _take_all(listener: socket.socket, context: ssl.SSLContext | None, parting: Parting) -> None:
    with contextlib.suppress(OSError):
        while True:
            below, _ = listener.accept()
            with below, contextlib.suppress(OSError, EOFError):
                below.settimeout(10)
                _take(below, context, parting)


def _take(below: socket.socket, context: ssl.SSLContext | None, parting: Parting) -> None:
    speak = below if context is None else context.wrap_socket(below.dup(), server_side=True)
    with speak:
        guest = Guest(speak, below)
        speak.sendall(bind_resp(guest.read()))
        while int.from_bytes((guest.message or bytes(8))[4:8]) != _SUBMIT:
            guest.message = guest.read()
            if int.from_bytes(guest.message[4:8]) == _PROBE:
                speak.sendall(answer(guest.message, body=b""))
        parting(guest)
