"""What is said over the connection that stands, and what becomes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext

from smppconsole.console.connection import Connection
from smppconsole.console.outcomes import Outcome
from smppconsole.net.link import Link
from smppconsole.session.state import State, StateError
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.said import said


class Speaker:
    """The speaking half of an engine; ``connection`` is the latest, which may have ended."""

    def __init__(self) -> None:
        self.connection: Connection | None = None

    @property
    def state(self) -> State:
        """The state of the session, CLOSED without one."""
        return self.connection.session.state if self.connection is not None else State.CLOSED

    @property
    def is_bound(self) -> bool:
        """Whether messages may pass."""
        return self.state.is_bound

    @property
    def outstanding(self) -> int:
        """Requests in flight."""
        return self.connection.session.outstanding if self.connection is not None else 0

    @property
    def queued(self) -> int:
        """Requests that wait for a place in the window."""
        return self.connection.session.queued if self.connection is not None else 0

    def send(self, request: Pdu | bytes, *, anyway: bool = False) -> int:
        """Send a request and return its sequence number, which is put into octets that are encoded already; raises
        ``EncodeError``, and ``StateError`` where it does not fit."""
        return self._needed().send(request, anyway=anyway)

    def send_raw(self, octets: bytes) -> None:
        """Send octets exactly as they are."""
        self._needed().send_raw(octets)

    def send_all(self, requests: Iterable[Pdu | bytes], *, anyway: bool = False) -> list[int]:
        """Send the parts of one message, or many requests, in one write where the window has room; their sequence
        numbers."""
        return self._needed().send_all(requests, anyway=anyway)

    def joined(self) -> AbstractContextManager[None]:
        """What is sent within goes out in one write at its end."""
        return self._link.joined() if self._link is not None else nullcontext()

    def reply(self, request: bytes, response: Pdu | bytes, *, anyway: bool = False) -> None:
        """Answer a request of the peer by hand."""
        self._needed().reply(request, response, anyway=anyway)

    async def request(self, pdu: Pdu, *, anyway: bool = False) -> Outcome:
        """Send a request and wait for what becomes of it."""
        return await self.outcome(self.send(pdu, anyway=anyway))

    def outcome(self, sequence: int) -> asyncio.Future[Outcome]:
        """What becomes, or lately became, of the request sent under ``sequence``."""
        if self.connection is None:
            raise StateError(said("there is no connection: bind first"))
        return self.connection.outcomes.of(sequence)

    async def writable(self) -> None:
        """Wait until the transport takes more; returns at once without a connection."""
        if self._link is not None:
            await self._link.writable()

    @property
    def _link(self) -> Link | None:
        """The link of a connection that stands."""
        return self.connection.link if self.connection is not None and self.connection.is_open else None

    def _needed(self) -> Link:
        link = self._link
        if link is None:
            raise StateError(said("there is no connection: bind first"))
        return link
