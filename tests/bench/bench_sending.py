"""submit_sm a second through the engine, trace and all, beside two other clients in the same run; run as a script.

Everybody sends the same text to the same node-smpp centre, which answers at once, over loopback; the centre has a
process of its own. A client keeps as many requests in flight as the window says, and counts the answers.

Two more say what there is to win: a bare ``asyncio.Protocol`` and a bare socket, which write ready octets for each
answer and do nothing else. ``send`` is the sub-command, which prints what it does. On two cores (Python 3.11), messages
a second at windows of 1, 10 and 100:

                                  1        10       100
    smppconsole               6,784    23,298    44,716
    send                      3,133     5,812     7,893
    bare protocol            15,139    37,301    48,179
    bare socket              15,125    37,822    46,758
    smpp34                    3,294     9,671    13,182
    aiosmpplib                1,055     1,174     1,218
    aiosmpplib without rec.   4,713    11,817    12,925

At 100 the centre is what bounds: ours is 3.4 times smpp34 and so is the bare protocol (on a busy machine both come down
to 2.9). Three times an aiosmpplib that keeps nothing for receipts is the very edge of what asyncio can do at 1 and 10
(the bare protocol is 2.5 to 3.2 times it, and ours 1.4 to 2.0), and met at 100. At 1 a message of ours takes one turn
of the loop, one epoll_wait, one recv and one send, no task and no future, and 30 microseconds of Python beside the
loop's own.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from itertools import islice, repeat
from pathlib import Path
from time import perf_counter
from typing import Any

import aiosmpplib
import smpp34

from smppconsole.cli.conversation import Conversation
from smppconsole.cli.sendout import Sendout
from smppconsole.cli.status import Status
from smppconsole.cli.unhurried import UnhurriedOutput
from smppconsole.compose.batch import BatchEncoder
from smppconsole.compose.draft import Draft
from smppconsole.compose.expand import expand
from smppconsole.console.account import Account
from smppconsole.console.engine import Engine
from smppconsole.session.events import Answered
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.store import Store
from tests.kit.peers import PEERS, node_environment, require_node

WINDOWS = {1: 3_000, 10: 20_000, 100: 30_000}
ROUNDS = 3
AHEAD = 100
"""Messages queued behind the window, as ``cli/sendout.py`` keeps them."""
TEXT = "what a message holds " * 5
SOURCE, DESTINATION = "4915112345", "491701234567"

Client = Callable[[int, int, int], Awaitable[float]]


async def ours(port: int, messages: int, window: int) -> float:
    """The engine with its store, on plain asyncio. As ``send`` does, it keeps messages queued behind the window, and
    makes one more for each answer, checked and encoded anew; so what is kept and told is kept and told while the centre
    works."""
    account = Account(name="bench", host="127.0.0.1", port=port, system_id="bench", window=window, reconnect=False)
    store = Store()
    engine = Engine(account, store, 1)
    bound = await engine.start("password")
    assert bound.ok, bound.words
    done = asyncio.Event()
    requests, unanswered = _requests(messages), messages

    def on_happenings(_engine: Engine, happenings: tuple[Any, ...]) -> None:
        nonlocal unanswered
        answers = sum(type(happening) is Answered for happening in happenings)
        if answers and unanswered:
            unanswered -= answers
            engine.send_all(islice(requests, answers))
            if not unanswered:
                done.set()

    engine.observe(on_happenings)
    begun = perf_counter()
    engine.send_all(islice(requests, window + AHEAD))
    await done.wait()
    seconds = perf_counter() - begun
    await engine.unbind()
    assert len(store) == 2 * (messages + 2)
    return seconds


def _requests(messages: int) -> Iterator[bytes]:
    """The octets of one draft to many destinations."""
    (pdu,) = expand(Draft(source=SOURCE, destination=DESTINATION, text=TEXT)).pdus
    encoder = BatchEncoder()
    for number in range(messages):
        fields = {**pdu.fields, "destination_addr": str(int(DESTINATION) + number)}
        yield encoder.octets(Pdu(pdu.command, fields, pdu.tlvs))


async def smpp34_client(port: int, messages: int, window: int) -> float:
    """smpp34: Rust inside, as many coroutines as the window holds."""
    client = smpp34.Client("127.0.0.1", port, "bench", "password", bind_type="TRX", window_size=window)
    centre = await client.connect()
    numbers, text = iter(range(messages)), TEXT.encode()

    async def send() -> None:
        for _ in numbers:
            answer = await centre.submit_sm(DESTINATION, text, source_addr=SOURCE, source_addr_ton=1, dest_addr_ton=1)
            assert answer.is_success

    begun = perf_counter()
    await asyncio.gather(*(send() for _ in range(window)))
    seconds = perf_counter() - begun
    await centre.unbind()
    await client.stop()
    return seconds


class _Feeder(aiosmpplib.AbstractHook):
    """Puts the next message into the broker for each answer."""

    def __init__(self, messages: int) -> None:
        self.unsent, self.unanswered = messages, messages
        self.done = asyncio.Event()
        self.broker = aiosmpplib.broker.SimpleBroker()

    async def feed(self) -> None:
        if self.unsent:
            self.unsent -= 1
            ends = {"source": aiosmpplib.PhoneNumber(SOURCE), "destination": aiosmpplib.PhoneNumber(DESTINATION)}
            await self.broker.enqueue(aiosmpplib.SubmitSm(short_message=TEXT, registered_delivery=0, **ends))

    async def sending(self, smpp_message: Any, pdu: bytes, client_id: str) -> None:
        return

    async def send_error(self, smpp_message: Any, error: Exception, client_id: str) -> None:
        raise error

    async def received(self, smpp_message: Any, pdu: bytes, client_id: str) -> None:
        if isinstance(smpp_message, aiosmpplib.SubmitSmResp):
            self.unanswered -= 1
            await self.feed()
            if not self.unanswered:
                self.done.set()


class Forgetful(aiosmpplib.correlator.SimpleCorrelator):
    """Keeps nothing for receipts: the usual one looks through all it keeps for every message."""

    async def put_delivery(self, smsc_message_id: str, submit_sm: Any) -> None:
        return


async def aiosmpplib_client(port: int, messages: int, window: int, correlator: Any = None) -> float:
    """aiosmpplib as it comes: a message more in its queue for every answer."""
    hook, quiet = _Feeder(messages), {"correlator": correlator, "log_level": logging.CRITICAL}
    esme = aiosmpplib.ESME("127.0.0.1", port, "bench", "password", hook=hook, broker=hook.broker, **quiet)
    running = asyncio.ensure_future(esme.start())
    await esme._bound.wait()
    begun = perf_counter()
    for _ in range(window):
        await hook.feed()
    await hook.done.wait()
    seconds = perf_counter() - begun
    await esme.stop()
    await running
    return seconds


async def aiosmpplib_without_receipts(port: int, messages: int, window: int) -> float:
    """aiosmpplib made faster than it comes: it forgets what receipts could be tied to."""
    return await aiosmpplib_client(port, messages, window, Forgetful("bench"))


async def terminal(port: int, messages: int, window: int) -> float:
    """``smppconsole send --json`` but for its start: two lines a message, and each answer judged."""
    account = Account(name="bench", host="127.0.0.1", port=port, system_id="bench", window=window)
    pdus = expand(Draft(source=SOURCE, destination=DESTINATION, text=TEXT)).pdus
    with Path(os.devnull).open("w") as nowhere:  # noqa: ASYNC230 - it never waits
        output = UnhurriedOutput(True, nowhere)
        async with Conversation(account, output, None, STANDARD) as talk:
            assert await talk.bind("password") is Status.DONE
            sendout = Sendout(talk)
            begun = perf_counter()
            await sendout.send(repeat(pdus, messages))
            assert await sendout.settle(0.0) is Status.DONE
            seconds = perf_counter() - begun
        output.finish()
    return seconds


class _Bare(asyncio.Protocol):
    """No more than a protocol must do: counts the answers by their length, and writes ready octets for each."""

    def __init__(self, octets: Iterator[bytes], messages: int) -> None:
        self.unsent, self.unanswered, self._rest = octets, messages, b""
        self.bound, self.done = asyncio.Event(), asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(_bind())

    def data_received(self, data: bytes) -> None:
        if not self.bound.is_set():
            self.bound.set()
            return
        answers, self._rest = _whole(self._rest + data)
        self.unanswered -= answers
        self.transport.write(b"".join(islice(self.unsent, answers)))
        if not self.unanswered:
            self.done.set()


async def bare_protocol(port: int, messages: int, window: int) -> float:
    """The ceiling of whatever runs on asyncio: nothing checked, encoded, kept or told."""
    octets = iter(list(_requests(messages)))
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.create_connection(lambda: _Bare(octets, messages), "127.0.0.1", port)
    await protocol.bound.wait()
    begun = perf_counter()
    transport.write(b"".join(islice(octets, window)))
    await protocol.done.wait()
    seconds = perf_counter() - begun
    transport.close()
    return seconds


async def bare_socket(port: int, messages: int, window: int) -> float:
    """The ceiling of the centre: two system calls a turn, and no loop."""
    octets, unanswered, rest = iter(list(_requests(messages))), messages, b""
    with socket.create_connection(("127.0.0.1", port)) as link:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        link.sendall(_bind())
        link.recv(1 << 16)
        begun = perf_counter()
        link.sendall(b"".join(islice(octets, window)))
        while unanswered:
            answers, rest = _whole(rest + link.recv(1 << 16))
            unanswered -= answers
            link.sendall(b"".join(islice(octets, answers)))
        return perf_counter() - begun


def _bind() -> bytes:
    return encode(Pdu("bind_transceiver", {"system_id": "bench", "password": "password"}, sequence=1))


def _whole(octets: bytes) -> tuple[int, bytes]:
    """How many PDUs are whole, and what is left."""
    count = place = 0
    while len(octets) - place >= 4 and len(octets) - place >= (
        size := int.from_bytes(octets[place : place + 4], "big")
    ):
        count, place = count + 1, place + size
    return count, octets[place:]


MANY = 30_000
CLIENTS: dict[str, tuple[Client, int]] = {
    "smppconsole": (ours, MANY),
    "send": (terminal, 7_500),
    "bare protocol": (bare_protocol, MANY),
    "bare socket": (bare_socket, MANY),
    "smpp34": (smpp34_client, MANY),
    "aiosmpplib": (aiosmpplib_client, 3_000),
    "aiosmpplib without receipts": (aiosmpplib_without_receipts, MANY),
}
"""Clients, and how many messages each gets at the most: one slows down with what it has sent, so it gets fewer."""


@contextmanager
def centre() -> Iterator[int]:
    """The port of a centre of its own."""
    command = [require_node(), str(PEERS / "node_answers.js")]
    with subprocess.Popen(command, env=node_environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


def rate(client: Client, window: int, messages: int) -> float:
    """Messages a second, once."""
    with centre() as port:
        return messages / asyncio.run(client(port, messages, window))


def main(names: list[str]) -> None:
    """Print one line a window: the best of some rounds, taken in turn, and how many times as fast the first is."""
    logging.disable(logging.CRITICAL)
    for window, messages in WINDOWS.items():
        best = dict.fromkeys(names or CLIENTS, 0.0)
        for _ in range(ROUNDS):
            for name in best:
                client, most = CLIENTS[name]
                best[name] = max(best[name], rate(client, window, min(messages, most)))
        first = next(iter(best.values()))
        told = "   ".join(f"{name} {found:,.0f}/s ({first / found:.1f})" for name, found in best.items())
        print(f"window {window:>3}: {told}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
