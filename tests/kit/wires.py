"""Peers made of a plain socket: they say what a test wants them to say, which no message centre would."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

CERTIFICATES = Path(__file__).resolve().parents[1] / "vectors" / "tls"


def certificate(name: str) -> str:
    """The path of a certificate made for tests."""
    return str(CERTIFICATES / f"{name}.pem")


@asynccontextmanager
async def peer(talk: Talk) -> AsyncIterator[int]:
    """A listening peer that does ``talk`` with whoever connects; gives its port."""
    busy: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        busy.add(task)
        try:
            await talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            busy.discard(task)
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tuple(busy):
            task.cancel()
        if busy:
            await asyncio.wait(busy)
        await server.wait_closed()


async def read_pdu(reader: asyncio.StreamReader) -> bytes:
    """The next PDU, whole."""
    head = await reader.readexactly(4)
    return head + await reader.readexactly(int.from_bytes(head) - 4)


def bind_resp(request: bytes, status: int = 0, sequence: int | None = None) -> bytes:
    """The answer to a bind, under another sequence number where one is given."""
    number = request[12:16] if sequence is None else sequence.to_bytes(4)
    body = b"" if status else b"PEER\x00"
    command = int.from_bytes(request[4:8]) | 0x80000000
    return (16 + len(body)).to_bytes(4) + command.to_bytes(4) + status.to_bytes(4) + number + body


def binding(then: Talk) -> Talk:
    """A peer that answers the bind well, then does ``then``."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(bind_resp(await read_pdu(reader)))
        await then(reader, writer)

    return talk


def saying(octets: bytes, *, close: bool = True) -> Talk:
    """A peer that reads a PDU, answers with ``octets``, and closes or stays silent."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_pdu(reader)
        writer.write(octets)
        await writer.drain()
        if not close:
            await reader.read()

    return talk


async def silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Take everything, say nothing, until the other side closes."""
    while await reader.read(65536):
        pass


class StrictTls:
    """A TLS peer that is not asyncio's: it tells the other side by an alert why the greeting fails. After a good one it
    answers what it hears first by ``leaving``; to close such a socket says no goodbye."""

    def __init__(self, context: ssl.SSLContext, leaving: Callable[[ssl.SSLSocket], None] = ssl.SSLSocket.close) -> None:
        self._context, self._leaving = context, leaving
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                plain, _ = self._listener.accept()
                with plain:
                    self._greet(plain)

    def _greet(self, plain: socket.socket) -> None:
        """Greet, and take what comes; a greeting that fails is told, and read to its end so that no reset eats that."""
        plain.settimeout(5)
        try:
            with self._context.wrap_socket(plain.dup(), server_side=True) as tls:
                tls.recv(4096)
                self._leaving(tls)
        except OSError:
            with contextlib.suppress(OSError):
                while plain.recv(4096):
                    pass

    def close(self) -> None:
        """Take no more connections."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)


async def until(reached: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait for something to become true; raises ``TimeoutError``."""
    async with asyncio.timeout(seconds):
        while not reached():  # noqa: ASYNC110 - what is waited for knows no events
            await asyncio.sleep(0.005)
