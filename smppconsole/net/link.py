"""One session joined to one transport: octets in, events out, one write for what a read caused, one timer."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from smppconsole.net.alarm import Alarm
from smppconsole.session.events import Event
from smppconsole.session.session import Session
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.said import said

EventSink = Callable[["Link", list[Event]], None]

CLOSING_GRACE = 2.0
"""Seconds that unsent octets get after we close, before the connection is cut: the peer may have stopped reading."""
_READ = 1 << 16
"""Octets taken at once: what a read brings is worked through in one turn of the loop, while a window stands still."""


MOST_WAITING = 8 << 20
"""Octets held for a peer that does not read. Beyond that nothing more of it is read either: it would only bring more to
answer. (Not at the first octet: a peer may read nothing before it has written all, and both would wait for ever.)"""


class Link(asyncio.Protocol):
    """Drives ``session`` over a transport and hands its events to ``on_events(link, events)``.

    Everything that touches the session from outside goes through ``turn``, or ends with ``flush``: that writes what
    is to be sent, in one piece, tells the events, and sets the one alarm that serves all deadlines.
    """

    def __init__(self, session: Session, on_events: EventSink) -> None:
        self.session = session
        self.transport: asyncio.Transport = _NOWHERE
        self._on_events = on_events
        self._loop = asyncio.get_running_loop()
        self._alarm = Alarm(self._sweep)
        self._guard: asyncio.TimerHandle | None = None
        self._turning = False
        self._balance = _Balance()
        self._writable = asyncio.Event()
        self._writable.set()
        self._ended = asyncio.Event()

    # What the engine and the centre call.

    @property
    def now(self) -> float:
        """Seconds of the clock the session lives by (the event loop's, which never jumps)."""
        return self._loop.time()

    @property
    def is_open(self) -> bool:
        """Whether octets still can be sent."""
        return self.transport is not _NOWHERE and not self.transport.is_closing()

    async def writable(self) -> None:
        """Wait until the transport takes more octets, or the connection has ended."""
        await self._writable.wait()

    async def ended(self) -> None:
        """Wait until the connection is gone and its last events were told."""
        await self._ended.wait()

    def send(self, request: Pdu | bytes, *, anyway: bool = False) -> int:
        """Send a request and return its sequence number, which is put into octets that are encoded already.

        Raises ``EncodeError`` and ``StateError`` as the session does.
        """
        return self.send_all((request,), anyway=anyway)[0]

    def send_all(self, requests: Iterable[Pdu | bytes], *, anyway: bool = False) -> list[int]:
        """Send requests, in one write where the window has room for all; else as ``send``. Those before one that is
        refused are sent."""
        now = self.now
        try:
            return [_hand_over(self.session, request, now, anyway) for request in requests]
        finally:
            self.flush()

    @contextmanager
    def joined(self) -> Iterator[None]:
        """What is sent within goes out in one write at its end, and is told of then."""
        inner, self._turning = self._turning, True
        try:
            yield
        finally:
            self._turning = inner
            self.flush()

    def send_raw(self, octets: bytes) -> None:
        """Send ``octets`` exactly as they are."""
        self.session.send_raw(octets, self.now)
        self.flush()

    def reply(self, request: bytes, response: Pdu | bytes, *, anyway: bool = False) -> None:
        """Answer the request whose octets are ``request``."""
        self.session.reply(request, response, self.now, anyway=anyway)
        self.flush()

    def unbind(self) -> None:
        """Ask to unbind; the session closes after the answer, or when it has not come in time."""
        self.session.unbind(self.now)
        self.flush()

    def close(self, why: str) -> None:
        """Close from our side, without a word to the peer."""
        self.session.close(self.now, why)
        self.flush()

    def abort(self, why: str) -> None:
        """Cut the connection (RST where the system can): what was not yet sent is lost."""
        self.session.close(self.now, why)
        self.flush()
        self.transport.abort()

    def flush(self) -> None:
        """Write what the session has to send, tell its events, set the timer."""
        if self._turning:
            return
        self._turning = True
        try:
            while self._pass_on() or self._balance.keep(self.session, self.transport):
                pass
        finally:
            self._turning = False
        if self.session.wants_close:
            self._close()
        deadline = self.session.next_deadline()
        if deadline is not None and self.is_open:
            self._alarm.set(deadline)

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for mypy; a test's stand-in derives from it
        self.transport = transport
        if hasattr(transport, "max_size"):
            transport.max_size = _READ
        self.session.connected(self.now)
        self.flush()

    def data_received(self, data: bytes) -> None:
        self.session.receive_data(data, self.now)
        self.flush()

    def eof_received(self) -> bool | None:
        how, words = _end_of_stream(self.transport)
        self.session.receive_eof(self.now, how, words)
        self.flush()
        return None

    def connection_lost(self, exc: Exception | None) -> None:
        how, words = _loss(exc)
        self.session.receive_eof(self.now, how, words)
        self.flush()
        self._alarm.cancel()
        if self._guard is not None:
            self._guard.cancel()
        self._writable.set()
        self._ended.set()

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()
        self.flush()

    # The inner works.

    def _pass_on(self) -> bool:
        """Write what the session has to send, then tell its events; whether there was anything."""
        octets = b""
        if self._writable.is_set() or self.session.wants_close:
            octets = self.session.data_to_send()
        if octets and self.is_open:
            self.transport.write(octets)
        events = self.session.events()
        if events:
            self._on_events(self, events)
        return bool(octets or events)

    def _sweep(self) -> None:
        now, deadline = self.now, self.session.next_deadline()
        if deadline is not None and deadline <= now:
            self.session.handle_timer(now)
        self.flush()

    def _close(self) -> None:
        if not self.is_open:
            return
        self.transport.close()
        if not self._ended.is_set():
            self._guard = self._loop.call_later(CLOSING_GRACE, self.transport.abort)


def address_words(link: Link, which: str) -> str:
    """ "address:port" of one end (sockname, peername), IPv6 in brackets; empty where there is none."""
    found = link.transport.get_extra_info(which)
    if not isinstance(found, tuple) or len(found) < 2:
        return ""
    return f"[{found[0]}]:{found[1]}" if ":" in str(found[0]) else f"{found[0]}:{found[1]}"


class _Balance:
    """Reads no more from a peer that does not read, and goes on when it does."""

    def __init__(self) -> None:
        self._stalled = False

    def keep(self, session: Session, transport: asyncio.Transport) -> bool:
        """Stop or go on, as the octets that wait ask for; whether there is something to tell."""
        stalled = session.waiting > MOST_WAITING and not transport.is_closing()
        if stalled is self._stalled:
            return False
        self._stalled = stalled
        if stalled:
            transport.pause_reading()
            session.stall()
        elif not transport.is_closing():
            transport.resume_reading()
        return stalled


def _hand_over(session: Session, request: Pdu | bytes, now: float, anyway: bool) -> int:
    if isinstance(request, Pdu):
        return session.send(request, now, anyway=anyway)
    return session.send_octets(request, now, anyway=anyway)


class _Nowhere(asyncio.Transport):
    """The transport before there is one: takes nothing, is closing."""

    def is_closing(self) -> bool:
        return True

    def abort(self) -> None:
        return


_NOWHERE = _Nowhere()


def _end_of_stream(transport: asyncio.Transport) -> tuple[str, str]:
    """How the stream ended: TLS says goodbye (close_notify) when it ends on purpose."""
    tls = transport.get_extra_info("ssl_object")
    if tls is None:
        return "fin", said("the peer closed the connection (FIN)")
    if _said_goodbye(tls):
        return "tls-closed", said("the peer closed TLS in good order (close_notify)")
    return "tls-broken", said("the peer closed the connection without ending TLS: octets may have been cut off")


def _said_goodbye(tls: ssl.SSLObject) -> bool:
    """Whether close_notify came: only then reading gives nothing, instead of asking for more octets."""
    try:
        return tls.read(1) == b""
    except ssl.SSLZeroReturnError:
        return True
    except (ssl.SSLError, ValueError):
        return False


def _loss(error: Exception | None) -> tuple[str, str]:
    """How the connection was lost; an end of stream told before this one stands."""
    if error is None:
        return "fin", said("the connection is closed")
    if isinstance(error, ssl.SSLError):
        reason = (getattr(error, "reason", "") or str(error)).lower().replace("_", " ")
        if "alert" in reason:
            return "tls-broken", said("the peer ended TLS by an alert: {reason}", reason=reason)
        return "tls-broken", said("TLS broke: {reason}", reason=reason)
    if isinstance(error, ConnectionResetError | BrokenPipeError):
        return "reset", said("the peer reset the connection (RST)")
    if isinstance(error, TimeoutError):
        return "network", said("the network gave up: no acknowledgement from the peer")
    return "network", said("the connection failed: {error}", error=error)
