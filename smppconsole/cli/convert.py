"""``smppconsole convert``: a capture, or hex, into another form: filtered, masked, for a ticket or a table."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from smppconsole.cli.choosing import fill, read_filter
from smppconsole.cli.options import saved_account
from smppconsole.cli.output import Output, say
from smppconsole.cli.reading import add_reading_options, book_with, reading_of
from smppconsole.cli.sources import STANDARD_INPUT, Source, read_source
from smppconsole.cli.status import CommandError, Status
from smppconsole.console.ticket_facts import ticket_facts
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.export import FORMATS, Exporting, Format, export_file, export_text, format_named, format_of
from smppconsole.trace.judging import Judging
from smppconsole.trace.mask import Masking, read_masking
from smppconsole.trace.store import Store

_TEXTS = tuple(row.id for row in FORMATS if row.pieces is not None)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``convert``."""
    suffixes = ", ".join(f"{row.suffix} {row.title}" for row in FORMATS)
    parser.add_argument("source", metavar="IN", help="pcap, pcapng, hex in any dress or binary; - is stdin")
    parser.add_argument("target", metavar="OUT", help=f"by its suffix: {suffixes}; - is stdout (JSON lines)")
    parser.add_argument("--format", choices=[row.id for row in FORMATS], help="the form, whatever the suffix")
    parser.add_argument("--filter", metavar="EXPRESSION", default="", help="only the PDUs that fit, as in the window")
    parser.add_argument("--mask", metavar="numbers,text", default="", help="what to mask beside passwords")
    parser.add_argument(
        "--account", metavar="NAME", help="a saved account whose settings a ticket tells, without secrets"
    )
    add_reading_options(parser)


def run(options: argparse.Namespace) -> Status:
    """Convert; status 2 for what cannot be read, filtered or written."""
    form, masking = _format(options), _masking(options.mask)
    book, reading = book_with(options.dictionary), reading_of(options)
    wanted, store = read_filter(options.filter, book, reading), Store()
    source = read_source(options.source)
    try:
        _fill(store, source)
        Judging(store).finish()
        rows = wanted.rows(store)
        facts = ticket_facts(datetime.now().astimezone(), (saved_account(options.account),) if options.account else ())
        exporting = Exporting(masking, book, lambda session: reading, source.words, facts)
        _write(options.target, form, store, rows, exporting)
    except CaptureError as error:
        raise CommandError(str(error)) from error
    finally:
        store.close()
    say(f"{len(rows)} of {len(store)} PDUs as {form.title}, masked: {masking.words}")
    return Status.DONE


def _format(options: argparse.Namespace) -> Format:
    if options.format:
        return format_named(options.format)
    if options.target == STANDARD_INPUT:
        return format_named("jsonl")
    try:
        return format_of(Path(options.target))
    except KeyError:
        known = ", ".join(row.suffix for row in FORMATS)
        raise CommandError(f"{options.target}: which form? The suffixes are {known}; or say --format") from None


def _masking(words: str) -> Masking:
    try:
        return read_masking(words)
    except ValueError as error:
        raise CommandError(f"--mask: {error}") from error


def _fill(store: Store, source: Source) -> None:
    for note in fill(store, source):
        say(note)
    if not len(store):
        raise CommandError(f"{source.words}: there is no SMPP in it")


def _write(target: str, form: Format, store: Store, rows: Iterable[int], exporting: Exporting) -> None:
    if target != STANDARD_INPUT:
        for _ in export_file(Path(target), form.id, store, rows, exporting):
            continue
    elif form.pieces is None:
        raise CommandError(f"{form.title} is not text; name a file, or say --format {'|'.join(_TEXTS)}")
    else:
        Output(as_json=False).write(export_text(form.id, store, rows, exporting))
