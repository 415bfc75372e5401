"""Lines on standard output while the program goes on, whether anybody reads them or not."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import deque
from collections.abc import Callable
from typing import TextIO

from smppconsole.cli.output import Output, say

MOST_WAITING = 20_000
"""Lines that wait for a reader; the longest of them are some hundred octets."""

GRACE = 0.25
"""Seconds that a line waits for a place among them: a reader who takes lines at all misses none."""


class UnhurriedOutput(Output):
    """Lines of a program that goes on while nobody reads them: they wait for their reader in memory, up to
    ``MOST_WAITING``; what is more waits for ``GRACE`` and then is left out, with all that comes until the lines before
    it are read. Where it would have stood its number is told. Who makes lines by its own will, and not because a peer
    asked, waits for ``caught_up`` before the next: then none is left out.

    ``on_failure`` is called by the thread that writes.
    """

    def __init__(self, as_json: bool, stream: TextIO | None = None) -> None:
        super().__init__(as_json, stream)
        self.on_failure = _nothing  # raised in the writer's thread it would be lost
        self._waiting: deque[str] = deque()
        self._left_out = 0
        self._news = threading.Condition()
        self._done = False
        self._on_caught_up: Callable[[], object] = _nothing
        self._writer = threading.Thread(target=self._write_on, name="output", daemon=True)

    def write(self, text: str) -> None:
        """Text for the writer, which writes it as soon as the stream takes it."""
        with self._news:
            if self._failure is not None:
                return
            if self._writer.ident is None:
                self._writer.start()
            if not self._left_out and self._news.wait_for(self._has_room, GRACE):
                self._waiting.append(text)
                self._news.notify_all()
            else:
                self._left_out += 1

    def _has_room(self) -> bool:
        return len(self._waiting) < MOST_WAITING or self._failure is not None

    @property
    def _is_behind(self) -> bool:
        return len(self._waiting) > MOST_WAITING // 2 and self._failure is None

    async def caught_up(self) -> None:
        """Wait until no more than half of the lines that may wait do so."""
        loop, read = asyncio.get_running_loop(), asyncio.Event()
        with self._news:
            if not self._is_behind:
                return
            self._on_caught_up = lambda: loop.call_soon_threadsafe(read.set)
        try:
            await read.wait()
        finally:
            with self._news:
                self._on_caught_up = _nothing

    def finish(self, seconds: float | None = 1.0) -> None:
        """Write what is left, until nothing is taken for so many seconds (None: however long it takes); then say how
        many lines nobody read."""
        with self._news:
            self._done = True
            self._news.notify_all()
        before = -1
        try:
            while self._writer.is_alive() and len(self._waiting) != before:
                before = len(self._waiting) if seconds is not None else -1
                self._writer.join(seconds)
        finally:
            left = len(self._waiting) + self._left_out
            if left and self._failure is None:
                say(f"{left} lines of the output were not read by anybody, and are lost")

    def _write_on(self) -> None:
        while self._failure is None:
            with self._news:
                while not self._waiting and not self._done:
                    self._news.wait()
                if not self._waiting:
                    return
                text = self._waiting[0]
            self._print(text)
            with self._news:
                self._waiting.popleft()
                self._news.notify_all()
                left_out, self._left_out = (0, self._left_out) if self._waiting else (self._left_out, 0)
                if not self._is_behind:
                    self._on_caught_up()
            if left_out:
                data = {"event": "left-out", "lines": left_out}
                words = f"left out   {left_out} lines that nobody read in time"
                self._print((json.dumps(data) if self.as_json else words) + "\n")
        self.on_failure()


def _nothing() -> None:
    """Nobody is to be told."""
