"""The program in a process of its own, as a user starts it: for what only a process shows (signals, streams)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

StartProgram = Callable[..., "Program"]


class Program:
    """``smppconsole`` with arguments; ``lines`` are what it said so far, ``err`` its standard error once it ended."""

    def __init__(self, *arguments: object) -> None:
        command = [sys.executable, "-m", "smppconsole", *map(str, arguments)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines: list[str] = []
        self.err = ""

    def until(self, event: str) -> dict[str, Any]:
        """Read up to the first event of that kind; a failure where the output ends before."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)
            told: dict[str, Any] = json.loads(line)
            if told.get("event") == event:
                return told
        pytest.fail(f"no {event!r} in {self.lines}; {self.process.stderr and self.process.stderr.read()}")

    def finish(self, seconds: float = 10) -> int:
        """Read to the end and return the status."""
        out, self.err = self.process.communicate(timeout=seconds)
        self.lines += out.splitlines(keepends=True)
        return self.process.returncode

    @property
    def kinds(self) -> list[str]:
        """The kinds of all events read."""
        return [json.loads(line)["event"] for line in self.lines]


@pytest.fixture
def start_program() -> Iterator[StartProgram]:
    """``start_program("simulate", ...)``; what still runs at the end of the test is killed."""
    started: list[Program] = []

    def start(*arguments: object) -> Program:
        started.append(Program(*arguments))
        return started[-1]

    yield start
    for program in started:
        if program.process.poll() is None:
            program.process.kill()
            program.process.communicate()
