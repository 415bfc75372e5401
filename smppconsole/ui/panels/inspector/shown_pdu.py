"""What the inspector shows: one PDU with what is known of its place, ready to be looked at. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from smppconsole.smpp.finding import Finding
from smppconsole.smpp.mask import mask_password
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import Group
from smppconsole.trace.judged import with_judged
from smppconsole.ui.widgets.hex_view import OctetSpan
from smppconsole.ui.words import tr
from smppconsole.values import dataclass, field

if TYPE_CHECKING:
    from smppconsole.smpp.inspection import Inspection
    from smppconsole.smpp.library import Opinion
    from smppconsole.smpp.tree import Node
    from smppconsole.trace.long_message import LongMessage


@dataclass(frozen=True, slots=True)
class ShownPdu:
    """A PDU of the trace (``number`` is its number there, ``peer`` its partner's row) or a part not sent yet.

    ``whole`` is the long message that it is a part of, ``moments`` when the PDUs of that came, by their numbers;
    ``comment`` is the user's. Of a receipt ``tied`` is the rule by which its message was found, "" where none was, None
    where nobody looked; ``about`` is the number of the PDU that the message began with; ``over`` is its session in a
    few characters.
    """

    inspection: Inspection
    reading: Reading
    number: int = 0
    peer: int = -1
    part: int = 0
    parts: int = 0
    whole: LongMessage | None = None
    moments: Mapping[int, int] = field(default_factory=dict)
    comment: str = ""
    book: Book = STANDARD
    tied: str | None = None
    about: int = 0
    over: str = ""

    @property
    def octets(self) -> bytes:
        """The real octets."""
        return self.inspection.decoded.octets

    @property
    def is_preview(self) -> bool:
        """Whether it is not sent yet."""
        return self.parts > 0

    @property
    def title(self) -> str:
        """The command's name."""
        command = self.inspection.decoded.command
        header = self.inspection.decoded.header
        if command is not None:
            return command.name
        return f"0x{header.command_id:08X}" if header else "unreadable"

    @property
    def place(self) -> str:
        """ "No. 1295  208 octets", or which part it would be."""
        size = tr("{octets} octets", octets=len(self.octets))
        if self.is_preview:
            return (
                tr("not sent, part {part} of {parts}  {size}", part=self.part, parts=self.parts, size=size)
                if self.parts > 1
                else tr("not sent  {size}", size=size)
            )
        return tr("No. {number}  {size}", number=self.number, size=size) if self.number else size

    def opinion(self) -> Opinion:
        """What smpplib makes of the octets."""
        from smppconsole.smpp.library import opinion  # noqa: PLC0415 - when asked for

        return opinion(self.octets)

    def copy_text(self) -> str:
        """The octets as hex for the clipboard, a password masked."""
        return mask_password(self.octets).hex(" ").upper()


def look_at(
    octets: bytes,
    reading: Reading,
    book: Book = STANDARD,
    judged: tuple[Finding, ...] = (),
    *,
    number: int = 0,
    peer: int = -1,
    part: int = 0,
    parts: int = 0,
) -> ShownPdu:
    """A PDU to show; ``judged`` are findings over more than it."""
    from smppconsole.smpp.inspection import inspect  # noqa: PLC0415 - when there is a PDU

    seen = inspect(octets, book, reading)
    findings = with_judged(seen.findings, judged)
    return ShownPdu(replace(seen, findings=findings), reading, number, peer, part, parts, book=book)


def octet_spans(nodes: tuple[Node, ...]) -> list[OctetSpan]:
    """Which octets belong to which field; unread ones belong to none."""
    leaves = [leaf for node in nodes for leaf in node.leaves()]
    return [
        OctetSpan(leaf.offset, leaf.offset + leaf.length, Group.HEADER if leaf.offset < 16 else leaf.group)
        for leaf in leaves
        if leaf.length and leaf.name != "unread"
    ]
