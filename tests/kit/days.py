"""An event loop whose hours pass in moments, with a network of its own that lives in memory.

Where nothing is to be done before the next timer, the clock jumps there. Whoever listens and connects on this loop
meets through pipes instead of sockets: octets in real sockets take real time, which jumps would miss.
"""

from __future__ import annotations

import asyncio
import selectors
import socket
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
Factory = Callable[[], asyncio.Protocol]


class JumpingLoop(asyncio.SelectorEventLoop):
    """``time()`` runs with the real clock and jumps over idle times; connections are ``Pipe`` pairs."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._listening: dict[int, Factory] = {}
        self._dialled: dict[socket.socket, int] = {}
        super().__init__(_Jumper(self))

    def time(self) -> float:
        return super().time() + self._ahead

    def jump(self, seconds: float) -> None:
        """Let time pass."""
        self._ahead += seconds

    async def getaddrinfo(self, host: Any, port: Any, **_options: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", int(port)))]

    async def sock_connect(self, sock: socket.socket, address: Any) -> None:
        if address[1] not in self._listening:
            raise ConnectionRefusedError(111, "Connection refused")
        self._dialled[sock] = address[1]

    async def create_connection(self, factory: Any, *_where: Any, sock: Any = None, **_options: Any) -> Any:
        port = self._dialled.pop(sock)
        sock.close()
        near, far = factory(), self._listening[port]()
        here, there = Pipe(self, near), Pipe(self, far)
        here.peer, there.peer = there, here
        far.connection_made(there)
        near.connection_made(here)
        return here, near

    async def create_server(self, factory: Any, _host: Any = None, port: Any = 0, **_options: Any) -> Any:
        port = port or 2775
        self._listening[port] = factory
        return Listener(port, lambda: self._listening.pop(port, None))


class _Jumper(selectors.DefaultSelector):
    """Waits for nothing: moves the clock by the time it was to wait."""

    def __init__(self, loop: JumpingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout:
            self._loop.jump(timeout)
        return ready


class Pipe(asyncio.Transport):
    """One end of a connection; what is written arrives in the next turn of the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, protocol: asyncio.Protocol) -> None:
        super().__init__()
        self.peer: Pipe = self
        self._loop, self._protocol, self._closing = loop, protocol, False

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return ("127.0.0.1", 1) if name in ("sockname", "peername") else default

    def is_closing(self) -> bool:
        return self._closing

    def write(self, data: Any) -> None:
        self._loop.call_soon(self.peer._receive, bytes(data))

    def close(self) -> None:
        if not self._closing:
            self._closing = True
            self._loop.call_soon(self.peer._hang_up)
            self._loop.call_soon(self._protocol.connection_lost, None)

    def abort(self) -> None:
        self.close()

    def _receive(self, data: bytes) -> None:
        if not self._closing:
            self._protocol.data_received(data)

    def _hang_up(self) -> None:
        if not self._closing:
            self._protocol.eof_received()
            self.close()


class Listener:
    """What ``create_server`` gives."""

    def __init__(self, port: int, stop: Callable[[], object]) -> None:
        self._port, self._stop, self._open = port, stop, True

    @property
    def sockets(self) -> tuple[Any, ...]:
        return (self,)

    def getsockname(self) -> tuple[str, int]:
        return "127.0.0.1", self._port

    def is_serving(self) -> bool:
        return self._open

    def close(self) -> None:
        self._open = False
        self._stop()


def run_fast(work: Coroutine[Any, Any, T]) -> T:
    """The outcome of ``work`` on a loop of this kind."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        return runner.run(work)
