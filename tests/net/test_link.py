"""A session over a real socket: every octet told once, every end told apart, one alarm, back pressure."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
from collections.abc import AsyncIterator

import pytest

from smppconsole.net.connect import Endpoint, connect
from smppconsole.net.link import Link
from smppconsole.net.listen import serve
from smppconsole.net.tls import TlsOptions, server_context
from smppconsole.session.events import (
    Answered,
    Closed,
    CloseReason,
    Event,
    PduReceived,
    PduSent,
    PeerFault,
    Stalled,
    apart,
)
from smppconsole.session.replies import AutoReply
from smppconsole.session.session import Session
from smppconsole.session.state import Side, State, StateError
from smppconsole.session.timers import Timers
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from tests.kit.wires import Talk, binding, certificate, peer, read_pdu, saying, silence, until

BIND = Pdu("bind_transceiver", {"system_id": "me", "interface_version": 0x34})
ENQUIRE = bytes.fromhex("00000010000000150000000000000009")
ENQUIRED = bytes.fromhex("00000010800000150000000000000009")


class Ear:
    """Hears all events of a link."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.batches = 0

    def __call__(self, _link: Link, events: list[Event]) -> None:
        self.batches += 1
        self.events.extend(apart(events))

    def of(self, kind: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def closed(self) -> Closed:
        found = [event for event in self.events if isinstance(event, Closed)]
        assert len(found) == 1
        return found[0]


@contextlib.asynccontextmanager
async def linked(talk: Talk, ear: Ear, timers: Timers | None = None) -> AsyncIterator[Link]:
    async with peer(talk) as port:
        link = await connect(Endpoint("127.0.0.1", port), Session(Side.ESME, timers=timers), ear)
        try:
            yield link
        finally:
            link.close("the test is over")
            await link.ended()


async def bound(link: Link) -> None:
    link.send(BIND)
    await until(lambda: link.session.state is State.BOUND_TRX)


async def test_a_bind_goes_out_and_its_answer_comes_in() -> None:
    ear = Ear()
    async with linked(binding(silence), ear) as link:
        await bound(link)
        assert [type(event).__name__ for event in ear.events] == [
            "StateChanged",
            "PduSent",
            "PduReceived",
            "Answered",
            "StateChanged",
        ]
        assert link.is_open
    assert ear.closed.reason is CloseReason.USER
    assert not link.is_open


async def test_what_one_read_causes_is_written_in_one_piece() -> None:
    ear, answers = Ear(), asyncio.Event()
    got = bytearray()

    async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(ENQUIRE * 50)
        got.extend(await reader.readexactly(len(ENQUIRED) * 50))
        answers.set()
        await reader.read()

    async with linked(binding(ask), ear) as link:
        writes: list[int] = []
        send = link.transport.write
        link.transport.write = lambda data: (writes.append(len(data)), send(data))[1]  # type: ignore[method-assign]
        await bound(link)
        async with asyncio.timeout(5):
            await answers.wait()
    assert got == ENQUIRED * 50
    assert len(writes) <= 3  # the bind, and the fifty answers in as many pieces as they were read in


async def test_a_request_sent_while_events_are_told_goes_out_with_them() -> None:
    sequences: list[int] = []

    def tell(link: Link, events: list[Event]) -> None:
        if any(isinstance(event, Answered) and event.request_id != 0x15 for event in events):
            sequences.append(link.send(Pdu("enquire_link")))

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await read_pdu(reader)
        writer.write(request[:4] + b"\x80" + request[5:])
        await reader.read()

    async with peer(binding(answer)) as port:
        link = await connect(Endpoint("127.0.0.1", port), Session(Side.ESME), tell)
        link.send(BIND)
        await until(lambda: link.session.keepalive.answered == 1)
        link.close("the test is over")
        await link.ended()
    assert sequences == [2]


async def test_requests_handed_over_together_leave_in_one_write() -> None:
    ear = Ear()
    async with linked(binding(silence), ear) as link:
        await bound(link)
        writes: list[bytes] = []
        link.transport.write = lambda data: writes.append(bytes(data))  # type: ignore[method-assign]
        query = Pdu("query_sm", {"message_id": "1"})
        assert link.send_all([query, encode(query), query]) == [2, 3, 4]
        assert [len(write) for write in writes] == [3 * len(encode(query))]
        with pytest.raises(StateError):
            link.send_all([query, Pdu("deliver_sm"), query])
        assert len(writes) == 2  # what stands before the refused one has left


async def test_a_peer_that_closes_is_told_as_fin() -> None:
    ear = Ear()
    async with linked(saying(b""), ear) as link:
        link.send(BIND)
        await link.ended()
    assert ear.closed.reason is CloseReason.FIN
    assert "before it answered the bind" in ear.closed.words


async def test_a_peer_that_resets_is_told_as_reset() -> None:
    ear = Ear()

    async def cut(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    async with linked(binding(cut), ear) as link:
        link.send(BIND)
        await link.ended()
    assert ear.closed.reason is CloseReason.RESET


async def test_half_a_pdu_and_the_end_are_told_with_the_octets() -> None:
    ear = Ear()
    half = bytes.fromhex("000000308000000900000000")
    async with linked(saying(half), ear) as link:
        link.send(BIND)
        await link.ended()
    faults = [event for event in ear.events if isinstance(event, PeerFault)]
    assert [(fault.id, fault.octets) for fault in faults] == [("incomplete", half)]


@pytest.mark.parametrize("length", [3, 0xFFFFFFFF])
async def test_a_length_of_3_or_of_4_gb_ends_the_connection_and_loses_nothing(length: int) -> None:
    ear = Ear()
    wrong = length.to_bytes(4) + bytes.fromhex("800000090000000000000001") + b"and more"
    async with linked(saying(wrong, close=False), ear) as link:
        link.send(BIND)
        await link.ended()
    assert ear.closed.reason is CloseReason.FRAMING
    faults = [event for event in ear.events if isinstance(event, PeerFault)]
    assert b"".join(fault.octets for fault in faults) == wrong
    nack = ear.of(PduSent)[-1]
    assert isinstance(nack, PduSent)
    assert nack.octets == bytes.fromhex("00000010800000000000000200000000")


async def test_an_unknown_command_is_told_answered_and_survived() -> None:
    ear = Ear()
    strange = bytes.fromhex("00000014 00077777 00000000 00000005 01020304")

    async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(strange + ENQUIRE)
        await reader.read()

    async with linked(binding(say), ear) as link:
        await bound(link)
        await until(lambda: link.session.keepalive.peer_asked == 1)
        sent = [event.octets for event in ear.events if isinstance(event, PduSent)]
        assert bytes.fromhex("00000010800000000000000300000005") in sent
        assert [event.octets for event in ear.events if isinstance(event, PeerFault)] == [strange]
        assert link.session.state is State.BOUND_TRX


async def test_a_silent_peer_runs_into_the_bind_time_out() -> None:
    ear = Ear()
    async with linked(silence, ear, Timers(bind=0.05)) as link:
        link.send(BIND)
        await link.ended()
    assert ear.closed.reason is CloseReason.BIND_TIMEOUT


async def test_a_peer_that_answers_no_enquire_link_is_dead_after_so_many() -> None:
    ear = Ear()
    timers = Timers(enquire_link=0.03, enquire_link_response=0.03, missed_limit=2)
    async with linked(binding(silence), ear, timers) as link:
        await bound(link)
        await link.ended()
        assert link.session.keepalive.asked >= 2
    assert ear.closed.reason is CloseReason.DEAD


async def test_timers_are_not_made_for_each_pdu() -> None:
    ear = Ear()

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            request = await read_pdu(reader)
            writer.write(bytes.fromhex("00000011800000040000000000000000")[:12] + request[12:16] + b"\x00")

    async with linked(binding(echo), ear) as link:
        await bound(link)
        loop = asyncio.get_running_loop()
        made: list[float] = []
        call_at = loop.call_at
        loop.call_at = lambda when, *args, **kw: (made.append(when), call_at(when, *args, **kw))[1]  # type: ignore[assignment,method-assign]
        for _ in range(200):
            link.send(Pdu("submit_sm", {"destination_addr": "1", "short_message": b"x"}))
        answered = lambda: sum(isinstance(event, Answered) for event in ear.events) == 201  # noqa: E731
        async with asyncio.timeout(5):
            while not answered():  # noqa: ASYNC110
                await asyncio.sleep(0)
        assert len(made) <= 3  # of the link: none, or one where a deadline came earlier; the rest are the test's own


async def test_a_peer_that_takes_nothing_holds_the_octets_back() -> None:
    ear, go_on = Ear(), asyncio.Event()

    async def sleep(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await go_on.wait()
        await silence(reader, _writer)

    async with linked(binding(sleep), ear) as link:
        await bound(link)
        waiting = asyncio.get_running_loop().create_task(link.writable())
        for _ in range(200):
            link.send_raw(bytes.fromhex("0000ffff00000000") + bytes(65535 - 8))
        await asyncio.sleep(0.02)
        size = link.transport.get_write_buffer_size()
        assert size < 1_000_000
        held = asyncio.get_running_loop().create_task(link.writable())
        await asyncio.sleep(0.02)
        assert not held.done()
        go_on.set()
        async with asyncio.timeout(10):
            await held
        await waiting


async def test_a_peer_that_asks_and_never_reads_is_not_read_either_until_it_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("smppconsole.net.link.MOST_WAITING", 100_000)
    ear, go_on, asked = Ear(), asyncio.Event(), 0

    async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        reader._transport.pause_reading()  # type: ignore[attr-defined]
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 18)
        while not go_on.is_set():
            writer.write(b"".join(ENQUIRE[:12] + struct.pack(">L", asked + number) for number in range(1, 1001)))
            asked += 1000
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.05):
                    await writer.drain()
        reader._transport.resume_reading()  # type: ignore[attr-defined]
        await silence(reader, writer)

    async with linked(binding(ask), ear) as link:
        await bound(link)
        link.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 18)
        await until(lambda: ear.of(Stalled), 20)
        (stalled,) = ear.of(Stalled)
        assert isinstance(stalled, Stalled)
        received = len(ear.of(PduReceived))
        await asyncio.sleep(0.05)  # what the peer goes on sending in this time must not be taken
        assert len(ear.of(PduReceived)) == received
        assert 100_000 < link.session.waiting == stalled.waiting < 200_000
        go_on.set()
        await until(lambda: len(ear.of(PduReceived)) == asked + 1, 20)
        await until(lambda: not link.session.waiting, 20)


async def test_a_peer_that_never_reads_cannot_keep_a_closed_link_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smppconsole.net.link.CLOSING_GRACE", 0.05)
    ear = Ear()

    async def sleep(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(10)

    async with linked(binding(sleep), ear) as link:
        await bound(link)
        for _ in range(120):
            link.send_raw(bytes.fromhex("0000ffff00000000") + bytes(65535 - 8))
        link.close("enough")
        async with asyncio.timeout(2):
            await link.ended()


async def test_unbinding_is_answered_and_closes() -> None:
    ear = Ear()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await read_pdu(reader)
        writer.write(request[:4] + b"\x80" + request[5:])
        await reader.read()

    async with linked(binding(answer), ear) as link:
        await bound(link)
        link.unbind()
        await link.ended()
    assert ear.closed.reason is CloseReason.UNBIND_US


@contextlib.asynccontextmanager
async def tls_linked(ear: Ear) -> AsyncIterator[tuple[Link, Link]]:
    """Both ends of a TLS connection: ours, theirs."""
    theirs: list[Link] = []
    context = server_context(certificate("centre"), certificate("centre-key"))

    def hear(link: Link, _events: list[Event]) -> None:
        theirs.append(link)

    server = await serve("127.0.0.1", 0, lambda: Session(Side.CENTRE, auto_reply=AutoReply()), hear, context)
    options = TlsOptions(ca=certificate("authority"))
    link = await connect(Endpoint("127.0.0.1", server.port, options), Session(Side.ESME), ear)
    await until(lambda: theirs)
    try:
        yield link, theirs[0]
    finally:
        link.close("the test is over")
        await link.ended()
        await server.close("the test is over")


async def test_tls_that_ends_in_good_order_is_told_so() -> None:
    ear = Ear()
    async with tls_linked(ear) as (link, theirs):
        theirs.close("done")
        await link.ended()
    assert ear.closed.reason is CloseReason.TLS_CLOSED


async def test_tls_that_is_cut_off_is_told_so() -> None:
    ear = Ear()
    async with tls_linked(ear) as (link, theirs):
        theirs.transport.get_extra_info("socket").shutdown(socket.SHUT_WR)
        await link.ended()
    assert ear.closed.reason is CloseReason.TLS_BROKEN
    assert isinstance(ear.of(Closed)[0], Closed)


async def test_octets_that_break_tls_are_told_so() -> None:
    ear = Ear()
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
    async with tls_linked(ear) as (link, _):
        link.connection_lost(ssl.SSLError(1, "[SSL: BAD_RECORD_MAC] bad record mac"))
    assert ear.closed.reason is CloseReason.TLS_BROKEN


async def test_a_network_that_gives_up_is_told_so() -> None:
    ear = Ear()
    link = Link(Session(Side.ESME), ear)
    link.session.connected(link.now)
    link.connection_lost(TimeoutError(110, "Connection timed out"))
    assert ear.closed.reason is CloseReason.NETWORK
    assert "no acknowledgement" in ear.closed.words


async def test_every_octet_stands_in_one_event() -> None:
    ear = Ear()
    words = ENQUIRE + bytes.fromhex("0000001200000005 00000000 00000007 0102") + bytes.fromhex("00000003ffff")
    async with linked(binding(saying_now(words)), ear) as link:
        link.send(BIND)
        await link.ended()
    seen = [event.octets for event in ear.events if isinstance(event, PduReceived | PeerFault)]
    assert b"".join(seen[1:]) == words


def saying_now(octets: bytes) -> Talk:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(octets)
        await reader.read()

    return talk
