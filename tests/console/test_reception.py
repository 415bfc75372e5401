"""Several that connect where an outbind is awaited, and the one that is let in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from smppconsole.console import reception
from smppconsole.console.door import Door
from smppconsole.console.happenings import TurnedAway
from smppconsole.console.reception import Reception
from smppconsole.net.link import Link
from smppconsole.session.events import Closed, Event, PduReceived
from smppconsole.session.session import Session
from smppconsole.session.state import Side
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from tests.kit.wires import until

OUTBIND = encode(Pdu("outbind", {"system_id": "CENTRE", "password": "word"}, sequence=1))
ALERT = encode(Pdu("alert_notification", {"source_addr": "1", "esme_addr": "2"}, sequence=1))


class Hall:
    """A reception, those that were turned away, and those that are there."""

    def __init__(self, door: Door) -> None:
        self.away: list[TurnedAway] = []
        self.told: list[Event] = []
        self.met: list[Session] = []
        self.reception = Reception(door, self._session, self._on_stranger)
        self.port = 0
        self._writers: list[asyncio.StreamWriter] = []

    def _session(self) -> Session:
        self.met.append(Session(Side.ESME))
        return self.met[-1]

    def _on_stranger(self, _link: Link, events: list[Event], verdict: TurnedAway) -> None:
        self.away.append(verdict)
        self.told += events

    async def guest(self, *octets: bytes) -> asyncio.StreamReader:
        """One more that connects and says something."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        self._writers.append(writer)
        writer.writelines(octets)
        return reader

    def leave(self) -> None:
        """All go."""
        for writer in self._writers:
            writer.close()


@asynccontextmanager
async def hall(door: Door | None = None) -> AsyncIterator[Hall]:
    place = Hall(door or Door("127.0.0.1", 0))
    place.port = await place.reception.open()
    try:
        yield place
    finally:
        place.leave()


async def test_the_centre_is_let_in_however_many_came_before_it() -> None:
    async with hall() as place:
        waiting = asyncio.ensure_future(place.reception.centre())
        silent = await place.guest()
        await place.guest(b"GET / HTTP/1.0\r\n\r\n")
        await until(lambda: len(place.away) == 1)
        await place.guest(OUTBIND)
        guest = await waiting
        assert [event.octets for event in guest.events if isinstance(event, PduReceived)] == [OUTBIND]
        assert await silent.read() == b""
        await until(lambda: len(place.away) == 2)
        assert [away.cause for away in place.away] == ["outbind-text", "outbind-user"]
        assert place.away[1].words == "another centre came first"
        with pytest.raises(ConnectionError):
            await place.guest()


async def test_what_is_said_before_somebody_listens_is_handed_on_in_order() -> None:
    async with hall() as place:
        waiting = asyncio.ensure_future(place.reception.centre())
        await place.guest(OUTBIND, ALERT)
        guest = await waiting
        heard: list[Event] = []
        guest.go_on(lambda _link, events: heard.extend(events))
        place.leave()
        await until(lambda: heard and isinstance(heard[-1], Closed))
        assert guest.events == []
        assert sum(isinstance(event, PduReceived) for event in heard) == 1
        assert place.away == []


async def test_a_foreign_centre_is_told_with_all_it_said_and_the_next_is_heard() -> None:
    async with hall(Door("127.0.0.1", 0, system_id="CENTRE", password="another")) as place:
        waiting = asyncio.ensure_future(place.reception.centre())
        reader = await place.guest(OUTBIND)
        assert await reader.read() == b""
        await until(lambda: place.away)
        assert place.away[0].cause == "outbind-foreign"
        assert any(isinstance(event, PduReceived) and event.octets == OUTBIND for event in place.told)
        assert not waiting.done()
        waiting.cancel()


async def test_a_crowd_does_not_keep_the_centre_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "MOST_GUESTS", 2)
    async with hall() as place:
        waiting = asyncio.ensure_future(place.reception.centre())
        for _ in range(3):
            await place.guest()
        await until(lambda: place.away)
        assert place.away[0].words == "too many were connected at once"
        await place.guest(OUTBIND)
        await waiting


async def test_who_talks_without_an_end_and_sends_no_outbind_has_to_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "MOST_EVENTS", 5)
    async with hall() as place:
        waiting = asyncio.ensure_future(place.reception.centre())
        await place.guest(*[ALERT] * 10)
        await until(lambda: place.away)
        assert place.away[0].words == "it sent alert_notification instead of an outbind"
        waiting.cancel()


async def test_who_waits_no_longer_lets_everybody_go() -> None:
    async with hall() as place:
        waiting = asyncio.ensure_future(place.reception.centre())
        silent = await place.guest()
        await until(lambda: place.met)
        waiting.cancel()
        assert await silent.read() == b""
        with pytest.raises(ConnectionError):
            await place.guest()
