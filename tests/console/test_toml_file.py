"""A file of the user's is read with tolerance, and what nobody can read is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from smppconsole.console.toml_file import open_toml, read_toml


def test_what_stands_there_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = 1\n")
    values, trouble = read_toml(tmp_path / "a.toml")
    assert (values, trouble) == ({"x": 1}, "")


def test_a_missing_file_is_an_empty_one(tmp_path: Path) -> None:
    values, trouble = read_toml(tmp_path / "a.toml")
    assert (values, trouble) == ({}, "")


@pytest.mark.parametrize("octets", [b"x = [", b"\xff\xfe", b"x = 1\nx = 2"])
def test_what_is_no_toml_is_told_and_kept_aside(octets: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for name in ("a.toml.unreadable", "a.toml.unreadable-2"):
        path.write_bytes(octets)
        values, trouble = read_toml(path)
        assert values == {}
        assert trouble.startswith(f"{path}: ")
        assert trouble.endswith(f"it is kept as {name}")
        assert (tmp_path / name).read_bytes() == octets
        assert not path.exists()


def test_a_file_that_may_not_be_read_stays_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.mkdir()
    assert read_toml(path).trouble.startswith(f"{path}: ")
    assert path.exists()


def test_who_writes_finds_the_comments_and_keeps_aside_what_is_no_toml(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    assert open_toml(path).as_string() == ""
    path.write_text("# why\nx = 1\n")
    assert open_toml(path).as_string() == "# why\nx = 1\n"
    for number, text in enumerate(("x = [", "x = 1\nx = 2"), start=1):
        path.write_text(text)
        assert open_toml(path).as_string() == ""
        assert (tmp_path / ("a.toml.unreadable" + f"-{number}" * (number > 1))).read_text() == text
