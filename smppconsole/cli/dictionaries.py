"""The book that a sub-command reads by: the standard's, with the rows of a dictionary where one is named."""

from __future__ import annotations

from pathlib import Path

from smppconsole.cli.status import CommandError
from smppconsole.smpp.spec.book import STANDARD, Book, DictionaryError, read_dictionary


def book_with(path: str | None) -> Book:
    """The book for a dictionary's path, or the standard's for none; raises CommandError."""
    if not path:
        return STANDARD
    try:
        rows = read_dictionary(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, DictionaryError) as error:
        raise CommandError(f"the dictionary {path} could not be read: {error}") from error
    return STANDARD.with_rows(rows.tlvs, rows.statuses)
