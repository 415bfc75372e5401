"""From named values to octets: check every bound, assemble through smpplib, decode again, compare.

Nothing is cut in silence: a value that breaks a bound of its row raises ``EncodeError`` with the field and the limit.
``anyway`` sends what the checks refuse (that is what a test tool is for); what no octets can express is still refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from struct import Struct
from typing import Final, NamedTuple, cast

from smppconsole.smpp.bounds import EMPTY, Judge, broken_tlv_rule, item_fields, judge_of
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.readback import body_values
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import CommandSpec, FieldSpec, Kind, TlvSpec

COMMAND_LENGTH: Final = "command_length"
"""May be given among the fields of a PDU to send a wrong length on purpose."""

_SEQUENCE_TOP = 0x7FFFFFFF
_WORD_TOP = 0xFFFFFFFF
_WORDS = Struct(">LLLL")
_TLV_HEAD = Struct(">HH")

_Values = dict[str, FieldValue]
_Item = Mapping[str, int | str | bytes]


class EncodeError(ValueError):
    """A request of ours that cannot or must not be sent: which field, and the rule it breaks."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(said("{field}: {rule}", field=field, rule=rule))
        self.field = field
        self.rule = rule


def encode(pdu: Pdu, book: Book = STANDARD, *, anyway: bool = False) -> bytes:
    """The octets of ``pdu``. Fields left out are zero or empty, lengths and counts are worked out unless given.

    A response whose status is not 0 and that names no field is header only, as the standard asks. With ``anyway`` a
    broken bound or a wrong length is sent as given. Raises ``EncodeError`` for what is refused.
    """
    from smppconsole.smpp import library  # noqa: PLC0415 - smpplib is wanted by who sends

    plan = _plan_of(pdu, book)
    spec = plan.spec
    _check_header(pdu, spec, anyway)
    _check_tlvs(pdu.tlvs, book, anyway)
    if _refuses_without_body(pdu, spec):
        return library.header_only(spec, status=pdu.status, sequence=pdu.sequence)
    values = _complete(plan, pdu.fields)
    _check_fields(plan.judged, values, "", anyway)
    _count(plan, values, pdu.fields, anyway)
    octets = library.assemble(spec, values, pdu.tlvs, status=pdu.status, sequence=pdu.sequence)
    if COMMAND_LENGTH in pdu.fields:
        octets = _with_claimed_length(octets, pdu.fields[COMMAND_LENGTH], anyway)
    if not anyway:
        _compare(octets, values, pdu, book)
    return octets


class _Plan(NamedTuple):
    """A row taken apart once for all its PDUs: what is empty, who judges, which field counts which and to where."""

    spec: CommandSpec
    empty: Mapping[str, FieldValue]
    judged: tuple[tuple[FieldSpec, Judge], ...]
    lists: tuple[FieldSpec, ...]
    counted: tuple[tuple[FieldSpec, str, int], ...]


_plans: dict[str, _Plan] = {}


def _plan_of(pdu: Pdu, book: Book) -> _Plan:
    try:
        spec = book.command_named(pdu.command)
    except KeyError:
        raise EncodeError("command", said("no command is called {command!r}", command=pdu.command)) from None
    plan = _plans.get(spec.name)
    if plan is None or plan.spec is not spec:
        plan = _plans[spec.name] = _plan(spec)
    return plan


def _plan(spec: CommandSpec) -> _Plan:
    sizes = {row.name: row.size for row in spec.fields}
    counters = ((row, row.length_from or row.count_from) for row in spec.fields)
    return _Plan(
        spec,
        {row.name: EMPTY[row.kind] for row in spec.fields},
        tuple((row, judge_of(row)) for row in spec.fields),
        tuple(row for row in spec.fields if row.kind is Kind.LIST),
        tuple((row, counter, (1 << 8 * sizes[counter]) - 1) for row, counter in counters if counter),
    )


def _refuses_without_body(pdu: Pdu, spec: CommandSpec) -> bool:
    return spec.is_response and pdu.status != 0 and not pdu.fields and not pdu.tlvs


def _check_header(pdu: Pdu, spec: CommandSpec, anyway: bool) -> None:
    for name, number in (("command_status", pdu.status), ("sequence_number", pdu.sequence)):
        if not 0 <= number <= _WORD_TOP:
            raise EncodeError(
                name, said("{number} does not fit into 4 octets (0 to {word_top})", number=number, word_top=_WORD_TOP)
            )
    if anyway:
        return
    if pdu.status and not spec.is_response:
        raise EncodeError("command_status", said("must be 0 in a request, not {status}", status=pdu.status))
    if pdu.sequence > _SEQUENCE_TOP:
        raise EncodeError(
            "sequence_number",
            said(
                "{sequence} is above the limit of {sequence_top} (0x7FFFFFFF)",
                sequence=pdu.sequence,
                sequence_top=_SEQUENCE_TOP,
            ),
        )


def _check_tlvs(tlvs: tuple[Tlv, ...], book: Book, anyway: bool) -> None:
    for tlv in tlvs:
        row = book.tlv(tlv.tag)
        name = row.name if row else f"tlv_0x{tlv.tag:04X}"
        if not 0 <= tlv.tag <= 0xFFFF:
            raise EncodeError(name, said("tag {tag} does not fit into 2 octets", tag=tlv.tag))
        broken = broken_tlv_rule(len(tlv.value), None if anyway else row)
        if broken:
            raise EncodeError(name, broken)


def _complete(plan: _Plan, given: Mapping[str, FieldValue]) -> _Values:
    """Every field of the row: as given, or zero and empty."""
    values = {**plan.empty, **given}
    values.pop(COMMAND_LENGTH, None)
    if len(values) > len(plan.empty):
        strange = next(name for name in values if name not in plan.empty)
        raise EncodeError(
            strange,
            said(
                "{name} has no such field; it has {empty}",
                name=plan.spec.name,
                empty=", ".join(plan.empty) or said("none"),
            ),
        )
    for field in plan.lists:
        items = values[field.name]
        if isinstance(items, tuple):
            values[field.name] = tuple(_complete_item(field, item) for item in items)
    return values


def _complete_item(field: FieldSpec, item: _Item) -> _Item:
    rows = item_fields(field, item)
    names = [row.name for row in rows]
    for name in item:
        if name not in names:
            raise EncodeError(
                f"{field.name}, {name}", said("no such field here; an item has {names}", names=", ".join(names))
            )
    return {row.name: item.get(row.name, cast("int | str | bytes", EMPTY[row.kind])) for row in rows}


def _check_fields(
    rows: tuple[tuple[FieldSpec, Judge], ...], values: Mapping[str, FieldValue], at: str, anyway: bool
) -> None:
    for row, judge in rows:
        value = values[row.name]
        broken = judge(row, value, anyway)
        if broken:
            raise EncodeError(at + row.name, broken)
        if isinstance(value, tuple):
            for number, item in enumerate(value, start=1):
                inner = tuple((one, judge_of(one)) for one in item_fields(row, item))
                _check_fields(inner, item, said("{name} {number}, ", name=row.name, number=number), anyway)


def _count(plan: _Plan, values: _Values, given: Mapping[str, FieldValue], anyway: bool) -> None:
    """Fill in the length and count fields; one that is given must be right, or be sent anyway."""
    for field, counter, top in plan.counted:
        size = _size(values[field.name])
        if counter in given:
            if values[counter] != size and not anyway:
                raise EncodeError(
                    counter,
                    said("says {values!r}, but {name} has {size}", values=values[counter], name=field.name, size=size),
                )
        elif size > top:
            raise EncodeError(
                field.name,
                said(
                    "has {size}, and {counter} counts to {top}: give {counter} yourself",
                    size=size,
                    counter=counter,
                    top=top,
                ),
            )
        else:
            values[counter] = size


def _size(value: FieldValue) -> int:
    return 0 if isinstance(value, int) else len(value)


def _with_claimed_length(octets: bytes, claimed: FieldValue, anyway: bool) -> bytes:
    if not isinstance(claimed, int) or not 0 <= claimed <= _WORD_TOP:
        raise EncodeError(
            COMMAND_LENGTH,
            said("{claimed!r} does not fit into 4 octets (0 to {word_top})", claimed=claimed, word_top=_WORD_TOP),
        )
    if claimed != len(octets) and not anyway:
        raise EncodeError(
            COMMAND_LENGTH, said("says {claimed}, but the PDU has {octets} octets", claimed=claimed, octets=len(octets))
        )
    return claimed.to_bytes(4) + octets[4:]


def _compare(octets: bytes, values: _Values, pdu: Pdu, book: Book) -> None:
    """Read the octets again: they must say what was meant. It never fails, unless tables and writers drift apart."""
    decoded = decode(octets, book)
    for fault in decoded.faults:
        if fault.severity is Severity.ERROR:
            raise EncodeError(pdu.command, said("would be read with a fault: {text}", text=fault.text))
    again = body_values(decoded)
    if again != values:
        name = next(name for name, value in values.items() if again.get(name) != value)
        raise EncodeError(
            name, said("{values!r} would be read as {again!r}", values=values[name], again=again.get(name))
        )
    if tuple(decoded.tlvs()) != pdu.tlvs:
        raise EncodeError("tlvs", said("would be read differently"))


class Template:
    """A PDU that was verified once, of which a batch makes many: sequence number and what ``varies`` are patched.

    ``varies`` names mandatory fields (no lists) and TLVs that ``octets`` holds once. Lengths follow the new values;
    their bounds are checked as ``encode`` does, the rest is not looked at again. Raises ``EncodeError`` for a name
    that ``octets`` does not hold, or holds more than once, and for octets that are no sound PDU.
    """

    __slots__ = ("_id", "_last", "_octets", "_pieces", "_slots", "_status", "varies")

    def __init__(self, octets: bytes, varies: Sequence[str] = (), book: Book = STANDARD) -> None:
        decoded = decode(octets, book)
        if decoded.header is None or decoded.header.length != len(octets):
            raise EncodeError(COMMAND_LENGTH, said("a template must be one whole PDU"))
        self.varies = tuple(varies)
        self._octets = octets
        self._id, self._status = decoded.header.command_id, decoded.header.status
        self._slots: list[_Slot] = []
        position = HEADER_SIZE
        for start, end, number, write in sorted(_slots(decoded, self.varies), key=lambda slot: slot[0]):
            self._slots.append((number, octets[position:start], write))
            position = end
        self._last: list[FieldValue | None] = [None] * len(self._slots)
        self._pieces = [b""] * len(self._slots) + [octets[position:]]

    def with_sequence(self, sequence: int) -> bytes:
        """The same PDU under another sequence number."""
        return self._octets[:12] + sequence.to_bytes(4) + self._octets[16:]

    def fill(self, sequence: int, *values: FieldValue) -> bytes:
        """The PDU with one value for each name in ``varies``, in that order; raises ``EncodeError`` for a bad one."""
        if len(values) != len(self.varies):
            raise ValueError(f"{len(self.varies)} values are needed ({', '.join(self.varies)}), not {len(values)}")
        pieces, last = self._pieces, self._last
        for index, (number, before, write) in enumerate(self._slots):
            value = values[number]
            if value != last[index]:  # most of a batch's values come again
                pieces[index] = before + write(value)
                last[index] = value
        body = b"".join(pieces)
        return _WORDS.pack(HEADER_SIZE + len(body), self._id, self._status, sequence) + body


_Writer = Callable[[FieldValue], bytes]


_Slot = tuple[int, bytes, _Writer]
"""One place of a template: the number of its value among those that vary, the octets before it, what writes it."""


def _slots(decoded: Decoded, names: Sequence[str]) -> Iterator[tuple[int, int, int, _Writer]]:
    """(start, end, number of the value, writer) of every field that varies; a text's slot begins at its length."""
    for number, name in enumerate(names):
        found = [span for span in decoded.spans if span[0] is not None and span[0].name == name]
        if len(found) != 1 or found[0][1] < HEADER_SIZE:
            raise EncodeError(
                name, said("stands {found} times in the body of the template, where once is needed", found=len(found))
            )
        row, start, end, _ = found[0]
        if isinstance(row, TlvSpec):
            yield start, end, number, _tlv_writer(row)
        elif row is not None:
            before = decoded.span(row.length_from)[0] if row.length_from else start
            yield before, end, number, _field_writer(row, start - before)


def _tlv_writer(row: TlvSpec) -> _Writer:
    def write(value: FieldValue) -> bytes:
        if not isinstance(value, bytes):
            raise EncodeError(row.name, said("needs octets, not {name}", name=type(value).__name__))
        broken = broken_tlv_rule(len(value), row)
        if broken:
            raise EncodeError(row.name, broken)
        return _TLV_HEAD.pack(row.tag, len(value)) + value

    return write


def _field_writer(row: FieldSpec, counter_octets: int) -> _Writer:
    judge = judge_of(row)

    def write(value: FieldValue) -> bytes:
        broken = judge(row, value, False)
        if broken:
            raise EncodeError(row.name, broken)
        if isinstance(value, int):
            return value.to_bytes(row.size)
        if isinstance(value, str):
            return value.encode("latin-1") + b"\0"
        octets = cast(bytes, value)
        return len(octets).to_bytes(counter_octets) + octets

    return write
