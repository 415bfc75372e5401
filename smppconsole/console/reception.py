"""Whoever connects at a door is heard, each on a session of its own, until one sends the outbind that is waited for.

What a stranger says is kept until it is known for one, and then told as a whole: two who speak at once are not mixed
up in the trace.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeGuard

from smppconsole.console.door import Door, without_outbind
from smppconsole.console.happenings import TurnedAway
from smppconsole.net.link import EventSink, Link, address_words
from smppconsole.net.listen import Server
from smppconsole.session.events import Closed, Event, PduReceived, PeerFault
from smppconsole.session.session import Session
from smppconsole.session.state import OUTBIND
from smppconsole.smpp.header import read_header
from smppconsole.smpp.said import said

MOST_GUESTS = 32
"""So many are heard at once; one more, and the one that has been silent longest has to go."""
MOST_EVENTS = 1000
"""So much of a guest is kept before it has to go: who talks so long without an outbind has none."""

StrangerSink = Callable[[Link, list[Event], TurnedAway], object]


class Guest:
    """One that connected. ``events`` is what happened with it and was told to nobody yet."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.events: list[Event] = []
        self.welcome = False
        self.verdict: TurnedAway | None = None
        self._sink: EventSink | None = None

    def take(self, link: Link, events: list[Event]) -> None:
        """More happened; ``go_on`` says who hears of it."""
        if self._sink is not None:
            self._sink(link, events)
        else:
            self.events += events

    def go_on(self, sink: EventSink) -> None:
        """Hand what happened to ``sink``, and all that will."""
        self._sink = sink
        held, self.events = self.events, []
        sink(self.link, held)


class Reception:
    """Listens at ``door``; ``make_session`` gives each guest its own, ``on_stranger`` hears of those that were not the
    centre, with all that happened with them."""

    def __init__(self, door: Door, make_session: Callable[[], Session], on_stranger: StrangerSink) -> None:
        self._door, self._on_stranger = door, on_stranger
        self._guests: dict[Link, Guest] = {}
        self._chosen: asyncio.Future[Guest] = asyncio.get_running_loop().create_future()
        self._server = Server(make_session, self._hear)

    async def open(self) -> int:
        """Listen; the port. Raises ``ListenFailure``."""
        await self._server.listen(self._door.host, self._door.port, None)
        return self._server.port

    async def centre(self) -> Guest:
        """The guest that sent the outbind waited for. Nobody else is let in after it."""
        try:
            return await asyncio.shield(self._chosen)
        finally:
            self._server.refuse_more()
            came = said("another centre came first") if self._chosen.done() else said("nobody waits here any more")
            for guest in tuple(self._guests.values()):
                if not guest.welcome:
                    guest.link.close(came)

    def _hear(self, link: Link, events: list[Event]) -> None:
        guest = self._guests.get(link)
        if guest is None:
            guest = self._guests[link] = Guest(link)
            self._make_room()
        guest.take(link, events)
        if guest.welcome:
            return
        outbind = next(filter(_is_outbind, events), None)
        if outbind is not None and self._is_the_one(guest, outbind.octets):
            return
        if len(guest.events) > MOST_EVENTS:
            link.close(said("it sent {count} PDUs and no outbind", count=len(guest.events)))
        if any(isinstance(event, Closed) for event in events):
            self._turn_away(self._guests.pop(link))

    def _make_room(self) -> None:
        if len(self._guests) > MOST_GUESTS:
            next(iter(self._guests)).close(said("too many were connected at once"))

    def _is_the_one(self, guest: Guest, octets: bytes) -> bool:
        """A centre that is not the one waited for gets no bind, and so none of our logins."""
        if guest.verdict is not None or self._chosen.done():
            return False
        guest.verdict = self._door.stranger(octets, address_words(guest.link, "peername"))
        if guest.verdict is not None:
            guest.link.close(guest.verdict.words)
            return False
        guest.welcome = True
        self._chosen.set_result(guest)
        return True

    def _turn_away(self, guest: Guest) -> None:
        closed = next(event for event in guest.events if isinstance(event, Closed))
        first = next((event.octets for event in guest.events if isinstance(event, PeerFault)), b"")
        verdict = guest.verdict or without_outbind(closed, first, address_words(guest.link, "peername"))
        self._on_stranger(guest.link, guest.events, verdict)


def _is_outbind(event: Event) -> TypeGuard[PduReceived]:
    return isinstance(event, PduReceived) and read_header(event.octets).command_id == OUTBIND
