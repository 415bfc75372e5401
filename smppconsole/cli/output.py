"""Lines on standard output: for people, or one JSON object a line; diagnostics go to standard error."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, TextIO

from smppconsole.cli.status import CommandError, Status

Words = str | Callable[[], str]
"""A line for people, or what makes it where it is costly and a program that reads JSON does not need it."""


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

    def put(self, data: Mapping[str, Any], words: Words) -> None:
        """One thing: ``data`` as a JSON line, or ``words`` (nothing where they are empty)."""
        line = json.dumps(data) if self.as_json else words if isinstance(words, str) else words()
        if line:
            self.write(line + "\n")

    def event(self, kind: str, words: Words, /, **data: Any) -> None:
        """One event of a conversation."""
        self.put({"event": kind, **data}, words)

    def write(self, text: str) -> None:
        """Text as it is, at once."""
        if self._failure is None and not self._print(text):
            self.on_failure()

    async def caught_up(self) -> None:
        """Wait until the reader has taken most of the lines before, so that more can be made; at once where each line
        waits for its reader itself."""

    def finish(self, seconds: float | None = 1.0) -> None:
        """Write what is left, until nothing is taken for so many seconds (None: however long it takes)."""

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


def _let_go(stream: TextIO) -> None:
    """Send what is still in the stream's buffer nowhere, else Python complains about it when it ends."""
    try:
        number = stream.fileno()
    except (OSError, io.UnsupportedOperation):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
