"""Dictionaries: a provider's own TLVs and statuses, from a file of the user's or one that comes with the program."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from smppconsole.console import paths
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book, DictionaryError, Rows, read_dictionary

_SUFFIX = ".toml"


def shipped() -> tuple[str, ...]:
    """The names of the dictionaries that come with the program."""
    return tuple(sorted(place.stem for place in paths.resource("dictionaries").glob(f"*{_SUFFIX}")))


def read_named(name: str) -> Rows:
    """The rows of a dictionary by its path, or by the name of one that comes with the program.

    Raises ``DictionaryError``, whose words name the dictionary and say what is wrong with it.
    """
    place = _place_of(name.strip())
    try:
        return read_dictionary(place.read_text("utf-8-sig"))
    except DictionaryError as error:
        raise DictionaryError(said("dictionary {name}: {error}", name=name, error=error)) from error
    except UnicodeDecodeError as error:
        raise DictionaryError(
            said("dictionary {name}: octet {start} is not UTF-8, so this is no TOML file", name=name, start=error.start)
        ) from error
    except OSError as error:
        raise DictionaryError(
            said(
                "dictionary {name}: the file could not be read: {strerror}", name=name, strerror=error.strerror or error
            )
        ) from error


def _place_of(name: str) -> Path:
    """A file goes before a name: who has a file of that name means it."""
    try:
        place = Path(name).expanduser()
    except RuntimeError:
        place = Path(name)
    if place.is_file():
        return place
    if name.removesuffix(_SUFFIX) in shipped():
        return paths.resource("dictionaries", name.removesuffix(_SUFFIX) + _SUFFIX)
    known = ", ".join(shipped())
    raise DictionaryError(
        said(
            "dictionary {name}: no file is there, and none of the program's has that name ({known})",
            name=name,
            known=known,
        )
    )


def book_named(name: str) -> Book:
    """The standard's tables with the rows of a dictionary; the standard's for an empty name. Raises
    ``DictionaryError``."""
    if not name:
        return STANDARD
    rows = read_named(name)
    return STANDARD.with_rows(rows.tlvs, rows.statuses)


def problem_of(name: str) -> str:
    """What is wrong with a dictionary, in words; empty where nothing is."""
    try:
        book_named(name)
    except DictionaryError as error:
        return str(error)
    return ""


def joined(books: Iterable[Book]) -> Book:
    """One book that knows the names of all: for words that are typed where several accounts are in sight. Where two
    name the same number, the first goes before."""
    return _joined(tuple(dict.fromkeys(book for book in books if book is not STANDARD)))


@lru_cache(maxsize=8)
def _joined(books: tuple[Book, ...]) -> Book:
    known_tlvs, known_statuses = set(map(id, STANDARD.tlvs)), set(map(id, STANDARD.statuses))
    tlvs = [row for book in books for row in book.tlvs if id(row) not in known_tlvs]
    statuses = [row for book in books for row in book.statuses if id(row) not in known_statuses]
    return STANDARD.with_rows(tlvs, statuses) if books else STANDARD
