"""Two PDUs field by field: which fields each has, which differ, and which octets of each are not those of the other.

Fields are laid beside each other by name and order, so an inserted TLV does not shift what follows. Qt-free.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

from smppconsole.smpp.inspection import Inspection
from smppconsole.smpp.spec.model import Group
from smppconsole.smpp.tree import Node
from smppconsole.ui.models.field_rows import masked, value_text
from smppconsole.values import dataclass

_MOST = 4000


@dataclass(frozen=True, slots=True)
class Side:
    """A field on one side: its value in words, what it means, where its octets lie."""

    value: str
    meaning: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One field; a side that lacks it is None."""

    name: str
    group: Group
    left: Side | None
    right: Side | None
    same: bool


@dataclass(frozen=True, slots=True)
class Diff:
    """All fields in order, and the octets that differ, as (start, end, group) of each side."""

    rows: tuple[DiffRow, ...]
    left: tuple[tuple[int, int, Group], ...]
    right: tuple[tuple[int, int, Group], ...]

    @property
    def count(self) -> int:
        """How many fields differ."""
        return sum(not row.same for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Leaf:
    path: str
    name: str
    node: Node
    group: Group


def compare(left: Inspection, right: Inspection) -> Diff:
    """Lay two PDUs beside each other."""
    ours, theirs = list(_leaves(left.nodes)), list(_leaves(right.nodes))
    rows = [_row(one, other, left.decoded.octets, right.decoded.octets) for one, other in _aligned(ours, theirs)]
    octets = (left.decoded.octets, right.decoded.octets)
    return Diff(tuple(rows), tuple(_spans(rows, octets, 0)), tuple(_spans(rows, octets, 1)))


def _leaves(nodes: tuple[Node, ...], above: str = "") -> Iterator[_Leaf]:
    for node in nodes:
        path = f"{above}/{node.name}"
        inner = [leaf for leaf in _leaves(node.nodes, path) if leaf.node.length]
        if inner:
            yield from inner
        else:
            name = path.removeprefix("/").replace("/", ", ")
            group = Group.HEADER if node.offset < 16 else node.group
            yield _Leaf(path, name, node, group)


def _aligned(ours: list[_Leaf], theirs: list[_Leaf]) -> Iterator[tuple[_Leaf | None, _Leaf | None]]:
    """Fields of one name and order beside each other; beyond a bound by place, so that no PDU takes long."""
    names = [leaf.path for leaf in ours[:_MOST]], [leaf.path for leaf in theirs[:_MOST]]
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(ours[a1:a2], theirs[b1:b2], strict=True)
        else:
            yield from ((leaf, None) for leaf in ours[a1:a2])
            yield from ((None, leaf) for leaf in theirs[b1:b2])


def _row(one: _Leaf | None, other: _Leaf | None, left: bytes, right: bytes) -> DiffRow:
    leaf = one or other
    if leaf is None:
        raise ValueError("a row has at least one side")
    sides = _side(one), _side(other)
    same = sides[0] is not None and sides[1] is not None and _octets(left, sides[0]) == _octets(right, sides[1])
    return DiffRow(leaf.name, leaf.group, sides[0], sides[1], same)


def _side(leaf: _Leaf | None) -> Side | None:
    if leaf is None:
        return None
    node = leaf.node
    return Side(masked(node.name, value_text(node)), node.meaning, node.offset, node.offset + node.length)


def _octets(octets: bytes, side: Side) -> bytes:
    return octets[side.start : side.end]


def _spans(rows: list[DiffRow], octets: tuple[bytes, bytes], at: int) -> Iterator[tuple[int, int, Group]]:
    """The runs of octets of one side that the other does not have at that place of the field."""
    for row in rows:
        mine, other = (row.left, row.right) if at == 0 else (row.right, row.left)
        if row.same or mine is None:
            continue
        ours = _octets(octets[at], mine)
        theirs = _octets(octets[1 - at], other) if other is not None else b""
        for start, end in _runs(ours, theirs):
            yield mine.start + start, mine.start + end, row.group


def _runs(ours: bytes, theirs: bytes) -> Iterator[tuple[int, int]]:
    """Where ``theirs`` holds another octet or none, as (start, end)."""
    differs = (place >= len(theirs) or theirs[place] != octet for place, octet in enumerate(ours))
    for other, run in groupby(enumerate(differs), key=itemgetter(1)):
        places = [place for place, _ in run]
        if other:
            yield places[0], places[-1] + 1
