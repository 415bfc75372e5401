"""Lines on standard output: for people, or one JSON object a line; diagnostics go to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, TextIO


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
    """Where the lines of a sub-command go, in the form that was asked for."""

    def __init__(self, as_json: bool, stream: TextIO | None = None) -> None:
        self.as_json = as_json
        self._stream = stream or sys.stdout

    def put(self, data: Mapping[str, Any], words: str) -> None:
        """One thing: ``data`` as a JSON line, or ``words`` (nothing where they are empty)."""
        if self.as_json:
            print(json.dumps(data), file=self._stream, flush=True)
        elif words:
            print(words, file=self._stream, flush=True)

    def event(self, kind: str, words: str, /, **data: Any) -> None:
        """One event of a conversation."""
        self.put({"event": kind, **data}, words)
