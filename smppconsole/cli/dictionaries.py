"""The book that a sub-command reads by: the standard's, with the rows of a dictionary where one is named."""

from __future__ import annotations

from smppconsole.cli.status import CommandError
from smppconsole.console.dictionaries import book_named
from smppconsole.smpp.spec.book import Book, DictionaryError


def book_with(name: str | None) -> Book:
    """The book for a dictionary's path or name, or the standard's for none; raises CommandError."""
    try:
        return book_named(name or "")
    except DictionaryError as error:
        raise CommandError(str(error)) from error
