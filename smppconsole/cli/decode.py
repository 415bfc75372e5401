"""``smppconsole decode``: what stands in octets, field by field, with what is wrong about them."""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from smppconsole.cli.output import Output, say
from smppconsole.cli.reading import add_reading_options, book_with, reading_of
from smppconsole.cli.sources import STANDARD_INPUT, Source, read_source
from smppconsole.cli.status import CommandError, Status
from smppconsole.cli.wholes import MOST_KEPT, Wholes
from smppconsole.smpp.coding import ALPHABETS, Lens
from smppconsole.smpp.content import content_of, lenses_of
from smppconsole.smpp.decode import decode
from smppconsole.smpp.faults import LONGEST
from smppconsole.smpp.finding import Finding
from smppconsole.smpp.framing import cut
from smppconsole.smpp.header import HEADER_SIZE, read_header
from smppconsole.smpp.library import opinion
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import Book
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.telling import Told, as_object, as_words

Record = tuple[bytes, bool, int, int]
"""A PDU of a capture for the judge: octets, whether the ESME sent it, time, session."""
Chooser = Callable[[Source], frozenset[int] | None]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``decode``."""
    parser.add_argument("files", metavar="FILE", nargs="*", help="hex in any dress, binary, pcap or pcapng; - is stdin")
    parser.add_argument("--json", action="store_true", help="one JSON object a PDU")
    parser.add_argument("--filter", metavar="EXPRESSION", default="", help="only the PDUs that fit, as in the window")
    add_reading_options(parser)


def run(options: argparse.Namespace) -> Status:
    """Print every PDU of every source. Status 2 where octets are no SMPP, or nothing is there."""
    book, reading = book_with(options.dictionary), reading_of(options)
    output, number, strangers, useless = Output(options.json), 0, 0, 0
    choose = _chooser(options.filter, book, reading)
    for name in options.files or [STANDARD_INPUT]:
        before = number
        for told, wanted in _readable(name, Wholes(book, reading, before), choose):
            number += 1
            if not wanted:
                continue
            strangers += not is_pdu(told.octets, book)
            told = replace(told, number=number)
            if options.json:
                output.put({**as_object(told, book, reading), **second_looks(told.octets, book, reading)}, "")
            else:
                output.put({}, as_words(told, book, reading) + "".join(_looked_again(told.octets, book, reading)))
        useless += number == before
    if strangers:
        say(f"{strangers} of {number} pieces are no PDU that can be recognised")
    return Status.WRONG_INPUT if strangers or useless else Status.DONE


def _chooser(text: str, book: Book, reading: Reading) -> Chooser:
    """What tells the PDUs of a source that the filter takes: None for all, where there is no filter."""
    if not text.strip():
        return lambda _source: None
    from smppconsole.cli.choosing import chosen, read_filter  # noqa: PLC0415 - only who filters pays for it

    wanted = read_filter(text, book, reading)
    return lambda source: chosen(source, wanted)


def _readable(name: str, wholes: Wholes, choose: Chooser) -> Iterator[tuple[Told, bool]]:
    """The PDUs of one source, and whether each is wanted; what cannot be read, or has none, is told and leaves the
    other sources alone."""
    found = False
    try:
        source = read_source(name)
        rows = _chosen(source, choose)
        for row, told in enumerate(_pdus(source, wholes)):
            found = True
            yield told, rows is None or row in rows
        if not found:
            say(f"{source.words}: there is no SMPP in it")
    except CommandError as error:
        say(error.words)


def _chosen(source: Source, choose: Chooser) -> frozenset[int] | None:
    try:
        return choose(source)
    except CaptureError as error:
        raise CommandError(f"{source.words}: {error}") from error


def second_looks(octets: bytes, book: Book, reading: Reading) -> dict[str, Any]:
    """The text's octets under every alphabet (``lens``, null without a text), and what stock smpplib makes of the PDU
    (``smpplib``)."""
    told = opinion(octets)
    rows = [
        {
            "alphabet": row.alphabet,
            "words": ALPHABETS[row.alphabet].words,
            "text": row.text,
            "problems": list(row.problems),
            "likely": row.likely,
            "reason": row.reason,
        }
        for row in _lenses(octets, book, reading)
    ]
    return {"lens": rows or None, "smpplib": {"reads": told.reads, "words": told.words}}


def _looked_again(octets: bytes, book: Book, reading: Reading) -> Iterator[str]:
    """The same in lines: the likeliest alphabet with its reason, and smpplib's words."""
    for row in _lenses(octets, book, reading):
        if row.likely:
            yield f"  likely {ALPHABETS[row.alphabet].words}: {row.reason}\n"
    yield f"  {opinion(octets).words}\n"


def _lenses(octets: bytes, book: Book, reading: Reading) -> tuple[Lens, ...]:
    decoded = decode(octets, book)
    content, coding = content_of(decoded, reading), decoded.field("data_coding")
    if content is None:
        return ()
    return lenses_of(content, coding if isinstance(coding, int) else 0, reading)


def is_pdu(octets: bytes, book: Book) -> bool:
    """Whether octets are recognised: a length that keeps its word, or a known command that was cut short."""
    if len(octets) < HEADER_SIZE:
        return False
    header = read_header(octets)
    if not HEADER_SIZE <= header.length <= LONGEST:
        return False
    return header.length == len(octets) or book.command(header.command_id) is not None


def _pdus(source: Source, wholes: Wholes) -> Iterator[Told]:
    if source.capture is not None:
        pieces = _from_capture(source, source.capture, wholes)
    else:
        pieces = iter(_put_together(_from_blocks(source), wholes))
    for row, told in enumerate(pieces):
        yield replace(told, whole=wholes.at(row))
    if wholes.left_out:
        words = f"{wholes.left_out} parts of long messages beyond the first {MOST_KEPT} are not put together"
        say(f"{source.words}: {words}")


def _put_together(pieces: Iterator[Told], wholes: Wholes) -> list[Told]:
    told = list(pieces)
    for row, piece in enumerate(told):
        wholes.messages.add(row, piece.octets)
        wholes.take(row, piece.octets)
    return told


def _from_blocks(source: Source) -> Iterator[Told]:
    start = 0
    for block in source.blocks():
        for piece in cut(block):
            yield Told(0, piece.octets, source.name, start + piece.offset)
        start += len(block)


def _from_capture(source: Source, capture: Path | BinaryIO, wholes: Wholes) -> Iterator[Told]:
    from smppconsole.trace.capture_reader import CaptureReader  # noqa: PLC0415 - only captures pay for their reader

    try:
        judged = _judged(capture, wholes)
        with CaptureReader(capture) as reader:
            for row, pdu in enumerate(reader):
                more = judged.get(row, ())
                yield Told(0, pdu.octets, source.name, pdu.at, pdu.time_ns, pdu.sender, pdu.receiver, judged=more)
    except CaptureError as error:
        raise CommandError(f"{source.words}: {error}") from error
    for note in reader.notes:
        say(f"{source.words}: {note}")


def _judged(capture: Path | BinaryIO, wholes: Wholes) -> Mapping[int, tuple[Finding, ...]]:
    """What is wrong with the conversations of a capture, by row: an answer that never came is told of its request, so
    the file is read to its end before anything is printed.
    """
    from smppconsole.trace.capture_reader import CaptureReader  # noqa: PLC0415 - as above
    from smppconsole.trace.judging import judge_records  # noqa: PLC0415 - as above

    source = capture if isinstance(capture, Path) else io.BytesIO(capture.read())
    if not isinstance(capture, Path):
        capture.seek(0)
    with CaptureReader(source) as reader:
        records = ((b"" if pdu.lost else pdu.octets, pdu.outgoing, pdu.time_ns, pdu.session) for pdu in reader)
        return judge_records(_noted(records, wholes), wholes.messages, lambda session: reader.ends[session].remote)


def _noted(records: Iterator[Record], wholes: Wholes) -> Iterator[Record]:
    """The records as they are; of each that was taken for a part of a long message the text is kept."""
    for row, record in enumerate(records):
        yield record
        wholes.take(row, record[0])
