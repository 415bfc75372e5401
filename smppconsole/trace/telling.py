"""A PDU told whole: as the object of the command line's contract, as plain words, as Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from smppconsole.smpp.finding import Finding
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.inspection import Inspection, inspect
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.tree import Node
from smppconsole.trace.judged import with_judged
from smppconsole.trace.long_message import LongMessage
from smppconsole.trace.moments import full_time, iso_time, moment
from smppconsole.trace.receipt_telling import receipt_object, receipt_words
from smppconsole.values import dataclass

_MOST_OCTETS = 24
_OCTETS_A_LINE = 16


@dataclass(frozen=True, slots=True)
class Told:
    """A PDU to be told: its octets, and where and when they were seen. ``note`` is what a user said about it,
    ``judged`` are findings over more than this PDU, ``whole`` is the long message that it is a part of."""

    number: int
    octets: bytes
    source: str = ""
    at: int = 0
    time_ns: int | None = None
    sender: str = ""
    receiver: str = ""
    session: str = ""
    note: str = ""
    judged: tuple[Finding, ...] = ()
    whole: LongMessage | None = None

    def inspect(self, book: Book, reading: Reading) -> Inspection:
        """All that can be told of it, judged at the time it was seen."""
        seen = moment(self.time_ns) if self.time_ns is not None else None
        told = inspect(self.octets, book, reading, now=seen, whole=True)
        return replace(told, findings=with_judged(told.findings, self.judged)) if self.judged else told


def as_object(told: Told, book: Book = STANDARD, reading: Reading = AS_USUAL) -> dict[str, Any]:
    """The object of a PDU, as the command line's contract has it."""
    inspection = told.inspect(book, reading)
    values = {node.name: node.value for node in inspection.nodes if node.offset < HEADER_SIZE}
    names = ("command_length", "command_id", "command_status", "sequence_number")
    length, command_id, status, sequence = (_number(values.get(name)) for name in names)
    command = book.command(command_id) if command_id is not None else None
    return {
        "number": told.number,
        "source": told.source,
        "at": told.at,
        "time": iso_time(told.time_ns),
        "from": told.sender or None,
        "to": told.receiver or None,
        "hex": told.octets.hex(),
        "length": len(told.octets),
        "command_length": length,
        "command": command.name if command else None,
        "command_id": command_id,
        "command_status": status,
        "status_name": None if status is None else book.status(status).name,
        "sequence_number": sequence,
        "nodes": [_node(node, told.octets) for node in inspection.nodes],
        "text": inspection.text,
        "findings": [finding_object(finding) for finding in inspection.findings],
        "receipt": receipt_object(inspection.receipt) if inspection.receipt else None,
        "long_message": told.whole.as_object() if told.whole else None,
    }


def as_json_line(told: Told, book: Book = STANDARD, reading: Reading = AS_USUAL) -> str:
    """The object in one line."""
    return json.dumps(as_object(told, book, reading), ensure_ascii=False)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


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


def finding_object(finding: Finding) -> dict[str, Any]:
    """A finding as the command line's contract has it, with its section and remedy beside."""
    return {
        "id": finding.id,
        "severity": finding.severity,
        "offset": finding.offset,
        "length": finding.length,
        "text": finding.text,
        "section": finding.section,
        "remedy": finding.remedy,
    }


# --- for people


def as_words(told: Told, book: Book = STANDARD, reading: Reading = AS_USUAL) -> str:
    """A PDU for a ticket: a headline, the fields, the text, the findings, the octets."""
    inspection = told.inspect(book, reading)
    lines = [headline(told, inspection, book), *_remarks(told, inspection)]
    lines += [line for node in inspection.nodes for line in _field_lines(node, told.octets, 1)]
    return "\n".join([*lines, *hex_lines(told.octets)]) + "\n"


def as_markdown(told: Told, book: Book = STANDARD, reading: Reading = AS_USUAL) -> str:
    """The same as Markdown: a heading, remarks, fields and octets as code."""
    inspection = told.inspect(book, reading)
    lines = [f"### {headline(told, inspection, book)}", ""]
    lines += [f"- {_escaped(line.strip())}" for line in _remarks(told, inspection)]
    fields = [line for node in inspection.nodes for line in _field_lines(node, told.octets, 0)]
    return "\n".join([*lines, "", "```", *fields, "", *hex_lines(told.octets), "```"]) + "\n"


def headline(told: Told, inspection: Inspection, book: Book) -> str:
    """Number, command, status, sequence number, time with zone, ends."""
    decoded = inspection.decoded
    words = [f"No. {told.number}", decoded.command.name if decoded.command else "unknown command"]
    if decoded.header is not None:
        status = decoded.header.status
        words.append(f"sequence {decoded.header.sequence}")
        if status or decoded.header.command_id >> 31:
            words.append(book.status(status).title)
    if told.time_ns is not None:
        words.append(full_time(told.time_ns))
    if told.sender or told.receiver:
        words.append(f"{told.sender} → {told.receiver}")
    return ", ".join([*words, *[told.session] * bool(told.session), f"{len(told.octets)} octets"])


def _remarks(told: Told, inspection: Inspection) -> Iterator[str]:
    if told.note:
        yield f"  note: {told.note}"
    if inspection.text is not None:
        yield f"  text: {json.dumps(inspection.text, ensure_ascii=False)}"
    for words in receipt_words(inspection.receipt) if inspection.receipt else ():
        yield f"  receipt: {words}"
    for words in told.whole.words() if told.whole else ():
        yield f"  long message: {words}"
    for finding in inspection.findings:
        section = f" ({finding.section})" if finding.section else ""
        yield f"  {finding.severity}: {finding.text}{section} [{finding.id}]"


def _field_lines(node: Node, octets: bytes, depth: int) -> Iterator[str]:
    told = f"{node.offset:5} {'  ' * depth}{node.name}"
    if node.nodes:
        yield f"{told:40} {node.meaning}".rstrip()
        for child in node.nodes:
            yield from _field_lines(child, octets, depth + 1)
        return
    value = json.dumps(node.value, ensure_ascii=False) if isinstance(node.value, str) else str(node.value)
    meaning = f"  ({node.meaning})" if node.meaning else ""
    mine = octets[node.offset : node.offset + node.length]
    digits = mine[:_MOST_OCTETS].hex(" ") + (" …" if len(mine) > _MOST_OCTETS else "")
    yield f"{told:40} {value}{meaning}  [{digits}]"


def hex_lines(octets: bytes) -> Iterator[str]:
    """A hex dump: offset, 16 octets, their characters."""
    for offset in range(0, len(octets), _OCTETS_A_LINE):
        part = octets[offset : offset + _OCTETS_A_LINE]
        shown = "".join(chr(octet) if 32 <= octet < 127 else "." for octet in part)
        yield f"{offset:04x}  {part.hex(' '):47}  {shown}"


def _escaped(text: str) -> str:
    for character in "\\`*_<>[]|":
        text = text.replace(character, "\\" + character)
    return text
