"""The book of a sub-command."""

from __future__ import annotations

from pathlib import Path

import pytest

from smppconsole.cli.reading import book_with
from smppconsole.cli.status import CommandError
from smppconsole.smpp.spec.book import STANDARD


def test_without_a_dictionary_it_is_the_standard() -> None:
    assert book_with(None) is STANDARD
    assert book_with("") is STANDARD


def test_a_dictionary_adds_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "provider.toml"
    path.write_text('[[tlv]]\ntag = 0x1401\nname = "entity"\n[[status]]\ncode = 0x401\nname = "NO_CREDIT"\n')
    book = book_with(str(path))
    row = book.tlv(0x1401)
    assert row is not None
    assert (row.name, book.status(0x401).name) == ("entity", "NO_CREDIT")


@pytest.mark.parametrize("text", ["[[tlv]]\nname = 'x'\n", "not toml"])
def test_a_wrong_dictionary_is_told_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text)
    with pytest.raises(CommandError, match=r"wrong\.toml"):
        book_with(str(path))
    with pytest.raises(CommandError, match="missing"):
        book_with(str(tmp_path / "missing"))
