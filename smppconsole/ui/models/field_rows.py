"""The tree of fields as people read it: the header folded, addresses with their TON and NPI, zeros put together.

Made of the nodes and spans of one inspection; every octet stays reachable. Qt-free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smppconsole.smpp.finding import Finding, Severity
from smppconsole.smpp.spec.model import BitGroup, BitSet, FieldSpec, Group, TlvSpec
from smppconsole.smpp.udh import element_name
from smppconsole.ui.words import tr, tr_many
from smppconsole.values import dataclass

if TYPE_CHECKING:
    from smppconsole.smpp.inspection import Inspection
    from smppconsole.smpp.tree import Node

HEADER_SIZE = 16
_HEX_FIELDS = frozenset(
    {"command_id", "command_status", "esm_class", "registered_delivery", "data_coding", "interface_version", "tag"}
)
PASSWORD = "password"
_TRIPLES: Mapping[str, tuple[str, str, str]] = {
    "source_addr": ("Source", "source_addr_ton", "source_addr_npi"),
    "destination_addr": ("Destination", "dest_addr_ton", "dest_addr_npi"),
    "esme_addr": ("ESME address", "esme_addr_ton", "esme_addr_npi"),
    "address_range": ("Address range", "addr_ton", "addr_npi"),
}
_HEADS = {ton: name for name, (_, ton, _) in _TRIPLES.items()}
_MOST_QUOTED = 200


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One row: octets ``start`` to before ``end``. ``severity`` is that of the worst finding on just this row."""

    name: str
    value: str
    meaning: str
    start: int
    end: int
    group: Group
    rows: tuple[FieldRow, ...] = ()
    severity: Severity | None = None
    words: str = ""
    opened: bool = False

    @property
    def copied(self) -> str:
        """The value as it leaves the window: a password masked at its length."""
        return masked(self.name, self.value)

    @property
    def told(self) -> str:
        """Name, value and meaning in a line."""
        meaning = self.meaning if self.meaning != self.value else ""
        return " ".join(filter(None, (self.name, self.value, meaning)))

    def holds(self, octet: int) -> bool:
        """Whether an octet is among the row's."""
        return self.start <= octet < self.end

    def leaves(self) -> Iterator[FieldRow]:
        """The rows without rows below them."""
        if not self.rows:
            yield self
        for row in self.rows:
            yield from row.leaves()


def field_rows(inspection: Inspection) -> tuple[FieldRow, ...]:
    """The rows of a PDU in wire order."""
    specs = {(span[1], span[0].name): span[0] for span in inspection.decoded.spans if span[0] is not None}
    maker = _Maker(specs, inspection.findings)
    nodes = list(inspection.nodes)
    header = [node for node in nodes if node.offset < HEADER_SIZE]
    rows = [*maker.header(header), *maker.body(nodes[len(header) :])]
    return tuple(rows)


class _Maker:
    """Turns nodes into rows with the specs and findings of one PDU."""

    def __init__(self, specs: Mapping[tuple[int, str], FieldSpec | TlvSpec], findings: Sequence[Finding]) -> None:
        self._specs = specs
        self._findings = sorted(findings, key=lambda finding: (finding.severity.rank, finding.length))
        self._told: set[str] = set()

    def header(self, nodes: list[Node]) -> Iterator[FieldRow]:
        """command_length to sequence_number under one row."""
        rows = tuple(self.row(node) for node in nodes)
        if not rows:
            return
        by_name = {node.name: node for node in nodes}
        command = by_name.get("command_id")
        meaning = tr(command.meaning) if command else tr("cut short")
        number = by_name.get("sequence_number")
        if number is not None:
            meaning += tr(", sequence {value}", value=number.value)
        end = nodes[-1].offset + nodes[-1].length
        bad = any(row.severity is Severity.ERROR for row in rows)
        yield FieldRow(tr("Header"), tr("{end} octets", end=end), meaning, 0, end, Group.HEADER, rows, opened=bad)

    def body(self, nodes: list[Node]) -> list[FieldRow]:
        """Addresses and runs of zeros put together, TLVs under one row at the end."""
        rows: list[FieldRow] = []
        tlvs: list[FieldRow] = []
        at = 0
        while at < len(nodes):
            taken = self._triple(nodes, at)
            if taken is not None:
                rows.append(taken)
                at += 3
                continue
            node = nodes[at]
            (tlvs if isinstance(self._specs.get((node.offset, node.name)), TlvSpec) else rows).append(self.row(node))
            at += 1
        return [*_zeros_together(rows), *_under_one(tlvs)]

    def row(self, node: Node) -> FieldRow:
        """A row of a node and of all below it."""
        special = _SPECIAL.get(node.name)
        if special is not None and node.nodes:
            return special(self, node)
        rows = tuple(self.row(inner) for inner in node.nodes)
        spec = self._specs.get((node.offset, node.name))
        if isinstance(spec, FieldSpec) and isinstance(spec.meaning, BitSet) and isinstance(node.value, int):
            rows = tuple(_bit_row(node, group, node.value) for group in spec.meaning.groups)
        words = tr(spec.words) if isinstance(spec, FieldSpec | TlvSpec) else ""
        made = FieldRow(
            _title(node),
            _shown(node),
            tr(node.meaning),
            node.offset,
            node.offset + node.length,
            node.group,
            rows,
            words=words,
            opened=bool(node.nodes) and node.group is not Group.TLV,
        )
        return self._marked(made)

    def _marked(self, row: FieldRow) -> FieldRow:
        """The row with the worst finding that lies on it, said in the meaning; each finding is told once."""
        for finding in self._findings:
            inside = row.start <= finding.offset < max(row.end, row.start + 1)
            if inside and finding.offset + finding.length <= row.end and finding.text not in self._told:
                self._told.add(finding.text)
                return replace(row, severity=finding.severity, meaning=tr(finding.text))
        return row

    def _triple(self, nodes: list[Node], at: int) -> FieldRow | None:
        """TON, NPI and address as one row."""
        name = _HEADS.get(nodes[at].name)
        if name is None or [node.name for node in nodes[at : at + 3]] != [*_TRIPLES[name][1:], name]:
            return None
        ton, npi, address = nodes[at : at + 3]
        meaning = f"{_kind_words(ton, npi)} ({ton.value}, {npi.value})"
        if address.value == "":
            meaning = tr("empty") if not (ton.value or npi.value) else tr("empty, {meaning}", meaning=meaning)
        rows = tuple(self.row(node) for node in (ton, npi, address))
        told = [(row.severity.rank, row) for row in rows if row.severity is not None]
        worst = min(told, key=lambda pair: pair[0])[1] if told else None
        end = address.offset + address.length
        made = FieldRow(tr(_TRIPLES[name][0]), str(address.value), meaning, ton.offset, end, Group.ADDRESS, rows)
        if worst is not None:
            return replace(made, severity=worst.severity, meaning=worst.meaning)
        return self._marked(made)

    def text(self, node: Node) -> FieldRow:
        """short_message with a header inside: what is header, what is text."""
        rows = tuple(self.row(inner) for inner in node.nodes)
        header = next((inner for inner in node.nodes if inner.name == "udh"), None)
        size = header.length if header else 0
        meaning = tr("header {size}, text {length}", size=size, length=node.length - size)
        made = FieldRow(
            node.name,
            tr("{length} octets", length=node.length),
            meaning,
            node.offset,
            node.offset + node.length,
            Group.TEXT,
            rows,
            opened=True,
        )
        return self._marked(made)

    def udh(self, node: Node) -> FieldRow:
        """The user data header, with its elements."""
        rows = tuple(self.row(inner) for inner in node.nodes)
        elements = len(node.nodes) - 1
        meaning = tr(node.meaning) or tr_many(
            "length {length}, 1 element", "length {length}, {count} elements", elements, length=node.length - 1
        )
        end = node.offset + node.length
        made = FieldRow(
            tr("User data header"),
            tr("{length} octets", length=node.length),
            meaning,
            node.offset,
            end,
            Group.UDH,
            rows,
            opened=True,
        )
        return self._marked(made)


_SPECIAL: Mapping[str, Callable[[_Maker, Node], FieldRow]] = {"short_message": _Maker.text, "udh": _Maker.udh}


def _title(node: Node) -> str:
    """The standard's name; of an element of the user data header its number and what it is."""
    if node.group is Group.UDH and isinstance(node.value, str) and node.value:
        name = tr(element_name(int(node.value[:2], 16))).split(",")[0]
        return f"{node.value[:2].upper()} {name[:1].upper()}{name[1:]}"
    return node.name


def masked(name: str, value: str) -> str:
    """The value of a field, of a password as many stars."""
    return "*" * len(value) if name == PASSWORD else value


def value_text(node: Node) -> str:
    """A value as it stands in the node; a number in hex where the standard writes it so."""
    if isinstance(node.value, int) and node.name in _HEX_FIELDS:
        return f"0x{node.value:0{max(2, node.length * 2)}X}"
    return str(node.value)


def _shown(node: Node) -> str:
    if isinstance(node.value, int):
        return value_text(node)
    if node.group is Group.TEXT and node.name in {"text", "short_message", "message_payload"}:
        return f"“{node.value[:_MOST_QUOTED]}”" if node.value else tr("{length} octets", length=node.length)
    return node.value


def _bit_row(node: Node, group: BitGroup, value: int) -> FieldRow:
    """Some bits of an octet."""
    high, low = group.mask.bit_length() - 1, (group.mask & -group.mask).bit_length() - 1
    name = tr("bit {low}", low=low) if high == low else tr("bits {high}–{low}", high=high, low=low)
    bits = f"{(value & group.mask) >> low:0{high - low + 1}b}"
    meaning = tr(group.words.get(value & group.mask, "reserved"))
    return FieldRow(name, bits, meaning, node.offset, node.offset + node.length, node.group, words=tr(group.name))


def _kind_words(ton: Node, npi: Node) -> str:
    """TON and NPI in as few words as say it: a plan that is not given, and the number of a standard, wait inside."""
    kind, plan = tr(ton.meaning), tr(npi.meaning).partition(" (")[0]
    return f"{kind}, {plan}" if npi.value else kind


def _zeros_together(rows: list[FieldRow]) -> Iterator[FieldRow]:
    """Three and more neighbouring flags at zero or empty become one row."""
    run: list[FieldRow] = []
    for row in [*rows, None]:
        if row is not None and row.group is Group.FLAGS and row.value in {"0", "", "0x00"} and not row.severity:
            run.append(row)
            continue
        yield from _together(run)
        run = []
        if row is not None:
            yield row


def _together(run: list[FieldRow]) -> Iterator[FieldRow]:
    if len(run) < 3:
        yield from run
        return
    names = ", ".join(row.name for row in run)
    yield FieldRow(tr("{run} fields at 0", run=len(run)), "", names, run[0].start, run[-1].end, Group.FLAGS, tuple(run))


def _under_one(tlvs: list[FieldRow]) -> Iterator[FieldRow]:
    if tlvs:
        end = max(row.end for row in tlvs)
        yield FieldRow("TLVs", str(len(tlvs)), "", tlvs[0].start, end, Group.TLV, tuple(tlvs), opened=True)
