"""Parts of long messages as they pass: a reference used again before its message was complete."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator

from smppconsole.smpp.content import content_of, segment_of
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.udh import Segment

_REMEMBERED = 1024
_MARKS = (b"\x02\x0c\x00\x02", b"\x00\x03", b"\x08\x04")


class Parts:
    """The long messages under way, by source, destination, means and reference; at most 1024 are remembered."""

    def __init__(self) -> None:
        self._under_way: OrderedDict[Hashable, dict[int, bytes]] = OrderedDict()

    def add(self, octets: bytes) -> Iterator[str]:
        """Take a message; in words what is wrong with its reference."""
        if not _may_be_part(octets):
            return
        decoded = decode(octets)
        segment, content = segment_of(decoded), content_of(decoded)
        if segment is None or content is None or segment.total == 1:
            return
        key = (*_ends(decoded), segment.means, segment.reference, segment.total)
        parts = self._under_way.setdefault(key, {})
        before = parts.get(segment.number)
        if before is not None and before != content.text_octets:
            yield _words(segment, len(parts))
            parts.clear()
        parts[segment.number] = content.text_octets
        self._under_way.move_to_end(key)
        if len(parts) == segment.total:
            del self._under_way[key]
        elif len(self._under_way) > _REMEMBERED:
            self._under_way.popitem(last=False)


def _may_be_part(octets: bytes) -> bool:
    """Whether there may be a segment: the octets of a TLV of SAR, or of a concatenation element; most have neither."""
    return any(mark in octets for mark in _MARKS)


def _ends(decoded: Decoded) -> tuple[str, str]:
    return str(decoded.field("source_addr") or ""), str(decoded.field("destination_addr") or "")


def _words(segment: Segment, count: int) -> str:
    return (
        f"Reference {segment.reference} comes again with another part {segment.number}, "
        f"and {segment.total - count} of {segment.total} parts of the message before are missing."
    )
