"""By which tables a sub-command reads, and what it takes data_coding for where the two ends agreed on it."""

from __future__ import annotations

import argparse

from smppconsole.cli.status import CommandError
from smppconsole.console.dictionaries import book_named
from smppconsole.smpp.coding import ALPHABETS, table_problem
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import Book, DictionaryError


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """The options of sub-commands that read without an account."""
    parser.add_argument("--dictionary", metavar="FILE", help="TOML with a provider's own TLVs and statuses")
    parser.add_argument(
        "--default-alphabet", metavar="NAME", choices=sorted(ALPHABETS), default="gsm7", help="what data_coding 0 means"
    )
    parser.add_argument(
        "--alphabets", metavar="TABLE", type=_table, default="", help="what other values mean, as '4 gsm7, 1 ascii'"
    )


def reading_of(options: argparse.Namespace) -> Reading:
    """How the options say to read."""
    return Reading(options.default_alphabet, alphabets=options.alphabets)


def book_with(name: str | None) -> Book:
    """The book for a dictionary's path or name, or the standard's for none; raises CommandError."""
    try:
        return book_named(name or "")
    except DictionaryError as error:
        raise CommandError(str(error)) from error


def _table(text: str) -> str:
    problem = table_problem(text)
    if problem:
        raise argparse.ArgumentTypeError(problem)
    return text
