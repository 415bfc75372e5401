"""Which of several addresses to take: they race, each a little after the one before (RFC 8305, "happy eyeballs").

A centre that answers on one address only is then reached in a quarter of a second more, not after a whole time-out. A
survey waits for every address instead, so that a person sees which of them are dead.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from smppconsole.net import tasks
from smppconsole.values import dataclass

HEAD_START = 0.25
"""Seconds that an attempt has to itself before the next begins (RFC 8305, 5: Connection Attempt Delay)."""


class Address(NamedTuple):
    """One address a name resolved to, ready for a socket."""

    family: int
    sockaddr: tuple[object, ...]

    @property
    def words(self) -> str:
        """``192.0.2.1:2775`` or ``[2001:db8::1]:2775``."""
        host, port = self.sockaddr[0], self.sockaddr[1]
        return f"[{host}]:{port}" if self.family == socket.AF_INET6 else f"{host}:{port}"


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one address fared after ``seconds``: ``joined`` is its socket, or ``error`` says why there is none; both are
    ``None`` where another address was quicker."""

    address: Address
    seconds: float
    joined: socket.socket | None = None
    error: OSError | None = None


Reach = Callable[[Address], Awaitable[socket.socket]]


def interleaved(addresses: Sequence[Address]) -> list[Address]:
    """The families by turns, the resolver's first before the others; in a family its order stays (RFC 8305, 4)."""
    families: dict[int, list[Address]] = {}
    for address in addresses:
        families.setdefault(address.family, []).append(address)
    longest = max(map(len, families.values()), default=0)
    return [family[turn] for turn in range(longest) for family in families.values() if turn < len(family)]


async def race(addresses: Sequence[Address], reach: Reach) -> list[Attempt]:
    """Try ``addresses`` until one is reached: what became of each that was begun, the reached one at the end."""
    ended: list[Attempt] = []
    running: dict[asyncio.Task[Attempt], tuple[Address, float]] = {}
    waiting = interleaved(addresses)[::-1]
    now = asyncio.get_running_loop().time
    try:
        while (waiting or running) and not (ended and ended[-1].joined):
            if waiting:
                address = waiting.pop()
                running[tasks.spawn(_attempt(address, reach), f"connect to {address.words}")] = (address, now())
            patience = HEAD_START if waiting else None
            done, _ = await asyncio.wait(running, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            ended += sorted((_result(running, task) for task in done), key=lambda one: one.joined is not None)
    finally:
        begun = dict(running)
        await tasks.stop(*running)
        for task in running:
            _close(task)
    overtaken = [Attempt(address, now() - since) for address, since in begun.values()]
    losers = sorted(overtaken + ended[:-1], key=lambda one: addresses.index(one.address))
    return [*map(_without_socket, losers), *ended[-1:]]


def _result(running: dict[asyncio.Task[Attempt], tuple[Address, float]], task: asyncio.Task[Attempt]) -> Attempt:
    del running[task]
    return task.result()


def _close(task: asyncio.Task[Attempt]) -> None:
    """One that was reached in the same moment as the winner is not needed."""
    if not task.cancelled() and (joined := task.result().joined) is not None:
        joined.close()


def _without_socket(attempt: Attempt) -> Attempt:
    """The attempt as one that came second."""
    if attempt.joined is None:
        return attempt
    attempt.joined.close()
    return Attempt(attempt.address, attempt.seconds)


async def survey(addresses: Sequence[Address], reach: Reach) -> list[Attempt]:
    """Try all ``addresses`` at once and wait for each; the sockets of those that were reached are closed already."""
    running = [tasks.spawn(_attempt(address, reach), f"look at {address.words}") for address in addresses]
    try:
        if running:
            await asyncio.wait(running)
    finally:
        await tasks.stop(*running)
        for task in running:
            _close(task)
    return [task.result() for task in running]


async def _attempt(address: Address, reach: Reach) -> Attempt:
    loop = asyncio.get_running_loop()
    begin = loop.time()
    try:
        joined = await reach(address)
    except OSError as error:
        return Attempt(address, loop.time() - begin, error=error)
    return Attempt(address, loop.time() - begin, joined)
