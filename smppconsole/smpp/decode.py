"""Octets to named values: total, in linear time, as flat spans that tile the PDU.

A span is a plain tuple ``(row, start, end, value)``: plain, because an object for every field would halve the speed.
``row`` is the FieldSpec or TlvSpec that the octets were read by, None for octets that could not be read. Items of a
list lie flat among the other fields; a TLV is one span, its tag and length included; ``tree`` makes them readable.

What is wrong with the shape of the octets is a finding in ``faults``; what is wrong with their meaning is for ``lint``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from smppconsole.smpp import faults as fault
from smppconsole.smpp.finding import Finding
from smppconsole.smpp.header import HEADER_SIZE, Header, is_response, read_header
from smppconsole.smpp.pdu import FieldValue, Tlv
from smppconsole.smpp.spec.book import STANDARD, STRANGE, Book
from smppconsole.smpp.spec.commands import COMMANDS, HEADER
from smppconsole.smpp.spec.model import CommandSpec, FieldSpec, Kind, TlvKind, TlvSpec

Value = int | str | bytes
Span = tuple[FieldSpec | TlvSpec | None, int, int, Value]

TLV_HEAD = 4
"""Octets of a TLV's tag and length."""

_new = tuple.__new__  # the constructor of a NamedTuple takes twice as long
_WIDEST = 8  # octets of a number; wider ones are shown as octets
_LENGTH, _ID, _STATUS, _SEQUENCE = HEADER
_OCTETS, _STRING, _TEXT, _LIST, _NUMBER = range(5)
_STEPS = {Kind.CSTRING: _STRING, Kind.TIME: _STRING, Kind.OCTETS: _TEXT, Kind.LIST: _LIST, Kind.INT: _NUMBER}


class Decoded(NamedTuple):
    """A PDU taken apart. ``header`` is None with fewer than 16 octets, ``command`` None where the book has no row."""

    octets: bytes
    header: Header | None
    command: CommandSpec | None
    spans: list[Span]
    faults: list[Finding]

    def field(self, name: str) -> FieldValue | None:
        """The value of the first field of that name, of header or body; None where it is absent.

        A list (dest_address, unsuccess_sme) is a tuple of mappings of its items' fields.
        """
        for row, _, _, value in self.spans:
            if isinstance(row, FieldSpec) and row.name == name:
                return value
        fields = self.command.fields if self.command else ()
        listed = next((row for row in fields if row.name == name and row.kind is Kind.LIST), None)
        return self._items(listed) if listed is not None else None

    def span(self, name: str) -> tuple[int, int]:
        """Where the first field or TLV of that name lies: its first octet and the one after its last; else (0, 0)."""
        for row, start, end, _ in self.spans:
            if row is not None and row.name == name:
                return start, end
        return 0, 0

    def tlvs(self) -> list[Tlv]:
        """All TLVs in wire order, their values as octets."""
        octets = self.octets
        return [
            Tlv(row.tag, octets[start + TLV_HEAD : end])
            for row, start, end, _ in self.spans
            if isinstance(row, TlvSpec)
        ]

    def tlv(self, tag: int) -> bytes | None:
        """The value of the first TLV with that tag, as octets; None where there is none."""
        for row, start, end, _ in self.spans:
            if isinstance(row, TlvSpec) and row.tag == tag:
                return self.octets[start + TLV_HEAD : end]
        return None

    def first_tlvs(self, most: int) -> Decoded:
        """The same with the first ``most`` TLVs, and behind them the first of each tag that the book names; itself
        where there are no more. What asks for a TLV by name is answered as before."""
        if len(self.spans) <= most:
            return self
        kept: list[Span] = []
        seen: set[int] = set()
        count = 0
        for span in self.spans:
            row = span[0]
            if isinstance(row, TlvSpec):
                count += 1
                if count > most and (row.tag in seen or row.name.startswith(STRANGE)):
                    continue
                seen.add(row.tag)
            kept.append(span)
        return self._replace(spans=kept) if len(kept) < len(self.spans) else self

    def _items(self, listed: FieldSpec) -> tuple[dict[str, Value], ...]:
        items: list[dict[str, Value]] = []
        for row, _, _, value in self.spans:
            if isinstance(row, FieldSpec) and row.name in listed.item_names:
                if row.name in listed.item_heads:
                    items.append({})
                items[-1][row.name] = value
        return tuple(items)


def decode(octets: bytes, book: Book = STANDARD) -> Decoded:
    """Take a PDU apart. Never raises; the spans tile the octets from the first to the last.

    ``octets`` should be one PDU as framing cut it; what stands after its claimed length is one unread span.
    """
    size = len(octets)
    if size < HEADER_SIZE:
        return _decode_stump(octets)
    header = read_header(octets)
    length, command_id, status, sequence = header
    spans: list[Span] = [
        (_LENGTH, 0, 4, length),
        (_ID, 4, 8, command_id),
        (_STATUS, 8, 12, status),
        (_SEQUENCE, 12, 16, sequence),
    ]
    faults: list[Finding] = []
    end = size if length == size <= fault.LONGEST else _check_length(length, size, faults)
    command = book.command(command_id)
    if command is None:
        faults.append(fault.unknown_command(command_id, end))
        position = _leave_unread(octets, HEADER_SIZE, end, spans)
    elif end == HEADER_SIZE and status and is_response(command_id):
        position = end  # an answer with an error has no body (SMPP 3.4, 4.4.2)
    else:
        body = _new(_Body, (octets, octets.decode("latin-1"), end, spans, faults))
        position = _read_fields(body, _PLANS[command_id], HEADER_SIZE)
        if position < end:
            position = _read_tlvs(body, position, book)
    if position < size:
        _leave_unread(octets, position, size, spans)
    return _new(Decoded, (octets, header, command, spans, faults))


def _decode_stump(octets: bytes) -> Decoded:
    """Fewer than sixteen octets: the words of the header that are whole, the rest unread."""
    whole = len(octets) // 4
    spans: list[Span] = [
        (HEADER[word], word * 4, word * 4 + 4, int.from_bytes(octets[word * 4 : word * 4 + 4])) for word in range(whole)
    ]
    _leave_unread(octets, whole * 4, len(octets), spans)
    return Decoded(octets, None, None, spans, [fault.short_header(len(octets))])


def _check_length(length: int, size: int, faults: list[Finding]) -> int:
    """Say how the claimed length is wrong, and give the octet where the body ends."""
    faults.append(fault.wrong_length(length, size))
    return max(HEADER_SIZE, min(length, size))


def _leave_unread(octets: bytes, start: int, end: int, spans: list[Span]) -> int:
    if start < end:
        spans.append((None, start, end, octets[start:end]))
    return end


# --- Body -----------------------------------------------------------------------------------------------------------


class _Body(NamedTuple):
    """Where the fields of a body are read from and told to; ``text`` is the octets as Latin-1."""

    octets: bytes
    text: str
    end: int
    spans: list[Span]
    faults: list[Finding]


_Run = tuple[FieldSpec, ...]
_Plan = tuple[tuple[int, _Run], ...]


def _plan(fields: tuple[FieldSpec, ...]) -> _Plan:
    """The fields with a small number for how to read each; neighbours of one octet are read in one go."""
    plan: list[tuple[int, _Run]] = []
    for row in fields:
        step = _OCTETS if row.kind is Kind.INT and row.size == 1 else _STEPS[row.kind]
        if step == _OCTETS and plan and plan[-1][0] == _OCTETS:
            plan[-1] = (_OCTETS, (*plan[-1][1], row))
        else:
            plan.append((step, (row,)))
    return tuple(plan)


_PLANS = {command.id: _plan(command.fields) for command in COMMANDS}
_ITEM_PLANS: dict[str, dict[int, _Plan]] = {
    row.name: {flag: _plan(variant) for flag, variant in row.items.items()}
    for command in COMMANDS
    for row in command.fields
    if row.items
}


def _read_fields(body: _Body, plan: _Plan, position: int) -> int:
    """Read the fields of ``plan`` from ``position`` on; the octet after them, or the end where they ran short.

    A count or a length is the octet read just before the field that it is for (the lint of the tables holds that).
    """
    octets, text, end, spans, _ = body
    find, tell = text.find, spans.append
    for step, run in plan:
        if step == _OCTETS:
            for row in run:
                if position >= end:
                    return _complain(body, fault.missing_field(row, end))
                stop = position + 1
                tell((row, position, stop, octets[position]))
                position = stop
        elif step == _STRING:
            nul = find("\0", position, end)
            if nul < 0:
                return _read_torn_string(body, run[0], position)
            stop = nul + 1
            tell((run[0], position, stop, text[position:nul]))
            position = stop
        else:
            position = _READERS[step](body, run[0], position)
    return position


def _read_torn_string(body: _Body, row: FieldSpec, position: int) -> int:
    if position >= body.end:
        return _complain(body, fault.missing_field(row, body.end))
    body.spans.append((row, position, body.end, body.text[position : body.end]))
    return _complain(body, fault.missing_nul(row, position, body.end))


def _read_text(body: _Body, row: FieldSpec, position: int) -> int:
    length = body.octets[position - 1]
    stop = position + length
    if stop > body.end:
        stop = _complain(body, fault.text_beyond_end(row, position, length, body.end))
    body.spans.append((row, position, stop, body.octets[position:stop]))
    return stop


def _read_number(body: _Body, row: FieldSpec, position: int) -> int:
    stop = position + row.size
    if stop > body.end:
        _leave_unread(body.octets, position, body.end, body.spans)
        return _complain(body, fault.missing_field(row, body.end))
    body.spans.append((row, position, stop, int.from_bytes(body.octets[position:stop])))
    return stop


def _read_items(body: _Body, row: FieldSpec, position: int) -> int:
    """Read the items of a list; an item of an unknown kind has an unknown length, so all after it is unread."""
    count = body.octets[position - 1]
    plans = _ITEM_PLANS[row.name]
    alike = plans.get(-1)
    for number in range(count):
        if position >= body.end:
            return _complain(body, fault.missing_item(row, number, count, body.end))
        plan = alike or plans.get(body.octets[position])
        if plan is None:
            _leave_unread(body.octets, position, body.end, body.spans)
            return _complain(body, fault.unknown_dest_flag(body.octets[position], position))
        position = _read_fields(body, plan, position)
    return position


_READERS: dict[int, Callable[[_Body, FieldSpec, int], int]] = {
    _TEXT: _read_text,
    _LIST: _read_items,
    _NUMBER: _read_number,
}


def _complain(body: _Body, finding: Finding) -> int:
    """Say what is wrong where the octets run short, once: all that follows from it stays unsaid. Gives the end."""
    if not fault.explained(body.faults):
        body.faults.append(finding)
    return body.end


# --- TLVs -----------------------------------------------------------------------------------------------------------


def _read_tlvs(body: _Body, position: int, book: Book) -> int:
    """Read TLVs by their own lengths, whatever their values are worth; the octet after the last one."""
    octets, text, end, spans, _ = body
    row_of, tell = book.tlv_or_strange, spans.append
    wrong: list[tuple[TlvSpec, int, int]] = []
    while position + TLV_HEAD <= end:
        start = position + TLV_HEAD
        row = row_of(octets[position] << 8 | octets[position + 1])
        stop = start + (octets[position + 2] << 8 | octets[position + 3])
        if stop > end:
            stop = _complain(body, fault.tlv_beyond_end(row, position, stop - start, end))
        elif not row.fits(stop - start):
            wrong.append((row, position, stop))
        tell((row, position, stop, _tlv_value(row, octets, text, start, stop)))
        position = stop
    body.faults.extend(fault.wrong_tlv_sizes(wrong))
    if position < end:
        _complain(body, fault.stray_octets(position, end))
    return position


def _tlv_value(row: TlvSpec, octets: bytes, text: str, start: int, stop: int) -> Value:
    """A number where the size allows one, a text without its NUL, else the octets."""
    kind = row.kind
    if kind is TlvKind.OCTETS:
        return octets[start:stop]
    if kind is TlvKind.INT:
        return int.from_bytes(octets[start:stop]) if 0 < stop - start <= _WIDEST else octets[start:stop]
    if kind is not TlvKind.TEXT and stop > start and octets[stop - 1] == 0:
        stop -= 1
    return text[start:stop]
