"""An engine bound to our own message centre, or to a peer of a test, with everything that happened."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, TypeVar

from smppconsole.console.account import Account
from smppconsole.console.centre_rules import CentreRules
from smppconsole.console.engine import Engine
from smppconsole.console.happenings import Happening
from smppconsole.console.simulator import Centre
from smppconsole.session.events import PduReceived, PduSent, apart
from smppconsole.smpp.inspection import inspect
from smppconsole.smpp.receipt import ReceiptReading
from smppconsole.trace.store import Store
from tests.kit.wires import Talk, peer

K = TypeVar("K")


class Heard:
    """An engine and what it told."""

    def __init__(self, account: Account, **options: Any) -> None:
        self.store = Store()
        self.engine = Engine(account, self.store, 1, **options)
        self.told: list[Happening] = []
        self.engine.observe(lambda _engine, happenings: self.told.extend(apart(happenings)))

    def of(self, kind: type[K]) -> list[K]:
        return [one for one in self.told if isinstance(one, kind)]

    def received(self, command: int) -> list[bytes]:
        """The PDUs of one command that came in."""
        return [one.octets for one in self.of(PduReceived) if int.from_bytes(one.octets[4:8]) == command]

    def sent(self, command: int) -> list[bytes]:
        """The PDUs of one command that went out."""
        return [one.octets for one in self.of(PduSent) if int.from_bytes(one.octets[4:8]) == command]

    @property
    def receipts(self) -> list[ReceiptReading]:
        found = [inspect(octets).receipt for octets in self.received(5) + self.received(0x103)]
        return [receipt for receipt in found if receipt is not None]


def account_for(port: int, **changes: Any) -> Account:
    """An account of a quick test, at a port of this machine."""
    return replace(
        Account("Test", "127.0.0.1", port, "me", bind_timeout=2.0, response_timeout=2.0, unbind_timeout=1.0), **changes
    )


@contextlib.asynccontextmanager
async def running(rules: CentreRules | None = None) -> AsyncIterator[Centre]:
    """A message centre that runs for the test."""
    centre = Centre(rules)
    await centre.start()
    try:
        yield centre
    finally:
        await centre.stop()


@contextlib.asynccontextmanager
async def bound_to(centre: Centre, password: str = "secret", **changes: Any) -> AsyncIterator[Heard]:
    """An engine bound to ``centre``."""
    heard = Heard(account_for(centre.port, **changes))
    try:
        result = await heard.engine.start(password)
        assert result.ok, result.words
        yield heard
    finally:
        await heard.engine.close()


@contextlib.asynccontextmanager
async def facing(talk: Talk, **changes: Any) -> AsyncIterator[Heard]:
    """An engine, not started, whose account leads to a peer of the test."""
    async with peer(talk) as port:
        heard = Heard(account_for(port, **changes))
        try:
            yield heard
        finally:
            await heard.engine.close()
