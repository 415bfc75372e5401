"""A filter made ready to run: masks over slices of rows, columns first, octets only where columns left something.

A mask is ``bytes`` of 0 and 1, one a row. A column term makes its mask from a typed column in one pass; a body term
is asked row by row, and only for the rows still wanted.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple, Protocol

from smppconsole.trace.store import MASK, SHIFT, Block, Store

COLUMNS, OCTETS, RULES = range(3)


class Slice(NamedTuple):
    """Rows of one block: from index ``start`` to before ``stop``; ``row`` is the row of ``start``."""

    store: Store
    block: Block
    start: int
    stop: int
    row: int


class Plan(Protocol):
    """What can say which rows of a slice it holds for."""

    @property
    def cost(self) -> int:
        """COLUMNS, OCTETS or RULES: what has to be looked at."""
        ...

    def mask(self, piece: Slice, wanted: bytes) -> bytes:
        """1 where it holds; what stands where ``wanted`` is 0 does not matter."""
        ...


class ColumnTerm(NamedTuple):
    """Holds by the columns alone."""

    compute: Callable[[Slice], bytes]

    @property
    def cost(self) -> int:
        return COLUMNS

    def mask(self, piece: Slice, wanted: bytes) -> bytes:
        return self.compute(piece)


PduTest = Callable[[bytes, int, int], bool]
"""Whether a PDU is meant, by its octets, its command_id (0 where it has no header) and its session."""


def each_pdu(test: PduTest) -> Callable[[Slice, bytes], bytes]:
    """Asks ``test`` about each PDU that is wanted; their octets are fetched together."""

    def find(piece: Slice, wanted: bytes) -> bytes:
        block, part = piece.block, slice(piece.start, piece.stop)
        columns = block.place[part], block.length[part], block.command[part], block.session[part]
        places, lengths, commands, sessions = [list(compress(column, wanted)) for column in columns]
        many = piece.store.arena.read_all(places, lengths)
        return spread(wanted, [*map(test, many, commands, sessions)])

    return find


def spread(wanted: bytes, answers: Sequence[bool]) -> bytes:
    """The mask of ``answers`` about those that are wanted."""
    if len(answers) == len(wanted):
        return bytes(answers)
    found = bytearray(len(wanted))
    for index in compress(compress(range(len(wanted)), wanted), answers):
        found[index] = 1
    return bytes(found)


class BodyTerm(NamedTuple):
    """Holds by a row's octets; ``find`` makes the mask of the rows wanted. ``commands`` are those that can have it at
    all (None: any)."""

    find: Callable[[Slice, bytes], bytes]
    commands: frozenset[int] | None = None
    cost: int = OCTETS

    def mask(self, piece: Slice, wanted: bytes) -> bytes:
        if self.commands is not None:
            commands = self.commands
            column = piece.block.command[piece.start : piece.stop]
            wanted = both(wanted, bytes([command in commands for command in column]))
        return self.find(piece, wanted)


class AllOf:
    """Holds where all parts hold; the cheap ones are asked first."""

    def __init__(self, parts: list[Plan]) -> None:
        self.parts = sorted(parts, key=lambda part: part.cost)
        self.cost = max(part.cost for part in parts)

    def mask(self, piece: Slice, wanted: bytes) -> bytes:
        for part in self.parts:
            if 1 not in wanted:
                return wanted
            wanted = both(wanted, part.mask(piece, wanted))
        return wanted


class AnyOf:
    """Holds where one part holds."""

    def __init__(self, parts: list[Plan]) -> None:
        self.parts = sorted(parts, key=lambda part: part.cost)
        self.cost = max(part.cost for part in parts)

    def mask(self, piece: Slice, wanted: bytes) -> bytes:
        found = bytes(len(wanted))
        for part in self.parts:
            if 1 not in wanted:
                break
            hits = both(wanted, part.mask(piece, wanted))
            found = either(found, hits)
            wanted = both(wanted, inverse(hits))
        return found


class Inverse:
    """Holds where its part does not."""

    def __init__(self, part: Plan) -> None:
        self.part = part
        self.cost = part.cost

    def mask(self, piece: Slice, wanted: bytes) -> bytes:
        return inverse(self.part.mask(piece, wanted))


_INVERSE = bytes([1, 0]) + bytes(254)


def inverse(mask: bytes) -> bytes:
    """1 for 0 and 0 for 1."""
    return mask.translate(_INVERSE)


def both(one: bytes, other: bytes) -> bytes:
    """1 where both are."""
    return (int.from_bytes(one, "little") & int.from_bytes(other, "little")).to_bytes(len(one), "little")


def either(one: bytes, other: bytes) -> bytes:
    """1 where one of them is."""
    return (int.from_bytes(one, "little") | int.from_bytes(other, "little")).to_bytes(len(one), "little")


def slices(store: Store, first: int, stop: int) -> Iterator[Slice]:
    """The rows from ``first`` to before ``stop``, cut at the borders of blocks."""
    while first < stop:
        index = first & MASK
        count = min(stop - first, MASK + 1 - index)
        yield Slice(store, store.blocks[first >> SHIFT], index, index + count, first)
        first += count


def chosen(plan: Plan, store: Store, first: int, stop: int) -> array[int]:
    """The rows from ``first`` to before ``stop`` for which ``plan`` holds."""
    rows = array("I")
    for piece in slices(store, first, stop):
        mask = plan.mask(piece, b"\1" * (piece.stop - piece.start))
        rows.extend(compress(range(piece.row, piece.row + len(mask)), mask))
    return rows
