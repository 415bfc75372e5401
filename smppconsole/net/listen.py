"""Waiting for connections: every one gets a session of its own on a link of its own."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable

from smppconsole.net.link import EventSink, Link
from smppconsole.session.session import Session
from smppconsole.smpp.said import said


class ListenFailure(Exception):  # noqa: N818 - a failure told, not a fault of the program
    """No place to listen; ``words`` say why, ``advice`` what to do about it."""

    def __init__(self, words: str, advice: tuple[str, ...]) -> None:
        super().__init__(words)
        self.words, self.advice = words, advice


class Server:
    """A listening socket and the links that came in by it."""

    def __init__(self, make_session: Callable[[], Session], on_events: EventSink) -> None:
        self.links: set[Link] = set()
        self._make_session = make_session
        self._on_events = on_events
        self._listener: asyncio.Server | None = None

    @property
    def port(self) -> int:
        """The port, which the system chose where 0 was asked for; 0 when not listening."""
        sockets = self._listener.sockets if self._listener is not None else ()
        return int(sockets[0].getsockname()[1]) if sockets else 0

    @property
    def is_listening(self) -> bool:
        """Whether new connections are taken."""
        return self._listener is not None and self._listener.is_serving()

    async def listen(self, host: str, port: int, context: ssl.SSLContext | None) -> None:
        """Take connections on ``host`` and ``port``; raises ``ListenFailure``."""
        try:
            self._listener = await asyncio.get_running_loop().create_server(self._join, host, port, ssl=context)
        except OSError as error:
            raise ListenFailure(*_explain(error, host, port)) from error

    def refuse_more(self) -> None:
        """Take no more connections; those that stand go on."""
        if self._listener is not None:
            self._listener.close()

    async def close(self, why: str) -> None:
        """Stop listening and close every link."""
        self.refuse_more()
        links = tuple(self.links)
        for link in links:
            link.close(why)
        for link in links:
            await link.ended()
        self._listener = None

    def _join(self) -> Link:
        return _ServedLink(self, self._make_session(), self._on_events)


class _ServedLink(Link):
    """A link that its server knows from its beginning to its end."""

    def __init__(self, server: Server, session: Session, on_events: EventSink) -> None:
        super().__init__(session, on_events)
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._server.links.add(self)  # not before: a TLS greeting that fails makes no connection
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._server.links.discard(self)


async def serve(
    host: str,
    port: int,
    make_session: Callable[[], Session],
    on_events: EventSink,
    tls: ssl.SSLContext | None = None,
) -> Server:
    """Listen on ``host`` and ``port`` (0: any free one); raises ``ListenFailure``."""
    server = Server(make_session, on_events)
    await server.listen(host, port, tls)
    return server


def _explain(error: OSError, host: str, port: int) -> tuple[str, tuple[str, ...]]:
    where = f"{host}:{port}"
    if "in use" in str(error):
        return said("{where} is in use: another program listens there", where=where), (
            said("Take another port, or end the other program."),
        )
    if isinstance(error, PermissionError):
        return said("this machine does not let us listen on {where}", where=where), (said("Take a port above 1023."),)
    if "assign" in str(error) or "not known" in str(error):
        return said("{host} is not an address of this machine", host=host), (
            said("Take 127.0.0.1, 0.0.0.0 or one of its own."),
        )
    return said("cannot listen on {where}: {strerror}", where=where, strerror=error.strerror or error), (
        said("Take another address or port."),
    )
