"""Octets to be sent exactly as they are typed: one PDU, several, half of one, lengths that lie."""

from __future__ import annotations

from collections.abc import Iterable

from smppconsole.smpp.framing import cut
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.paste import read_paste
from smppconsole.smpp.said import counted, joined, said
from smppconsole.values import dataclass

_WORD = 4
_LINE = 16


@dataclass(frozen=True, slots=True)
class RawOctets:
    """What a text of hex says: all octets in order, the pieces they are cut into, and what was not taken."""

    octets: bytes
    pieces: tuple[bytes, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def summary(self) -> str:
        """ "2 PDUs, 94 octets"."""
        count = len(self.pieces)
        if not self.octets:
            return said("No octets yet")
        return joined(
            ", ",
            (counted("1 PDU", "{count} PDUs", count), counted("1 octet", "{count} octets", len(self.octets))),
        )


def read_raw(text: str) -> RawOctets:
    """Read hex in any dress. Framing is lost where a length lies; the next block starts afresh. Never raises."""
    paste = read_paste(text)
    pieces = [piece for block in paste.blocks for piece in cut(block)]
    problems = tuple(piece.problem for piece in pieces if piece.problem)
    return RawOctets(b"".join(paste.blocks), tuple(piece.octets for piece in pieces), problems, paste.notes)


def write_raw(pdus: Iterable[bytes]) -> str:
    """PDUs as hex to be edited: the four words of a header in a line, then sixteen octets a line; PDUs apart."""
    return "\n\n".join("\n".join(_lines(pdu)) for pdu in pdus) + "\n"


def _lines(pdu: bytes) -> Iterable[str]:
    yield pdu[:HEADER_SIZE].hex(" ", -_WORD)
    for start in range(HEADER_SIZE, len(pdu), _LINE):
        yield pdu[start : start + _LINE].hex(" ")


def with_true_length(pdu: bytes) -> bytes:
    """The same octets with a command_length that counts them."""
    return len(pdu).to_bytes(_WORD) + pdu[_WORD:]
