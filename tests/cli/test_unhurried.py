"""Lines that wait for their reader while the program goes on."""

from __future__ import annotations

import asyncio
import io
import json
import os
import threading
from collections.abc import Callable

import pytest

from smppconsole.cli import unhurried
from smppconsole.cli.output import Output
from smppconsole.cli.unhurried import UnhurriedOutput


class Door(io.StringIO):
    """A stream whose reader is away while the door is shut."""

    def __init__(self) -> None:
        super().__init__()
        self.open = threading.Event()

    def write(self, text: str) -> int:
        """Wait at the door."""
        self.open.wait()
        return super().write(text)


def test_lines_wait_for_their_reader_while_the_program_goes_on() -> None:
    stream = Door()
    output = UnhurriedOutput(True, stream)
    for number in range(100):
        output.event("sent", "", number=number)
    stream.open.set()
    output.finish(10)
    assert [json.loads(line)["number"] for line in stream.getvalue().splitlines()] == list(range(100))


def test_more_lines_than_can_wait_are_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unhurried, "MOST_WAITING", 10)
    stream = Door()
    output = UnhurriedOutput(True, stream)
    for number in range(25):
        output.event("sent", "", number=number)
    stream.open.set()
    output.finish(10)
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert told[-1]["event"] == "left-out"
    assert len(told) - 1 + told[-1]["lines"] == 25
    assert [one["number"] for one in told[:-1]] == list(range(len(told) - 1))


def test_a_reader_who_takes_lines_misses_none_however_fast_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unhurried, "MOST_WAITING", 3)
    stream = io.StringIO()
    output = UnhurriedOutput(True, stream)
    for number in range(3000):
        output.event("sent", "", number=number)
    output.finish(10)
    assert [json.loads(line)["number"] for line in stream.getvalue().splitlines()] == list(range(3000))


async def test_who_makes_lines_can_wait_for_the_reader_and_none_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unhurried, "MOST_WAITING", 10)
    stream = Door()
    output = UnhurriedOutput(True, stream)

    async def make() -> None:
        for number in range(50):
            await output.caught_up()
            output.event("sent", "", number=number)

    making = asyncio.ensure_future(make())
    while not output._is_behind:  # noqa: ASYNC110 - told by no event
        await asyncio.sleep(0)
    assert not making.done()
    stream.open.set()
    await making
    output.finish(None)
    assert [json.loads(line)["number"] for line in stream.getvalue().splitlines()] == list(range(50))


async def test_nobody_waits_for_a_reader_who_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unhurried, "MOST_WAITING", 4)
    stream = Door()
    output = UnhurriedOutput(True, stream)
    for number in range(4):
        output.event("sent", "", number=number)
    waiting = asyncio.ensure_future(output.caught_up())
    await asyncio.sleep(0)
    monkeypatch.setattr(stream, "flush", raiser(BrokenPipeError()))
    stream.open.set()
    await waiting
    output.finish(None)


def raiser(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


async def test_an_output_that_writes_at_once_is_never_behind() -> None:
    await Output(True, io.StringIO()).caught_up()


def test_at_the_end_it_is_said_what_nobody_read(capsys: pytest.CaptureFixture[str]) -> None:
    stream = Door()
    output = UnhurriedOutput(False, stream)
    output.event("sent", "nobody reads this")
    output.finish(0.01)
    assert "1 lines of the output were not read by anybody" in capsys.readouterr().err
    stream.open.set()


def test_a_reader_who_has_seen_enough_ends_the_program() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        output = UnhurriedOutput(False, stream)
        told = threading.Event()
        output.on_failure = told.set
        for _ in range(1000):
            output.event("sent", "too much")
            if told.wait(0.01):
                break
        assert told.is_set()
        output.finish()
