"""``smppconsole decode``: what stands in octets, field by field, with what is wrong about them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from smppconsole.cli.dictionaries import book_with
from smppconsole.cli.output import Output, say
from smppconsole.cli.sources import Source, read_sources
from smppconsole.cli.status import CommandError, Status
from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.faults import LONGEST
from smppconsole.smpp.finding import Finding
from smppconsole.smpp.framing import cut
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.inspection import Inspection, inspect
from smppconsole.smpp.paste import read_paste
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import Book
from smppconsole.smpp.tree import Node
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.capture_reader import CaptureReader


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``decode``."""
    parser.add_argument("files", metavar="FILE", nargs="*", help="hex in any dress, binary, pcap or pcapng; - is stdin")
    parser.add_argument("--json", action="store_true", help="one JSON object a PDU")
    parser.add_argument("--dictionary", metavar="FILE", help="TOML with a provider's own TLVs and statuses")
    parser.add_argument(
        "--default-alphabet", metavar="NAME", choices=sorted(ALPHABETS), default="gsm7", help="what data_coding 0 means"
    )


def run(options: argparse.Namespace) -> Status:
    """Print every PDU of every source. Status 2 where octets are no SMPP, or nothing is there."""
    book, reading = book_with(options.dictionary), Reading(options.default_alphabet)
    output, number, strangers = Output(options.json), 0, 0
    for source in read_sources(options.files):
        before = number
        for found in _pdus(source):
            number += 1
            inspection = inspect(found.octets, book, reading)
            strangers += not _is_pdu(inspection)
            if options.json:
                output.put(as_json(number, found, inspection, book), "")
            else:
                output.put({}, as_words(number, found, inspection, book))
        if number == before:
            raise CommandError(f"{source.words}: there is no SMPP in it")
    if strangers:
        say(f"{strangers} of {number} pieces are no PDU that can be recognised")
    return Status.WRONG_INPUT if strangers else Status.DONE


@dataclass(frozen=True, slots=True)
class Found:
    """Octets taken for one PDU, and where they were: ``at`` octets into the source, when, and between whom."""

    source: str
    at: int
    octets: bytes
    time_ns: int | None = None
    sender: str = ""
    receiver: str = ""


def _pdus(source: Source) -> Iterator[Found]:
    if source.capture is not None:
        return _from_capture(source, source.capture)
    text = source.text
    return _from_octets(source, source.octets, 0) if text is None else _from_text(source, text)


def _from_octets(source: Source, octets: bytes, start: int) -> Iterator[Found]:
    for piece in cut(octets):
        yield Found(source.name, start + piece.offset, piece.octets)


def _from_text(source: Source, text: str) -> Iterator[Found]:
    paste = read_paste(text)
    for note in paste.notes:
        say(f"{source.words}: {note}")
    start = 0
    for block in paste.blocks:
        yield from _from_octets(source, block, start)
        start += len(block)


def _from_capture(source: Source, path: Path) -> Iterator[Found]:
    try:
        with CaptureReader(path) as reader:
            for pdu in reader:
                yield Found(source.name, pdu.at, pdu.octets, pdu.time_ns, pdu.sender, pdu.receiver)
    except CaptureError as error:
        raise CommandError(f"{source.words}: {error}") from error
    for note in reader.notes:
        say(f"{source.words}: {note}")


def _is_pdu(inspection: Inspection) -> bool:
    """Whether octets were recognised: a length that keeps its word, or a known command that was cut short."""
    header = inspection.decoded.header
    if header is None:
        return False
    whole = header.length == len(inspection.decoded.octets)
    return whole or (HEADER_SIZE <= header.length <= LONGEST and inspection.decoded.command is not None)


def as_json(number: int, found: Found, inspection: Inspection, book: Book) -> dict[str, Any]:
    """The object of one PDU, as the command line's contract has it."""
    values = {node.name: node.value for node in inspection.nodes if node.offset < HEADER_SIZE}
    header = [values.get(name) for name in ("command_length", "command_id", "command_status", "sequence_number")]
    length, command_id, status, sequence = (value if isinstance(value, int) else None for value in header)
    command = inspection.decoded.command
    return {
        "number": number,
        "source": found.source,
        "at": found.at,
        "time": iso_time(found.time_ns),
        "from": found.sender or None,
        "to": found.receiver or None,
        "hex": found.octets.hex(),
        "length": len(found.octets),
        "command_length": length,
        "command": command.name if command else None,
        "command_id": command_id,
        "command_status": status,
        "status_name": None if status is None else book.status(status).name,
        "sequence_number": sequence,
        "nodes": [_node(node, found.octets) for node in inspection.nodes],
        "text": inspection.text,
        "findings": [_finding(finding) for finding in inspection.findings],
    }


def _node(node: Node, octets: bytes) -> dict[str, Any]:
    return {
        "name": node.name,
        "offset": node.offset,
        "length": node.length,
        "hex": octets[node.offset : node.offset + node.length].hex(),
        "value": node.value,
        "meaning": node.meaning,
        "nodes": [_node(child, octets) for child in node.nodes],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "severity": finding.severity,
        "offset": finding.offset,
        "length": finding.length,
        "text": finding.text,
        "section": finding.section,
        "remedy": finding.remedy,
    }


def iso_time(time_ns: int | None) -> str | None:
    """Nanoseconds of the epoch as ISO 8601 in UTC, to the microsecond."""
    if time_ns is None:
        return None
    seconds, rest = divmod(time_ns, 1_000_000_000)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}.{rest // 1000:06}Z"


def as_words(number: int, found: Found, inspection: Inspection, book: Book) -> str:
    """The same PDU for people: a line for it, a line a field, then text and findings."""
    lines = [_headline(number, found, inspection, book)]
    lines += [line for node in inspection.nodes for line in _field_lines(node, found.octets, 1)]
    if inspection.text is not None:
        lines.append(f"  text  {json.dumps(inspection.text, ensure_ascii=False)}")
    lines += [f"  {finding.severity.upper():7} at {finding.offset}: {finding.text}" for finding in inspection.findings]
    return "\n".join(lines) + "\n"


def _headline(number: int, found: Found, inspection: Inspection, book: Book) -> str:
    decoded = inspection.decoded
    words = [f"{number}:", decoded.command.name if decoded.command else "unknown", f"{len(found.octets)} octets"]
    if decoded.header is not None:
        words += [f"sequence {decoded.header.sequence}", book.status(decoded.header.status).name]
    if found.sender:
        words.append(f"{found.sender} → {found.receiver}")
    words += [iso_time(found.time_ns) or "", f"({found.source} at {found.at})"]
    return "  ".join(word for word in words if word)


_WIDTH = 26
_MOST_OCTETS = 24


def _field_lines(node: Node, octets: bytes, depth: int) -> Iterator[str]:
    name = "  " * depth + node.name
    told = f"{node.offset:5} {node.length:5}  {name:{_WIDTH}}"
    if node.nodes:
        yield f"{told} {node.meaning}".rstrip()
        for child in node.nodes:
            yield from _field_lines(child, octets, depth + 1)
        return
    mine = octets[node.offset : node.offset + node.length]
    value = json.dumps(node.value, ensure_ascii=False) if isinstance(node.value, str) else str(node.value)
    digits = mine[:_MOST_OCTETS].hex(" ") + (" …" if len(mine) > _MOST_OCTETS else "")
    yield f"{told} {value}{f'  ({node.meaning})' if node.meaning else ''}  [{digits}]"
