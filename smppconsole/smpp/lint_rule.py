"""What a rule of the lint is, and the case it looks at: one PDU, with what several rules want worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from smppconsole.smpp.coding import Lens, alphabet_table
from smppconsole.smpp.content import UDHI, Content, content_of, lenses_of
from smppconsole.smpp.decode import TLV_HEAD, Decoded
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.header import Header
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.receipt import ReceiptReading, receipt_of
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import FieldSpec, TlvSpec
from smppconsole.values import dataclass

MOST_TLVS = 500
"""TLVs that the rules look at: a hostile PDU holds 16 000."""

_MOST_TEXT = 4096  # octets of a text that tell its alphabet
_NO_HEADER = Header(0, 0, 0, 0)


class Spot(NamedTuple):
    """One place where a rule is broken: octets of the PDU, and what stands there, in a sentence."""

    offset: int
    length: int
    text: str


class Held(NamedTuple):
    """A field of the PDU: its row, its octets from ``start`` to before ``end``, its value."""

    row: FieldSpec
    start: int
    end: int
    value: int | str | bytes


class HeldTlv(NamedTuple):
    """A TLV of the PDU; ``start`` is its tag's first octet, ``octets`` its value."""

    row: TlvSpec
    start: int
    end: int
    octets: bytes

    @property
    def number(self) -> int:
        """The value as a number."""
        return int.from_bytes(self.octets[:8])

    def spot(self, text: str) -> Spot:
        """This TLV as the place of a finding."""
        return Spot(self.start, self.end - self.start, text)


class Address(NamedTuple):
    """TON, NPI and address that belong together; ``role`` is "source" or "destination"."""

    role: str
    ton: int
    npi: int
    text: str
    start: int
    end: int

    def spot(self, text: str) -> Spot:
        """The three fields as the place of a finding."""
        return Spot(self.start, self.end - self.start, text)


class Case:
    """One decoded PDU in front of the rules; ``now`` is the time to compare with, None where nobody knows it.

    Of a crowd of TLVs the rules see the first; ``left_out`` counts the others.
    """

    def __init__(
        self, decoded: Decoded, reading: Reading = AS_USUAL, now: datetime | None = None, book: Book = STANDARD
    ) -> None:
        self.decoded = decoded.first_tlvs(MOST_TLVS)
        self.left_out = len(decoded.spans) - len(self.decoded.spans)
        self.reading = reading
        self.now = now
        self.book = book
        self.header = decoded.header or _NO_HEADER
        self.name = decoded.command.name if decoded.command else ""
        self.fields: dict[str, Held] = {}
        self.tlvs: list[HeldTlv] = []
        for row, start, end, value in self.decoded.spans:
            if isinstance(row, TlvSpec):
                self.tlvs.append(HeldTlv(row, start, end, decoded.octets[start + TLV_HEAD : end]))
            elif row is not None:
                self.fields.setdefault(row.name, Held(row, start, end, value))

    def number(self, name: str) -> int:
        """The value of an integer field; 0 where it is absent."""
        held = self.fields.get(name)
        return held.value if held is not None and isinstance(held.value, int) else 0

    def text(self, name: str) -> str:
        """The value of a text field; empty where it is absent."""
        held = self.fields.get(name)
        return held.value if held is not None and isinstance(held.value, str) else ""

    def has(self, name: str) -> bool:
        """Whether the PDU has that field."""
        return name in self.fields

    def spot(self, name: str, text: str) -> Spot:
        """A field as the place of a finding; the header where it is absent."""
        held = self.fields.get(name)
        return Spot(held.start, held.end - held.start, text) if held else Spot(0, 4, text)

    def tlv(self, tag: int) -> HeldTlv | None:
        """The first TLV with that tag."""
        return next((held for held in self.tlvs if held.row.tag == tag), None)

    @cached_property
    def content(self) -> Content | None:
        """What the PDU carries for people."""
        return content_of(self.decoded, self.reading)

    @cached_property
    def receipt(self) -> ReceiptReading | None:
        """What the PDU reports on another message."""
        return receipt_of(self.decoded, self.reading)

    @cached_property
    def lenses(self) -> tuple[Lens, ...]:
        """The text's octets under every alphabet, the beginning where they are very many."""
        if self.content is None:
            return ()
        return lenses_of(self.content, self.data_coding, self.reading, _MOST_TEXT)

    @property
    def likely(self) -> Lens | None:
        """The likeliest reading of the text's octets."""
        return next((reading for reading in self.lenses if reading.likely), None)

    @property
    def data_coding(self) -> int:
        """data_coding, 0 where the command has none."""
        return self.number("data_coding")

    @property
    def coding_agreed(self) -> bool:
        """Whether the account itself says what this data_coding means."""
        return self.data_coding in alphabet_table(self.reading.alphabets)

    @property
    def has_header(self) -> bool:
        """Whether esm_class announces a user data header."""
        return bool(self.number("esm_class") & UDHI)

    def text_spot(self, text: str, offset: int = 0, length: int | None = None) -> Spot:
        """Octets of the text behind its header, all of them unless told otherwise, as the place of a finding."""
        content = self.content
        if content is None:
            return Spot(0, 4, text)
        held = len(content.text_octets)
        start = content.offset + len(content.octets) - held
        return Spot(start + offset, held - offset if length is None else length, text)

    def content_spot(self, text: str) -> Spot:
        """The octets of short_message or message_payload, header and text, as the place of a finding."""
        content = self.content
        return Spot(content.offset, len(content.octets), text) if content else Spot(0, 4, text)

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """All addresses with their TON and NPI, in wire order."""
        return tuple(self._addresses())

    def _addresses(self) -> Iterator[Address]:
        ton = npi = start = 0
        for row, begin, end, value in self.decoded.spans:
            if not isinstance(row, FieldSpec):
                continue
            if row.name.endswith("_ton") and isinstance(value, int):
                ton, start = value, begin
            elif row.name.endswith("_npi") and isinstance(value, int):
                npi = value
            elif row.name in _ROLES and isinstance(value, str):
                yield Address(_ROLES[row.name], ton, npi, value, start, end)


_ROLES: Mapping[str, str] = {
    "source_addr": said("source"),
    "destination_addr": said("destination"),
    "esme_addr": said("destination"),
}

Check = Callable[[Case], Iterable[Spot]]


@dataclass(frozen=True, slots=True)
class LintRule:
    """One rule. ``check`` is None where ``decode`` tells it already (the shape of the octets).

    ``commands`` are those it looks at, all where empty. ``failing`` and ``passing`` are examples, as a PDU or in hex;
    ``now`` is when they are judged, ``reading`` what the account says.
    """

    id: str
    severity: Severity
    section: str
    words: str
    remedy: str
    check: Check | None
    failing: Pdu | str
    passing: Pdu | str
    commands: frozenset[str] = frozenset()
    now: datetime | None = None
    reading: Reading = AS_USUAL
