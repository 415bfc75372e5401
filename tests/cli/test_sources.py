"""Where octets come from."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from smppconsole.cli.sources import Source, read_source
from smppconsole.cli.status import CommandError


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"00 00", "00 00"),
        (b"\xef\xbb\xbf00", "00"),
        ("00 00".encode("utf-16"), "00 00"),
        (b"\xfe\xff\x000\x000", "00"),
        (b"\x00\x00\x00\x10", None),
        (b"\xff", "\ufffd"),
        (b"", ""),
    ],
)
def test_text_is_told_from_octets_in_the_raw(octets: bytes, text: str | None) -> None:
    assert Source("x", octets).text == text


@pytest.mark.parametrize("magic", ["0a0d0d0a", "a1b2c3d4", "d4c3b2a1", "a1b23c4d", "4d3cb2a1", "1f8b0800"])
def test_a_capture_is_known_by_its_first_octets(magic: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(bytes.fromhex(magic) + bytes(20))
    assert read_source(str(path)) == Source(str(path), capture=path)
    path.write_text(magic)
    assert read_source(str(path)).text == magic


def test_a_capture_on_standard_input_is_known_too(monkeypatch: pytest.MonkeyPatch) -> None:
    octets = bytes.fromhex("d4c3b2a1") + bytes(20)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(octets)))
    source = read_source("-")
    assert isinstance(source.capture, io.BytesIO)
    assert source.capture.getvalue() == octets


def test_a_program_without_standard_input_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(CommandError, match="no standard input"):
        read_source("-")


def test_at_a_terminal_it_says_what_it_waits_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"00"))
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", stdin)
    assert read_source("-").octets == b"00"
    assert "Ctrl-D" in capsys.readouterr().err


def test_each_block_of_hex_stands_alone_and_the_rest_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    alive = "00000010000000150000000000000001"
    source = Source("log.txt", f"{alive}\nhello world\n{alive}".encode())
    assert [block.hex() for block in source.blocks()] == [alive, alive]
    assert "log.txt: line 2: no hex in 'hello world'" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="missing could not be read: no such file"):
        read_source(str(tmp_path / "missing"))
