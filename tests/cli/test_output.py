"""Lines for people or for programs."""

from __future__ import annotations

import io
import json

import pytest

from smppconsole.cli.output import Output, prepare_streams, say


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
