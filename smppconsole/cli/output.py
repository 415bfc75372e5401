"""Lines on standard output: for people, or one JSON object a line; diagnostics go to standard error."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, TextIO

from smppconsole.cli.status import CommandError, Status

MOST_WAITING = 20_000
"""Lines that wait for a reader; the longest of them are some hundred octets."""

GRACE = 0.25
"""Seconds that a line waits for a place among them: a reader who takes lines at all misses none."""


def prepare_streams() -> None:
    """Standard streams that take any character. A windowed program of Windows has none: then words go nowhere."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say(words: str) -> None:
    """A diagnostic for people, on standard error."""
    print(f"smppconsole: {words}", file=sys.stderr, flush=True)


class Output:
    """Where the lines of a sub-command go, in the form that was asked for.

    Once the stream takes no more, nothing is written any more and ``on_failure`` is called: raising, unless whoever
    must unbind first puts something else there.
    """

    def __init__(self, as_json: bool, stream: TextIO | None = None) -> None:
        self.as_json = as_json
        self.on_failure: Callable[[], object] = self.raise_failure
        self._stream = stream or sys.stdout
        self._failure: OSError | None = None

    def put(self, data: Mapping[str, Any], words: str) -> None:
        """One thing: ``data`` as a JSON line, or ``words`` (nothing where they are empty)."""
        line = json.dumps(data) if self.as_json else words
        if line:
            self.write(line + "\n")

    def event(self, kind: str, words: str, /, **data: Any) -> None:
        """One event of a conversation."""
        self.put({"event": kind, **data}, words)

    def write(self, text: str) -> None:
        """Text as it is, at once."""
        if self._failure is None and not self._print(text):
            self.on_failure()

    def _print(self, text: str) -> bool:
        """Whether the stream took it."""
        try:
            print(text, end="", file=self._stream, flush=True)
        except OSError as error:
            self._failure = error
            _let_go(self._stream)
        return self._failure is None

    def raise_failure(self) -> None:
        """Raise CommandError where the stream failed: without words where its reader has seen enough."""
        if isinstance(self._failure, BrokenPipeError):
            raise CommandError("", Status.DONE) from self._failure
        if self._failure is not None:
            words = (self._failure.strerror or str(self._failure)).lower()
            raise CommandError(f"the output could not be written: {words}") from self._failure


class UnhurriedOutput(Output):
    """Lines of a program that goes on while nobody reads them: they wait for their reader in memory, up to
    ``MOST_WAITING``; what is more waits for ``GRACE`` and then is left out, with all that comes until the lines before
    it are read. Where it would have stood its number is told."""

    def __init__(self, as_json: bool, stream: TextIO | None = None) -> None:
        super().__init__(as_json, stream)
        self._waiting: deque[str] = deque()
        self._left_out = 0
        self._news = threading.Condition()
        self._done = self._told = False
        self._writer = threading.Thread(target=self._write_on, name="output", daemon=True)
        self._writer.start()

    def write(self, text: str) -> None:
        """Text for the writer, which writes it as soon as the stream takes it."""
        if self._failure is not None:
            if not self._told:
                self._told = True
                self.on_failure()
            return
        with self._news:
            if not self._left_out and self._news.wait_for(self._has_room, GRACE):
                self._waiting.append(text)
                self._news.notify_all()
            else:
                self._left_out += 1

    def _has_room(self) -> bool:
        return len(self._waiting) < MOST_WAITING

    def finish(self, seconds: float = 1.0) -> None:
        """Write what is left until nothing is taken for so many seconds; then say how many lines nobody read."""
        with self._news:
            self._done = True
            self._news.notify_all()
        before = -1
        while self._writer.is_alive() and len(self._waiting) != before:
            before = len(self._waiting)
            self._writer.join(seconds)
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
            if left_out:
                data = {"event": "left-out", "lines": left_out}
                words = f"left out   {left_out} lines that nobody read in time"
                self._print((json.dumps(data) if self.as_json else words) + "\n")


def _let_go(stream: TextIO) -> None:
    """Send what is still in the stream's buffer nowhere, else Python complains about it when it ends."""
    try:
        number = stream.fileno()
    except (OSError, io.UnsupportedOperation):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
