"""Where octets come from."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from smppconsole.cli.sources import Source, read_sources
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
    assert next(read_sources([str(path)])) == Source(str(path), capture=path)
    path.write_text(magic)
    assert next(read_sources([str(path)])).text == magic


def test_a_capture_on_standard_input_is_known_too(monkeypatch: pytest.MonkeyPatch) -> None:
    octets = bytes.fromhex("d4c3b2a1") + bytes(20)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(octets)))
    (source,) = read_sources([])
    assert isinstance(source.capture, io.BytesIO)
    assert source.capture.getvalue() == octets


def test_several_files_are_read_in_order(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.write_bytes(b"a")
    second.write_bytes(b"b")
    assert [source.octets for source in read_sources([str(first), str(second)])] == [b"a", b"b"]


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="missing could not be read: no such file"):
        list(read_sources([str(tmp_path / "missing")]))
