"""Lines for people or for programs."""

from __future__ import annotations

import io
import json
import os
import threading

import pytest

from smppconsole.cli import output as lines
from smppconsole.cli.output import Output, UnhurriedOutput, prepare_streams, say


def test_json_is_one_object_a_line_in_plain_ascii() -> None:
    stream = io.StringIO()
    output = Output(True, stream)
    output.event("message", "not shown", text="Grüße \ud83d", words="kept")
    line = stream.getvalue()
    assert line.isascii()
    assert json.loads(line) == {"event": "message", "text": "Grüße \ud83d", "words": "kept"}


def test_people_get_words_and_no_empty_lines() -> None:
    stream = io.StringIO()
    output = Output(False, stream)
    output.event("message", "hello", text="x")
    output.event("enquire_link", "")
    assert stream.getvalue() == "hello\n"


def test_diagnostics_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    say("look here")
    assert capsys.readouterr() == ("", "smppconsole: look here\n")


def test_a_stream_of_few_characters_takes_any(monkeypatch: pytest.MonkeyPatch) -> None:
    octets = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(octets, encoding="ascii"))
    prepare_streams()
    print("ä → \ud83d", flush=True)
    assert octets.getvalue() == b"\\xe4 \\u2192 \\ud83d\n"


def test_a_windowed_program_has_no_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    prepare_streams()


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
    monkeypatch.setattr(lines, "MOST_WAITING", 10)
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
    monkeypatch.setattr(lines, "MOST_WAITING", 3)
    stream = io.StringIO()
    output = UnhurriedOutput(True, stream)
    for number in range(3000):
        output.event("sent", "", number=number)
    output.finish(10)
    assert [json.loads(line)["number"] for line in stream.getvalue().splitlines()] == list(range(3000))


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
