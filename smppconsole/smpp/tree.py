"""The fields of a PDU as a tree to look at: names of the standard, offsets, values, what they mean.

Made from the flat spans when somebody looks. The leaves tile the octets: none is left out, none told twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from smppconsole.smpp.content import MESSAGE_PAYLOAD, UDHI, read_content
from smppconsole.smpp.decode import TLV_HEAD, Decoded, Span, Value
from smppconsole.smpp.meaning import alphabet_words, field_meaning, tlv_meaning
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.said import joined, said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import FieldSpec, Group, Kind, TlvSpec
from smppconsole.smpp.udh import Element, UserDataHeader

_new = tuple.__new__  # the constructor of a NamedTuple takes twice as long, and 16 000 TLVs fit into a PDU

MORE = "more"
"""Name of a leaf that stands for very many fields and TLVs."""

UNREAD = "unread"
"""Name of a leaf of octets that could not be read."""


class Node(NamedTuple):
    """A field, or a group of them. ``offset`` counts from the PDU's first octet.

    ``value`` is a number for integers, text for strings and times, hex for octets that nobody has a reading for;
    ``meaning`` is words for people, empty where there is nothing to add.
    """

    name: str
    offset: int
    length: int
    value: int | str
    meaning: str = ""
    nodes: tuple[Node, ...] = ()
    group: Group = Group.FLAGS

    def leaves(self) -> Iterator[Node]:
        """The leaves below this node in wire order; the node itself where it has none."""
        if not self.nodes:
            yield self
        for node in self.nodes:
            yield from node.leaves()


class _Look(NamedTuple):
    """What is looked at and how it is read."""

    octets: bytes
    esm_class: int
    data_coding: int
    reading: Reading
    book: Book


def make_tree(
    decoded: Decoded, reading: Reading = AS_USUAL, book: Book = STANDARD, *, most: int | None = None
) -> tuple[Node, ...]:
    """The nodes of a PDU in wire order, header first. Total, as ``decode`` is.

    With ``most`` the fields and TLVs behind so many become one leaf ``more``, which says how many it stands for.
    """
    look = _Look(decoded.octets, _number(decoded, "esm_class"), _number(decoded, "data_coding"), reading, book)
    spans = decoded.spans if most is None else decoded.spans[:most]
    nodes = _nodes(decoded, spans, look)
    return nodes if len(spans) == len(decoded.spans) else (*nodes, _more(decoded, len(spans)))


def _nodes(decoded: Decoded, spans: list[Span], look: _Look) -> tuple[Node, ...]:
    lists = [row for row in decoded.command.fields if row.kind is Kind.LIST] if decoded.command else []
    if lists:
        return tuple(_grouped(spans, look, lists[0]))
    return tuple([_node(span, look) for span in spans])


def _more(decoded: Decoded, first: int) -> Node:
    start, size = decoded.spans[first][1], len(decoded.octets)
    words = said(
        "{spans} more, {size} octets, not taken apart here", spans=len(decoded.spans) - first, size=size - start
    )
    return Node(MORE, start, size - start, "", words, (), Group.TLV)


def _number(decoded: Decoded, name: str) -> int:
    value = decoded.field(name)
    return value if isinstance(value, int) else 0


def _node(span: Span, look: _Look) -> Node:
    row, start, end, value = span
    if isinstance(row, FieldSpec):
        if row.kind is Kind.OCTETS:
            return _text_node(row.name, start, end, look)
        shown = value.hex() if isinstance(value, bytes) else value
        return Node(row.name, start, end - start, shown, field_meaning(row, value, look), (), row.group)
    if isinstance(row, TlvSpec):
        return _tlv_node(row, start, end, value, look)
    return Node(UNREAD, start, end - start, look.octets[start:end].hex(), said("cannot be read"))


# --- Lists ----------------------------------------------------------------------------------------------------------


def _grouped(spans: list[Span], look: _Look, listed: FieldSpec) -> Iterator[Node]:
    """All nodes, the fields of each item of ``listed`` under a node of its own (items of one field stay leaves)."""
    names, heads = listed.item_names, listed.item_heads
    item: list[Node] = []
    for span in spans:
        row = span[0]
        inside = isinstance(row, FieldSpec) and len(names) > 1 and row.name in names
        if item and not (inside and row is not None and row.name not in heads):
            yield _item(listed, item)
            item = []
        if inside:
            item.append(_node(span, look))
        else:
            yield _node(span, look)
    if item:
        yield _item(listed, item)


def _item(listed: FieldSpec, nodes: list[Node]) -> Node:
    start, end = nodes[0].offset, nodes[-1].offset + nodes[-1].length
    named = (node.value for node in nodes if node.name in ("destination_addr", "dl_name"))
    return Node(listed.name, start, end - start, next(named, ""), "", tuple(nodes), listed.group)


# --- TLVs -----------------------------------------------------------------------------------------------------------


def _tlv_node(row: TlvSpec, start: int, end: int, value: Value, look: _Look) -> Node:
    inner = start + TLV_HEAD
    size = end - inner
    claimed = look.octets[start + 2] << 8 | look.octets[start + 3]
    if row.tag == MESSAGE_PAYLOAD:
        held = _text_node("value", inner, end, look)
    else:
        shown = value.hex() if isinstance(value, bytes) else value
        held = _new(Node, ("value", inner, size, shown, tlv_meaning(row, value, look), (), Group.TLV))
    known = said("claims {claimed}, {size} are here", claimed=claimed, size=size) if claimed != size else ""
    nodes = (
        _new(Node, ("tag", start, 2, row.tag, row.name, (), Group.TLV)),
        _new(Node, ("length", start + 2, 2, claimed, known, (), Group.TLV)),
        held,
    )
    return _new(Node, (row.name, start, end - start, held.value, held.meaning, nodes, Group.TLV))


# --- Texts ----------------------------------------------------------------------------------------------------------


def _text_node(name: str, start: int, end: int, look: _Look) -> Node:
    """The octets of a message: a leaf, or a header and a text where esm_class announces a header."""
    octets = look.octets[start:end]
    header, text = read_content(octets, look.esm_class & UDHI, look.data_coding, look.reading)
    meaning = joined("; ", (said(alphabet_words(text.alphabet)), *text.problems)) if octets else ""
    if header is None:
        return Node(name, start, end - start, text.text, meaning, (), Group.TEXT)
    behind = start + header.size
    text_node = Node("text", behind, end - behind, text.text, meaning, (), Group.TEXT)
    nodes = (_header_node(header, octets, start), text_node)
    return Node(name, start, end - start, text.text, meaning, nodes, Group.TEXT)


def _header_node(header: UserDataHeader, octets: bytes, start: int) -> Node:
    nodes = (
        Node("udh_length", start, 1, header.length, "", (), Group.UDH),
        *(_element_node(element, octets, start) for element in header.elements),
    )
    return Node("udh", start, header.size, octets[: header.size].hex(), joined("; ", header.problems), nodes, Group.UDH)


def _element_node(element: Element, octets: bytes, start: int) -> Node:
    shown = octets[element.offset : element.offset + element.size].hex()
    return Node(_slug(element.name), start + element.offset, element.size, shown, element.meaning, (), Group.UDH)


@cache
def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
