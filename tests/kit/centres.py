"""Our own message centre for tests of what connects to it, in a thread with an event loop of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from smppconsole.console.centre_rules import CentreRules

StartCentre = Callable[..., int]


class ThreadedCentre:
    """Starts at once; ``port`` is where it listens."""

    def __init__(self, rules: CentreRules) -> None:
        self.rules = rules
        self._port: Future[int] = Future()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end: asyncio.Event | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        self.port = self._port.result(10)

    async def _serve(self) -> None:
        from smppconsole.console.simulator import Centre

        centre, self._loop, self._end = Centre(self.rules), asyncio.get_running_loop(), asyncio.Event()
        self._port.set_result(await centre.start())
        await self._end.wait()
        await centre.stop()

    def stop(self) -> None:
        """End it and wait until it has ended."""
        assert self._loop
        assert self._end
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)


@pytest.fixture
def start_centre() -> Iterator[StartCentre]:
    """``start_centre(rules)`` gives the port of a centre that ends with the test."""
    started: list[ThreadedCentre] = []

    def start(rules: CentreRules | None = None) -> int:
        from smppconsole.console.centre_rules import CentreRules

        started.append(ThreadedCentre(rules or CentreRules()))
        return started[-1].port

    yield start
    for centre in started:
        centre.stop()
