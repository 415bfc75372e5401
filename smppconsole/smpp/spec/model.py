"""The shapes of the tables: commands, fields, TLVs, statuses, named values and bit groups.

A field kind says how a field lies in the octets; ``decode``, ``encode`` and the composer's form all read the same row.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from smppconsole.smpp.said import joined, said
from smppconsole.values import dataclass


class Version(IntEnum):
    """interface_version as it stands in a bind (SMPP 3.4, 5.2.4)."""

    V33 = 0x33
    V34 = 0x34
    V50 = 0x50

    @property
    def words(self) -> str:
        """ "3.4" and the like."""
        return f"{self >> 4}.{self & 15}"


class Group(StrEnum):
    """What a field belongs to; the window paints its octets in the tint of that name."""

    HEADER = "header"
    ADDRESS = "address"
    FLAGS = "flags"
    UDH = "udh"
    TEXT = "text"
    TLV = "tlv"


class Sender(StrEnum):
    """Who may send a command."""

    ESME = "esme"
    CENTRE = "centre"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ValueSet:
    """Named values of a number. ``ranges`` are (first, last, words) for what has no name of its own."""

    name: str
    words: Mapping[int, str]
    ranges: tuple[tuple[int, int, str], ...] = ()

    def word(self, value: int) -> str:
        """The words for ``value``; a value nobody named is "reserved"."""
        named = self.words.get(value)
        if named is not None:
            return named
        for first, last, words in self.ranges:
            if first <= value <= last:
                return words
        return "reserved"

    def knows(self, value: int) -> bool:
        """Whether the standard (or practice) gives ``value`` a name."""
        return value in self.words


@dataclass(frozen=True, slots=True)
class BitGroup:
    """Some bits of an octet under one name; ``words`` are keyed by the value after masking, not shifted."""

    name: str
    mask: int
    words: Mapping[int, str]
    since: Version = Version.V33

    def word(self, value: int) -> str:
        """What the group's bits of ``value`` say; a group without words is a number, told as such."""
        bits = value & self.mask
        if not self.words:
            return said("{name} {number}", name=said(self.name), number=bits // (self.mask & -self.mask))
        return self.words.get(bits) or said("{name} 0x{bits:02X} reserved", name=said(self.name), bits=bits)


@dataclass(frozen=True, slots=True)
class BitSet:
    """The bit groups of one number."""

    name: str
    groups: tuple[BitGroup, ...]

    def word(self, value: int) -> str:
        """What the set groups say, joined; groups at zero are left out unless all are."""
        told = [group.word(value) for group in self.groups if value & group.mask]
        told = told or [group.words[0] for group in self.groups[:1] if 0 in group.words]
        return joined(", ", map(said, told)) if len(told) > 1 else "".join(told)


Meaning = ValueSet | BitSet


class Kind(StrEnum):
    """How a field lies in the octets."""

    INT = "int"  # unsigned, big endian, ``size`` octets
    CSTRING = "cstring"  # up to ``maximum`` octets, the NUL among them
    TIME = "time"  # a C-string of 1 or 17 octets
    OCTETS = "octets"  # as many as the field ``length_from`` says
    LIST = "list"  # as many items as the field ``count_from`` says


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One mandatory field of a PDU, or of an item of a list.

    ``size`` is the octets of an INT; ``maximum`` the most octets of the others, a C-string's NUL included.
    ``items`` are the variants of a LIST's items, keyed by the value of their first octet (dest_flag), or under -1
    where all items are alike.
    """

    name: str
    kind: Kind
    size: int = 0
    maximum: int = 0
    length_from: str = ""
    count_from: str = ""
    items: Mapping[int, tuple[FieldSpec, ...]] | None = None
    meaning: Meaning | None = None
    group: Group = Group.FLAGS
    words: str = ""

    @property
    def item_heads(self) -> frozenset[str]:
        """Names of the fields that an item of this LIST can begin with."""
        return frozenset(variant[0].name for variant in (self.items or {}).values())

    @property
    def item_names(self) -> frozenset[str]:
        """Names of all fields in the items of this LIST."""
        return frozenset(row.name for variant in (self.items or {}).values() for row in variant)


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One command: its id, its fields in wire order, its answer, and the TLVs each version lists for it."""

    id: int
    name: str
    fields: tuple[FieldSpec, ...]
    sender: Sender
    response: int | None
    since: Version
    gone: Version | None
    tlvs: Mapping[Version, frozenset[int]]
    required_tlvs: frozenset[int]
    section: str
    words: str

    @property
    def is_response(self) -> bool:
        """Bit 31 of the id."""
        return bool(self.id & 0x80000000)


class TlvKind(StrEnum):
    """How a TLV's value is read."""

    INT = "int"
    CSTRING = "cstring"
    TIME = "time"
    OCTETS = "octets"
    TEXT = "text"  # an octet string of characters, without NUL: a dictionary's rows


@dataclass(frozen=True, slots=True)
class TlvSpec:
    """One optional parameter. ``minimum`` and ``maximum`` are octets of the value, a NUL included.

    ``sizes`` are the only sizes allowed where those between are not; ``parts`` the fields inside a value of several
    (the last one takes the rest); ``requires`` the tags that go with this one; ``aliases`` its other names.
    """

    tag: int
    name: str
    kind: TlvKind
    minimum: int
    maximum: int
    meaning: Meaning | None
    since: Version
    repeats: bool
    section: str
    words: str
    sizes: tuple[int, ...] = ()
    parts: tuple[FieldSpec, ...] = ()
    requires: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()

    def fits(self, size: int) -> bool:
        """Whether a value of ``size`` octets is allowed."""
        return self.minimum <= size <= self.maximum and (not self.sizes or size in self.sizes)

    @property
    def sizes_in_words(self) -> str:
        """ "1 is", "1 or 4 are", "2 to 23 are": what sizes are allowed."""
        if self.sizes:
            return " or ".join(str(size) for size in self.sizes) + " are"
        return f"{self.minimum} is" if self.minimum == self.maximum else f"{self.minimum} to {self.maximum} are"


@dataclass(frozen=True, slots=True)
class StatusSpec:
    """One command_status: what it says, what usually causes it, what to check."""

    code: int
    name: str
    since: Version
    words: str
    cause: str
    check: str

    @property
    def title(self) -> str:
        """ "ESME_RTHROTTLED (0x00000058)"; the code alone where there is no name."""
        code = f"0x{self.code:08X}"
        return code if self.name == code else f"{self.name} ({code})"
